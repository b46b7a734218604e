import { createHash } from 'node:crypto'

import type { WordLine } from '@shield/contract'
import type { SpokenText } from '@shield/core'

import type { LanguageWords, SignatureRow } from './find-words.ts'

/** Names the English and the words together: a signature holds for both as they stood, and for nothing else. */
export function sealOf(en: string, text: string): string {
  return createHash('sha256').update(en).update('\0').update(text).digest('hex').slice(0, 32)
}

/** Signatures by text and language. */
export type Signatures = ReadonlyMap<string, readonly SignatureRow[]>

export function bySigned(rows: readonly SignatureRow[]): Signatures {
  return Map.groupBy(rows, ({ language, text_id: id }) => `${language} ${id}`)
}

interface Spoken {
  readonly language: string
  readonly text: string | undefined
}

/** Whether somebody stands for these words beside this English now. */
export function isSigned(
  { id, en }: SpokenText,
  { language, text }: Spoken,
  signatures: Signatures,
): boolean {
  const rows = signatures.get(`${language} ${id}`)
  if (!rows || text === undefined) return false
  const seal = sealOf(en, text)
  return rows.some((row) => row.seal === seal && row.taken_back_because === null)
}

/** Languages in which a text is there and nobody has signed it. */
export function draftsOf(of: SpokenText, words: readonly LanguageWords[], signatures: Signatures): string[] {
  return words
    .filter(({ texts }) => texts[of.id] !== undefined)
    .filter(({ language, texts }) => !isSigned(of, { language, text: texts[of.id] }, signatures))
    .map(({ language }) => language)
}

/** How many texts that are read out a language has, and how many of them are signed. */
export function countOf(
  source: readonly SpokenText[],
  { language, texts, version }: LanguageWords,
  signatures: Signatures,
): { language: string; version: string; texts: number; signed: number } {
  const spoken = source.filter(({ forOfficer }) => !forOfficer)
  return {
    language,
    version,
    texts: spoken.filter(({ id }) => texts[id] !== undefined).length,
    signed: spoken.filter((one) => isSigned(one, { language, text: texts[one.id] }, signatures)).length,
  }
}

/** One text with its translation and who stands for it. */
export function lineOf(
  of: SpokenText,
  { language, text, th }: Spoken & { readonly th: string | undefined },
  signatures: Signatures,
): WordLine {
  const beside = { id: of.id, en: of.en, ...(th === undefined ? {} : { th }) }
  if (text === undefined) return { ...beside, state: 'missing' }
  const seal = sealOf(of.en, text)
  const own = (signatures.get(`${language} ${of.id}`) ?? []).filter((row) => row.seal === seal)
  const standing = own.find((row) => row.taken_back_because === null)
  const doubted = standing ? undefined : own[0]?.taken_back_because
  return {
    ...beside,
    text,
    seal,
    state: standing ? 'signed' : 'draft',
    ...(standing
      ? {
          signature: {
            person: { en: standing.name_en, th: standing.name_th },
            organisation: standing.organisation,
            knows: standing.knows,
            at: standing.at.toISOString(),
          },
        }
      : {}),
    ...(doubted ? { doubted } : {}),
  }
}
