import { properties } from '@shield/core'
import type { Pair, Profile } from '@shield/contract'
import { readName } from '@shield/engine'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem, notFound } from '../../problem.ts'
import { readReach, secondPersonFor, secondPersonWords, shownBy, viewProfile } from '../registry/index.ts'
import { readMatched } from './read-values.ts'
import { bandOfBits, weighPair } from './score.ts'
import { hingeOf, stepsOf } from './tell.ts'
import { questionsOn } from './view-question.ts'

/** Two entities side by side: what each source says, what speaks for and against, and what a "same" would bring together. */
export async function readPair(
  ctx: Context,
  ends: { readonly left: string; readonly right: string },
): Promise<Pair> {
  const [left, right] = [await viewProfile(ctx, ends.left), await viewProfile(ctx, ends.right)]
  if (left.id === right.id)
    throw new Problem('query-invalid', undefined, [
      { pointer: 'right', rule: 'different', hint: 'choose another entity' },
    ])
  const { ids, weighed, isWithin } = await weighEnds(ctx, ends)
  const questions = await questionsOn(ctx, ids)
  await audit(ctx, {
    action: 'candidate.read',
    object: left.id,
    shown: [...shownBy(left), ...shownBy(right)],
  })
  const hinge = hingeOf(weighed)
  return {
    band: bandOfBits(weighed.bits),
    left,
    right,
    evidence: stepsOf(weighed),
    ...(hinge === undefined ? {} : { hingesOn: hinge }),
    withinSource: isWithin,
    reach: await reachOf(ctx, ends),
    questions,
    readings: readingsOf([left, right]),
    owners: ownersOf(ctx, [left, right]),
    can: ['content.judge'].filter((action) => left.can.includes(action) && right.can.includes(action)),
  }
}

async function weighEnds(ctx: Context, ends: { readonly left: string; readonly right: string }) {
  const found = await ctx.tx.client.query<{ id: number; wire: string }>(
    'select id, wire from entity where wire = any($1::uuid[])',
    [[ends.left, ends.right]],
  )
  const ids = [ends.left, ends.right].flatMap((wire) => found.rows.find((row) => row.wire === wire)?.id ?? [])
  const known = await readMatched(ctx.tx.client, ids, ctx.visible)
  const [left, right] = ids.map((id) => known.get(id))
  if (!left || !right) throw notFound()
  return { ids, weighed: weighPair(left, right), isWithin: left.source === right.source }
}

async function reachOf(
  ctx: Context,
  { left, right }: { readonly left: string; readonly right: string },
): Promise<Pair['reach']> {
  const reach = await readReach(ctx, left, right)
  const members = [...new Map([...reach.left, ...reach.right].map((one) => [one.id, one])).values()]
  const why = secondPersonFor(ctx, reach)
  return {
    records: reach.records,
    sources: [...new Set(members.map((member) => member.source_name))],
    organisations: [...new Set(members.map((member) => member.organisation))],
    cases: [...reach.cases],
    together: [...reach.together],
    ...(why === undefined ? {} : { secondPerson: secondPersonWords[why] }),
  }
}

/** Whose word may be asked for: agencies of this node that own a part of either side, but for the asker's own. */
function ownersOf(ctx: Context, sides: readonly Profile[]): string[] {
  const owners = sides.flatMap(({ markings }) =>
    markings.filter((block) => block.node === ctx.node.name).map((block) => block.organisation),
  )
  return [...new Set(owners)].filter((one) => one !== ctx.actor.organisation).toSorted()
}

const mostReadings = 60

/** How the names that are not in Latin letters may be read, so that both sides can be compared by eye. */
function readingsOf(sides: readonly Profile[]): Pair['readings'] {
  const names = sides.flatMap(({ statements }) =>
    statements.filter((one) => properties[one.property].type === 'name').map((one) => one.value),
  )
  return [...new Set(names)].slice(0, mostReadings).flatMap((value) => {
    if (/^[\p{Script=Latin}\P{L}]*$/u.test(value)) return []
    const words = readName(value).parts.map(({ readings }) => readings[0] ?? '')
    const latin = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(' ')
    return /^[\p{Script=Latin}\P{L}]+$/u.test(latin) ? [{ value, latin }] : []
  })
}
