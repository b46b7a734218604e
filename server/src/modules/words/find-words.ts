import type { CountryData } from '@shield/contract'
import { readAloudSet, textsOf } from '@shield/core'
import type { IndicatorSet, SpokenText } from '@shield/core'

import type { Visit } from '../../context.ts'

/** Versions are numbers between dots and are put in order as such. */
const latest = (version: string): string => `string_to_array(${version}, '.')::int[] desc`

/** The sets that are asked now: of each the latest version, the official ones first. One that stands on an earlier version of another rests. */
export async function currentSets({ tx }: Pick<Visit, 'tx'>): Promise<readonly IndicatorSet[]> {
  const all = await latestSets({ tx })
  const isFitting = ({ extends: base }: IndicatorSet): boolean =>
    base === undefined || all.some(({ id, version }) => id === base.id && version === base.version)
  return all.filter(isFitting)
}

/** Of every set the latest version, also of one that rests. */
export async function latestSets({ tx }: Pick<Visit, 'tx'>): Promise<readonly IndicatorSet[]> {
  const found = await tx.client.query<{ body: IndicatorSet }>(
    `select distinct on (id) body from indicator_set order by id, ${latest('version')}`,
  )
  return found.rows
    .map(({ body }) => body)
    .toSorted((a, b) => Number(a.extends !== undefined) - Number(b.extends !== undefined))
}

export async function versionsOf(
  { tx }: Pick<Visit, 'tx'>,
  set: string,
): Promise<readonly { readonly version: string; readonly loadedAt: Date }[]> {
  const found = await tx.client.query<{ version: string; loaded_at: Date }>(
    `select version, loaded_at from indicator_set where id = $1
     union all select version, loaded_at from spoken_words where set_id = $1 and language = 'en'
     order by loaded_at desc`,
    [set],
  )
  return found.rows.map(({ version, loaded_at }) => ({ version, loadedAt: loaded_at }))
}

/** The English that translations of a set are made from. */
export interface Source {
  readonly set: string
  readonly version: string
  readonly texts: readonly SpokenText[]
}

/** The English of a set in one version, or in the latest; undefined: there is none. */
export async function findSource(
  { tx }: Pick<Visit, 'tx'>,
  set: string,
  version?: string,
): Promise<Source | undefined> {
  if (set !== readAloudSet) {
    const found = await tx.client.query<{ body: IndicatorSet }>(
      `select body from indicator_set where id = $1 and ($2::text is null or version = $2)
       order by ${latest('version')} limit 1`,
      [set, version ?? null],
    )
    const body = found.rows[0]?.body
    return body && { set, version: body.version, texts: textsOf(body) }
  }
  const found = await tx.client.query<{ version: string; texts: Record<string, string> }>(
    `select version, texts from spoken_words where set_id = $1 and language = 'en' and ($2::text is null or version = $2)
     order by ${latest('version')} limit 1`,
    [set, version ?? null],
  )
  const row = found.rows[0]
  return (
    row && {
      set,
      version: row.version,
      texts: Object.entries(row.texts).map(([id, en]) => ({ id, en, forOfficer: false })),
    }
  )
}

export interface LanguageWords {
  readonly language: string
  readonly version: string
  readonly texts: Readonly<Record<string, string>>
}

/** Of each language of a set the latest texts. */
export async function findWords({ tx }: Pick<Visit, 'tx'>, set: string): Promise<readonly LanguageWords[]> {
  const found = await tx.client.query<LanguageWords>(
    `select distinct on (language) language, version, texts from spoken_words
     where set_id = $1 and language <> 'en' order by language, ${latest('version')}`,
    [set],
  )
  return found.rows
}

export interface SignatureRow {
  readonly text_id: string
  readonly language: string
  readonly seal: string
  readonly knows: 'speaks-from-birth' | 'speaks-well' | 'interpreter'
  readonly organisation: string
  readonly at: Date
  readonly name_en: string
  readonly name_th: string
  readonly taken_back_because: 'wrong-meaning' | 'hard-to-understand' | 'leading' | 'spelling' | null
}

/** Signatures on texts of a set, the latest first, also those that were taken back. */
export async function findSignatures(
  { tx }: Pick<Visit, 'tx'>,
  set: string,
): Promise<readonly SignatureRow[]> {
  const found = await tx.client.query<SignatureRow>(
    `select s.text_id, s.language, s.seal, s.knows, s.organisation, s.at, p.name_en, p.name_th, s.taken_back_because
     from words_signature s join person p on p.id = s.by_person where s.set_id = $1 order by s.at desc, s.id desc`,
    [set],
  )
  return found.rows
}

/** Clocks and law of the country a node is of, in the latest version; undefined: nobody has loaded any. */
export async function findCountry({
  tx,
  node,
}: Pick<Visit, 'tx' | 'node'>): Promise<CountryData | undefined> {
  const found = await tx.client.query<{ body: CountryData }>(
    `select body from country_data where code = $1 order by ${latest('version')} limit 1`,
    [node.name.toUpperCase()],
  )
  return found.rows[0]?.body
}
