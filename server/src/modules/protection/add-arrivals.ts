import type { ArrivalAct, ArrivalOutcome } from '@shield/contract'
import { mergeTriage, readPersonCode, turnOf, turns } from '@shield/core'
import type { Json, Triage } from '@shield/core'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { Problem, faultAt } from '../../problem.ts'
import { getArrival } from './arrival.ts'
import type { ArrivalRow } from './arrival.ts'
import { keepTogether } from './keep-together.ts'
import { noteAct } from './note-act.ts'
import type { PersonRow } from './person.ts'
import { sealIdentities } from './seal-identity.ts'
import { seen } from './seen.ts'

/** A clock of a device may be wrong; an act of the far future would never be looked at in its order. */
const aheadMs = 24 * 3_600_000

/**
 * What one hand did at a board, in its order. An act that is known already is answered as known and does nothing; a field
 * that another hand had changed stays, is named, and what was brought stands in the act. All of it or none.
 */
export async function addArrivals(
  ctx: Context,
  id: string,
  acts: readonly ArrivalAct[],
): Promise<{ outcomes: ArrivalOutcome[] }> {
  const arrival = await getArrival(ctx, id)
  permit(ctx, 'content.write', ctx.node.markings.block(arrival.marking_id))
  checkActs(ctx, acts)
  // Two hands at one person wait for each other, always in one order.
  const codes = [...new Set(acts.flatMap(({ code, staysWith = [] }) => [code, ...staysWith]))].toSorted()
  await ctx.tx.client.query(
    'select pg_advisory_xact_lock(hashtextextended(code, 7438042)) from (select unnest($1::text[]) as code order by 1) c',
    [codes],
  )
  const known = await knownActs(
    ctx,
    acts.map((act) => act.id),
  )
  const outcomes: ArrivalOutcome[] = []
  for (const [index, act] of acts.entries())
    outcomes.push(
      known.has(act.id) ? { ...outcomeOf(act), outcome: 'known' } : await doAct(ctx, arrival, { act, index }),
    )
  await sealIdentities(
    ctx,
    acts.filter((act) => act.identity !== undefined && !known.has(act.id)),
  )
  await audit(ctx, { action: 'arrival.added', object: id, detail: { acts: acts.length } })
  return { outcomes }
}

const misread = { en: 'scan or type the code again', th: 'โปรดสแกนหรือพิมพ์รหัสใหม่' }

function checkActs(ctx: Context, acts: readonly ArrivalAct[]): void {
  for (const [index, act] of acts.entries()) {
    if (readPersonCode(act.code) !== act.code) throw faultAt(`/acts/${index}/code`, misread)
    if (Date.parse(act.at) > ctx.now.getTime() + aheadMs)
      throw faultAt(`/acts/${index}/at`, {
        en: 'set the clock of the device',
        th: 'โปรดตั้งเวลาของอุปกรณ์ให้ถูกต้อง',
      })
  }
}

async function knownActs(ctx: Context, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await ctx.tx.client.query<{ id: string }>(
    'select id from protection_act where id = any($1::uuid[])',
    [ids],
  )
  return new Set(found.rows.map((row) => row.id))
}

interface Placed {
  readonly act: ArrivalAct
  readonly index: number
}

async function doAct(ctx: Context, arrival: ArrivalRow, { act, index }: Placed): Promise<ArrivalOutcome> {
  const { code, triage, at } = act
  const found = await ctx.tx.client.query<PersonRow & { readonly is_seen: boolean }>(
    `select p.*, ${seen} as is_seen from protected_person p where p.code = $4`,
    [ctx.visible, ctx.actor.organisation, ctx.now, code],
  )
  const person = found.rows[0]
  // A code that is somebody's whom this hand may not see is no code of this board: told like a misread one.
  if (person && !person.is_seen) throw faultAt(`/acts/${index}/code`, misread)
  if (!person) {
    if (arrival.ended_at) throw new Problem('conflict')
    await ctx.tx.client.query(
      `insert into protected_person (code, marking_id, arrival_id, arrived_at, party, triage, turn, changed_at, carers)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        code,
        arrival.marking_id,
        arrival.id,
        at,
        newId(),
        JSON.stringify(triage),
        placeOf(triage),
        ctx.now,
        arrival.organisations,
      ],
    )
    await noteAct(ctx, { id: act.id, code, kind: 'arrived', body: bodyOf(act), at: new Date(at) })
    await keepTogether(ctx, code, act.staysWith ?? [])
    return { ...outcomeOf(act), outcome: 'made' }
  }
  const { triage: merged, conflicts } = mergeTriage(person.triage, triage, act.seen ?? {})
  await ctx.tx.client.query(
    `update protected_person set triage = $2, turn = $3, has_conflict = has_conflict or $4, version = version + 1, changed_at = $5
     where code = $1`,
    [code, JSON.stringify(merged), placeOf(merged), conflicts.length > 0, ctx.now],
  )
  await noteAct(ctx, { id: act.id, code, kind: 'triaged', body: bodyOf(act), conflicts, at: new Date(at) })
  await keepTogether(ctx, code, act.staysWith ?? [])
  return {
    ...outcomeOf(act),
    outcome: conflicts.length > 0 ? 'conflict' : 'changed',
    conflicts: [...conflicts],
  }
}

function placeOf(triage: Triage): number {
  return turns.indexOf(turnOf(triage))
}

function bodyOf({ triage, seen, staysWith }: ArrivalAct): Readonly<Record<string, Json>> {
  return {
    triage: triage as Json,
    ...(seen ? { seen: seen as Json } : {}),
    ...(staysWith ? { staysWith: [...staysWith] } : {}),
  }
}

function outcomeOf({ id, code }: ArrivalAct): Pick<ArrivalOutcome, 'id' | 'code' | 'conflicts'> {
  return { id, code, conflicts: [] }
}
