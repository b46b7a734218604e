import { Readable } from 'node:stream'

import type { PersonIdentity } from '@shield/contract'
import { giveOut, writeHtcds } from '@shield/formats'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { Problem } from '../../problem.ts'
import type { Download } from '../../serve.ts'
import { openForReason } from '../protection/index.ts'
import { goingNow } from './going-now.ts'
import type { GoingPerson } from './going-now.ts'
import { getCaseRelease, stampOf } from './view-cases.ts'

/**
 * The file as it goes now: whoever took the consent back, or whose consent has ended, is in no later one. Names are opened
 * one by one, each with the release as its reason; nothing of the file is kept.
 */
export async function writeCases(ctx: Context, id: string, format: 'csv' | 'json'): Promise<Download> {
  const row = await getCaseRelease(ctx, id, { lock: true })
  if (row.state !== 'released') throw new Problem('conflict')
  if (row.with_identity) permit(ctx, 'identity.open', 'node')
  const { going } = await goingNow(ctx, id)
  for (const block of new Set(going.map(({ marking }) => marking)))
    permit(ctx, 'content.read', ctx.node.markings.block(block))
  if (going.length === 0) throw new Problem('conflict', nobody)
  const release = stampOf(row)
  const cases = []
  for (const person of going) {
    const { pseudonym, standing, facts, entry } = person
    const identity = row.with_identity ? await openName(ctx, person, release) : undefined
    const agreed = entry.basis === 'consent'
    cases.push(giveOut({ pseudonym, release, standing, facts, agreed, ...(identity ? { identity } : {}) }))
  }
  await ctx.tx.client.query(
    `update case_release_person set taken_at = $3 where release_id = $1 and code = any($2::text[]) and taken_at is null`,
    [id, going.map(({ code }) => code), ctx.now],
  )
  await audit(ctx, { action: 'case.file-given', object: id, detail: { format, cases: cases.length } })
  return {
    fileName: `htcds-${release}.${format}`,
    contentType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
    body: Readable.from([writeHtcds(cases, format)]),
  }
}

async function openName(
  ctx: Context,
  { code, identity }: GoingPerson,
  release: string,
): Promise<PersonIdentity | undefined> {
  if (identity === undefined) return undefined
  const reason = `Given out with the person's consent, release ${release}`
  const [opened] = await openForReason(ctx, code, { ids: [identity], reason })
  if (!opened?.body) return undefined
  await audit(ctx, { action: 'identity.opened', object: code, detail: { part: 'identity' } })
  return JSON.parse(Buffer.from(opened.body).toString('utf8')) as PersonIdentity
}

const nobody = {
  en: 'Nobody of this release may go any more',
  th: 'ไม่มีผู้ใดในรายการนี้ที่ส่งได้แล้ว',
}
