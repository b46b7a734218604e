import { randomBytes, randomInt } from 'node:crypto'

import type { CaseFileReport, PersonIdentity } from '@shield/contract'
import { canonicalJson, personCode } from '@shield/core'
import { factsOf, fateTakenIn, htcdsFields, readHtcds } from '@shield/formats'
import type { HtcdsCase, HtcdsFile } from '@shield/formats'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { Problem } from '../../problem.ts'
import { markOf } from '../../seal.ts'
import { addArrivals, getArrival, sealWords } from '../protection/index.ts'
import { addFacts } from './case-facts.ts'

/** What would become of a file of cases. Nothing of it is kept. */
export async function checkCases(
  ctx: Context,
  arrival: string,
  content: Uint8Array,
): Promise<CaseFileReport> {
  await getArrival(ctx, arrival)
  const file = readCases(content)
  const known = await findKnown(ctx, marksOf(ctx, file))
  await audit(ctx, {
    action: 'case.file-checked',
    object: arrival,
    detail: { cases: file.cases.length, known: known.filter((one) => one.isKnown).length },
  })
  return reportOf(file, known)
}

/**
 * Cases of another organisation, HTCDS: each becomes somebody at a board, a possible victim like everybody there. Who it is
 * is sealed, codes stand on the case, and the case as it came lies sealed whole. A box of consent in a file makes no
 * agreement, and a status in it decides nothing. People are made in random order: the order of the database tells a holder
 * of the file nothing. A case that was taken before, in this file or another one, is left as it is.
 */
export async function takeCases(ctx: Context, arrival: string, content: Uint8Array): Promise<CaseFileReport> {
  const { marking_id: marking, ended_at: ended } = await getArrival(ctx, arrival)
  permit(ctx, 'content.write', ctx.node.markings.block(marking))
  if (ended) throw new Problem('conflict')
  const file = readCases(content)
  // Sent twice at once, the second waits and finds everybody there.
  await ctx.tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 7438070))', [
    ctx.actor.organisation,
  ])
  const marks = marksOf(ctx, file)
  const known = await findKnown(ctx, marks)
  const outcome = known.map((one) =>
    one.isKnown ? one : { isKnown: false, code: personCode(randomBytes(11)) },
  )
  for (const at of shuffled(file.cases.length)) {
    const [given, mark, { isKnown, code } = { isKnown: true }] = [file.cases[at], marks[at], outcome[at]]
    if (!given || !mark || isKnown || code === undefined) continue
    await takeCase(ctx, arrival, { given, code })
    await ctx.tx.client.query('insert into case_taken (mark, code, at) values ($1, $2, $3)', [
      mark,
      code,
      ctx.now,
    ])
  }
  const made = outcome.filter(({ isKnown }) => !isKnown).length
  await audit(ctx, { action: 'case.file-taken', object: arrival, detail: { cases: made } })
  return reportOf(file, outcome)
}

function readCases(content: Uint8Array): HtcdsFile {
  const file = readHtcds(content)
  if (!file) throw new Problem('format-unknown', noCases)
  return file
}

/** By which each case is known again; of several that are the same to the letter, by which of them it is. */
function marksOf({ node, actor }: Context, { cases }: HtcdsFile): readonly Buffer[] {
  const same = new Map<string, number>()
  return cases.map((one) => {
    const text = canonicalJson(one as Parameters<typeof canonicalJson>[0])
    const nth = (same.get(text) ?? 0) + 1
    same.set(text, nth)
    return markOf(node, `case ${actor.organisation} ${nth} ${text}`)
  })
}

interface Outcome {
  readonly isKnown: boolean
  /** Of somebody whom the worker may see. */
  readonly code?: string
}

async function findKnown(ctx: Context, marks: readonly Buffer[]): Promise<readonly Outcome[]> {
  const found = await ctx.tx.client.query<{ mark: Buffer; code: string; is_seen: boolean }>(
    `select t.mark, t.code, visible($2, p.marking_id) as is_seen from case_taken t join protected_person p on p.code = t.code
     where t.mark = any($1::bytea[])`,
    [marks, ctx.visible],
  )
  const byMark = new Map(found.rows.map((row) => [row.mark.toString('hex'), row]))
  return marks.map((mark) => {
    const row = byMark.get(mark.toString('hex'))
    return { isKnown: row !== undefined, ...(row?.is_seen ? { code: row.code } : {}) }
  })
}

function reportOf(file: HtcdsFile, outcomes: readonly Outcome[]): CaseFileReport {
  const carrying = new Map<string, number>()
  for (const name of file.cases.flatMap((one) => Object.keys(one)))
    carrying.set(name, (carrying.get(name) ?? 0) + 1)
  return {
    version: file.version,
    cases: outcomes.map(({ isKnown, code }, at) => ({
      case: at + 1,
      outcome: isKnown ? ('known' as const) : ('new' as const),
      ...(code === undefined ? {} : { code }),
    })),
    faults: file.faults.map((fault) => ({ ...fault, hint: { ...fault.hint } })),
    unknown: [...file.unknown],
    missing: [...file.missing],
    fields: htcdsFields.flatMap(({ name }) => {
      const cases = carrying.get(name)
      return cases === undefined ? [] : [{ ...fateTakenIn(name), cases }]
    }),
  }
}

interface Taking {
  readonly given: HtcdsCase
  readonly code: string
}

async function takeCase(ctx: Context, arrival: string, { given, code }: Taking): Promise<void> {
  const identity = identityOf(given)
  const at = ctx.now.toISOString()
  await addArrivals(ctx, arrival, [{ id: newId(), code, at, triage: {}, ...(identity ? { identity } : {}) }])
  const sealed = await sealWords(ctx, code, JSON.stringify(given))
  await addFacts(ctx, { id: newId(), code, facts: factsOf(given), origin: 'htcds', sealed })
}

/** Who it is, as far as the vault keeps it; undefined without a name. What has no place there stays in the sealed case. */
function identityOf(given: HtcdsCase): PersonIdentity | undefined {
  const text = (field: string): string => (typeof given[field] === 'string' ? given[field] : '')
  const name = ['prs_FirstName', 'prs_MiddleName', 'prs_SecondName'].map(text).filter((part) => part !== '')
  if (name.length === 0) return undefined
  const citizenships = given['prs_Citizenship']
  const born = text('prs_Birthdate')
  return {
    names: [{ text: name.join(' ').slice(0, 200), kind: 'given' }],
    ...(born === '' ? {} : { born }),
    citizenships: Array.isArray(citizenships) ? citizenships.slice(0, 5).map(String) : [],
    documents: [],
    phones: [text('prs_MobilePhone'), text('prs_HomePhone')].filter((phone) => phone !== ''),
  }
}

function shuffled(count: number): readonly number[] {
  const order = Array.from({ length: count }, (_, at) => at)
  for (let at = count - 1; at > 0; at--) {
    const other = randomInt(at + 1)
    ;[order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0]
  }
  return order
}

const noCases = {
  en: 'Choose a file of cases by the standard HTCDS, JSON or CSV, of at most 500 cases',
  th: 'โปรดเลือกไฟล์กรณีตามมาตรฐาน HTCDS แบบ JSON หรือ CSV ไม่เกิน 500 กรณี',
}
