import { purposeNames } from '@shield/core'
import type { Purpose } from '@shield/core'
import type { Session, StatePurpose } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { actions } from '../../policy/index.ts'

/** Who is signed in, for what, and what the node as a whole lets them do. */
export async function readSession(ctx: Context): Promise<Session> {
  const row = await ctx.tx.db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .innerJoin('organisation', 'organisation.id', 'person.organisation_id')
    .select([
      'person.name_en as person_en',
      'person.name_th as person_th',
      'organisation.name_en',
      'organisation.name_th',
      'session.purpose',
      'session.reference',
    ])
    .where('session.id', '=', ctx.session)
    .executeTakeFirstOrThrow()
  const stated = (row.purpose as Purpose | null) ?? undefined
  return {
    person: { id: ctx.actor.person, name: { en: row.person_en, th: row.person_th } },
    organisation: {
      code: ctx.actor.organisation,
      name: { en: row.name_en, th: row.name_th },
      kind: ctx.actor.organisationKind,
    },
    node: ctx.node.name,
    roles: [...ctx.actor.roles],
    can: canOf(ctx, stated),
    training: ctx.node.config.mode === 'training',
    ...(stated === undefined ? {} : { purpose: stated }),
    reference: row.reference,
  }
}

/** Actions on the node: with the stated purpose, or before one is stated with any, so that the rail shows where one may go. */
function canOf(ctx: Context, stated: Purpose | undefined): string[] {
  const purposes = stated === undefined ? purposeNames : [stated]
  return actions.filter((action) =>
    purposes.some(
      (purpose) =>
        !action.startsWith('content.') &&
        ctx.node.policy.decide({ actor: ctx.actor, action, resource: 'node', purpose, secondPerson: true })
          .allow,
    ),
  )
}

/** States what the reads that follow are for (safeguard S7). */
export async function statePurpose(ctx: Context, input: StatePurpose): Promise<Session> {
  await ctx.tx.db
    .updateTable('session')
    .set({ purpose: input.purpose, reference: input.reference.trim() })
    .where('id', '=', ctx.session)
    .execute()
  await audit(
    { ...ctx, purpose: input.purpose, reference: input.reference.trim() },
    { action: 'session.purpose', object: ctx.session },
  )
  return readSession(ctx)
}
