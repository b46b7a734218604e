import { randomBytes } from 'node:crypto'

import { mostNamedCases } from '@shield/contract'
import type { CaseRelease, CaseReleaseAsk } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { Problem, faultAt, notFound } from '../../problem.ts'
import { findCases } from './find-cases.ts'
import type { GoingCase, Terms } from './find-cases.ts'
import { asTheyLeave, needsSecond } from './preview-cases.ts'
import { readCaseRelease } from './view-cases.ts'

/**
 * Gives out one case, or asks a second person to let several go. Who may go is asked of each ledger here, whatever the
 * request says; what would leave is fixed now.
 */
export async function askCases(
  ctx: Context,
  { codes, reason, ...terms }: CaseReleaseAsk,
): Promise<CaseRelease> {
  if (terms.withIdentity && codes.length > mostNamedCases)
    throw faultAt('/codes', {
      en: `with names at most ${mostNamedCases} cases: choose fewer`,
      th: `เมื่อส่งชื่อส่งได้ไม่เกิน ${mostNamedCases} กรณี โปรดเลือกให้น้อยลง`,
    })
  const { goes, leftOut } = await findCases(ctx, terms, { codes })
  const seen = goes.length + [...leftOut.values()].flat().length
  if (seen < codes.length) throw notFound()
  if (leftOut.size > 0) throw new Problem('conflict', notAgreed)
  const isBulk = await needsSecond(ctx, terms, goes.length)
  const id = newId()
  await ctx.tx.client.query(
    `insert into case_release (id, organisation, recipient, purpose, with_identity, is_bulk, state, reason, by_person, at)
     values ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, $9)`,
    [
      ...[id, ctx.actor.organisation, terms.recipient, terms.purpose, terms.withIdentity, isBulk],
      ...[reason, ctx.actor.person, ctx.now],
    ],
  )
  await addPeople(ctx, { id, terms, goes: asTheyLeave(terms, goes) })
  await audit(ctx, {
    action: 'case.asked',
    object: id,
    detail: { recipient: terms.recipient, purpose: terms.purpose, cases: goes.length },
  })
  if (!isBulk) await release(ctx, id)
  return readCaseRelease(ctx, id)
}

interface Leaving {
  readonly id: string
  readonly terms: Terms
  readonly goes: readonly GoingCase[]
}

/** Each under the code that this recipient knows the case by for this purpose, a new one the first time. */
async function addPeople(ctx: Context, { id, terms, goes }: Leaving): Promise<void> {
  const codes = goes.map(({ code }) => code)
  const fresh = goes.map(() => `C-${randomBytes(8).toString('hex').toUpperCase()}`)
  await ctx.tx.client.query(
    `insert into case_pseudonym (code, pseudonym, recipient, purpose)
     select t.code, t.pseudonym, $3, $4 from unnest($1::text[], $2::text[]) as t (code, pseudonym) on conflict do nothing`,
    [codes, fresh, terms.recipient, terms.purpose],
  )
  await ctx.tx.client.query(
    `insert into case_release_person (release_id, code, entry_id, standing, facts, pseudonym)
     select $1, t.code, t.entry, t.standing, t.facts, p.pseudonym
     from unnest($2::text[], $3::uuid[], $4::text[], $5::jsonb[]) as t (code, entry, standing, facts)
     join case_pseudonym p on p.code = t.code and p.recipient = $6 and p.purpose = $7`,
    [
      ...[id, codes, goes.map(({ entry }) => entry.id), goes.map(({ standing }) => standing)],
      ...[goes.map(({ facts }) => JSON.stringify(facts)), terms.recipient, terms.purpose],
    ],
  )
}

/** Puts it in the register under the next number of the organisation. */
export async function release(ctx: Context, id: string): Promise<void> {
  await ctx.tx.client.query('select pg_advisory_xact_lock(7438069)')
  await ctx.tx.client.query(
    `update case_release set state = 'released', released_at = $2,
       number = (select coalesce(max(number), 0) + 1 from case_release where organisation = $3) where id = $1`,
    [id, ctx.now, ctx.actor.organisation],
  )
  await audit(ctx, { action: 'case.released', object: id })
}

const notAgreed = {
  en: 'Somebody of these has not agreed, or not any more: look at the list anew',
  th: 'มีผู้ที่ไม่ได้ยินยอมหรือไม่ยินยอมแล้ว โปรดตรวจรายการใหม่',
}
