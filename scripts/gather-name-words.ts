import { readFileSync, writeFileSync } from 'node:fs'

import { foldText } from '../engine/src/names/normalise/fold.ts'
import { root } from './run-step.ts'

/**
 * Gathers which words are common in names, and writes `engine/src/names/compare/{common,organisation}-words.json`.
 * Common words of people: how often a word stands in Wikidata's names (steveash/NETransliteration-COLING2018, CC0 1.0), and its rank in a
 * country (sigpwned/popular-names-by-country-dataset, CC0 1.0). Words of organisations with their equivalents in other languages:
 * opensanctions/rigour resources/names/symbols.yml @ 8f4044dd, MIT, © 2023-2025 OpenSanctions Datenbanken GmbH.
 * Run: bin/shield run scripts/gather-name-words.ts
 */
const folder = new URL('../../shared/data/names/', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8')

/** 1 known to be a name, 2 common, 3 very common, 4 a name of a tenth of its country. */
const classes = new Map<string, number>()

function note(word: string, commonness: number): void {
  const folded = foldText(word)
  if (!/^[a-z]{2,}$/.test(folded)) return
  classes.set(folded, Math.max(classes.get(folded) ?? 0, commonness))
}

function noteWikidata(): void {
  const counts = new Map<string, number>()
  for (const script of ['arabic', 'chinese', 'hebrew', 'japanese', 'katakana', 'korean', 'russian']) {
    const own = new Map<string, number>()
    for (const line of read(`netranslit/wd_${script}_80.tsv`).split('\n')) {
      const [latin = '', , count = '0'] = line.split('\t')
      const folded = foldText(latin)
      own.set(folded, (own.get(folded) ?? 0) + Number(count))
    }
    for (const [word, count] of own) counts.set(word, Math.max(counts.get(word) ?? 0, count))
  }
  for (const [word, count] of counts) if (count >= 40) note(word, count >= 500 ? 3 : count >= 120 ? 2 : 1)
}

/** Where a hundred surnames do for everybody, and the shares are not given. */
const fewSurnames = ['CN', 'KR', 'TW', 'VN']

function noteCountries(): void {
  const cells = (file: string): string[][] =>
    read(`country/${file}`)
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','))
  for (const [country = '', rank = '', , , , romanised = '', , percent = ''] of cells(
    'common-surnames-by-country.csv',
  )) {
    const isHuge = Number(percent) >= 0.05 || (fewSurnames.includes(country) && Number(rank) <= 3)
    for (const word of romanised.split(/[\s/]+/))
      note(word, isHuge ? 4 : Number(rank) <= 10 ? 3 : Number(rank) <= 30 ? 2 : 1)
  }
  for (const row of cells('common-forenames-by-country.csv'))
    for (const word of (row[11] ?? '').split(/[\s/]+/)) note(word, Number(row[7]) <= 5 ? 2 : 1)
}

/** Equivalents of one meaning: `name: [words]` in two levels of YAML. */
function organisationWords(): Record<string, string> {
  const meanings = new Map<string, string[]>()
  let isWanted = false
  let meaning: string[] = []
  for (const line of read('rigour/symbols.yml').split('\n')) {
    const section = /^(\w+):/.exec(line)
    if (section) isWanted = section[1]?.startsWith('org_') ?? false
    const name = /^ {2}(\w+):/.exec(line)
    if (name) {
      meaning = []
      if (isWanted) meanings.set(name[1] ?? '', meaning)
    }
    const word = /^ {4}- ["']?([^"'#]+?)["']?\s*(?:#.*)?$/.exec(line)
    if (word) meaning.push(foldText(word[1] ?? '').replaceAll(/[.'’]/g, ''))
  }
  const taken = new Set<string>()
  const single = ([name, words]: [string, string[]]): [string, string] => {
    const own = words.filter((word) => /^[\p{L}\p{M}]{2,}$/u.test(word) && !taken.has(word))
    for (const word of own) taken.add(word)
    return [name, [...new Set(own)].join(' ')]
  }
  return Object.fromEntries([...meanings].map(single).filter(([, words]) => words !== ''))
}

function write(file: string, content: unknown): void {
  writeFileSync(`${root}/engine/src/names/compare/${file}`, `${JSON.stringify(content, undefined, 1)}\n`)
}

const notice = [
  'From opensanctions/rigour, resources/names/symbols.yml.',
  ...read('rigour/LICENSE.txt').trim().split(/\n+/),
]
noteWikidata()
noteCountries()
const byClass = [1, 2, 3, 4].map((wanted) =>
  [...classes]
    .filter(([, one]) => one === wanted)
    .map(([word]) => word)
    .toSorted()
    .join(' '),
)
write('common-words.json', byClass)
write('organisation-words.json', {
  notice,
  meanings: organisationWords(),
})
