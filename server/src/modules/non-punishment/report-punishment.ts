import type { Finding, FindingRow as Row, ReportPunishment } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo, permit } from '../../permit.ts'
import { Problem, notFound } from '../../problem.ts'
import { findLaw } from './find-law.ts'
import { askVault, getPerson, sealWords } from '../protection/index.ts'
import { findOffice } from './find-office.ts'
import { actsOf, findingRows } from './finding.ts'
import type { FindingRow } from './finding.ts'
import { tellCarers } from './ask-carers.ts'
import { makeFinding } from './make-finding.ts'
import type { PunishmentDetails } from './make-finding.ts'
import { rowOf, viewFinding } from './view-finding.ts'

/** Those who care say that a person is punished. Sent again, or said by two, it is one finding. */
export async function reportPunishment(
  ctx: Context,
  code: string,
  given: ReportPunishment,
): Promise<Finding> {
  const person = await getPerson(ctx, code, { lock: true })
  permit(ctx, 'content.write', ctx.node.markings.block(person.marking_id))
  if (!person.carers.includes(ctx.actor.organisation)) throw new Problem('not-allowed', notCaring)
  const [office, law] = [await findOffice(ctx), await findLaw(ctx)]
  if (office === undefined || !law) throw new Problem('conflict', nobodyAssesses)
  const taken = await ctx.tx.client.query('select 1 from punishment_finding where id = $1 and code <> $2', [
    given.id,
    code,
  ])
  if (taken.rowCount !== 0) throw notFound()
  const { since, authority, words } = given
  const details = { since, authority, words }
  const { id, isNew } = await askVault(ctx, (_, asker) =>
    makeFinding(ctx, asker, {
      ...{ id: given.id, code, punishment: given.punishment, source: 'report', key: given.id },
      ...{ details, office, law, carers: person.carers },
    }),
  )
  await audit(ctx, { action: 'punishment.reported', object: code })
  const row = await getOfPerson(ctx, { id, code })
  if (!isNew && id !== given.id) await addReport(ctx, row, { id: given.id, details })
  return viewFinding(ctx, { ...row, asked_at: row.asked_at ?? ctx.now })
}

/** It goes on already, by a list or a record: what those who care say stands in it, and they are told of it from now on. */
async function addReport(
  ctx: Context,
  row: FindingRow,
  { id, details }: { readonly id: string; readonly details: PunishmentDetails },
): Promise<void> {
  const known = await ctx.tx.client.query('select 1 from punishment_act where id = $1', [id])
  if (known.rowCount !== 0) return
  const words = await sealWords(ctx, row.code, JSON.stringify(details))
  await ctx.tx.client.query(
    `insert into punishment_act (id, finding_id, kind, body, words_id, at, person_id, organisation)
     values ($1, $2, 'report', '{}', $3, $4, $5, $6)`,
    [id, row.id, words, ctx.now, ctx.actor.person, ctx.actor.organisation],
  )
  await tellCarers(ctx, row)
}

async function getOfPerson(
  ctx: Context,
  { id, code }: { readonly id: string; readonly code: string },
): Promise<FindingRow> {
  const found = await ctx.tx.client.query<FindingRow>(
    `${findingRows}
     where f.id = $1 and f.code = $2`,
    [id, code],
  )
  const row = found.rows[0]
  if (!row) throw new Error('a finding that was made is there')
  return row
}

/** What is done against a person, as far as those who care were told. */
export async function listOfPerson(ctx: Context, code: string): Promise<{ items: Row[]; can: string[] }> {
  const person = await getPerson(ctx, code)
  const found = await ctx.tx.client.query<FindingRow>(
    `${findingRows}
     where f.code = $1 and visible($2, f.marking_id) order by f.found_at desc, f.id limit 100`,
    [code, ctx.visible],
  )
  const items: Row[] = []
  for (const row of found.rows) items.push(rowOf(ctx, { row, acts: await actsOf(ctx, row.id) }))
  await audit(ctx, { action: 'punishment.of-person', object: code })
  const writes = mayDo(ctx, 'content.write', ctx.node.markings.block(person.marking_id)).allow
  return { items, can: writes ? ['punishmentReport'] : [] }
}

const notCaring = { en: 'Those who care for the person say this', th: 'ผู้ดูแลบุคคลนี้เป็นผู้แจ้งเรื่องนี้' }
const nobodyAssesses = {
  en: 'No prosecutor’s office of this node assesses non-punishment yet',
  th: 'โหนดนี้ยังไม่มีสำนักงานอัยการที่ประเมินเรื่องการไม่ลงโทษ',
}
