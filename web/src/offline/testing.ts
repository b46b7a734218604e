import { personCode } from '@shield/core'

import type { ArrivalAct, PackContents } from '../api/wire.ts'
import { Device } from './device.ts'
import type { Deed, Waiting } from './outbox.ts'
import type { Drawer, Shelf } from './shelf.ts'

/** Drawers in memory: what the browser keeps on its disk, to be looked through. */
export function memoryShelf(): Shelf & { readonly kept: ReadonlyMap<Drawer, ReadonlyMap<string, unknown>> } {
  const kept = new Map<Drawer, Map<string, unknown>>()
  const of = (drawer: Drawer): Map<string, unknown> => {
    const records = kept.get(drawer) ?? new Map<string, unknown>()
    kept.set(drawer, records)
    return records
  }
  return {
    kept,
    // The drawer holds what was put there, in the shape it was put.
    all: async <T>(drawer: Drawer) => [...of(drawer).values()] as T[],
    put: async (drawer, records) => {
      for (const record of records) of(drawer).set(record.id, record)
    },
    drop: async (drawer, ids) => {
      for (const id of ids) of(drawer).delete(id)
    },
    destroy: async () => kept.clear(),
  }
}

export const begin = Date.parse('2026-05-12T01:00:00Z')
export const passphrase = 'seven dry boats at noon'
export const secret = 's'.repeat(43)

export const codeOf = (number: number): string => personCode(new Uint8Array(11).fill(number))

/** A pack of two people at a board, taken at `begin` for three days. */
export function packOf(changes: Partial<PackContents> = {}): PackContents {
  const row = {
    arrivedAt: '2026-05-12T00:10:00.000Z',
    standing: 'possible',
    interview: 'none',
    party: 0,
    hasIdentity: false,
    hasConflict: false,
  } as const
  return {
    ...{ id: '019b7615-6c00-7000-8000-000000000001', kind: 'arrival', device: 'Tablet 4', leftOut: 0 },
    holder: { id: 'worker', name: { en: 'Worker', th: 'ผู้ปฏิบัติงาน' } },
    takenAt: new Date(begin).toISOString(),
    expiresAt: new Date(begin + 72 * 3_600_000).toISOString(),
    now: new Date(begin).toISOString(),
    rules: {
      ...{ arrivalHours: 72, interviewDays: 7, mostPeople: 2000, mostPacks: 5, passphraseLength: 12 },
      ...{
        idleSeconds: 300,
        hiddenSeconds: 0,
        wrongFree: 3,
        slowSeconds: 5,
        wrongMost: 5,
        contactSeconds: 60,
      },
    },
    arrival: {
      ...{ id: 'board', site: 'Planted bridge', startedAt: row.arrivedAt, organisations: [], people: 2 },
      ...{ notInterviewed: 2, turns: [], languages: [], conflicts: 0, can: ['arrivalAdd'] },
    },
    people: [
      { ...row, code: codeOf(1), turn: 'child', triage: { age: 'child', together: 'with-family' } },
      { ...row, code: codeOf(2), turn: 'waiting', triage: { health: 'well' } },
    ],
    ...{ interviews: [], heard: [], organisations: [], sets: [], aloud: { version: '1', items: [] } },
    ...changes,
  }
}

export interface TestDevice {
  readonly device: Device
  readonly shelf: ReturnType<typeof memoryShelf>
  readonly set: (to: number) => void
  /** The page is loaded anew: what is on the disk stays, what was open is not. */
  readonly anew: () => Device
}

export async function carrying(pack = packOf()): Promise<TestDevice> {
  const shelf = memoryShelf()
  let now = begin
  const anew = (): Device =>
    new Device(
      async () => shelf,
      () => now,
    )
  const device = anew()
  await device.setUp(passphrase, pack.rules, pack.now)
  await device.keepPack(pack, { secret, training: true })
  return { device, shelf, set: (to) => (now = to), anew }
}

let acts = 0

export function actOf(
  code: string,
  changes: Partial<ArrivalAct> = {},
): Pick<Waiting, 'by' | 'code'> & { readonly deed: Extract<Deed, { readonly kind: 'arrival' }> } {
  acts += 1
  const id = `019b7615-6c00-7000-8000-0000000001${String(acts).padStart(2, '0')}`
  const act = { id, code, at: '2026-05-12T02:00:00Z', triage: {}, ...changes }
  return { by: 'worker', code, deed: { kind: 'arrival', board: 'board', site: 'Planted bridge', act } }
}
