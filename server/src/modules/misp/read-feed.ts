import { createHash } from 'node:crypto'

import type { FeedFault } from '@shield/contract'
import type { Json } from '@shield/core'
import { mispValues } from '@shield/formats'

import { isObject, isUuid, stampOf } from './body.ts'
import type { MispObject } from './body.ts'
import type { FeedFiles, Known } from './feed-files.ts'
import { isProtected } from './protected.ts'

export interface Manifest {
  /** UUID → time of the event, in seconds. */
  readonly events: ReadonlyMap<string, number>
  readonly known: Known
}

type Failed = { readonly fault: FeedFault; readonly waitSeconds?: number }

const mostEvents = 100_000

/** The list of events; a feed without one is none. */
export async function readManifest(files: FeedFiles, known: Known): Promise<Manifest | 'unchanged' | Failed> {
  const file = await files.read('manifest.json', known)
  if (file === 'unchanged') return file
  if (file === 'missing') return { fault: 'no-feed' }
  if ('fault' in file) return file
  const listed = parsed(file.bytes)
  if (!isObject(listed)) return { fault: 'no-feed' }
  const entries = Object.entries(listed)
  if (entries.length > mostEvents) return { fault: 'too-large' }
  const events = entries.flatMap(([uuid, one]): [string, number][] =>
    isUuid(uuid) && isObject(one) ? [[uuid.toLowerCase(), stampOf(one)]] : [],
  )
  return { events: new Map(events), known: file.known ?? {} }
}

/** MD5 of values by event, as `hashes.csv` lists them. A feed need not have any. */
export type Hashes = ReadonlyMap<string, ReadonlySet<string>>

export async function readHashes(files: FeedFiles): Promise<Hashes | Failed> {
  const file = await files.read('hashes.csv')
  if (file === 'missing' || file === 'unchanged') return new Map()
  if ('fault' in file) return file
  const hashes = new Map<string, Set<string>>()
  for (const [, hash = '', event = ''] of file.bytes
    .toString('latin1')
    .matchAll(/^"?([0-9a-f]{32})"?,"?([0-9a-f-]{36})"?\r?$/gm)) {
    const of = hashes.get(event)
    if (of) of.add(hash)
    else hashes.set(event, new Set([hash]))
  }
  return hashes
}

/** Why an event of a feed is not taken. */
export type EventFault = 'missing' | 'not-json' | 'other-event' | 'hashes-differ' | 'protected'

/** The event of a file, checked: it is the one its name says, and holds every value that was hashed of it. */
export async function readEvent(
  files: FeedFiles,
  uuid: string,
  hashes: Hashes,
): Promise<{ readonly event: MispObject } | { readonly left: EventFault } | Failed> {
  const file = await files.read(`${uuid}.json`)
  if (file === 'missing' || file === 'unchanged') return { left: 'missing' }
  if ('fault' in file) return file
  const document = parsed(file.bytes)
  const event = isObject(document) ? (document['Event'] ?? document) : undefined
  if (!isObject(event)) return { left: 'not-json' }
  if (String(event['uuid']).toLowerCase() !== uuid) return { left: 'other-event' }
  // Whoever serves the folder signs nothing: that it is as a holder of its keys wrote it cannot be told.
  if (isProtected(event)) return { left: 'protected' }
  const expected = hashes.get(uuid)
  if (expected) {
    const values = new Set(mispValues(event).map((value) => createHash('md5').update(value).digest('hex')))
    if (![...expected].every((hash) => values.has(hash))) return { left: 'hashes-differ' }
  }
  return { event }
}

function parsed(bytes: Buffer): Json | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json
  } catch {
    return undefined
  }
}
