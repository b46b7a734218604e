import { randomBytes } from 'node:crypto'

import type { ArrivalPlace, MakeArrival } from '@shield/contract'
import { personCode, turns } from '@shield/core'
import type { Turn } from '@shield/core'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { templateMarking } from '../../marking-template.ts'
import { mayDo } from '../../permit.ts'
import { Problem, notFound } from '../../problem.ts'

export interface ArrivalRow {
  readonly id: string
  readonly marking_id: number
  readonly site: string
  readonly expected: number | null
  readonly organisations: readonly string[]
  readonly started_at: Date
  readonly ended_at: Date | null
}

/** Opens a board. Whoever works at it sees the people of it, and nobody else. */
export async function makeArrival(ctx: Context, input: MakeArrival): Promise<ArrivalPlace> {
  const others = [...new Set(input.organisations)].filter((code) => code !== ctx.actor.organisation)
  const known = await ctx.tx.client.query<{ code: string }>(
    `select code from organisation where code = any($1::text[]) and node = $2 and kind in ('social', 'ngo')`,
    [others, ctx.node.name],
  )
  const unknown = others.findIndex((code) => !known.rows.some((row) => row.code === code))
  if (unknown >= 0)
    throw new Problem('body-invalid', undefined, [
      {
        pointer: `/organisations/${unknown}`,
        rule: 'known',
        hint: {
          en: 'choose social services or shelters of this node',
          th: 'โปรดเลือกหน่วยงานสังคมหรือสถานพักพิงของโหนดนี้',
        },
      },
    ])
  const { node, organisation, organisationKind } = ctx.actor
  const block = templateMarking('protection', { node, organisation, organisationKind })
  const marking = await ctx.node.markings.intern(ctx.tx, { ...block, releasedTo: others })
  const id = newId()
  await ctx.tx.client.query(
    `insert into arrival (id, marking_id, site, expected, organisations, started_at, made_by, organisation, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      marking,
      input.site.trim(),
      input.expected ?? null,
      [organisation, ...others],
      input.startedAt,
      ctx.actor.person,
      organisation,
      ctx.now,
    ],
  )
  await audit(ctx, { action: 'arrival.made', object: id })
  return {
    id,
    site: input.site.trim(),
    startedAt: new Date(input.startedAt).toISOString(),
    ...(input.expected === undefined ? {} : { expected: input.expected }),
    organisations: [organisation, ...others],
    people: 0,
    notInterviewed: 0,
    turns: [],
    languages: [],
    conflicts: 0,
    can: canOf(ctx, undefined),
  }
}

interface ArrivalBoards {
  readonly items: ArrivalPlace[]
  readonly helpers: { code: string; name: { en: string; th: string } }[]
  readonly can: string[]
}

/** Boards the reader works at, newest first. */
export async function listArrivals(ctx: Context): Promise<ArrivalBoards> {
  const found = await ctx.tx.client.query<ArrivalRow>(
    'select * from arrival where visible($1, marking_id) order by started_at desc, id desc limit 100',
    [ctx.visible],
  )
  const items = await placesOf(ctx, found.rows)
  const helpers = await ctx.tx.client.query<{ code: string; en: string; th: string }>(
    `select code, name_en as en, name_th as th from organisation
     where node = $1 and kind in ('social', 'ngo') order by code`,
    [ctx.node.name],
  )
  await audit(ctx, { action: 'arrival.listed', detail: { count: items.length } })
  const can = mayDo(ctx, 'protection.work', 'node').allow ? ['arrivalMake'] : []
  return { items, helpers: helpers.rows.map(({ code, en, th }) => ({ code, name: { en, th } })), can }
}

export async function readArrival(ctx: Context, id: string): Promise<ArrivalPlace> {
  const [place] = await placesOf(ctx, [await getArrival(ctx, id)])
  await audit(ctx, { action: 'arrival.read', object: id })
  return place ?? Promise.reject(notFound())
}

/** Nobody more arrives; those who have are cared for as before. */
export async function endArrival(ctx: Context, id: string): Promise<ArrivalPlace> {
  const row = await getArrival(ctx, id, { lock: true })
  if (row.ended_at) throw new Problem('conflict')
  await ctx.tx.client.query('update arrival set ended_at = $2 where id = $1', [id, ctx.now])
  await audit(ctx, { action: 'arrival.ended', object: id })
  return readArrival(ctx, id)
}

/** Random codes to print on wristbands; a code is somebody's only once it was put on. */
export async function makeCodes(ctx: Context, id: string, count: number): Promise<{ codes: string[] }> {
  await getArrival(ctx, id)
  const codes = Array.from({ length: count }, () => personCode(randomBytes(11)))
  await audit(ctx, { action: 'arrival.codes', object: id, detail: { count } })
  return { codes }
}

/** A board the reader works at; for everybody else there is none. */
export async function getArrival(
  ctx: Context,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<ArrivalRow> {
  const found = await ctx.tx.client.query<ArrivalRow>(
    `select * from arrival where id = $1 and visible($2, marking_id) ${lock ? 'for no key update' : ''}`,
    [id, ctx.visible],
  )
  return found.rows[0] ?? Promise.reject(notFound())
}

interface TurnCount {
  readonly arrival_id: string
  readonly turn: number
  readonly people: number
  readonly unheard: number
  readonly conflicts: number
  readonly changed_at: Date
}

async function placesOf(ctx: Context, rows: readonly ArrivalRow[]): Promise<ArrivalPlace[]> {
  const ids = rows.map(({ id }) => id)
  const turnCounts = await ctx.tx.client.query<TurnCount>(
    `select arrival_id, turn, count(*)::int as people, count(*) filter (where interview <> 'done')::int as unheard,
       count(*) filter (where has_conflict)::int as conflicts, max(changed_at) as changed_at
     from protected_person where arrival_id = any($1::uuid[]) and visible($2, marking_id) group by arrival_id, turn
     order by turn`,
    [ids, ctx.visible],
  )
  const spoken = await ctx.tx.client.query<{ arrival_id: string; language: string; people: number }>(
    `select arrival_id, language, count(*)::int as people
     from protected_person, jsonb_array_elements_text(triage->'speaks') language
     where arrival_id = any($1::uuid[]) and visible($2, marking_id) group by arrival_id, language
     order by people desc, language`,
    [ids, ctx.visible],
  )
  return rows.map((row) => {
    const counts = turnCounts.rows.filter((one) => one.arrival_id === row.id)
    const sum = (of: (count: TurnCount) => number): number =>
      counts.reduce((total, count) => total + of(count), 0)
    const changed = Math.max(...counts.map((one) => one.changed_at.getTime()))
    return {
      id: row.id,
      site: row.site,
      startedAt: row.started_at.toISOString(),
      ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
      ...(row.expected === null ? {} : { expected: row.expected }),
      organisations: [...row.organisations],
      people: sum(({ people }) => people),
      notInterviewed: sum(({ unheard }) => unheard),
      turns: counts.map(({ turn, people }) => ({ turn: turnAt(turn), people })),
      languages: spoken.rows
        .filter((one) => one.arrival_id === row.id)
        .map(({ language, people }) => ({ language, people })),
      conflicts: sum(({ conflicts }) => conflicts),
      ...(counts.length === 0 ? {} : { changedAt: new Date(changed).toISOString() }),
      can: canOf(ctx, row),
    }
  })
}

export function turnAt(place: number): Turn {
  return turns[place] ?? 'waiting'
}

function canOf(ctx: Context, row: ArrivalRow | undefined): string[] {
  const works = mayDo(ctx, 'protection.work', 'node').allow
  return works && !row?.ended_at ? ['arrivalAdd', 'arrivalCodes', 'arrivalListTake', 'arrivalEnd'] : []
}
