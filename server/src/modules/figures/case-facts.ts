import type { CaseFactsView, CaseFactsWrite } from '@shield/contract'
import { singleCodes } from '@shield/core'
import type { CaseFacts } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo, permit } from '../../permit.ts'
import { Problem, faultAt } from '../../problem.ts'
import { getPerson } from '../protection/index.ts'
import { isCountedBy } from './find-people.ts'

interface Row {
  readonly id: string
  readonly code: string
  readonly facts: CaseFacts
  readonly at: Date
}

/** What is coded of cases, the latest of each; of a case that nothing is coded of there is none. */
export async function latestFacts(
  ctx: Pick<Context, 'tx'>,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Row>> {
  const found = await ctx.tx.client.query<Row>(
    `select distinct on (code) id, code, facts, at from case_fact where code = any($1::text[]) order by code, sequence desc`,
    [codes],
  )
  return new Map(found.rows.map((row) => [row.code, row]))
}

/** What is coded of a case. Those who care for the person see it; who was let in by a share does not. */
export async function readCaseFacts(ctx: Context, code: string): Promise<CaseFactsView> {
  const person = await getPerson(ctx, code)
  if (!person.carers.includes(ctx.actor.organisation)) throw new Problem('not-allowed', notCaring)
  const row = (await latestFacts(ctx, [code])).get(code)
  const isCounted = await isCountedBy(ctx, code)
  await audit(ctx, { action: 'case.facts-read', object: code })
  const block = ctx.node.markings.block(person.marking_id)
  return {
    code,
    facts: (row?.facts ?? { codes: {} }) as CaseFactsView['facts'],
    ...(row ? { at: row.at.toISOString() } : {}),
    isCounted,
    can: mayDo(ctx, 'content.write', block).allow ? ['caseFactsWrite'] : [],
  }
}

/** Writes what is coded of a case. What stood there before stays; where it changed since it was looked at, nothing is written. */
export async function writeCaseFacts(
  ctx: Context,
  code: string,
  { id, seen, facts }: CaseFactsWrite,
): Promise<CaseFactsView> {
  const person = await getPerson(ctx, code, { lock: true })
  permit(ctx, 'content.write', ctx.node.markings.block(person.marking_id))
  if (!person.carers.includes(ctx.actor.organisation)) throw new Problem('not-allowed', notCaring)
  for (const field of singleCodes)
    if ((facts.codes[field]?.length ?? 0) > 1)
      throw faultAt(`/facts/codes/${field}`, { en: 'choose one', th: 'โปรดเลือกหนึ่งข้อ' })
  const row = (await latestFacts(ctx, [code])).get(code)
  if (row?.id !== id) {
    if (row?.at.toISOString() !== seen) throw new Problem('state-changed')
    await addFacts(ctx, { id, code, facts: facts as CaseFacts, origin: 'hand' })
  }
  return readCaseFacts(ctx, code)
}

interface NewFacts {
  readonly id: string
  readonly code: string
  readonly facts: CaseFacts
  readonly origin: 'hand' | 'htcds'
  /** Everything of an imported case that is not coded, sealed. */
  readonly sealed?: string
}

export async function addFacts(ctx: Context, { id, code, facts, origin, sealed }: NewFacts): Promise<void> {
  await ctx.tx.client.query(
    `insert into case_fact (id, code, facts, origin, sealed_id, at, person_id, organisation)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[id, code, JSON.stringify(facts), origin, sealed ?? null],
      ...[ctx.now, ctx.actor.person, ctx.actor.organisation],
    ],
  )
  await audit(ctx, { action: 'case.facts-written', object: code, detail: { origin } })
}

const notCaring = {
  en: 'Those who care for the person write what is counted',
  th: 'ผู้ดูแลบุคคลนี้เป็นผู้บันทึกข้อมูลที่ใช้นับ',
}
