import type { SubjectFile } from '@shield/contract'
import type { Words } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { usesAt } from '../break-glass/index.ts'
import { careOfPerson } from '../care/index.ts'
import { readLedger } from '../consent/index.ts'
import { abroadOnConsents } from '../exchange/index.ts'
import { givenOutOfPerson } from '../give-out/index.ts'
import { findingsOfPerson } from '../non-punishment/index.ts'
import { findShares } from '../protection/index.ts'
import type { PersonRow } from '../protection/index.ts'
import { keptOfPerson, refusedToPerson } from '../retention/index.ts'
import { returnsOfPerson } from '../returns/index.ts'
import { getOwn } from './cared.ts'
import { correctionsOf } from './correction-view.ts'
import { decisionsOf } from './decisions.ts'
import { heldOf, looksOf } from './held.ts'
import { namesOf } from './organisation-names.ts'

/** Everything that stands about one person. Of others who are with them, and of who told what about them, nothing. */
export async function readFile(ctx: Context, code: string): Promise<SubjectFile> {
  const person = await getOwn(ctx, code)
  await audit(ctx, { action: 'subject.read', object: code })
  return viewFile(ctx, person)
}

/** The same of a person in hand. */
export async function viewFile(ctx: Context, person: PersonRow): Promise<SubjectFile> {
  const { code } = person
  const names = await namesOf(ctx)
  const nameOf = (organisation: string): Words =>
    names.get(organisation) ?? { en: organisation, th: organisation }
  const ledger = await readLedger(ctx, code)
  const shares = await findShares(ctx, code)
  const kept = await keptOfPerson(ctx, code)
  const basisOf = (entry: string) => ledger.entries.find(({ id }) => id === entry)?.basis
  return {
    code,
    madeAt: ctx.now.toISOString(),
    arrivedAt: person.arrived_at.toISOString(),
    speaks: [...(person.triage.speaks ?? [])],
    standing: person.standing,
    held: await heldOf(ctx, code, nameOf),
    holders: [
      ...person.carers.map((organisation) => ({
        organisation: nameOf(organisation),
        because: 'cares' as const,
        since: person.arrived_at.toISOString(),
        parts: [],
      })),
      ...shares.map((share) => ({
        organisation: nameOf(share.organisation),
        because: basisOf(share.entry_id) === 'consent' ? ('agreed' as const) : ('ground' as const),
        since: share.begun_at.toISOString(),
        ...(share.ends_at ? { until: share.ends_at.toISOString() } : {}),
        ...(share.ended_at ? { endedAt: share.ended_at.toISOString() } : {}),
        parts: [...share.parts],
      })),
    ],
    agreed: ledger.entries.map((entry) => ({
      id: entry.id,
      purpose: entry.purpose,
      basis: entry.basis,
      ...(entry.article === undefined ? {} : { article: entry.article }),
      recipients: entry.recipients.map(nameOf),
      at: entry.at,
      ...(entry.expiresAt === undefined ? {} : { expiresAt: entry.expiresAt }),
      ...(entry.withdrawnAt === undefined ? {} : { withdrawnAt: entry.withdrawnAt }),
    })),
    forbade: ledger.restrictions.map(({ restriction, at, takenBackAt }) => ({
      ...{ restriction, at },
      ...(takenBackAt === undefined ? {} : { takenBackAt }),
    })),
    declined: ledger.refusals.map(({ purpose, at }) => ({ purpose, at })),
    givenOut: await givenOutOfPerson(ctx, code, nameOf),
    abroad: await abroadOnConsents(
      ctx,
      ledger.entries.map(({ id }) => id),
    ),
    ...(kept ? { kept } : {}),
    refused: await refusedToPerson(ctx, code),
    looks: await looksOf(ctx, code, nameOf),
    decisions: await decisionsOf(ctx, code, nameOf),
    care: await careOfPerson(ctx, code, nameOf),
    returns: await returnsOfPerson(ctx, code),
    findings: await findingsOfPerson(ctx, code),
    emergencies: await usesAt(ctx, code),
    corrections: await correctionsOf(ctx, code),
    given: await givenOf(ctx, code),
    can: [
      'correctionMake',
      'subjectGive',
      ...(mayDo(ctx, 'identity.open', 'node').allow ? ['subjectPrint'] : []),
    ],
  }
}

async function givenOf(ctx: Context, code: string): Promise<SubjectFile['given']> {
  const found = await ctx.tx.client.query<{
    readonly at: Date
    readonly by: Words
    readonly language: string
    readonly way: SubjectFile['given'][number]['way']
  }>(
    `select g.at, jsonb_build_object('en', p.name_en, 'th', p.name_th) as by, g.language, g.way
     from subject_given g join person p on p.id = g.person_id where g.code = $1 order by g.at desc limit 100`,
    [code],
  )
  return found.rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
