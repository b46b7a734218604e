import type { DeterminationView } from '@shield/contract'

import { isChild, mayByConsent } from '@shield/core'

import { audit } from '#audit/index.ts'
import { enqueue } from '#store/enqueue.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { Problem, notFound } from '../../problem.ts'
import { readLedger } from '../consent/index.ts'
import { getPerson, startShare } from '../protection/index.ts'
import type { PersonRow } from '../protection/index.ts'
import { hearingLaw } from './hearing-law.ts'
import { getDetermination } from './find-determination.ts'
import { readDetermination, viewDetermination } from './view-determination.ts'

const dayMs = 86_400_000

interface Panel {
  readonly id: string
  readonly organisations: readonly string[]
}

/** Calls a panel. Its clock is the country's, and the law is kept as it was. */
export async function openDetermination(
  ctx: Context,
  code: string,
  panel: Panel,
): Promise<DeterminationView> {
  return open(ctx, { code, panel })
}

/** Another panel, because the person asked: nobody of it sat on the first alone, and the presumption stands again. */
export async function reviewDetermination(
  ctx: Context,
  id: string,
  panel: Panel,
): Promise<DeterminationView> {
  const { row } = await getDetermination(ctx, id, { lock: true })
  if (row.outcome !== 'not-identified' || !row.decided_at) throw new Problem('conflict')
  const { review } = row.law
  if (review && ctx.now.getTime() > row.decided_at.getTime() + review.days * dayMs)
    throw new Problem('conflict', { en: 'The time to ask for a review is over', th: 'พ้นกำหนดเวลาขอทบทวนแล้ว' })
  if (panel.organisations.every((one) => row.organisations.includes(one)))
    throw new Problem('body-invalid', undefined, [
      {
        pointer: '/organisations',
        rule: 'independent',
        hint: {
          en: 'a review needs an organisation that did not sit before',
          th: 'การทบทวนต้องมีหน่วยงานที่ไม่ได้ร่วมคัดแยกครั้งก่อน',
        },
      },
    ])
  return open(ctx, { code: row.code, panel, reviews: id })
}

async function open(
  ctx: Context,
  { code, panel, reviews }: { readonly code: string; readonly panel: Panel; readonly reviews?: string },
): Promise<DeterminationView> {
  const person = await getPerson(ctx, code, { lock: true })
  if (!person.carers.includes(ctx.actor.organisation)) throw new Problem('not-allowed', notCaring)
  const known = await ctx.tx.client.query<{ code: string }>('select code from determination where id = $1', [
    panel.id,
  ])
  if (known.rows[0]) {
    if (known.rows[0].code !== code) throw notFound()
    return readDetermination(ctx, panel.id)
  }
  await checkPanel(ctx, panel)
  const sitting = await ctx.tx.client.query(
    'select 1 from determination where code = $1 and outcome is null',
    [code],
  )
  if (sitting.rowCount !== 0) throw new Problem('conflict', alreadySits)
  await letIn(ctx, person, panel)
  const law = await hearingLaw(ctx)
  const dueAt = new Date(
    (reviews === undefined ? person.arrived_at.getTime() : ctx.now.getTime()) +
      law.determination.days * dayMs,
  )
  await ctx.tx.client.query(
    `insert into determination (id, code, law, organisations, opened_at, due_at, opened_by, organisation, reviews)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[panel.id, code, JSON.stringify(law), panel.organisations, ctx.now, dueAt],
      ...[ctx.actor.person, ctx.actor.organisation, reviews ?? null],
    ],
  )
  if (reviews !== undefined)
    await ctx.tx.client.query(
      `update protected_person set standing = 'possible', version = version + 1, changed_at = $2 where code = $1`,
      [code, ctx.now],
    )
  // While it sits nobody is sent on their way.
  await enqueue(ctx.tx, 'returns.settle', { person: code }, { key: `returns:${code}` })
  await audit(ctx, { action: 'determination.opened', object: code })
  return viewDetermination(ctx, panel.id, person)
}

/** Who sits on the panel and does not care for the person reads what was told, on a ground of the ledger that names them. */
async function letIn(ctx: Context, person: PersonRow, { organisations }: Panel): Promise<void> {
  const { entries, restrictions } = await readLedger(ctx, person.code)
  for (const organisation of organisations.filter((one) => !person.carers.includes(one))) {
    const named = entries.filter(({ recipients }) => recipients.includes(organisation))
    const found = await ctx.tx.client.query<{ kind: string }>(
      'select kind from organisation where code = $1',
      [organisation],
    )
    const entry = mayByConsent(
      { entries: named, restrictions },
      {
        purpose: 'interview',
        recipient: { organisation, kind: found.rows[0]?.kind ?? '' },
        isChild: isChild(person.triage),
        now: ctx.now.toISOString(),
      },
    )
    if (!entry)
      throw new Problem('not-allowed', {
        en: `The ledger has no ground on which ${organisation} may read what was told: an agreement, or a duty of law with its article`,
        th: `ยังไม่มีฐานให้ ${organisation} อ่านคำบอกเล่า ต้องมีความยินยอมหรือหน้าที่ตามกฎหมายพร้อมมาตรา`,
      })
    await startShare(ctx, person, { id: newId(), organisation, entry: entry.id, parts: ['interview'] })
  }
}

async function checkPanel(ctx: Context, { organisations }: Panel): Promise<void> {
  const found = await ctx.tx.client.query<{ code: string; kind: string }>(
    'select code, kind from organisation where code = any($1::text[]) and node = $2',
    [organisations, ctx.node.name],
  )
  const isKnown = found.rows.length === organisations.length
  const isMixed = found.rows.some(({ kind }) => kind === 'social' || kind === 'ngo')
  if (isKnown && isMixed) return
  throw new Problem('body-invalid', undefined, [
    {
      pointer: '/organisations',
      rule: 'panel',
      hint: {
        en: 'choose two organisations of this node or more, one of them a social service or a shelter',
        th: 'โปรดเลือกอย่างน้อยสองหน่วยงานของโหนดนี้ โดยมีหน่วยงานสังคมหรือสถานพักพิงอย่างน้อยหนึ่งแห่ง',
      },
    },
  ])
}

const notCaring = {
  en: 'Those who care for the person call the panel',
  th: 'ผู้ดูแลบุคคลนี้เป็นผู้เรียกประชุมคณะคัดแยก',
}
const alreadySits = { en: 'A panel sits already', th: 'มีคณะคัดแยกที่ยังพิจารณาอยู่แล้ว' }
