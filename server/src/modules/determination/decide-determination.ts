import type { DeterminationView } from '@shield/contract'
import { hindranceOf, isChild } from '@shield/core'
import type { Hindrance, Outcome } from '@shield/core'

import { audit } from '#audit/index.ts'
import { enqueue } from '#store/enqueue.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { endShares, sealWords } from '../protection/index.ts'
import { getDetermination } from './find-determination.ts'
import { readDetermination, viewDetermination } from './view-determination.ts'

/** The vote of the actor's organisation, cast once; sent again it is the same vote. */
export async function voteOn(
  ctx: Context,
  id: string,
  given: {
    readonly id: string
    readonly vote: 'identified' | 'not-identified' | 'abstains'
    readonly reason: string
  },
): Promise<DeterminationView> {
  const { row } = await getDetermination(ctx, id, { lock: true })
  const { organisation, organisationKind, person } = ctx.actor
  if (!row.organisations.includes(organisation)) throw new Problem('not-allowed', notOfPanel)
  const known = await ctx.tx.client.query<{ id: string }>(
    'select id from determination_vote where determination_id = $1 and organisation = $2',
    [id, organisation],
  )
  if (known.rows[0]?.id === given.id) return readDetermination(ctx, id)
  if (row.outcome || known.rows[0]) throw new Problem('conflict', castOnce)
  const reason = await sealWords(ctx, row.code, given.reason)
  await ctx.tx.client.query(
    `insert into determination_vote (id, determination_id, vote, reason_id, at, person_id, organisation, organisation_kind)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [given.id, id, given.vote, reason, ctx.now, person, organisation, organisationKind],
  )
  await audit(ctx, { action: 'determination.voted', object: row.code })
  return readDetermination(ctx, id)
}

/** Writes what the votes carry. Nothing else carries it: neither a role nor a word in the request. */
export async function decideDetermination(
  ctx: Context,
  id: string,
  given: { readonly outcome: Outcome; readonly reasons: string; readonly legalBasis: string },
): Promise<DeterminationView> {
  const { row, person, votes } = await getDetermination(ctx, id, { lock: true })
  if (!person.carers.includes(ctx.actor.organisation)) throw new Problem('not-allowed', notOfPanel)
  if (row.outcome) throw new Problem('conflict')
  const hindrance = hindranceOf(votes, given.outcome, { isChild: isChild(person.triage) })
  if (hindrance) throw new Problem('second-person-needed', hindranceWords[hindrance])
  const reasons = await sealWords(ctx, row.code, given.reasons)
  await ctx.tx.client.query(
    `update determination set outcome = $2, reasons_id = $3, legal_basis = $4, decided_at = $5, decided_by = $6 where id = $1`,
    [id, given.outcome, reasons, given.legalBasis.trim(), ctx.now, ctx.actor.person],
  )
  // "Not identified" counts once the person was told and could ask for a review: until then protection stays.
  if (given.outcome === 'identified') await setStanding(ctx, row.code, 'identified')
  for (const organisation of row.organisations)
    await endShares(ctx, row.code, { panelOf: organisation, because: 'done' })
  await enqueue(ctx.tx, 'returns.settle', { person: row.code }, { key: `returns:${row.code}` })
  await audit(ctx, { action: 'determination.decided', object: row.code, detail: { outcome: given.outcome } })
  return viewDetermination(ctx, id, person)
}

/** The person was told, in a language they speak, and that they may ask for a review. */
export async function tellDetermination(
  ctx: Context,
  id: string,
  language: string,
): Promise<DeterminationView> {
  const { row, person } = await getDetermination(ctx, id, { lock: true })
  if (!person.carers.includes(ctx.actor.organisation)) throw new Problem('not-allowed', notOfPanel)
  if (!row.outcome || row.told_at) throw new Problem('conflict')
  const { speaks = [] } = person.triage
  if (speaks.length > 0 && !speaks.includes(language))
    throw new Problem('body-invalid', undefined, [
      {
        pointer: '/language',
        rule: 'spoken',
        hint: { en: 'tell it in a language the person speaks', th: 'โปรดแจ้งเป็นภาษาที่บุคคลนี้พูดได้' },
      },
    ])
  await ctx.tx.client.query(
    'update determination set told_at = $2, told_language = $3, told_by = $4 where id = $1',
    [id, ctx.now, language, ctx.actor.person],
  )
  if (row.outcome === 'not-identified') await setStanding(ctx, row.code, 'not-identified')
  await audit(ctx, { action: 'determination.told', object: row.code })
  return readDetermination(ctx, id)
}

async function setStanding(ctx: Context, code: string, standing: Outcome): Promise<void> {
  await ctx.tx.client.query(
    'update protected_person set standing = $2, version = version + 1, changed_at = $3 where code = $1',
    [code, standing, ctx.now],
  )
}

const hindranceWords: Readonly<Record<Hindrance, { readonly en: string; readonly th: string }>> = {
  'two-organisations': {
    en: 'Two organisations at least have to vote',
    th: 'ต้องมีอย่างน้อยสองหน่วยงานลงความเห็น',
  },
  'one-not-police': {
    en: 'Police and immigration do not decide this alone',
    th: 'ตำรวจและตรวจคนเข้าเมืองตัดสินเรื่องนี้เพียงลำพังไม่ได้',
  },
  'no-majority': {
    en: 'The votes do not carry this; in doubt the presumption stands',
    th: 'คะแนนเสียงไม่พอ เมื่อยังสงสัยให้ถือว่าเป็นผู้อาจเป็นผู้เสียหาย',
  },
  'child-needs-all': {
    en: 'Of a child every vote has to agree',
    th: 'กรณีเด็กต้องเห็นตรงกันทุกหน่วยงาน',
  },
}
const notOfPanel = { en: 'Your organisation does not sit on this panel', th: 'หน่วยงานของคุณไม่ได้อยู่ในคณะคัดแยกนี้' }
const castOnce = { en: 'Your organisation has voted', th: 'หน่วยงานของคุณลงความเห็นแล้ว' }
