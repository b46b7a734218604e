import type { Finding } from '@shield/contract'
import { findingState, hindranceOfAct } from '@shield/core'
import type { FindingAct, FindingHindrance, Json, Words } from '@shield/core'

import { audit } from '#audit/index.ts'
import { enqueue } from '#store/enqueue.ts'
import type { Context, Visit } from '../../context.ts'
import { Problem, notFound } from '../../problem.ts'
import { sealWords } from '../protection/index.ts'
import { actsOf, dueOf, getFinding, stepsOf } from './finding.ts'
import type { FindingRow } from './finding.ts'
import { readFinding, viewFinding } from './view-finding.ts'

type AuditAction = Parameters<typeof audit>[1]['action']

export interface Wish {
  /** Made by the device: sent again it is the same act. */
  readonly id: string
  readonly act: FindingAct
  readonly audit: AuditAction
  /** What else stands in the act: closed lists and references. */
  readonly more?: Readonly<Record<string, Json>>
  /** What somebody wrote, to be sealed. */
  readonly words?: string
  /** Refuses what the rules of the finding do not know of. */
  readonly check?: (row: FindingRow) => Promise<void>
}

/** Does the next thing about a finding: the rules say whether, the act is added, and where it stands follows from all of them. */
export async function actOnFinding(ctx: Context, id: string, wish: Wish): Promise<Finding> {
  const row = await getFinding(ctx, id, { lock: true })
  const known = await ctx.tx.client.query<{ finding_id: string }>(
    'select finding_id from punishment_act where id = $1',
    [wish.id],
  )
  if (known.rows[0] && known.rows[0].finding_id !== id) throw notFound()
  if (known.rows[0]) return readFinding(ctx, id)
  await wish.check?.(row)
  const before = stepsOf(await actsOf(ctx, id))
  const act = { ...wish.act, by: ctx.actor.person } as FindingAct
  const hindrance = hindranceOfAct(before, act, row.punishment)
  if (hindrance)
    throw new Problem(
      hindrance === 'same-person' ? 'second-person-needed' : 'conflict',
      hindranceWords[hindrance],
    )
  const wordsId = wish.words === undefined ? null : await sealWords(ctx, row.code, wish.words)
  const { kind, ...rest } = wish.act as FindingAct & { readonly by?: string }
  const { by: _, ...body } = { ...rest, ...wish.more } as Readonly<Record<string, Json>>
  await ctx.tx.client.query(
    `insert into punishment_act (id, finding_id, kind, body, words_id, at, person_id, organisation)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[wish.id, id, kind, JSON.stringify(body), wordsId],
      ...[ctx.now, ctx.actor.person, ctx.actor.organisation],
    ],
  )
  const after = await moveFinding(ctx, row, [...before, act])
  await audit(ctx, { action: wish.audit, object: id })
  return viewFinding(ctx, after)
}

/** Writes where a finding stands now. Its clock begins anew when it has moved. */
async function moveFinding(visit: Visit, row: FindingRow, acts: readonly FindingAct[]): Promise<FindingRow> {
  const state = findingState(acts)
  const isSameClock = state === row.state || (row.state === 'found' && state === 'assessing')
  const dueAt = isSameClock ? row.due_at : dueOf(row, state, visit.now)
  const endedAt = state === 'done' ? visit.now : null
  await visit.tx.client.query(
    'update punishment_finding set state = $2, due_at = $3, ended_at = $4 where id = $1',
    [row.id, state, dueAt, endedAt],
  )
  if (dueAt && !isSameClock)
    await enqueue(
      visit.tx,
      'non-punishment.chase',
      { finding: row.id },
      { key: `punishment:${row.id}`, at: dueAt },
    )
  return { ...row, state, due_at: dueAt, ended_at: endedAt }
}

const hindranceWords: Readonly<Record<FindingHindrance, Words>> = {
  ended: { en: 'This has ended', th: 'เรื่องนี้สิ้นสุดแล้ว' },
  'no-such-offence': { en: 'This offence is not of this finding', th: 'ไม่มีความผิดนี้ในเรื่องนี้' },
  'not-assessed': {
    en: 'Two people have to assess each offence first',
    th: 'ต้องมีผู้ประเมินสองคนต่อความผิดแต่ละข้อก่อน',
  },
  'same-person': {
    en: 'Somebody else has to look at it: one person alone does not decide',
    th: 'ต้องให้อีกคนหนึ่งพิจารณา คนเดียวตัดสินไม่ได้',
  },
  'other-outcome': {
    en: 'This does not end what the person is subjected to',
    th: 'ผลนี้ไม่ใช่การสิ้นสุดของสิ่งที่บุคคลนี้ถูกกระทำ',
  },
  'nothing-reported': { en: 'No outcome was reported yet', th: 'ยังไม่มีการรายงานผล' },
}
