import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { personCode } from '@shield/core'
import { openFileCustody } from '../../server/src/modules/vault/custody-file.ts'
import { openShelf } from '../../server/src/modules/vault/shelf.ts'
import { asker, createTestVault, passphrase } from '../../server/src/modules/vault/testing.ts'
import type { Bench, Figure } from './figure.ts'
import { quantile, rounded } from './figure.ts'

const bodyBytes = 2048
const perCall = 500
/** A bench opens more people than any officer may. */
const limits = { peoplePerOfficer: 1e6, peoplePerHour: 1e6, questionsPerHour: 1e6 }

interface Spent<T> {
  readonly ms: number
  readonly result: T
}

/** Processor time of this process: PostgreSQL and what else the machine does is not in it. */
async function spent<T>(act: () => Promise<T>): Promise<Spent<T>> {
  const before = process.cpuUsage()
  const result = await act()
  const { user, system } = process.cpuUsage(before)
  return { ms: (user + system) / 1000, result }
}

const newCodes = (count: number): readonly string[] =>
  Array.from({ length: count }, () => personCode(randomBytes(11)))

/** Sealed identities: what a value costs to seal and to open, and what a change of the key in force costs. */
export const vaulting: Bench = {
  name: 'vault',
  summary: 'sealing, opening, and wrapping the keys of a million persons anew',
  run: async ({ scale, tell }) => [...(await values(scale, tell)), ...(await rewrapping(scale, tell))],
}

async function values(scale: number, tell: (line: string) => void): Promise<readonly Figure[]> {
  const count = Math.max(perCall, Math.round(10_000 * scale))
  tell(`${count} values of ${bodyBytes} bytes`)
  const held = await createTestVault(limits)
  try {
    const codes = newCodes(count)
    const body = randomBytes(bodyBytes)
    const batches = Array.from({ length: Math.ceil(count / perCall) }, (_, at) =>
      codes.slice(at * perCall, (at + 1) * perCall),
    )
    const sealing = await spent(async () => {
      const ids: string[] = []
      for (const batch of batches) {
        const sealed = await held.vault.seal(
          asker,
          batch.map((code) => ({ code, part: 'identity', body })),
        )
        ids.push(...sealed.map(({ id }) => id))
      }
      return ids
    })
    const wanted = codes.map((code, at) => ({ code, id: sealing.result[at] ?? '' }))
    const opening = await spent(async () => {
      for (let at = 0; at < wanted.length; at += perCall)
        await held.vault.open(asker, wanted.slice(at, at + perCall))
    })
    const walls: number[] = []
    const one = await spent(async () => {
      for (const value of wanted.slice(0, 300)) {
        const from = performance.now()
        await held.vault.open({ ...asker, person: 'one at a time' }, [value])
        walls.push(performance.now() - from)
      }
    })
    const conditions = `processor time of one core, ${count} people, a value of ${bodyBytes} bytes each, ${perCall} a call`
    return [
      figure('vault.seal', count / (sealing.ms / 1000), { unit: 'values/s', least: 2000, conditions }),
      figure('vault.open', count / (opening.ms / 1000), { unit: 'values/s', least: 2000, conditions }),
      figure('vault.open-one, p95', quantile(walls, 0.95), {
        unit: 'ms',
        most: 50,
        conditions: `by the clock, 300 people one after the other, noted and limited; ${rounded(one.ms / 300)} ms of processor time each`,
      }),
    ]
  } finally {
    await held.close()
  }
}

async function rewrapping(scale: number, tell: (line: string) => void): Promise<readonly Figure[]> {
  const count = Math.round(1_000_000 * scale)
  tell(`keys of ${count} people`)
  const folder = await mkdtemp(join(tmpdir(), 'shield-bench-vault-'))
  try {
    const shelf = await openShelf(folder, await openFileCustody(folder, passphrase))
    for (let made = 0; made < count; made += 10_000)
      await shelf.admit(newCodes(Math.min(10_000, count - made)))
    const from = performance.now()
    const { ms } = await spent(() => shelf.rotate(() => undefined))
    const seconds = (performance.now() - from) / 1000
    await shelf.close()
    const conditions = `processor time, ${count} keys, the file custodian; ${rounded(seconds)} s by the clock`
    return [figure('vault.rewrap', ms / 1000, { unit: 's', most: 300, conditions })]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Shown {
  readonly unit: string
  readonly least?: number
  readonly most?: number
  readonly conditions: string
}

function figure(name: string, value: number, { unit, least, most, conditions }: Shown): Figure {
  const goal =
    least === undefined
      ? ({ at: 'most', value: most ?? 0 } as const)
      : ({ at: 'least', value: least } as const)
  return { name, value: rounded(value), unit, goal, conditions }
}
