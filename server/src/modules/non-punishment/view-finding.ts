import type { Finding, FindingRow as Row, Offence } from '@shield/contract'
import { isChild, offencesOf, turnOfFinding } from '@shield/core'
import type { Words } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { readEvidence } from './evidence.ts'
import { actsOf, getFinding, stepsOf } from './finding.ts'
import type { ActRow, FindingRow } from './finding.ts'

/** One finding, audited as a read of the finding: the person's code is not named beside it. */
export async function readFinding(ctx: Context, id: string): Promise<Finding> {
  const row = await getFinding(ctx, id)
  await audit(ctx, { action: 'punishment.read', object: id })
  return viewFinding(ctx, row)
}

/** The same of a row in hand. */
export async function viewFinding(ctx: Context, row: FindingRow): Promise<Finding> {
  const acts = await actsOf(ctx, row.id)
  const evidence = await readEvidence(ctx, row)
  const { nonPunishment, code: country, version } = row.law
  const { clocks } = nonPunishment
  const days = daysOf(row)
  const outcome = acts.findLast(({ kind }) => kind === 'outcome')?.body['outcome']
  return {
    ...rowOf(ctx, { row, acts }),
    ...(days === undefined
      ? {}
      : { clock: { days, ...(clocks.cites === undefined ? {} : { cites: clocks.cites }) } }),
    law: { country, version, cites: nonPunishment.cites },
    offenceList: offenceViews(ctx, { row, acts }),
    told: evidence.told,
    mayReadTold: evidence.mayRead,
    steps: acts.map(stepView),
    ...(outcome === undefined ? {} : { outcome: outcome as NonNullable<Finding['outcome']> }),
    can: canOf(ctx, row),
  }
}

interface Held {
  readonly row: FindingRow
  readonly acts: readonly ActRow[]
}

/** A finding as lists show it. */
export function rowOf(ctx: Context, { row, acts }: Held): Row {
  const offences = offencesOf(stepsOf(acts))
  return {
    id: row.id,
    code: row.code,
    punishment: row.punishment,
    // That an agency has a record is for the office alone.
    source: isOfOffice(ctx, row) ? row.source : 'report',
    state: row.state,
    standing: row.standing,
    isChild: isChild(row.triage),
    foundAt: (isOfOffice(ctx, row) ? row.found_at : (row.asked_at ?? row.found_at)).toISOString(),
    ...(row.due_at ? { dueAt: row.due_at.toISOString() } : {}),
    isLate: row.due_at !== null && row.due_at < ctx.now,
    offences: offences.length,
    settled: offences.filter(({ agrees }) => agrees === true).length,
  }
}

function isOfOffice(ctx: Context, row: FindingRow): boolean {
  return row.office === ctx.actor.organisation
}

function daysOf({ law, punishment, state }: FindingRow): number | undefined {
  const { assess, answer, follow } = law.nonPunishment.clocks
  if (turnOfFinding(state) === 'nobody') return undefined
  return state === 'reported' ? follow : state === 'assessed' ? answer : assess[punishment]
}

function offenceViews(ctx: Context, { row, acts }: Held): Offence[] {
  const assesses = mayDo(ctx, 'punishment.assess', 'node').allow && row.state !== 'done'
  return offencesOf(stepsOf(acts)).map(({ offence: id, result, by, agrees }): Offence => {
    const said = acts.find((act) => act.kind === 'offence' && act.body['offence'] === id)
    const known = row.law.nonPunishment.offences.find((one) => one.id === said?.body['named'])
    const opinion = acts.findLast((act) => act.kind === 'assess' && act.body['offence'] === id)
    const second = acts.findLast((act) => act.kind === 'second' && act.body['offence'] === id)
    return {
      id,
      offence: known?.id ?? 'other',
      name: known?.name ?? otherOffence,
      ...(known?.law === undefined ? {} : { law: known.law }),
      ...(opinion && result
        ? {
            opinion: {
              result,
              evidence: evidenceOf(opinion),
              by: byOf(opinion),
              at: opinion.at.toISOString(),
            },
          }
        : {}),
      ...(second && agrees !== undefined
        ? { second: { agrees, by: byOf(second), at: second.at.toISOString() } }
        : {}),
      can: assesses
        ? [
            'punishmentAssess',
            ...(result && agrees === undefined && by !== ctx.actor.person ? ['punishmentSecond'] : []),
          ]
        : [],
    }
  })
}

function evidenceOf({ body }: ActRow): NonNullable<Offence['opinion']>['evidence'] {
  return (body['evidence'] ?? []) as unknown as NonNullable<Offence['opinion']>['evidence']
}

const byOf = ({ name_en: en, name_th: th }: ActRow): Words => ({ en: en ?? '', th: th ?? '' })

function stepView(act: ActRow): Finding['steps'][number] {
  const { outcome, isDone } = act.body
  return {
    id: act.id,
    kind: act.kind,
    at: act.at.toISOString(),
    ...(act.person_id === null ? {} : { by: byOf(act) }),
    organisation: act.organisation,
    ...(typeof outcome === 'string' ? { outcome: outcome as NonNullable<Finding['outcome']> } : {}),
    ...(typeof isDone === 'boolean' ? { isDone } : {}),
  }
}

function canOf(ctx: Context, row: FindingRow): string[] {
  if (row.state === 'done') return []
  const assesses = mayDo(ctx, 'punishment.assess', 'node').allow
  return [
    ...(assesses ? ['punishmentOpen', 'punishmentOffence', 'punishmentOutcome'] : []),
    ...(assesses && row.asked_at === null ? ['punishmentAsk'] : []),
    ...(row.state === 'reported' ? ['punishmentFollow'] : []),
  ]
}

const otherOffence: Words = { en: 'Another offence', th: 'ความผิดอื่น' }
