import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../api/api.ts'
import { sessionQuery } from '../api/session.ts'
import type { PackContents } from '../api/wire.ts'
import { keepApp } from './app-version.ts'
import { noteCarrying } from './carried.ts'
import type { DeviceState } from './device-state.ts'
import { device, node } from './keeper.ts'

export const packsQuery = queryOptions({
  queryKey: ['packs'],
  queryFn: () => api.packList({}),
  staleTime: 0,
})

export function useWipePack() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.packWipe({ params: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: packsQuery.queryKey }),
  })
}

export interface Taking {
  /** Absent: those whom one hears. */
  readonly arrival?: string
  /** Beside those with whom one has begun: who is named to be heard. */
  readonly codes?: readonly string[]
  readonly device: string
  readonly passphrase: string
}

/** What became of it: carried, or why the device stays closed. */
export type Taken = 'taken' | 'wrong' | 'wait' | 'set-back' | 'wiped' | 'elsewhere' | 'somebody-else'

/** Opens the device or makes its lock, takes the people along, and has the app itself kept in this browser. */
export function useTakeAlong() {
  const queries = useQueryClient()
  return useMutation({
    // Passphrases stand in no cache.
    gcTime: 0,
    mutationFn: async (taking: Taking): Promise<Taken> => {
      await device.look()
      const isNew = device.state().at !== 'locked' && device.state().at !== 'open'
      if (!isNew) {
        await device.lock()
        const opened = await device.unlock(taking.passphrase)
        if (opened !== 'open') return opened === 'nothing' ? 'wrong' : opened
      }
      const session = await queries.ensureQueryData(sessionQuery)
      const state = device.state()
      const holder = state.at === 'open' ? state.packs[0]?.holder.id : undefined
      if (holder !== undefined && holder !== session.person.id) return 'somebody-else'
      const secret = newSecret()
      const before = heardBefore(device.state())
      const pack = await askFor(
        { ...taking, codes: [...(taking.codes ?? []), ...before.codes] },
        await proofOf(secret),
      )
      const instead = taking.arrival === undefined ? before.packs : []
      try {
        if (isNew) await device.setUp(taking.passphrase, pack.rules, pack.now)
        await device.keepPack(pack, { secret, training: session.training, instead })
      } catch (error) {
        // The node must not think that somebody carries what is nowhere.
        await node.contact({ id: pack.id, secret, expiresAt: pack.expiresAt }, true)
        throw error
      }
      noteCarrying()
      void keepApp()
      await queries.invalidateQueries({ queryKey: packsQuery.queryKey })
      return 'taken'
    },
  })
}

/** Whom this device carries to be heard already: they go into the new pack, and the old one goes. */
function heardBefore(state: DeviceState): {
  readonly packs: readonly string[]
  readonly codes: readonly string[]
} {
  const packs = state.at === 'open' ? state.packs.filter(({ kind }) => kind === 'interview') : []
  return {
    packs: packs.map(({ id }) => id),
    codes: packs.flatMap(({ heard }) => heard.map(({ code }) => code)),
  }
}

function askFor({ arrival, codes = [], device: name }: Taking, proof: string): Promise<PackContents> {
  const body = { device: name.trim(), proof }
  return arrival === undefined
    ? api.packTakeHeard({ body: { ...body, codes: [...new Set(codes)] } })
    : api.packTake({ params: { id: arrival }, body })
}

function newSecret(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)))
}

async function proofOf(secret: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret))))
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
