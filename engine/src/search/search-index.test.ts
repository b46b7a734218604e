import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import type { IndexedValue } from './index-door.ts'
import { createSearchIndex } from './search-index.ts'
import { startSearchWorker } from './worker-client.ts'

const all = new Uint8Array([0xff])
const one = new Uint8Array([0b10])

const name = (entity: number, text: string, marking = 1, kind = 2): IndexedValue => ({
  entity,
  kind,
  property: 1,
  type: 'name',
  text,
  marking,
})
const identifier = (entity: number, text: string, marking = 1): IndexedValue => ({
  entity,
  kind: 16,
  property: 18,
  type: 'identifier',
  text,
  marking,
})

function found(values: readonly IndexedValue[], text: string): readonly number[] {
  const index = createSearchIndex()
  index.add(values)
  return index.search({ text, visible: all, limit: 50 }).hits.map((hit) => hit.entity)
}

test('one name in Thai, in two romanisations and misspelled is found by each of them', () => {
  const values = [
    name(1, 'สมชาย ใจดี'),
    name(2, 'Somchai Jaidee'),
    name(3, 'SOMCHAY CHAIDI'),
    name(4, 'Preecha Wongsuwan'),
  ]
  for (const text of ['สมชาย ใจดี', 'Somchai Jaidee', 'somchay chaidi', 'นายสมชาย ใจดี']) {
    const entities = found(values, text)
    assert.deepEqual([...entities].toSorted(), [1, 2, 3], text)
  }
})

test('names of other scripts meet their Latin spelling by sound', () => {
  const pairs = [
    ['Владимир', 'Vladimir'],
    ['محمد', 'Mohammed'],
    ['ສົມຈິດ', 'Somchit'],
  ] as const
  for (const [written, latin] of pairs)
    assert.deepEqual(found([name(1, written), name(2, 'Kittipong')], latin), [1], written)
})

test('the same name comes before one with more words, that before a misspelling, that before a sound', () => {
  const values = [
    name(1, 'Malee Sukjai'),
    name(2, 'Malee Sukjay'),
    name(3, 'Malee Sukjai Thong'),
    name(4, 'Mali Sookchai'),
  ]
  assert.deepEqual(found(values, 'Malee Sukjai'), [1, 3, 2, 4])
})

test('identifiers are found whole, without separators, without the country, and by a pattern', () => {
  const values = [identifier(1, '+66812345678'), identifier(2, 'XX0000001'), identifier(3, 'evil.example')]
  assert.deepEqual(found(values, '+66 81 234 5678'), [1])
  assert.deepEqual(found(values, '081-234-5678'), [1])
  assert.deepEqual(found(values, 'xx 0000 001'), [2])
  assert.deepEqual(found(values, 'evil[.]example'), [3])
  assert.deepEqual(found(values, '+668*'), [1])
  assert.deepEqual(found(values, 'XX000000?'), [2])
  assert.deepEqual(found(values, '*.example'), [3])
})

test('a pattern made to be slow is answered at once', () => {
  const index = createSearchIndex()
  index.add([identifier(1, 'a'.repeat(60))])
  assert.equal(index.search({ text: `${'*a'.repeat(20)}b`, visible: all, limit: 5 }).total, 0)
})

test('what was removed is not found, and what was changed is found as it is now', () => {
  const index = createSearchIndex()
  index.add([name(1, 'Old Name'), name(2, 'Other')])
  index.removeEntity(1)
  index.add([name(1, 'New Name')])
  assert.equal(index.search({ text: 'Old', visible: all, limit: 5 }).total, 0)
  assert.equal(index.search({ text: 'New Name', visible: all, limit: 5 }).hits[0]?.band, 'exact')
  assert.deepEqual(index.size(), { values: 2, entities: 2 })
})

test('kinds are counted over everything found, and choosing one leaves the counts', () => {
  const index = createSearchIndex()
  index.add([name(1, 'Lotus', 1, 2), name(2, 'Lotus', 1, 4), name(3, 'Lotus', 1, 4)])
  const reply = index.search({ text: 'lotus', visible: all, limit: 5, kinds: [4] })
  assert.deepEqual(reply.kinds, [
    [2, 1],
    [4, 2],
  ])
  assert.equal(reply.total, 2)
})

test('type-ahead finds by the beginning of any word', () => {
  const index = createSearchIndex()
  index.add([name(1, 'Golden Lotus Park'), name(2, 'Lotte'), name(3, 'Other')])
  assert.deepEqual(
    index.suggest({ text: 'lot', visible: all, limit: 5 }).map((item) => item.entity),
    [2, 1],
  )
  assert.deepEqual(
    index.suggest({ text: 'golden lo', visible: all, limit: 5 }).map((item) => item.entity),
    [1],
  )
})

const words = ['somchai', 'somchay', 'สมชาย', 'jaidee', 'chaidi', 'lotus', 'lotas', 'golden', 'malee', 'mali']
const value = (marking: number): fc.Arbitrary<IndexedValue> =>
  fc
    .record({
      entity: fc.integer({ min: 1, max: 12 }),
      text: fc
        .array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 })
        .map((parts) => parts.join(' ')),
      isName: fc.boolean(),
    })
    .map(({ entity, text, isName }) =>
      isName ? name(entity, text, marking) : identifier(entity, text.replaceAll(' ', ''), marking),
    )

test('a hidden value changes no byte of any reply', () => {
  fc.assert(
    fc.property(
      fc.array(value(1), { maxLength: 12 }),
      fc.array(value(2), { maxLength: 12 }),
      fc.array(fc.constantFrom(...words, 'lo*', 'gol??n'), { minLength: 1, maxLength: 2 }),
      (seen, hidden, asked) => {
        const without = createSearchIndex()
        without.add(seen)
        const withHidden = createSearchIndex()
        hidden.forEach((item, at) =>
          withHidden.add(at < seen.length ? [item, seen[at] as IndexedValue] : [item]),
        )
        withHidden.add(seen.slice(hidden.length))
        const request = { text: asked.join(' '), visible: one, limit: 5 }
        assert.deepEqual(withHidden.search(request), without.search(request))
        assert.deepEqual(withHidden.suggest(request), without.suggest(request))
        assert.deepEqual(withHidden.sameValue(request), without.sameValue(request))
      },
    ),
    { numRuns: 500 },
  )
})

test('the index answers from its own thread', async () => {
  const client = startSearchWorker({ onFault: () => undefined })
  await client.add([name(1, 'Golden Lotus')])
  assert.equal((await client.search({ text: 'lotus', visible: all, limit: 5 })).total, 1)
  await client.clear()
  assert.deepEqual(await client.size(), { values: 0, entities: 0 })
  await client.close()
})
