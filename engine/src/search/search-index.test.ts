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

function reasonsOf(values: readonly IndexedValue[], text: string): readonly (readonly [number, string])[] {
  const index = createSearchIndex()
  index.add(values)
  return index
    .search({ text, visible: all, limit: 50 })
    .hits.map((hit) => [hit.entity, hit.because[0]?.reason ?? ''] as const)
}

test('what is written otherwise is found, each with its reason', () => {
  const values = [
    name(1, 'Kim Leang Sok'),
    name(2, 'William Petersen'),
    name(3, 'Chen Wei Ming'),
    name(4, 'ณัฐ วงศ์สุวรรณ'),
    name(5, 'Johannes Mueller'),
  ]
  assert.deepEqual(reasonsOf(values, 'Kimleang Sok'), [[1, 'joined']])
  assert.deepEqual(reasonsOf(values, 'Bill Petersen'), [[2, 'form']])
  assert.deepEqual(reasonsOf(values, 'Tan Wei Ming'), [[3, 'form']])
  assert.deepEqual(reasonsOf(values, 'J. Mueller'), [[5, 'initial']])
  assert.deepEqual(reasonsOf(values, 'Nat Wongsuwan'), [[4, 'reading']])
  assert.deepEqual(reasonsOf(values, 'Johanes Mueller'), [[5, 'spelling']])
})

test('an alias finds its entity once, with every name that has the words', () => {
  const values = [name(1, 'Somchai Jaidee'), name(1, 'The Uncle'), name(1, 'The Old Uncle'), name(2, 'Uncle')]
  const index = createSearchIndex()
  index.add(values)
  const { hits, total } = index.search({ text: 'The Uncle', visible: all, limit: 5 })
  assert.equal(total, 1)
  assert.deepEqual(
    hits[0]?.because.map(({ text, reason }) => [text, reason]),
    [
      ['The Uncle', 'same'],
      ['The Old Uncle', 'all-words'],
    ],
  )
})

test('a title of a person is a word of a company', () => {
  const values = [name(1, 'Saw Mill Trading', 1, 4), name(2, 'Saw Htoo', 1, 2)]
  assert.deepEqual(found(values, 'Saw Mill'), [1])
  assert.deepEqual(found(values, 'Htoo'), [2])
})

test('where nobody has all the words, those who have all but one are found, and only then', () => {
  const values = [name(1, 'Somchai Jaidee'), name(2, 'Preecha Wongsuwan')]
  assert.deepEqual(reasonsOf(values, 'Somchai Rattanakosin'), [[1, 'some-words']])
  assert.deepEqual(reasonsOf([...values, name(3, 'Somchai Rattanakosin')], 'Somchai Rattanakosin'), [
    [3, 'same'],
  ])
})

test('a word inside a name of a script without spaces is found, and typed', () => {
  const index = createSearchIndex()
  index.add([name(1, '金莲花有限公司', 1, 4), name(2, '赵兰敏'), name(3, '莲花', 1, 4)])
  assert.deepEqual(
    index.search({ text: '莲花', visible: all, limit: 5 }).hits.map((hit) => hit.entity),
    [3, 1],
  )
  const typed = (text: string): readonly number[] =>
    index.suggest({ text, visible: all, limit: 5 }).map((one) => one.entity)
  assert.deepEqual(typed('赵'), [2])
  assert.deepEqual(typed('赵兰'), [2])
  assert.deepEqual(typed('莲花'), [3, 1])
})

test('pages of one answer have each entity once, in the order of the whole', () => {
  const index = createSearchIndex()
  index.add(
    ['Malee Sukjay', 'Malee Sukjai', 'Mali Sookchai', 'Malee Sukjai Thong', 'Malee Sukjai'].map((text, at) =>
      name(at + 1, text),
    ),
  )
  const page = (offset: number, limit: number): readonly number[] =>
    index.search({ text: 'Malee Sukjai', visible: all, limit, offset }).hits.map((hit) => hit.entity)
  assert.deepEqual(
    [0, 1, 2, 3, 4].flatMap((at) => page(at, 1)),
    page(0, 5),
  )
  assert.deepEqual(page(0, 5), [2, 5, 4, 1, 3])
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

test('all who share a number are found by it, and those who are left when one is taken away', () => {
  const index = createSearchIndex()
  index.add([1, 2, 3].map((entity) => identifier(entity, '+66812345678')))
  index.add([identifier(4, '+85512345678')])
  const whole = { text: '+66812345678', visible: all, limit: 5 }
  const tail = { ...whole, text: '12 34 56 78' }
  assert.deepEqual(index.sameValue(whole), [1, 2, 3])
  assert.deepEqual(
    index.search(tail).hits.map((hit) => hit.entity),
    [1, 2, 3, 4],
  )
  index.removeEntity(3)
  index.removeEntity(1)
  assert.deepEqual(index.sameValue(whole), [2])
  assert.deepEqual(
    index.search(tail).hits.map((hit) => hit.entity),
    [2, 4],
  )
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

test('type-ahead finds a name of another script by how it is read', () => {
  const index = createSearchIndex()
  index.add([name(1, 'สมชาย ใจดี'), name(2, 'Somsak')])
  assert.deepEqual(
    index.suggest({ text: 'somch', visible: all, limit: 5 }).map((item) => item.entity),
    [1],
  )
  assert.deepEqual(
    index.suggest({ text: 'สมช', visible: all, limit: 5 }).map((item) => item.entity),
    [1],
  )
})

const words = [
  'somchai',
  'somchay',
  'สมชาย',
  'jaidee',
  'chaidi',
  'lotus',
  'lotas',
  'malee',
  'mali',
  'kim',
  'leang',
  'kimleang',
  'bill',
  'william',
  'b',
  '莲花',
  '金莲花',
  'chen',
  'tan',
]
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

test('what is replaced bit by bit is found as in an index that was filled at once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(value(1), { maxLength: 6 }), { maxLength: 8 }),
      fc.array(fc.constantFrom(...words, 'lo*'), { minLength: 1, maxLength: 2 }),
      (changes, asked) => {
        const followed = createSearchIndex()
        const last = new Map<number, readonly IndexedValue[]>()
        for (const values of changes) {
          const byEntity = Map.groupBy(values, (one) => one.entity)
          followed.replace({ entities: [...byEntity.keys()], values })
          followed.settle()
          for (const [entity, own] of byEntity) last.set(entity, own)
        }
        const filled = createSearchIndex()
        filled.add([...last.values()].flat())
        const request = { text: asked.join(' '), visible: one, limit: 5 }
        assert.deepEqual(followed.search(request), filled.search(request))
        assert.deepEqual(followed.suggest(request), filled.suggest(request))
        assert.deepEqual(followed.size(), filled.size())
      },
    ),
    { numRuns: 300 },
  )
})

test('the thread goes on answering while most of what it holds is taken away and the rest is folded', async () => {
  const client = startSearchWorker({ onFault: (fault) => assert.fail(fault) })
  const entities = Array.from({ length: 21_000 }, (_, at) => at + 1)
  await client.add(entities.map((entity) => name(entity, 'Golden Lotus')))
  await client.replace({ entities: entities.slice(5), values: [name(30_000, 'Golden Lotus Park')] })
  const asked = { text: 'golden lotus', visible: all, limit: 50 }
  for (let times = 0; times < 5; times += 1)
    assert.deepEqual(
      (await client.search(asked)).hits.map((hit) => hit.entity),
      [1, 2, 3, 4, 5, 30_000],
    )
  await client.close()
})

test('the index answers from its own thread', async () => {
  const client = startSearchWorker({ onFault: () => undefined })
  await client.add([name(1, 'Golden Lotus')])
  assert.equal((await client.search({ text: 'lotus', visible: all, limit: 5 })).total, 1)
  await client.clear()
  assert.deepEqual(await client.size(), { values: 0, entities: 0 })
  await client.close()
})
