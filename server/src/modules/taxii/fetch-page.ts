import type { FeedFault } from '@shield/contract'

import { askOutside } from '../../ask-outside.ts'
import type { Node } from '../../context.ts'
import { unwrapSecret } from '../../node-secret.ts'

export interface Pulled {
  readonly url: string
  readonly credential: Buffer | null
}

export interface FetchedPage {
  readonly objects: readonly unknown[]
  readonly more: boolean
  readonly next: string | undefined
  /** X-TAXII-Date-Added-Last, as it came. */
  readonly lastAdded: string | undefined
}

type Fetched<T> = T | { readonly fault: FeedFault; readonly waitSeconds?: number }

const timeoutMs = 60_000
const pageSize = 1000

interface Asked {
  readonly addedAfter: string | undefined
  readonly next: string | undefined
  readonly signal: AbortSignal
}

/** One page of the objects of a collection. */
export async function fetchPage(node: Node, feed: Pulled, asked: Asked): Promise<Fetched<FetchedPage>> {
  const url = new URL(`${feed.url.replace(/\/$/, '')}/objects/`)
  if (asked.addedAfter !== undefined) url.searchParams.set('added_after', asked.addedAfter)
  if (asked.next !== undefined) url.searchParams.set('next', asked.next)
  url.searchParams.set('limit', String(pageSize))
  const answer = await get(node, feed, url.href, asked.signal)
  if ('fault' in answer) return answer
  const { objects = [], more = false, next } = answer.document as Partial<FetchedPage>
  if (!Array.isArray(objects) || typeof more !== 'boolean') return { fault: 'no-taxii' }
  return {
    ...{ objects, more, next: typeof next === 'string' && next !== '' ? next : undefined },
    lastAdded: answer.lastAdded,
  }
}

/** The address of a collection, found from that of a server or of one of its roots where it has one collection to read. */
export async function findCollectionUrl(
  node: Node,
  feed: Pulled,
  signal: AbortSignal,
): Promise<Fetched<{ readonly url: string }>> {
  const answer = await get(node, feed, feed.url, signal)
  if ('fault' in answer) return answer
  const document = answer.document as Readonly<Record<string, unknown>>
  if (typeof document['can_read'] === 'boolean') return { url: feed.url }
  const roots = Array.isArray(document['api_roots'])
    ? document['api_roots'].filter((root) => typeof root === 'string')
    : [feed.url]
  const readable: string[] = []
  for (const root of roots) {
    const base = new URL(`${root.replace(/\/$/, '')}/collections/`, feed.url)
    // A server can't send us to another host.
    if (base.host !== new URL(feed.url).host) continue
    const listed = await get(node, feed, base.href, signal)
    if ('fault' in listed) continue
    const { collections = [] } = listed.document as {
      collections?: readonly { id: string; can_read: boolean }[]
    }
    for (const { id, can_read: canRead } of collections)
      if (canRead) readable.push(new URL(`${id}/`, base).href)
  }
  const [only, second] = readable
  return only === undefined || second !== undefined ? { fault: 'no-collection' } : { url: only }
}

interface Answered {
  readonly document: object
  readonly lastAdded: string | undefined
}

async function get(node: Node, feed: Pulled, url: string, signal: AbortSignal): Promise<Fetched<Answered>> {
  const authorization = authorizationOf(node, feed)
  const headers = {
    accept: 'application/taxii+json;version=2.1',
    ...(authorization === undefined ? {} : { authorization }),
  }
  const answer = await askOutside(node, { method: 'GET', url, headers, timeoutMs, signal })
  if ('fault' in answer) return answer
  const { status, body } = answer
  if (status >= 300 && status < 400) return { fault: 'redirected' }
  const wait = Number(answer.headers['retry-after'])
  if (status !== 200)
    return { fault: status < 500 ? 'refused' : 'unreachable', ...(wait > 0 ? { waitSeconds: wait } : {}) }
  if (!/^application\/(taxii|vnd\.oasis\.taxii)\+json/.test(answer.headers['content-type'] ?? ''))
    return { fault: 'no-taxii' }
  const document = parsed(body)
  const last = answer.headers['x-taxii-date-added-last']
  return document
    ? { document, lastAdded: typeof last === 'string' ? last : undefined }
    : { fault: 'no-taxii' }
}

function parsed(body: Buffer): object | undefined {
  try {
    const document: unknown = JSON.parse(body.toString('utf8'))
    return typeof document === 'object' && document !== null ? document : undefined
  } catch {
    return undefined
  }
}

/** The header a feed is asked with: basic where there is a user, else a bearer. */
export function authorizationOf(node: Node, feed: Pulled): string | undefined {
  if (!feed.credential) return undefined
  const { user, secret } = JSON.parse(unwrapSecret(node, feed.credential)) as {
    user?: string
    secret: string
  }
  if (user === undefined) return `Bearer ${secret}`
  return `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`
}
