import type { CareView } from '@shield/contract'
import { amountOf } from '@shield/core'
import type { ContactFault } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import type { PersonRow } from '../protection/index.ts'
import { factKeysOf } from './facts.ts'
import { getCared, today } from './person.ts'
import { findContactRules, rulesShape } from './write-contact.ts'

export async function readCare(ctx: Context, code: string): Promise<CareView> {
  const person = await getCared(ctx, code)
  await audit(ctx, { action: 'care.read', object: code })
  return viewCare(ctx, person)
}

/** Everything of care as the screen shows it: what is sealed is told to be there, and opened one by one. */
export async function viewCare(ctx: Context, person: PersonRow): Promise<CareView> {
  const { code } = person
  const plan = await rows<{ review_on: string; reviewed_at: Date }>(ctx, [
    'select review_on, reviewed_at from care_plan where code = $1',
    code,
  ])
  const reviewed = plan[0]
  return {
    code,
    ...(reviewed ? { reviewOn: reviewed.review_on, reviewedAt: reviewed.reviewed_at.toISOString() } : {}),
    goals: await goalsOf(ctx, code),
    stays: await staysOf(ctx, code),
    certificates: await certificatesOf(ctx, code),
    ...(await moneyOf(ctx, code)),
    testimony: await testimonyOf(ctx, code),
    contact: await contactOf(ctx, code),
    facts: await factKeysOf(ctx, person),
    can: ['careAct', 'careWords', 'referralPrepare'],
  }
}

async function rows<T extends object>(
  ctx: Context,
  [text, ...values]: readonly [string, ...unknown[]],
): Promise<T[]> {
  return (await ctx.tx.client.query<T>(text, values)).rows
}

type Goal = CareView['goals'][number]
type Step = Goal['steps'][number]

export async function goalsOf(ctx: Context, code: string): Promise<Goal[]> {
  const goals = await rows<{
    id: string
    need: Goal['need']
    state: Goal['state']
    at: Date
    words_id: string | null
  }>(ctx, ['select id, need, state, at, words_id from care_goal where code = $1 order by at, id', code])
  const steps = await rows<{
    id: string
    goal_id: string
    done_by: Step['by']
    state: Step['state']
    due_on: string | null
  }>(ctx, [
    `select s.id, s.goal_id, s.done_by, s.state, s.due_on from care_step s join care_goal g on g.id = s.goal_id
     where g.code = $1 order by s.at, s.id`,
    code,
  ])
  return goals.map(({ id, need, state, at, words_id: words }) => ({
    ...{ id, need, state, at: at.toISOString(), hasWords: words !== null },
    steps: steps
      .filter((step) => step.goal_id === id)
      .map((step) => ({
        ...{ id: step.id, by: step.done_by, state: step.state, hasWords: true },
        ...(step.due_on === null ? {} : { dueOn: step.due_on }),
      })),
  }))
}

export async function staysOf(ctx: Context, code: string): Promise<CareView['stays']> {
  const found = await rows<{
    id: string
    place: string
    organisation: string
    in_at: Date
    out_at: Date | null
    out_to: CareView['stays'][number]['outTo'] | null
    has_address: boolean
  }>(ctx, [
    `select s.id, p.name as place, p.organisation, s.in_at, s.out_at, s.out_to, p.address_id is not null as has_address
     from shelter_stay s join shelter_place p on p.id = s.place_id where s.code = $1 order by s.in_at desc, s.id`,
    code,
  ])
  return found.map((stay) => ({
    ...{ id: stay.id, place: stay.place, organisation: stay.organisation, inAt: stay.in_at.toISOString() },
    ...(stay.out_at ? { outAt: stay.out_at.toISOString() } : {}),
    ...(stay.out_to ? { outTo: stay.out_to } : {}),
    hasAddress: stay.has_address,
  }))
}

type Certificate = CareView['certificates'][number]

export async function certificatesOf(ctx: Context, code: string): Promise<Certificate[]> {
  const found = await rows<{
    id: string
    travel: Certificate['travel']
    interview: Certificate['interview']
    needs_rest: boolean
    issued_on: string
    valid_until: string
  }>(ctx, [
    `select id, travel, interview, needs_rest, issued_on, valid_until from health_certificate
     where code = $1 order by issued_on desc, id desc`,
    code,
  ])
  return found.map((one) => ({
    ...{ id: one.id, travel: one.travel, interview: one.interview, needsRest: one.needs_rest },
    ...{ issuedOn: one.issued_on, validUntil: one.valid_until, isValid: one.valid_until >= today(ctx) },
  }))
}

type Claim = CareView['claims'][number]
interface EntryRow {
  readonly claim_id: string
  readonly stage: Claim['entries'][number]['stage']
  /** As text: an amount may be beyond what a number holds. */
  readonly minor: string
  readonly currency: string
  readonly on_day: string
}

export async function moneyOf(ctx: Context, code: string): Promise<Pick<CareView, 'claims' | 'sums'>> {
  const claims = await rows<{ id: string; what: Claim['what'] }>(ctx, [
    'select id, what from money_claim where code = $1 order by at, id',
    code,
  ])
  const entries = await rows<EntryRow>(ctx, [
    `select e.claim_id, e.stage, e.minor::text as minor, e.currency, e.on_day from money_entry e
     join money_claim c on c.id = e.claim_id where c.code = $1 order by e.on_day, e.id`,
    code,
  ])
  return {
    claims: claims.map(({ id, what }) => {
      const own = entries.filter((entry) => entry.claim_id === id)
      return {
        ...{ id, what, sums: sumsOf(own) },
        entries: own.map(({ stage, minor, currency, on_day: on }) => ({
          ...{ stage, amount: amountOf(BigInt(minor), currency), currency, on },
        })),
      }
    }),
    sums: sumsOf(entries),
  }
}

function sumsOf(entries: readonly EntryRow[]): CareView['sums'] {
  const sums = new Map<string, { stage: EntryRow['stage']; currency: string; minor: bigint }>()
  for (const { stage, currency, minor } of entries) {
    const key = `${stage} ${currency}`
    sums.set(key, { stage, currency, minor: (sums.get(key)?.minor ?? 0n) + BigInt(minor) })
  }
  return [...sums.values()].map(({ stage, currency, minor }) => ({
    ...{ stage, currency, amount: amountOf(minor, currency) },
  }))
}

export async function testimonyOf(ctx: Context, code: string): Promise<CareView['testimony']> {
  const found = await rows<Pick<CareView['testimony'][number], 'state'> & { at: Date }>(ctx, [
    'select state, at from early_testimony where code = $1 order by at, id',
    code,
  ])
  return found.map(({ state, at }) => ({ state, at: at.toISOString() }))
}

export interface AttemptRow {
  readonly id: string
  readonly code: string
  readonly at: Date
  readonly channel: CareView['contact']['tries'][number]['channel']
  readonly outcome: string
  readonly faults: readonly ContactFault[]
  readonly reason_id: string | null
  readonly by: string
  readonly organisation: string
  readonly looked_at: Date | null
}

export const attemptColumns = `t.id, t.code, t.at, t.channel, t.outcome, t.faults, t.reason_id, n.name_en as by, t.organisation, t.looked_at`

export function attemptOf(row: AttemptRow): CareView['contact']['tries'][number] {
  return {
    ...{ id: row.id, at: row.at.toISOString(), channel: row.channel, outcome: row.outcome },
    ...{ faults: [...row.faults], by: row.by, organisation: row.organisation },
    hasReason: row.reason_id !== null,
    ...(row.looked_at ? { lookedAt: row.looked_at.toISOString() } : {}),
  }
}

async function contactOf(ctx: Context, code: string): Promise<CareView['contact']> {
  const standing = await findContactRules(ctx, code)
  const tries = await rows<AttemptRow>(ctx, [
    `select ${attemptColumns} from contact_attempt t join person n on n.id = t.person_id
     where t.code = $1 order by t.at desc, t.id desc limit 200`,
    code,
  ])
  return {
    ...(standing ? { rules: rulesShape(standing.rules), since: standing.at.toISOString() } : {}),
    hasCodeWord: typeof standing?.code_word_id === 'string',
    tries: tries.map(attemptOf),
  }
}
