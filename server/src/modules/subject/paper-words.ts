import { readFile } from 'node:fs/promises'

import type { SubjectPaper } from '@shield/contract'

interface Sentences {
  readonly checked: string
  readonly words: Readonly<Record<string, string>>
}

let kept: Promise<Readonly<Record<string, Sentences>>> | undefined

/** Sentences of the paper by language, as data; a language that is not there is printed in English and called a draft. */
export async function paperWords(
  language: string,
): Promise<Pick<SubjectPaper, 'language' | 'words' | 'isDraft'>> {
  kept ??= readFile(new URL('../../../paper/subject-file.json', import.meta.url), 'utf8').then(
    (text) => JSON.parse(text) as Record<string, Sentences>,
  )
  const all = await kept
  const [own, officer] = [all[language] ?? all['en'], all['th']]
  if (!own || !officer) throw new Error('the sentences of the paper are not there')
  return {
    language: all[language] ? language : 'en',
    words: { own: { ...own.words }, officer: { ...officer.words } },
    isDraft: !all[language] || own.checked.startsWith('draft'),
  }
}
