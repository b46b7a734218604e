import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { Mapping } from './mapping.ts'
import { createRowReader } from './read-row.ts'

const header = ['id', 'victim', 'recruiter']
const mapping: Mapping = {
  key: ['id'],
  entities: [
    { name: 'victim', kind: 'Person', key: [], columns: [{ column: 'victim', property: 'name' }] },
    { name: 'recruiter', kind: 'Person', key: [], columns: [{ column: 'recruiter', property: 'name' }] },
  ],
  links: [{ kind: 'Lured', from: 'victim', to: 'recruiter' }],
}

function recordOf(cells: readonly string[]) {
  const [item] = createRowReader(header, mapping, undefined).read(cells, 2)
  assert.ok(item && 'record' in item)
  return item.record
}

test('two people of one row without keys of their own are two people, linked', () => {
  const { entities, links } = recordOf(['1', 'Malee', 'Somchai'])
  assert.deepEqual(
    entities.map(({ key }) => key),
    ['Person:1', 'Person:1#recruiter'],
  )
  assert.deepEqual(
    links.map(({ from, to }) => [from, to]),
    [['Person:1', 'Person:1#recruiter']],
  )
})

test('whom a row says nothing of is not in it', () => {
  const { entities, links } = recordOf(['1', 'Malee', ''])
  assert.deepEqual(
    entities.map(({ key }) => key),
    ['Person:1'],
  )
  assert.deepEqual(links, [])
})

test('a column of more values than are remembered is cleaned as any other', () => {
  const phones: Mapping = {
    ...mapping,
    entities: [
      { name: 'victim', kind: 'Person', key: [], columns: [{ column: 'victim', property: 'phone' }] },
    ],
    links: [],
  }
  const reader = createRowReader(header, phones, 'TH')
  const normOf = (phone: string): string | undefined => {
    const [item] = reader.read([phone, phone, ''], 2)
    return item && 'record' in item ? item.record.entities[0]?.values[0]?.norm : undefined
  }
  const numbers = Array.from({ length: 20_500 }, (_, at) => `08${String(10_000_000 + at)}`)
  for (const number of [...numbers, ...numbers.slice(0, 10), ...numbers.slice(-10)])
    assert.equal(normOf(number), `+66${number.slice(1)}`)
})
