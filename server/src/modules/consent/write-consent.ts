import type { ConsentView, GiveConsent, WithdrawConsent } from '@shield/contract'
import { consentPurposes, isChild, needsRecipient } from '@shield/core'
import type { ConsentRestriction } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem, faultAt, notFound } from '../../problem.ts'
import { endConsent } from '../exchange/index.ts'
import { endShares, getPerson, sealWords } from '../protection/index.ts'
import type { PersonRow } from '../protection/index.ts'
import { viewConsent } from './view-consent.ts'

/** A clock of a device may be wrong; a consent of tomorrow is none of today. */
const aheadMs = 10 * 60_000

export async function readConsent(ctx: Context, code: string): Promise<ConsentView> {
  const person = await getPerson(ctx, code)
  await audit(ctx, { action: 'consent.read', object: code })
  return viewConsent(ctx, person)
}

/** Writes what was agreed to. Sent again it is the same entry; what stands is never changed. */
export async function giveConsent(ctx: Context, code: string, given: GiveConsent): Promise<ConsentView> {
  const person = await getCared(ctx, code)
  checkGiven(ctx, person, given)
  const known = await ctx.tx.client.query<{ code: string }>('select code from consent_entry where id = $1', [
    given.id,
  ])
  if (known.rows[0]) {
    if (known.rows[0].code !== code) throw notFound()
    return viewConsent(ctx, person)
  }
  await ctx.tx.client.query(
    `insert into consent_entry (id, code, purpose, recipients, basis, article, mode, language, text_version, guardian, at,
       expires_at, words_id, person_id, organisation, received_at, interpreter, witness)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      ...[given.id, code, given.purpose, given.recipients, given.basis, given.article ?? null, given.mode],
      ...[
        given.language,
        given.textVersion,
        given.guardian ? JSON.stringify(given.guardian) : null,
        given.at,
      ],
      ...[
        given.expiresAt ?? null,
        given.words === undefined ? null : await sealWords(ctx, code, given.words),
      ],
      ...[ctx.actor.person, ctx.actor.organisation, ctx.now],
      ...[given.interpreter ?? null, given.witness ?? null],
    ],
  )
  await audit(ctx, {
    action: 'consent.given',
    object: code,
    detail: { purpose: given.purpose, basis: given.basis },
  })
  return viewConsent(ctx, person)
}

/**
 * Takes an agreement back: shares that rest on it end in this transaction, so the next read is refused, and what was released to
 * partners on it is recalled.
 */
export async function withdrawConsent(
  ctx: Context,
  { code, id }: { readonly code: string; readonly id: string },
  withdrawal: WithdrawConsent,
): Promise<ConsentView> {
  const person = await getCared(ctx, code)
  const found = await ctx.tx.client.query('select 1 from consent_entry where id = $1 and code = $2', [
    id,
    code,
  ])
  if (found.rowCount === 0) throw notFound()
  checkTime(ctx, withdrawal.at)
  const written = await ctx.tx.client.query(
    `insert into consent_withdrawal (entry_id, at, mode, words_id, person_id, organisation, received_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [
      ...[
        id,
        withdrawal.at,
        withdrawal.mode,
        withdrawal.words === undefined ? null : await sealWords(ctx, code, withdrawal.words),
      ],
      ...[ctx.actor.person, ctx.actor.organisation, ctx.now],
    ],
  )
  if ((written.rowCount ?? 0) > 0) {
    const ended = await endShares(ctx, code, { entry: id, because: 'withdrawn' })
    const recalled = await endConsent(ctx, { reference: id }, { by: ctx.actor.person, reason: withdrawn })
    await audit(ctx, { action: 'consent.withdrawn', object: code, detail: { shares: ended, recalled } })
  }
  return viewConsent(ctx, person)
}

export async function restrict(
  ctx: Context,
  code: string,
  given: { readonly id: string; readonly restriction: ConsentRestriction; readonly at: string },
): Promise<ConsentView> {
  const person = await getCared(ctx, code)
  checkTime(ctx, given.at)
  await ctx.tx.client.query(
    `insert into consent_restriction (id, code, restriction, at, person_id, organisation) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [given.id, code, given.restriction, given.at, ctx.actor.person, ctx.actor.organisation],
  )
  await audit(ctx, { action: 'consent.restricted', object: code, detail: { restriction: given.restriction } })
  return viewConsent(ctx, person)
}

export async function unrestrict(
  ctx: Context,
  { code, id }: { readonly code: string; readonly id: string },
  at: string,
): Promise<ConsentView> {
  const person = await getCared(ctx, code)
  checkTime(ctx, at)
  const written = await ctx.tx.client.query(
    `insert into consent_restriction_back (restriction_id, at, person_id, organisation)
     select id, $3, $4, $5 from consent_restriction where id = $1 and code = $2 on conflict do nothing`,
    [id, code, at, ctx.actor.person, ctx.actor.organisation],
  )
  if ((written.rowCount ?? 0) > 0) await audit(ctx, { action: 'consent.unrestricted', object: code })
  return viewConsent(ctx, person)
}

/** A person whom the actor's own organisation cares for: others see, and write nothing in the ledger. */
export async function getCared(ctx: Context, code: string): Promise<PersonRow> {
  const person = await getPerson(ctx, code, { lock: true })
  if (!person.carers.includes(ctx.actor.organisation))
    throw new Problem('not-allowed', {
      en: 'Those who care for the person write what the person agrees to',
      th: 'ผู้ดูแลบุคคลนี้เป็นผู้บันทึกความยินยอม',
    })
  return person
}

function checkGiven(ctx: Context, person: PersonRow, given: GiveConsent): void {
  checkTime(ctx, given.at)
  if (given.expiresAt !== undefined && given.expiresAt <= given.at)
    throw faultAt('/expiresAt', { en: 'give a later day', th: 'โปรดระบุวันที่ช้ากว่านี้' })
  if (needsRecipient.includes(given.purpose) && given.recipients.length === 0)
    throw faultAt('/recipients', {
      en: `say to whom: ${consentPurposes[given.purpose].en}`,
      th: `โปรดระบุผู้รับ: ${consentPurposes[given.purpose].th}`,
    })
  if ((given.basis === 'consent') !== (given.article === undefined))
    throw faultAt('/article', {
      en: 'a consent rests on no article, and what is no consent names the one it rests on',
      th: 'ความยินยอมไม่ต้องอ้างมาตรา ส่วนฐานอื่นต้องระบุมาตราที่อ้าง',
    })
  if (given.basis === 'consent' && isChild(person.triage) && given.guardian === undefined)
    throw faultAt('/guardian', {
      en: 'of a child: write whether a guardian agreed, and whether the child did',
      th: 'กรณีเด็ก โปรดบันทึกว่าผู้ปกครองยินยอมและเด็กเห็นด้วยหรือไม่',
    })
}

/** Read by officers of the exchange, here and abroad: not what was agreed to, and not by whom. */
const withdrawn = 'The consent it rested on was taken back · ความยินยอมที่เป็นฐานถูกถอนแล้ว'

export function checkTime(ctx: Context, at: string): void {
  if (Date.parse(at) > ctx.now.getTime() + aheadMs)
    throw faultAt('/at', { en: 'set the clock of the device', th: 'โปรดตั้งเวลาของอุปกรณ์ให้ถูกต้อง' })
}
