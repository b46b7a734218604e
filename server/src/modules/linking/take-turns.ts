import type { Context } from '../../context.ts'
import { candidateBands } from '@shield/contract'
import type { SeenPair } from './find-pairs.ts'
import { isIdentifierGround } from './ground.ts'
import { keyNameNumbers } from './keys.ts'

/** What a pair rests on, in the order in which the kinds take turns. */
const kindsOfEvidence = ['names across scripts', 'names alone', 'names and a number'] as const
type KindOfEvidence = (typeof kindsOfEvidence)[number]

/**
 * The queue as it is read: within each band one pair of each kind of evidence by turns, so that what comes in thousands of one
 * kind hides no other. Two things that are what their number says come after all: the number finds them together anyway. What
 * the organisation was unsure of comes last.
 */
export async function takeTurns(ctx: Context, pairs: readonly SeenPair[]): Promise<readonly SeenPair[]> {
  const open = pairs.filter((pair) => !pair.unsureAt)
  const named = open.filter((pair) => !pair.isNumbered)
  const kindOf = await kindsOf(ctx, named)
  return [
    ...candidateBands.flatMap((band) =>
      byTurns(
        named.filter((pair) => pair.band === band),
        kindOf,
      ),
    ),
    ...open.filter((pair) => pair.isNumbered),
    ...pairs.filter((pair) => pair.unsureAt),
  ]
}

/** Of each kind the first, then of each the second, …; within a kind the order stays. */
export function byTurns<T>(pairs: readonly T[], kindOf: (pair: T) => KindOfEvidence): readonly T[] {
  const kinds = Map.groupBy(pairs, kindOf)
  const rows = kindsOfEvidence.map((kind) => kinds.get(kind) ?? [])
  const longest = Math.max(...rows.map((row) => row.length))
  return Array.from({ length: longest }, (_, at) => rows.flatMap((row) => row.slice(at, at + 1))).flat()
}

/** By the names and grounds that this reader sees, and no others. */
async function kindsOf(
  ctx: Context,
  pairs: readonly SeenPair[],
): Promise<(pair: SeenPair) => KindOfEvidence> {
  const scripts = await scriptsOf(ctx, [...new Set(pairs.flatMap((pair) => [pair.left, pair.right]))])
  const numbered = await sharingNumbers(ctx, pairs)
  return (pair) => {
    const [left, right] = [scripts.get(pair.left), scripts.get(pair.right)]
    if (left && right && left.isDisjointFrom(right)) return 'names across scripts'
    return numbered.has(`${pair.left}/${pair.right}`) ? 'names and a number' : 'names alone'
  }
}

async function scriptsOf(
  ctx: Context,
  ids: readonly number[],
): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const found = await ctx.tx.client.query<{ entity: number; value: string }>(
    `select e.id as entity, st.value from unnest($1::bigint[]) as e (id)
     cross join lateral (select value from statement where entity_id = e.id and retracted_at is null
       and property = any($2::smallint[]) and visible($3, marking_id) offset 0) as st`,
    [ids, keyNameNumbers, Buffer.from(ctx.visible)],
  )
  const names = Map.groupBy(found.rows, (row) => row.entity)
  return new Map([...names].map(([id, rows]) => [id, new Set(rows.flatMap((row) => scriptsIn(row.value)))]))
}

const scripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Thai}/u,
  /\p{Script=Myanmar}/u,
  /\p{Script=Khmer}/u,
  /\p{Script=Lao}/u,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  /\p{Script=Hangul}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Devanagari}/u,
  /\p{Script=Bengali}/u,
  /\p{Script=Ethiopic}/u,
]

/** Of the scripts that the names engine reads; a text in none of them has none. */
export function scriptsIn(text: string): readonly string[] {
  return scripts.filter((script) => script.test(text)).map((script) => script.source)
}

async function sharingNumbers(ctx: Context, pairs: readonly SeenPair[]): Promise<ReadonlySet<string>> {
  const found = await ctx.tx.client.query<{ left: number; right: number; kinds: number[] }>(
    `select g.left_entity as left, g.right_entity as right, array_agg(distinct g.kind) as kinds
     from unnest($1::bigint[], $2::bigint[]) as p (l, r)
     join candidate_ground g on g.left_entity = p.l and g.right_entity = p.r
     where visible($3, g.left_marking) and visible($3, g.left_beside) and visible($3, g.right_marking) and visible($3, g.right_beside)
     group by g.left_entity, g.right_entity`,
    [pairs.map((pair) => pair.left), pairs.map((pair) => pair.right), Buffer.from(ctx.visible)],
  )
  return new Set(
    found.rows.filter((row) => row.kinds.some(isIdentifierGround)).map((row) => `${row.left}/${row.right}`),
  )
}
