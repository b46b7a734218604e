import type { Correction, SubjectFile } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem, faultAt, notFound } from '../../problem.ts'
import { openForReason, sealWords, seen } from '../protection/index.ts'
import type { PersonRow } from '../protection/index.ts'
import { getOwn } from './cared.ts'
import { correctionColumns } from './correction-view.ts'
import type { CorrectionRow } from './correction-view.ts'
import { viewFile } from './read-file.ts'

/** Writes down what the person says is wrong. What is held stays as it is until somebody changes it by the ordinary way. */
export async function makeCorrection(
  ctx: Context,
  code: string,
  asked: {
    readonly id: string
    readonly about: Correction['about']
    readonly words: string
    readonly language: string
  },
): Promise<SubjectFile> {
  const person = await getOwn(ctx, code)
  const known = await ctx.tx.client.query<{ code: string }>('select code from correction where id = $1', [
    asked.id,
  ])
  if (known.rows[0] && known.rows[0].code !== code) throw notFound()
  if (!known.rows[0]) {
    const words = await sealWords(ctx, code, asked.words)
    await ctx.tx.client.query(
      `insert into correction (id, code, about, words_id, language, asked_at, asked_by, organisation)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[asked.id, code, asked.about, words, asked.language, ctx.now],
        ...[ctx.actor.person, ctx.actor.organisation],
      ],
    )
    await audit(ctx, { action: 'correction.asked', object: code, detail: { about: asked.about } })
  }
  return viewFile(ctx, person)
}

/** Somebody else than who wrote it down decides; the reason is sealed and told to the person. */
export async function decideCorrection(
  ctx: Context,
  id: string,
  { outcome, reason }: { readonly outcome: NonNullable<Correction['outcome']>; readonly reason: string },
): Promise<SubjectFile> {
  const { row, person } = await getCorrection(ctx, id)
  if (row.outcome) throw new Problem('conflict', decided)
  if (row.asked_by === ctx.actor.person) throw new Problem('second-person-needed', another)
  const because = await sealWords(ctx, row.code, reason)
  await ctx.tx.client.query(
    'update correction set outcome = $2, because_id = $3, decided_at = $4, decided_by = $5 where id = $1',
    [id, outcome, because, ctx.now, ctx.actor.person],
  )
  await audit(ctx, { action: 'correction.decided', object: row.code, detail: { outcome } })
  return viewFile(ctx, person)
}

/** The person was told what became of it, in a language they speak. */
export async function tellCorrection(ctx: Context, id: string, language: string): Promise<SubjectFile> {
  const { row, person } = await getCorrection(ctx, id)
  if (!row.outcome || row.told_at) throw new Problem('conflict', notToTell)
  const { speaks = [] } = person.triage
  if (speaks.length > 0 && !speaks.includes(language))
    throw faultAt(
      '/language',
      { en: 'tell it in a language the person speaks', th: 'โปรดแจ้งเป็นภาษาที่บุคคลนี้พูดได้' },
      'spoken',
    )
  await ctx.tx.client.query(
    'update correction set told_at = $2, told_by = $3, told_language = $4 where id = $1',
    [id, ctx.now, ctx.actor.person, language],
  )
  await audit(ctx, { action: 'correction.told', object: row.code })
  return viewFile(ctx, person)
}

/** What the person said, and why it was decided so. */
export async function openCorrection(
  ctx: Context,
  id: string,
  reason: string,
): Promise<{ words: string; because?: string }> {
  const { row } = await getCorrection(ctx, id)
  const ids = [row.words_id, ...(row.because_id === null ? [] : [row.because_id])]
  const opened = await openForReason(ctx, row.code, { ids, reason })
  const [words, because] = opened.map(({ body }) => (body ? Buffer.from(body).toString('utf8') : ''))
  await audit(ctx, { action: 'correction.opened', object: row.code })
  return { words: words ?? '', ...(because === undefined ? {} : { because }) }
}

/** One about a person whom one's organisation cares for; hidden and missing ask the database the same. */
async function getCorrection(
  ctx: Context,
  id: string,
): Promise<{ readonly row: CorrectionRow; readonly person: PersonRow }> {
  const found = await ctx.tx.client.query<CorrectionRow>(
    `select ${correctionColumns} join protected_person p on p.code = c.code where ${seen} and c.id = $4
     for no key update of c`,
    [ctx.visible, ctx.actor.organisation, ctx.now, id],
  )
  const row = found.rows[0]
  if (!row) throw notFound()
  return { row, person: await getOwn(ctx, row.code) }
}

export interface WaitingCorrection {
  readonly id: string
  readonly code: string
  readonly at: Date
  readonly act: 'decide' | 'tell'
}

/** Corrections whose turn it is at one's organisation: to be decided by another, or to be told to the person. */
export async function waitingCorrections(ctx: Context): Promise<readonly WaitingCorrection[]> {
  const found = await ctx.tx.client.query<WaitingCorrection>(
    `select c.id, c.code, coalesce(c.decided_at, c.asked_at) as at,
       case when c.outcome is null then 'decide' else 'tell' end as act
     from correction c join protected_person p on p.code = c.code
     where ${seen} and $2 = any(p.carers) and c.told_at is null and (c.outcome is not null or c.asked_by <> $4)
     order by at limit 20`,
    [ctx.visible, ctx.actor.organisation, ctx.now, ctx.actor.person],
  )
  return found.rows
}

const decided = { en: 'This was decided already', th: 'เรื่องนี้มีผู้พิจารณาแล้ว' }
const another = {
  en: 'Somebody else than who wrote it down decides it',
  th: 'ต้องให้ผู้อื่นที่ไม่ใช่ผู้บันทึกเป็นผู้พิจารณา',
}
const notToTell = {
  en: 'There is nothing to tell yet, or it was told',
  th: 'ยังไม่มีผลให้แจ้ง หรือแจ้งแล้ว',
}
