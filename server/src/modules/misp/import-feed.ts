import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { FeedFault, ImportCounts } from '@shield/contract'
import type { Marking, Purpose } from '@shield/core'

import { newId } from '#store/identifier.ts'
import type { Node } from '../../context.ts'
import { importFile } from '../intake/index.ts'
import type { FeedFiles, Known } from './feed-files.ts'
import { readEvent, readHashes, readManifest } from './read-feed.ts'
import type { EventFault } from './read-feed.ts'
import { secondsOf } from './take-in.ts'

export interface FeedImport {
  readonly sourceName: string
  readonly organisation: string
  readonly marking: Marking
  readonly purpose: Purpose
  readonly person?: string | undefined
  readonly dryRun?: boolean
  /** By what the manifest was known the last time. */
  readonly known?: Known
}

export interface FeedTaken {
  readonly counts: ImportCounts
  /** Events of the manifest, those taken in now, and those that stand already as new as the feed has them. */
  readonly events: number
  readonly taken: number
  readonly standing: number
  /** Events that were not taken, and why. */
  readonly left: readonly { readonly uuid: string; readonly why: EventFault }[]
  readonly known: Known
  /** Why it ended before its end. */
  readonly fault?: FeedFault
  readonly waitSeconds?: number
}

/** Files asked for at once. */
const mostAtOnce = 4
/** Events and bytes of text imported together: a batch for each of thousands of events would be a list nobody reads. */
const mostTogether = 500
const mostText = 32 * 2 ** 20

/**
 * Takes in the events of a feed folder that are newer than what the source has brought. Each stands by itself: one that is not what its
 * name or its hashes say is left out and named. What came before a fault is kept, and a second run goes on from there.
 */
export async function importFeed(
  node: Node,
  files: FeedFiles,
  { known = {}, ...into }: FeedImport,
  signal: AbortSignal,
): Promise<FeedTaken> {
  const taken = {
    counts: { ...nothing },
    events: 0,
    taken: 0,
    standing: 0,
    left: [] as FeedTaken['left'][number][],
    known,
  }
  const manifest = await readManifest(files, known)
  if (manifest === 'unchanged') return taken
  if ('fault' in manifest) return { ...taken, ...manifest }
  const hashes = await readHashes(files)
  if ('fault' in hashes) return { ...taken, ...hashes }
  const standing = await standingOf(node, into, [...manifest.events.keys()])
  const wanted = [...manifest.events].filter(
    ([uuid, stamp]) => stamp === 0 || stamp > (standing.get(uuid) ?? -1),
  )
  taken.events = manifest.events.size
  taken.standing = manifest.events.size - wanted.length
  let waiting: string[] = []
  let length = 0
  const flush = async (): Promise<boolean> => {
    const done = waiting.length === 0 || (await takeIn(node, into, waiting, taken.counts))
    if (done) taken.taken += waiting.length
    waiting = []
    length = 0
    return done
  }
  for (let at = 0; at < wanted.length && !signal.aborted; at += mostAtOnce) {
    const read = await Promise.all(
      wanted
        .slice(at, at + mostAtOnce)
        .map(async ([uuid]) => [uuid, await readEvent(files, uuid, hashes)] as const),
    )
    for (const [uuid, one] of read) {
      if ('fault' in one) return { ...taken, ...((await flush()) ? one : { fault: 'not-imported' }) }
      if ('left' in one) {
        taken.left.push({ uuid, why: one.left })
        taken.counts.rejected += 1
        continue
      }
      const text = JSON.stringify({ Event: one.event })
      waiting.push(text)
      length += text.length
    }
    if ((waiting.length >= mostTogether || length >= mostText) && !(await flush()))
      return { ...taken, fault: 'not-imported' }
  }
  if (!(await flush())) return { ...taken, fault: 'not-imported' }
  // Cut short, the manifest is read again the next time.
  return { ...taken, known: signal.aborted ? known : manifest.known }
}

const nothing: ImportCounts = { new: 0, matched: 0, changed: 0, conflict: 0, rejected: 0, warnings: 0 }

/** Times of the events that the source brought before. */
async function standingOf(
  node: Node,
  { organisation, sourceName }: FeedImport,
  uuids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const found = await node.database.pool.query<{ key: string; version: string }>(
    `select r.key, r.version from source s join record r on r.source_id = s.id and r.ended_at is null join batch b on b.id = r.batch_id
     where s.organisation = $1 and s.name = $2 and r.key = any($3::text[]) and b.state <> 'undone'`,
    [organisation, sourceName, uuids],
  )
  return new Map(found.rows.map(({ key, version }) => [key, secondsOf(version)]))
}

async function takeIn(
  node: Node,
  into: FeedImport,
  events: readonly string[],
  counts: ImportCounts,
): Promise<boolean> {
  const folder = join(node.config.dataFolder, 'uploads', node.name)
  const path = join(folder, newId())
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    await pipeline(Readable.from(listed(events)), createWriteStream(path, { mode: 0o600 }))
    const done = await importFile(node, { ...into, path, fileName: 'misp-feed.json', format: 'misp' })
    for (const name of Object.keys(nothing) as (keyof ImportCounts)[]) counts[name] += done.counts[name]
    return done.state === 'done' || (into.dryRun === true && done.state === 'previewed')
  } finally {
    await rm(path, { force: true })
  }
}

function* listed(events: readonly string[]): Generator<string> {
  for (const [at, event] of events.entries()) yield `${at === 0 ? '[' : ','}${event}`
  yield ']'
}
