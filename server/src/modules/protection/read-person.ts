import type { ProtectedPerson, ProtectedRow } from '@shield/contract'
import type { Triage } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { turnAt } from './arrival.ts'
import { openConflicts } from './conflict.ts'
import type { Answered } from './conflict.ts'
import { getPerson } from './person.ts'
import type { PersonRow } from './person.ts'
import { seen } from './seen.ts'

type ActRow = Answered & { readonly id: string }

/** One person with everything that was done, and without the identity. */
export async function readProtected(ctx: Context, code: string): Promise<ProtectedPerson> {
  const person = await getPerson(ctx, code)
  const [together, acts, arrival] = await Promise.all([
    ctx.tx.client.query<{ code: string; age: string | null }>(
      `select p.code, p.triage->>'age' as age from protected_person p
       where ${seen} and p.party = $4 and p.code <> $5 order by p.code`,
      [ctx.visible, ctx.actor.organisation, ctx.now, person.party, code],
    ),
    findActs(ctx, code),
    ctx.tx.client.query<{ id: string; site: string }>(
      'select id, site from arrival where id = $1 and visible($2, marking_id)',
      [person.arrival_id, ctx.visible],
    ),
  ])
  await audit(ctx, { action: 'protected.read', object: code })
  const [place] = arrival.rows
  const block = ctx.node.markings.block(person.marking_id)
  return {
    ...rowOf(person, together.rows.length),
    ...(place ? { arrival: place } : {}),
    organisation: block.organisation,
    staysWith: together.rows.map((row) => ({ code: row.code, ...(row.age ? { age: row.age } : {}) })),
    openConflicts: [...openConflicts(acts)],
    acts: acts.map(({ body, at, conflicts, ...rest }) => ({
      ...rest,
      at: at.toISOString(),
      conflicts: [...conflicts],
      ...(body.triage ? { triage: triageShape(body.triage) } : {}),
    })),
    version: person.version,
    can: canOf(ctx, person),
  }
}

/** Everything that was done for somebody, in order; who may read the person reads it all. */
export async function findActs(ctx: Context, code: string): Promise<readonly ActRow[]> {
  const found = await ctx.tx.client.query<ActRow>(
    `select a.id, a.kind, a.body, a.conflicts, a.at, a.organisation, p.name_en as by
     from protection_act a join person p on p.id = a.person_id where a.code = $1 order by a.sequence`,
    [code],
  )
  return found.rows
}

/** A person as lists show them. */
export function rowOf(person: PersonRow, party: number): ProtectedRow {
  return {
    code: person.code,
    arrivedAt: person.arrived_at.toISOString(),
    turn: turnAt(person.turn),
    triage: triageShape(person.triage),
    standing: person.standing,
    interview: person.interview,
    party,
    hasIdentity: person.identity_id !== null,
    hasConflict: person.has_conflict,
  }
}

/** The answers with lists of their own, as the wire has them. */
export function triageShape({ speaks, needs, ...rest }: Triage): ProtectedRow['triage'] {
  return { ...rest, ...(speaks ? { speaks: [...speaks] } : {}), ...(needs ? { needs: [...needs] } : {}) }
}

function canOf(ctx: Context, person: PersonRow): string[] {
  const writes = mayDo(ctx, 'content.write', ctx.node.markings.block(person.marking_id)).allow
  return [
    ...(writes ? ['arrivalAdd', 'protectedIdentity'] : []),
    ...(writes && person.has_conflict ? ['protectedSettle'] : []),
    ...(person.identity_id && mayDo(ctx, 'identity.open', 'node').allow ? ['protectedOpen'] : []),
  ]
}
