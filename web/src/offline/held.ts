import type { PackContents } from '../api/wire.ts'
import type { Draft, Opened, Talks } from './device-state.ts'
import { readDone, readWaiting } from './outbox.ts'
import type { Done, Waiting } from './outbox.ts'
import { openRecord, sealRecord } from './seal.ts'
import type { Sealed, Shelf } from './shelf.ts'

/** One sealed record of what was taken along, or is kept beside it. */
export type Held =
  | { readonly kind: 'pack'; readonly pack: PackContents }
  | { readonly kind: 'done'; readonly done: Done }
  | { readonly kind: 'draft'; readonly draft: Draft }
  | { readonly kind: 'talks'; readonly talks: Talks }

/** Records there is one of; their names say nothing of anybody. */
export const draftId = 'draft'
export const talksId = 'talks'

/** What a pack of an earlier version of the app has not; the next renewal brings it. */
const lacking = { heard: [], organisations: [], sets: [], aloud: { version: '0', items: [] } }

/** What lies here as the screens show it; also what an earlier version of the app has written. */
export function shownOf(
  held: readonly Held[],
  waiting: readonly Waiting[],
): Pick<Opened, 'packs' | 'waiting' | 'done' | 'draft' | 'talks'> {
  return {
    packs: held.flatMap((one) => (one.kind === 'pack' ? [{ ...lacking, ...one.pack }] : [])),
    waiting: waiting.map(readWaiting),
    done: held.flatMap((one) => (one.kind === 'done' ? [readDone(one.done)] : [])),
    draft: held.flatMap((one) => (one.kind === 'draft' ? [one.draft] : []))[0],
    talks: held.flatMap((one) => (one.kind === 'talks' ? [one.talks] : []))[0] ?? noTalks,
  }
}

const noTalks: Talks = { of: {} }

/** Seals one record and puts it where it belongs. */
export async function putHeld(
  shelf: Shelf,
  key: CryptoKey,
  { id, held }: { readonly id: string; readonly held: Held },
): Promise<void> {
  await shelf.put('held', [await sealRecord(key, id, held)])
}

export async function putWaiting(shelf: Shelf, key: CryptoKey, waiting: Waiting): Promise<void> {
  await shelf.put('outbox', [await sealRecord(key, waiting.id, waiting)])
}

/** Opens everything that lies here. Only this device writes what is sealed, in the shape it reads. */
export async function openAll(shelf: Shelf, key: CryptoKey): Promise<ReturnType<typeof shownOf>> {
  const open = async <T>(drawer: 'held' | 'outbox'): Promise<readonly T[]> =>
    Promise.all((await shelf.all<Sealed>(drawer)).map(async (one) => (await openRecord(key, one)) as T))
  return shownOf(await open<Held>('held'), await open<Waiting>('outbox'))
}
