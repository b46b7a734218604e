import { kinds, properties, propertyOf } from '@shield/core'
import type { KindName } from '@shield/core'
import type { Hit as EngineHit } from '@shield/engine'
import type { Hit, SearchQuery, SearchReply } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { fingerprint } from '../../keys.ts'
import { captionsOf, clustersOf } from '../registry/index.ts'
import { standing } from './standing.ts'
import { reasonWords } from './words.ts'

// Facets and clusters are counted over this many hits; beyond it the question is too wide to be worked through anyway.
const widest = 2000

interface Facets {
  readonly sources: ReadonlyMap<number, string>
  readonly countries: ReadonlyMap<number, readonly string[]>
  readonly names: ReadonlyMap<string, string>
}

type Narrowed = Pick<SearchQuery, 'q' | 'kind' | 'source' | 'country'>

interface Found {
  readonly all: readonly (readonly [number, Merged])[]
  /** There is more than was asked for. */
  readonly isCut: boolean
  /** Of all, what the narrowing leaves. */
  readonly chosen: readonly (readonly [number, Merged])[]
  readonly facets: Facets
  readonly captions: Awaited<ReturnType<typeof captionsOf>>
}

async function findHits(ctx: Context, query: Narrowed, most: number): Promise<Found> {
  const found = await ctx.node.search.index.search({ text: query.q, visible: ctx.visible, limit: most })
  const hits = await standing(ctx, found.hits)
  const entities = hits.map((hit) => hit.entity)
  const merged = mergeByCluster(hits, await clustersOf(ctx, entities))
  const facets = await facetsOf(ctx, entities)
  const captions = await captionsOf(ctx, [...merged.keys()])
  const all = [...merged].filter(([entity]) => captions.has(entity))
  const fits = ([entity, hit]: (typeof all)[number]): boolean =>
    (query.kind === undefined || captions.get(entity)?.kind === query.kind) &&
    (query.source === undefined || hit.entities.some((id) => facets.sources.get(id) === query.source)) &&
    (query.country === undefined ||
      hit.entities.some((id) => facets.countries.get(id)?.includes(query.country ?? '') === true))
  return { all, isCut: found.total > most, chosen: all.filter(fits), facets, captions }
}

/** Every visible entity that a search finds as it is narrowed, with those that stand together as one. */
export async function entitiesOf(ctx: Context, query: Narrowed, most: number): Promise<readonly number[]> {
  const { chosen } = await findHits(ctx, query, most)
  return chosen.flatMap(([, hit]) => hit.entities)
}

export interface Match {
  readonly entity: number
  readonly property: number
  readonly text: string
}

/** What a search finds as it is narrowed, entity by entity, with the values it was found by; and whether there is more than was asked for. */
export async function matchesOf(
  ctx: Context,
  query: Narrowed,
  most: number,
): Promise<{ readonly matches: readonly Match[]; readonly isCut: boolean }> {
  const { chosen, isCut } = await findHits(ctx, query, most)
  return { matches: chosen.flatMap(([, hit]) => hit.said), isCut }
}

/** Searches names and identifiers; every number in the answer is made of visible rows alone. */
export async function runSearch(ctx: Context, query: SearchQuery): Promise<SearchReply> {
  const limit = query.limit ?? 50
  const offset = /^\d{1,6}$/.test(query.cursor ?? '') ? Number(query.cursor) : 0
  const { all, isCut, chosen, facets, captions } = await findHits(ctx, query, widest)
  const page = chosen.slice(offset, offset + limit)
  const items = page.map(([entity, hit]): Hit => {
    const caption = captions.get(entity)
    return {
      id: caption?.wire ?? '',
      kind: caption?.kind ?? 'Thing',
      caption: caption?.caption ?? '',
      matched: hit.because.slice(0, 5).map((one) => ({
        property: propertyOf(one.property),
        value: one.text,
        because: reasonWords[one.reason],
      })),
      sources: new Set(hit.entities.map((id) => facets.sources.get(id))).size,
      marking: ctx.node.markings.block(caption?.marking ?? 0),
    }
  })
  // The question itself may name a person, so the audit gets its fingerprint.
  const asked = fingerprint(ctx.node.keys, query.q)
  await audit(ctx, {
    action: 'search.run',
    shown: items.map((item) => item.id),
    detail: { asked, count: chosen.length },
  })
  return {
    items,
    ...(chosen.length > offset + limit ? { next: String(offset + limit) } : {}),
    count: chosen.length,
    isCut,
    facets: {
      kind: tally(all.map(([entity]) => captions.get(entity)?.kind ?? 'Thing')).map(({ value, count }) => ({
        value,
        count,
        label: kinds[value as keyof typeof kinds].label,
      })),
      source: tally(
        all.flatMap(([, hit]) => [...new Set(hit.entities.flatMap((id) => facets.sources.get(id) ?? []))]),
      ).map((one) => ({
        ...one,
        label: { en: facets.names.get(one.value) ?? '', th: facets.names.get(one.value) ?? '' },
      })),
      country: tally(
        all.flatMap(([, hit]) => [...new Set(hit.entities.flatMap((id) => facets.countries.get(id) ?? []))]),
      ),
    },
  }
}

interface Merged {
  readonly entities: number[]
  readonly said: Match[]
  readonly because: EngineHit['because'][number][]
}

/** Hits of one cluster are one hit, in the place of the best. */
function mergeByCluster(
  hits: readonly EngineHit[],
  clusters: ReadonlyMap<number, number>,
): ReadonlyMap<number, Merged> {
  const first = new Map<number, number>()
  const merged = new Map<number, Merged>()
  for (const hit of hits) {
    const cluster = clusters.get(hit.entity) ?? hit.entity
    const shown = first.get(cluster) ?? hit.entity
    first.set(cluster, shown)
    const said = hit.because.map(({ property, text }) => ({ entity: hit.entity, property, text }))
    const known = merged.get(shown)
    if (known) {
      known.entities.push(hit.entity)
      known.said.push(...said)
      known.because.push(...hit.because)
    } else merged.set(shown, { entities: [hit.entity], said, because: [...hit.because] })
  }
  return merged
}

// Where a thing is or is registered. Not nationality: nobody narrows people by it.
const countryNumbers = [properties.country.number, properties.jurisdiction.number]

async function facetsOf(ctx: Context, entities: readonly number[]): Promise<Facets> {
  const found = await ctx.tx.client.query<{ id: number; wire: string; name: string; countries: string[] }>(
    `select e.id, s.wire, s.name,
       array(select distinct st.norm from statement st where st.entity_id = e.id and st.retracted_at is null
             and visible($2, st.marking_id) and st.property = any($3::smallint[]) and st.norm <> '' order by 1) as countries
     from entity e join source s on s.id = e.source_id where e.id = any($1::bigint[])`,
    [entities, Buffer.from(ctx.visible), countryNumbers],
  )
  return {
    sources: new Map(found.rows.map((row) => [row.id, row.wire])),
    countries: new Map(found.rows.map((row) => [row.id, row.countries])),
    names: new Map(found.rows.map((row) => [row.wire, row.name])),
  }
}

function tally(values: readonly string[]): { value: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, 50)
}

/** Type-ahead: a few visible names that begin so. */
export async function suggestNames(
  ctx: Context,
  text: string,
): Promise<{ items: { id: string; kind: KindName; caption: string }[] }> {
  const suggested = await ctx.node.search.index.suggest({ text, visible: ctx.visible, limit: 20 })
  const found = await standing(
    ctx,
    suggested.map((one) => ({ entity: one.entity, text: one.text, because: [one] })),
  )
  const captions = await captionsOf(
    ctx,
    found.map((one) => one.entity),
  )
  const items = new Map<string, { id: string; kind: KindName; caption: string }>()
  for (const one of found) {
    const caption = captions.get(one.entity)
    if (caption && items.size < 8)
      items.set(caption.wire, { id: caption.wire, kind: caption.kind, caption: one.text })
  }
  await audit(ctx, { action: 'search.run', shown: [...items.keys()] })
  return { items: [...items.values()] }
}
