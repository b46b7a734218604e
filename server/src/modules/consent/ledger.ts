import type {
  ConsentEntry,
  ConsentLedger,
  ConsentPurpose,
  ConsentRestriction,
  LegalBasis,
  Words,
} from '@shield/core'

import type { Context } from '../../context.ts'

/** An entry as the ledger has it, with what became of it. */
export interface LedgerEntry extends ConsentEntry {
  readonly id: string
  readonly article?: string
  readonly mode: 'spoken' | 'written' | 'gesture'
  readonly language: string
  readonly textVersion: string
  readonly interpreter?: 'none' | 'present' | 'remote'
  readonly witness?: 'none' | 'colleague' | 'support-person' | 'guardian'
  readonly hasWords: boolean
}

export interface Ledger extends ConsentLedger<LedgerEntry> {
  /** Asked, said no. */
  readonly refusals: readonly {
    readonly id: string
    readonly purpose: ConsentPurpose
    readonly language: string
    readonly textVersion: string
    readonly at: string
    /** Who asked. */
    readonly by: Words
  }[]
  readonly restrictions: readonly {
    readonly id: string
    readonly restriction: ConsentRestriction
    readonly at: string
    readonly takenBackAt?: string
  }[]
}

interface Row {
  readonly id: string
  readonly code: string
  readonly purpose: ConsentPurpose
  readonly recipients: readonly string[]
  readonly basis: 'consent' | LegalBasis
  readonly article: string | null
  readonly mode: LedgerEntry['mode']
  readonly language: string
  readonly text_version: string
  readonly guardian: { readonly gave: boolean; readonly assent: boolean } | null
  readonly interpreter: NonNullable<LedgerEntry['interpreter']> | null
  readonly witness: NonNullable<LedgerEntry['witness']> | null
  readonly at: Date
  readonly expires_at: Date | null
  readonly words_id: string | null
  readonly withdrawn_at: Date | null
  readonly withdrawn_words: string | null
}

/** Everything a person agreed to, forbade and took back, in order. */
export async function readLedger(ctx: Pick<Context, 'tx'>, code: string): Promise<Ledger> {
  return (await readLedgers(ctx, [code])).get(code) ?? { entries: [], refusals: [], restrictions: [] }
}

/** The same of many people; of somebody without a line there is none. */
export async function readLedgers(
  ctx: Pick<Context, 'tx'>,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Ledger>> {
  const found = await ctx.tx.client.query<Row>(
    `select e.*, w.at as withdrawn_at, w.words_id as withdrawn_words from consent_entry e left join consent_withdrawal w on w.entry_id = e.id
     where e.code = any($1::text[]) order by e.at, e.id`,
    [codes],
  )
  const restricted = await ctx.tx.client.query<RestrictionRow>(
    `select r.id, r.code, r.restriction, r.at, b.at as back_at from consent_restriction r
     left join consent_restriction_back b on b.restriction_id = r.id where r.code = any($1::text[]) order by r.at, r.id`,
    [codes],
  )
  const refused = await ctx.tx.client.query<RefusalRow>(
    `select r.id, r.code, r.purpose, r.language, r.text_version, r.at, p.name_en, p.name_th
     from consent_refusal r join person p on p.id = r.person_id where r.code = any($1::text[]) order by r.at, r.id`,
    [codes],
  )
  const entries = Map.groupBy(found.rows, (row) => row.code)
  const refusals = Map.groupBy(refused.rows, (row) => row.code)
  const restrictions = Map.groupBy(restricted.rows, (row) => row.code)
  return new Map(
    [...new Set([...entries.keys(), ...refusals.keys(), ...restrictions.keys()])].map((code) => [
      code,
      {
        entries: (entries.get(code) ?? []).map(entryOf),
        refusals: (refusals.get(code) ?? []).map(refusalOf),
        restrictions: (restrictions.get(code) ?? []).map(restrictionOf),
      },
    ]),
  )
}

interface RefusalRow {
  readonly id: string
  readonly code: string
  readonly purpose: ConsentPurpose
  readonly language: string
  readonly text_version: string
  readonly at: Date
  readonly name_en: string
  readonly name_th: string
}

function refusalOf(row: RefusalRow): Ledger['refusals'][number] {
  const { id, purpose, language, text_version: textVersion, at, name_en: en, name_th: th } = row
  return { id, purpose, language, textVersion, at: at.toISOString(), by: { en, th } }
}

interface RestrictionRow {
  readonly id: string
  readonly code: string
  readonly restriction: ConsentRestriction
  readonly at: Date
  readonly back_at: Date | null
}

const restrictionOf = ({ id, restriction, at, back_at: back }: RestrictionRow) => ({
  id,
  restriction,
  at: at.toISOString(),
  ...(back ? { takenBackAt: back.toISOString() } : {}),
})

function entryOf(row: Row): LedgerEntry {
  return {
    id: row.id,
    purpose: row.purpose,
    recipients: row.recipients,
    basis: row.basis,
    ...(row.article === null ? {} : { article: row.article }),
    mode: row.mode,
    language: row.language,
    textVersion: row.text_version,
    ...(row.guardian ? { guardian: row.guardian } : {}),
    ...(row.interpreter ? { interpreter: row.interpreter } : {}),
    ...(row.witness ? { witness: row.witness } : {}),
    at: row.at.toISOString(),
    ...(row.expires_at ? { expiresAt: row.expires_at.toISOString() } : {}),
    ...(row.withdrawn_at ? { withdrawnAt: row.withdrawn_at.toISOString() } : {}),
    hasWords: row.words_id !== null || row.withdrawn_words !== null,
  }
}
