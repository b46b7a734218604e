import type { Tx } from '#store/database.ts'
import type { WordFile } from './check-file.ts'

interface Load {
  readonly at: Date
  /** The administrator; absent: it comes with a release. */
  readonly by?: string
}

/** Writes files in versions that are not there yet; a version that is there is left as it is. Gives how many were new. */
export async function keepFiles(
  { client }: Pick<Tx, 'client'>,
  files: readonly WordFile[],
  { at, by }: Load,
): Promise<number> {
  let kept = 0
  for (const file of files) {
    const [text, values] = rowOf(file, by)
    kept += (await client.query(`${text} on conflict do nothing`, [at, ...values])).rowCount ?? 0
  }
  return kept
}

function rowOf(file: WordFile, by: string | undefined): readonly [string, readonly (string | null)[]] {
  if (file.kind === 'set')
    return [
      'insert into indicator_set (loaded_at, id, version, body) values ($1, $2, $3, $4)',
      [file.set.id, file.set.version, JSON.stringify(file.set)],
    ]
  if (file.kind === 'country')
    return [
      'insert into country_data (loaded_at, code, version, body, loaded_by) values ($1, $2, $3, $4, $5)',
      [file.country.code, file.country.version, JSON.stringify(file.country), by ?? null],
    ]
  const { set, language, version, of, texts } = file.words
  return [
    `insert into spoken_words (loaded_at, set_id, language, version, of_version, texts)
     values ($1, $2, $3, $4, $5, $6)`,
    [set, language, version, of, JSON.stringify(texts)],
  ]
}

/** A file by what names it: two with the same name are the same version of the same thing. */
export function nameOf(file: WordFile): string {
  if (file.kind === 'set') return `set ${file.set.id} ${file.set.version}`
  if (file.kind === 'country') return `country ${file.country.code} ${file.country.version}`
  const { set, language, version } = file.words
  return `words ${set} ${language} ${version}`
}
