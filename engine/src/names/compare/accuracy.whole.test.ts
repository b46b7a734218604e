import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bandStarts } from './compare.ts'
import { compared, falseAlerts, nameBench, scriptPairs, withNames } from './testing.ts'
import type { LabelledPair } from './testing.ts'

/** F1 where `probable` and `strong` are taken for matches: no threshold is chosen on these labels. */
function f1(pairs: readonly LabelledPair[]): number {
  let found = 0
  let wrong = 0
  let missed = 0
  for (const { left, right, kind, isMatch } of pairs) {
    const isFound = compared(left, right, kind).score >= bandStarts.probable
    if (isFound && isMatch) found += 1
    else if (isFound) wrong += 1
    else if (isMatch) missed += 1
  }
  return (2 * found) / (2 * found + wrong + missed)
}

test(
  'on the labelled pairs of nomenklatura F1 is at least 0.85, of people and of all',
  withNames('nomenklatura/name_bench_cases.csv'),
  () => {
    const pairs = nameBench()
    assert.equal(pairs.length, 826)
    const people = pairs.filter(({ kind }) => kind === 'person')
    assert.ok(f1(people) >= 0.85, `people ${f1(people)}`)
    assert.ok(f1(pairs) >= 0.85, `all ${f1(pairs)}`)
  },
)

const floors = [
  { script: 'Arabic', path: 'un/un_original_script_pairs.tsv', probable: 0.86, alerts: 0.005 },
  { script: 'Burmese', path: 'burmese/myanmar-names.tsv', probable: 0.94, alerts: 0.01 },
] as const

for (const { script, path, probable, alerts } of floors)
  test(`names in ${script} and Latin letters meet, those of different people do not`, withNames(path), () => {
    const pairs = scriptPairs[script]()
    assert.ok(pairs.length > 300)
    const found = pairs.filter(([left, right]) => compared(left, right).score >= bandStarts.probable)
    assert.ok(found.length / pairs.length >= probable, `found ${found.length / pairs.length}`)
    const share = falseAlerts(pairs, { least: bandStarts.probable, draws: 5000 })
    assert.ok(share <= alerts, `false alerts ${share}`)
  })
