import { createHash } from 'node:crypto'

import { Problem } from '../../problem.ts'
import { readMicros } from './time.ts'
import type { Micros } from './time.ts'

/** Objects on one page where the client does not say, and at most. */
export const pageSize = 1000

/** What TAXII 2.1 §3.4 lets a client ask of a page. Within a list: or. Between them: and. */
export interface Filter {
  readonly addedAfter: Micros | undefined
  readonly limit: number
  readonly next: string | undefined
  readonly ids: readonly string[] | undefined
  readonly types: readonly string[] | undefined
  readonly specVersions: readonly string[] | undefined
  /** `last`, `first`, `all`, or the versions themselves; a version may be any of them. */
  readonly versions: readonly string[]
}

/** Which filters a resource knows; what it does not know is passed over (§3.4). */
export type Known = readonly ('id' | 'type' | 'version' | 'spec_version')[]

/** Reads a query string; throws a Problem for a value that is none. */
export function readFilter(url: string, known: Known): Filter {
  const query = new URLSearchParams(url.split('?')[1] ?? '')
  const one = (name: string): string | undefined => {
    const values = query.getAll(name).filter((value) => value !== '')
    if (values.length > 1) throw wrong(name)
    return values[0]
  }
  const list = (name: Known[number]): readonly string[] | undefined => {
    const items = (one(`match[${name}]`) ?? '').split(',').filter((item) => item !== '')
    return known.includes(name) && items.length > 0 ? [...new Set(items)].toSorted() : undefined
  }
  const added = one('added_after')
  // A plus of a zone that nobody encoded came as a space.
  const addedAfter = added === undefined ? undefined : readMicros(added.replace(' ', '+'))
  if (added !== undefined && addedAfter === undefined) throw wrong('added_after')
  const limit = one('limit')
  if (limit !== undefined && !/^0*[1-9]\d{0,15}$/.test(limit)) throw wrong('limit')
  if (query.has('limit') && limit === undefined) throw wrong('limit')
  const versions = list('version') ?? (known.includes('version') ? ['last'] : ['all'])
  const named = (word: string): boolean => ['last', 'first', 'all'].includes(word)
  if (versions.some((word) => !named(word) && readMicros(word) === undefined)) throw wrong('match[version]')
  return {
    addedAfter,
    limit: Math.min(Number(limit ?? pageSize), pageSize),
    next: one('next'),
    ids: list('id'),
    types: list('type'),
    specVersions: list('spec_version'),
    versions: versions.includes('all') ? ['all'] : versions,
  }
}

/** Tells filters apart: a `next` continues only the one it was given for. The limit may change from page to page. */
export function filterHash(resource: string, filter: Filter): string {
  const { limit: _limit, next: _next, ...asked } = filter
  return createHash('sha256')
    .update(JSON.stringify([resource, asked]))
    .digest('base64url')
    .slice(0, 22)
}

const wrong = (pointer: string): Problem =>
  new Problem('query-invalid', { en: `${pointer} is not right`, th: `${pointer} ไม่ถูกต้อง` })
