import type { KindName } from '@shield/core'

import type { Context } from '../../context.ts'
import { membersOf } from '../registry/index.ts'
import { matchesOf } from '../search/index.ts'

/** What a watch looks at. */
export interface Watched {
  readonly kind: 'entity' | 'identifier' | 'search'
  readonly entity_id: number | null
  readonly property: number | null
  readonly words: string | null
  readonly norm: string | null
  readonly narrowed: { readonly kind?: KindName; readonly source?: string; readonly country?: string }
  readonly look_again: boolean
}

/** One thing that a watch finds for somebody, by the markings of what it rests on: the same under others is other news. */
export interface News {
  /** The record of a watched entity; else the entity. */
  readonly what: number
  readonly entity: number
  readonly markings: readonly number[]
  /** 64-bit numbers, as text. */
  readonly keys: readonly string[]
}

/** A search that finds more than this is no question to be told about. */
export const widestSearch = 500
const mostNews = 2000

/** All that a watch finds for this person now. */
export async function newsOf(ctx: Context, watch: Watched): Promise<readonly News[]> {
  if (watch.kind === 'entity') return newsOfEntity(ctx, watch.entity_id ?? 0)
  if (watch.kind === 'identifier') return newsOfIdentifier(ctx, watch.property ?? 0, watch.norm ?? '')
  const { matches } = await matchesOf(ctx, { q: watch.words ?? '', ...watch.narrowed }, mostNews)
  return newsOfMatches(ctx, matches)
}

/** Records that say something of the entity, or of what stands together with it. */
async function newsOfEntity(ctx: Context, entity: number): Promise<readonly News[]> {
  const members = (await membersOf(ctx, [entity])).get(entity) ?? [entity]
  const found = await ctx.tx.client.query<{ record_id: number; entity_id: number; marking_id: number }>(
    `select distinct on (record_id, marking_id) record_id, entity_id, marking_id from statement
     where entity_id = any($1::bigint[]) and retracted_at is null and visible($2, marking_id)
     order by record_id, marking_id, entity_id limit $3`,
    [members, Buffer.from(ctx.visible), mostNews],
  )
  return found.rows.map((row) => ({
    what: row.record_id,
    entity: row.entity_id,
    markings: [row.marking_id],
    keys: [],
  }))
}

/** Entities that state the identifier. */
async function newsOfIdentifier(ctx: Context, property: number, norm: string): Promise<readonly News[]> {
  const found = await ctx.tx.client.query<{ entity_id: number; marking_id: number; key: string }>(
    `select entity_id, marking_id, key::text from stated_identifier
     where key = identifier_key($1::smallint, $2) and visible($3, marking_id) order by entity_id, marking_id limit $4`,
    [property, norm, Buffer.from(ctx.visible), mostNews],
  )
  return found.rows.map((row) => ({
    what: row.entity_id,
    entity: row.entity_id,
    markings: [row.marking_id],
    keys: [row.key],
  }))
}

interface Match {
  readonly entity: number
  readonly property: number
  readonly text: string
}

/** Entities that the search finds, each with the markings of the values it was found by. */
async function newsOfMatches(ctx: Context, matches: readonly Match[]): Promise<readonly News[]> {
  const found = await ctx.tx.client.query<{ entity: number; markings: number[]; keys: string[] }>(
    `select said.entity, array_agg(distinct st.marking_id order by st.marking_id) as markings,
       array_agg(distinct hashtextextended(st.value, st.property)::text) as keys
     from unnest($1::bigint[], $2::smallint[], $3::text[]) as said (entity, property, text)
     join statement st on st.entity_id = said.entity and st.property = said.property and st.retracted_at is null
       and visible($4, st.marking_id) and (starts_with(st.value, said.text) or starts_with(st.norm, said.text))
     group by said.entity order by said.entity`,
    [
      matches.map((one) => one.entity),
      matches.map((one) => one.property),
      matches.map((one) => one.text.toWellFormed()),
      Buffer.from(ctx.visible),
    ],
  )
  return found.rows.map((row) => ({
    what: row.entity,
    entity: row.entity,
    markings: row.markings,
    keys: row.keys,
  }))
}

/** Is this a property of which a value is worth watching? The table of numbers that are told apart is the database's. */
export async function isIdentifier(ctx: Context, property: number, norm: string): Promise<boolean> {
  const found = await ctx.tx.client.query<{ key: string | null }>(
    'select identifier_key($1::smallint, $2)::text as key',
    [property, norm],
  )
  return found.rows[0]?.key !== null
}
