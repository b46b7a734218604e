import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { Field } from './code-columns.ts'
import { birthDates } from '../evidence/compare-dates.ts'
import { linkRecords } from './link-records.ts'
import { clustersAsPersons } from './population.ts'
import { randomFrom } from './random.ts'
import { agreement, coded, inventPeople } from './testing.ts'
import { threadedEngine } from './threads.ts'
import { textOf } from './vocabulary.ts'

const { engine } = threadedEngine(1)

async function clustersOf(
  fields: readonly Field[],
  rows: readonly (readonly string[])[],
): Promise<Int32Array> {
  const records = coded(fields, rows)
  const linked = await linkRecords(records, {
    engine,
    learner: engine,
    onlyBetween: false,
    threshold: 'balanced',
    tell: () => undefined,
  })
  const clusters = new Int32Array(rows.length)
  records.origins.forEach((origin, row) => (clusters[origin] = linked.clusters[row] ?? 0))
  return clusters
}

const forms = ['Co., Ltd.', 'Limited', 'LLC', 'Inc.', 'GmbH', '']
const trades = 'Logistics Trading Timber Foods Textiles Shipping'.split(' ')

test('a list of nothing but companies finds each with another legal form, and joins no two of one trade', async () => {
  const random = randomFrom(7)
  const { rows: words } = inventPeople(160, 5)
  const pick = (items: readonly string[]): string => items[Math.floor(random() * items.length)] ?? ''
  const companies = [
    ...new Set(words.flatMap(([given, family]) => (given && family ? [`${given} ${family}`] : []))),
  ]
  const person: number[] = []
  const rows = companies.flatMap((name, company) => {
    const written = `${name} ${pick(trades)}`
    const copies = 1 + Math.floor(random() * 3)
    return Array.from({ length: copies }, () => {
      person.push(company)
      return [`${written} ${pick(forms)}`.trim()]
    })
  })
  const { pairwise } = agreement(await clustersOf([{ column: 'name', kind: 'full-name' }], rows), person)
  assert.ok(pairwise > 0.85, `${pairwise}`)
})

test('a value that two clusters share is rare where hardly any is shared, and common where many are', () => {
  const bearersOf = (values: readonly string[]): number => {
    const { columns } = coded(
      [{ column: 'd', kind: 'other' }],
      values.map((value) => [value]),
    )
    const { bearers } = clustersAsPersons(columns[0]!, Int32Array.from(values.keys()))
    return Math.max(...bearers)
  }
  const alone = Array.from({ length: 400 }, (_, at) => `n${at}`)
  const shared = [...alone.slice(0, 200), ...alone.slice(0, 200)]
  assert.ok(bearersOf(shared) - bearersOf([...alone, 'both', 'both']) > 1.5)
})

/** Names, town and date of birth of invented people, every second date as `write` makes it. */
function withDates(people: number, write: (year: string, month: string, day: string) => string) {
  const { fields, rows, person } = inventPeople(people, 17)
  const random = randomFrom(3)
  const kept = rows.map(([given = '', family = '', born = '', town = '']) => {
    const [year = '', month = '', day = ''] = born.split('-')
    return [given, family, born.length === 10 && random() < 0.5 ? write(year, month, day) : born, town]
  })
  return { fields: fields.slice(0, 4), rows: kept, person }
}

test('years of two digits in every second date, of either era, cost little; as missing values they cost more', async () => {
  const scoreOf = async (write: (year: string, month: string, day: string) => string): Promise<number> => {
    const { fields, rows, person } = withDates(300, write)
    return agreement(await clustersOf(fields, rows), person).pairwise
  }
  const missing = await scoreOf(() => '')
  const whole = await scoreOf((...date) => date.join('-'))
  const short = await scoreOf((year, month, day) => `${day}/${month}/${year.slice(2)}`)
  const buddhist = await scoreOf((year, month, day) => `${day}/${month}/${`${Number(year) + 543}`.slice(2)}`)
  assert.ok(missing < 0.95 && whole > 0.97, `${missing} ${whole}`)
  assert.ok(Math.min(short, buddhist) > 0.97, `${short} ${buddhist}`)
})

test('what is learned of years of two digits never weighs more than of whole ones', async () => {
  const { fields, rows } = withDates(300, (year, month, day) => `${day}/${month}/${year.slice(2)}`)
  const linked = await linkRecords(coded(fields, rows), {
    engine,
    learner: engine,
    onlyBetween: false,
    threshold: 'balanced',
    tell: () => undefined,
  })
  const field = linked.task.fields[2]
  const weightOf = (name: string): number =>
    field?.levels[birthDates.levels.findIndex((level) => level.name === name)] ?? 0
  const borne = [...(field?.same ?? [])].filter((weight) => weight !== 0)
  assert.ok(weightOf('short-year') > weightOf('short-part') && weightOf('short-part') > 0)
  assert.ok(weightOf('short-year') <= Math.max(...borne))
  assert.ok(weightOf('short-part') <= weightOf('partial'))
  assert.ok(weightOf('short-apart') < 0 && weightOf('short-apart') >= weightOf('different'))
})

test('bare numbers of two digits are years among dates, and nothing in a column of ages', () => {
  const column = (values: readonly string[]) => {
    const { columns, origins } = coded(
      [{ column: 'born', kind: 'birth-date' }],
      values.map((value) => [value]),
    )
    const [{ codes, vocabulary } = { codes: new Int32Array(), vocabulary: undefined }] = columns
    const told: string[] = []
    origins.forEach((origin, row) => {
      told[origin] = vocabulary && (codes[row] ?? -1) >= 0 ? textOf(vocabulary, codes[row] ?? 0) : ''
    })
    return told
  }
  const dates = ['1985-03-12', '1990-11-02', '03/04/72', '']
  assert.deepEqual(column([...dates, '85']), [...dates.slice(0, 2), 'XX72-04-03', '', 'XX85'])
  assert.deepEqual(column(['34', '85', '27', '85']), ['', '', '', ''])
  assert.deepEqual(column(['34', '85', '1985-03-12']), ['', '', '1985-03-12'])
})
