import { mostCases } from '@shield/contract'
import type { CaseReleaseQuery } from '@shield/contract'
import { giveOutPurposes, isChild, mayGiveOut } from '@shield/core'
import type { CaseFacts, LeftOutRule, Recipient, Triage } from '@shield/core'

import type { Context } from '../../context.ts'
import { faultAt, notFound } from '../../problem.ts'
import { readLedgers } from '../consent/index.ts'
import type { LedgerEntry } from '../consent/index.ts'
import { latestFacts } from '../figures/index.ts'

export type Terms = Pick<CaseReleaseQuery, 'recipient' | 'purpose' | 'withIdentity'>

/** Whom to look at: these, or everybody who arrived in these months, the last one included. */
export type Choice =
  | { readonly codes: readonly string[] }
  | { readonly since: string | undefined; readonly until: string | undefined }

export interface GoingCase {
  readonly code: string
  readonly standing: 'possible' | 'identified' | 'not-identified'
  readonly identity: string | undefined
  readonly facts: CaseFacts
  /** The entry of the ledger it rests on. */
  readonly entry: LedgerEntry
}

export interface FoundCases {
  readonly goes: readonly GoingCase[]
  readonly leftOut: ReadonlyMap<LeftOutRule, readonly string[]>
}

/** Looked at for one file; more than can go in one, for most have not agreed. */
const mostLookedAt = 5000

interface Row {
  readonly code: string
  readonly triage: Triage
  readonly standing: GoingCase['standing']
  readonly identity_id: string | null
}

/**
 * Who of the people that the worker sees and the organisation cares for may go on these terms, each by their own ledger.
 * Whoever the worker may not see is in neither list. The rows wait: a consent taken back meanwhile is seen or comes after.
 */
export async function findCases(ctx: Context, terms: Terms, choice: Choice): Promise<FoundCases> {
  const recipient = await getRecipient(ctx, terms)
  const isNamed = 'codes' in choice
  const found = await ctx.tx.client.query<Row>(
    `select p.code, p.triage, p.standing, p.identity_id from protected_person p
     where visible($1, p.marking_id) and $2 = any(p.carers) and ${
       isNamed
         ? 'p.code = any($3::text[])'
         : `p.arrived_at >= ($3 || '-01')::timestamp at time zone 'UTC'
            and p.arrived_at < (($4 || '-01')::timestamp + interval '1 month') at time zone 'UTC'`
     } order by p.code limit ${mostLookedAt + 1} for share of p`,
    [ctx.visible, ctx.actor.organisation, ...(isNamed ? [choice.codes] : monthsOf(ctx, choice))],
  )
  if (found.rows.length > mostLookedAt) throw tooMany
  const sorted = await sortCases(ctx, terms, { recipient, rows: found.rows })
  if (sorted.goes.length > mostCases) throw tooMany
  return sorted
}

interface Sorting {
  readonly recipient: Recipient
  readonly rows: readonly Row[]
}

async function sortCases(ctx: Context, terms: Terms, { recipient, rows }: Sorting): Promise<FoundCases> {
  const codes = rows.map(({ code }) => code)
  const ledgers = await readLedgers(ctx, codes)
  const facts = await latestFacts(ctx, codes)
  const goes: GoingCase[] = []
  const leftOut = new Map<LeftOutRule, string[]>()
  for (const { code, triage, standing, identity_id: identity } of rows) {
    const entry = mayGiveOut(ledgers.get(code) ?? { entries: [], restrictions: [] }, {
      ...{ ...terms, recipient, now: ctx.now.toISOString() },
      ...{ isChild: isChild(triage), hasName: identity !== null },
    })
    if (typeof entry === 'string') leftOut.set(entry, [...(leftOut.get(entry) ?? []), code])
    else
      goes.push({
        ...{ code, standing, entry, identity: identity ?? undefined },
        facts: facts.get(code)?.facts ?? { codes: {} },
      })
  }
  return { goes, leftOut }
}

/** Who it goes to, where the purpose lets it; in words what to choose otherwise. */
async function getRecipient(ctx: Context, { recipient, purpose, withIdentity }: Terms): Promise<Recipient> {
  const found = await findOffice(ctx, recipient)
  const { kinds, withIdentity: reaches } = giveOutPurposes[purpose]
  const isAbroad = found?.node !== ctx.node.name
  if (
    !found ||
    recipient === ctx.actor.organisation ||
    !kinds.some((kind) => kind === found.kind) ||
    isAbroad !== (purpose === 'transfer-abroad')
  )
    throw faultAt('/recipient', {
      en: 'choose an organisation that cases may go to for this purpose',
      th: 'โปรดเลือกหน่วยงานที่ส่งกรณีให้ได้ตามวัตถุประสงค์นี้',
    })
  if (withIdentity && !reaches)
    throw faultAt('/withIdentity', {
      en: 'leave the names out: who agreed to be counted did not agree to be named',
      th: 'โปรดไม่ส่งชื่อ ผู้ที่ยินยอมให้นับไม่ได้ยินยอมให้ระบุชื่อ',
    })
  return recipientOf(ctx, recipient)
}

async function findOffice(
  ctx: Context,
  code: string,
): Promise<{ readonly kind: string; readonly node: string } | undefined> {
  const found = await ctx.tx.client.query<{ kind: string; node: string }>(
    'select kind, node from organisation where code = $1',
    [code],
  )
  return found.rows[0]
}

/** The recipient as restrictions see it: whoever abroad is no private aid is of the authorities at home. */
export async function recipientOf(ctx: Context, organisation: string): Promise<Recipient> {
  const found = await findOffice(ctx, organisation)
  if (!found) throw notFound()
  const { kind, node } = found
  return { organisation, kind: node !== ctx.node.name && kind !== 'ngo' ? 'embassy' : kind }
}

/** The year so far where nothing is said. */
function monthsOf(
  { now }: Context,
  { since, until }: { readonly since: string | undefined; readonly until: string | undefined },
): readonly [string, string] {
  const today = now.toISOString()
  return [since ?? `${today.slice(0, 4)}-01`, until ?? today.slice(0, 7)]
}

const tooMany = faultAt('/until', {
  en: `one file holds ${mostCases} cases: choose fewer months`,
  th: `หนึ่งไฟล์มีได้ ${mostCases} กรณี โปรดเลือกช่วงเดือนที่สั้นลง`,
})
