import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { FeedFault, ImportCounts } from '@shield/contract'
import type { Marking, Purpose } from '@shield/core'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Node } from '../../context.ts'
import { keepDoing } from '../../keep-doing.ts'
import { importFile } from '../intake/index.ts'
import { importFeed, webFiles } from '../misp/index.ts'
import { authorizationOf, fetchPage, findCollectionUrl } from './fetch-page.ts'
import type { Pulled } from './fetch-page.ts'

const everyMs = 1000
/** Objects that are imported together: a batch for each page would be a hundred for a backfill. */
const mostTogether = 5000
/** Waits after a fault, in minutes; the last one is repeated. */
const waits = [1, 2, 5, 15, 30, 60, 180, 360] as const

export interface Feed extends Pulled {
  readonly id: string
  readonly kind: 'taxii' | 'misp'
  readonly manifest_tag: string | null
  readonly manifest_date: string | null
  readonly organisation: string
  readonly source_name: string
  readonly purpose: Purpose
  readonly every_minutes: number
  readonly added_after: string | null
  readonly next: string | null
  readonly attempts: number
  readonly created_by: string | null
  readonly marking: Marking
}

interface Place {
  readonly addedAfter: string | undefined
  readonly next: string | undefined
}

/** Pulls what is due by the clock, one feed after the other, until stopped. */
export function startFeeds(node: Node): { stop(): Promise<void> } {
  return keepDoing(node, {
    everyMs,
    failed: 'a pull stopped and will go on from its place',
    act: (signal) => pullFeeds(node, signal),
  })
}

/** Pulls every feed that is due, each to its end. */
export async function pullFeeds(node: Node, signal: AbortSignal): Promise<void> {
  const due = await node.database.pool.query<Feed>(
    `select f.id, f.kind, f.manifest_tag, f.manifest_date, f.organisation, f.source_name, f.purpose, f.url, f.credential, f.every_minutes, f.added_after, f.next, f.attempts,
            f.created_by, m.block as marking
     from feed f join marking m on m.id = f.marking_id where f.state = 'active' and f.next_pull <= $1 order by f.next_pull`,
    [node.now()],
  )
  for (const feed of due.rows) {
    if (signal.aborted) return
    await (feed.kind === 'misp' ? pullMisp(node, feed, signal) : pull(node, feed, signal))
  }
}

/** From where the feed was to the end of what the server has. The place moves on with each import, so a node that dies repeats one at most, which changes nothing. */
async function pull(node: Node, given: Feed, signal: AbortSignal): Promise<void> {
  let feed = given
  const found =
    feed.added_after === null && feed.next === null ? await findCollectionUrl(node, feed, signal) : feed
  if ('fault' in found) return ended(node, feed, found)
  feed = { ...feed, url: found.url }
  let place: Place = { addedAfter: feed.added_after ?? undefined, next: feed.next ?? undefined }
  for (;;) {
    const run = await gather(node, feed, place, signal)
    // What came before the line broke is taken in: a bad network gets further each time.
    const counts = run.objects.length === 0 ? undefined : await takeIn(node, feed, run.objects, signal)
    if (signal.aborted) return
    if (counts === 'failed') return ended(node, feed, { fault: 'not-imported' })
    place = run.place
    await moveOn(node, feed, place, counts)
    if (run.fault || !run.isMore) return ended(node, feed, run.fault)
  }
}

/** The events of a MISP feed that are newer than what stands. What the server says of its manifest is kept once all of it is here. */
async function pullMisp(node: Node, feed: Feed, signal: AbortSignal): Promise<void> {
  const authorization = authorizationOf(node, feed)
  const files = webFiles(node, { url: feed.url, authorization }, signal)
  const known = { tag: feed.manifest_tag ?? undefined, date: feed.manifest_date ?? undefined }
  const into = {
    ...{ sourceName: feed.source_name, organisation: feed.organisation, marking: feed.marking },
    ...{ purpose: feed.purpose, person: feed.created_by ?? undefined, known },
  }
  const taken = await importFeed(node, files, into, signal)
  if (signal.aborted) return
  const { fault, waitSeconds, events } = taken
  // An event that was left out may be right the next time: the manifest is read again.
  const kept = fault === undefined && taken.left.length === 0 ? taken.known : {}
  await node.database.pool.query('update feed set manifest_tag = $2, manifest_date = $3 where id = $1', [
    ...[feed.id, kept.tag ?? null, kept.date ?? null],
  ])
  await moveOn(node, feed, { addedAfter: undefined, next: undefined }, events > 0 ? taken.counts : undefined)
  await ended(
    node,
    feed,
    fault === undefined ? undefined : { fault, ...(waitSeconds === undefined ? {} : { waitSeconds }) },
  )
}

interface Run {
  readonly objects: readonly unknown[]
  readonly place: Place
  readonly isMore: boolean
  readonly fault: { readonly fault: FeedFault; readonly waitSeconds?: number } | undefined
}

/** Pages until there is enough to import together, the server has no more, or it fails. */
async function gather(node: Node, feed: Feed, from: Place, signal: AbortSignal): Promise<Run> {
  const objects: unknown[] = []
  let place = from
  let isMore = true
  while (isMore && objects.length < mostTogether) {
    const page = await fetchPage(node, feed, { ...place, signal })
    if ('fault' in page) return { objects, place, isMore, fault: page }
    for (const object of page.objects) objects.push(object)
    const { next, lastAdded } = page
    const isStuck = next === undefined && (lastAdded === undefined || lastAdded === place.addedAfter)
    isMore = page.more && !isStuck
    // While the server says `next`, the question stays the one it was given for; else the time it added the last is the place.
    place =
      next !== undefined && isMore
        ? { addedAfter: place.addedAfter, next }
        : { addedAfter: lastAdded ?? place.addedAfter, next: undefined }
  }
  return { objects, place, isMore, fault: undefined }
}

async function takeIn(
  node: Node,
  feed: Feed,
  objects: readonly unknown[],
  signal: AbortSignal,
): Promise<ImportCounts | 'failed'> {
  const folder = join(node.config.dataFolder, 'uploads', node.name)
  const path = join(folder, newId())
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(path, JSON.stringify({ objects }), { mode: 0o600 })
  try {
    const done = await importFile(
      node,
      {
        ...{ path, fileName: 'taxii.json', format: 'stix', sourceName: feed.source_name },
        ...{ organisation: feed.organisation, marking: feed.marking, purpose: feed.purpose },
        ...(feed.created_by === null ? {} : { person: feed.created_by }),
      },
      { signal },
    )
    return done.state === 'done' ? done.counts : 'failed'
  } finally {
    await rm(path, { force: true })
  }
}

async function moveOn(node: Node, feed: Feed, place: Place, counts: ImportCounts | undefined): Promise<void> {
  await node.database.inTransaction(async (tx) => {
    await tx.client.query(
      `update feed set url = $2, added_after = $3, next = $4,
         counts = (select jsonb_object_agg(key, coalesce((counts ->> key)::bigint, 0) + value::bigint) from jsonb_each_text($5::jsonb))
       where id = $1`,
      [
        ...[feed.id, feed.url, place.addedAfter ?? null, place.next ?? null],
        JSON.stringify({ ...nothing, ...counts }),
      ],
    )
    const visit = { tx, node, now: node.now(), requestId: newId() }
    const { organisation } = feed
    if (counts)
      await audit(visit, { action: 'feed.pulled', object: feed.id, organisation, detail: { ...counts } })
  })
}

const nothing: ImportCounts = { new: 0, matched: 0, changed: 0, conflict: 0, rejected: 0, warnings: 0 }

async function ended(
  node: Node,
  feed: Feed,
  fault: { readonly fault: FeedFault; readonly waitSeconds?: number } | undefined,
): Promise<void> {
  const attempts = fault ? feed.attempts + 1 : 0
  const backoff = waits[Math.min(attempts, waits.length) - 1] ?? 0
  const minutes = fault ? Math.max(backoff, (fault.waitSeconds ?? 0) / 60) : feed.every_minutes
  const now = node.now()
  // A `next` that the server refuses is too old or not its own any more: the pull begins after the last time it was told.
  await node.database.pool.query(
    `update feed set last_pull = $2, next_pull = $3, attempts = $4, fault = $5::text,
       next = case when $5::text = 'refused' then null else next end where id = $1`,
    [feed.id, now, new Date(now.getTime() + minutes * 60_000), attempts, fault?.fault ?? null],
  )
}
