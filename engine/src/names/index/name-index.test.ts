import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import type { NameRecord } from './door.ts'
import { createNameIndex } from './name-index.ts'
import { rebuildApart } from './rebuild-apart.ts'
import { ask, entitiesOf, indexOf, one, person, words } from './testing.ts'

const listed = [
  person(1, 'Somchai Jaidee'),
  person(2, 'Johannes Petersen'),
  person(3, 'Kim Leang Sok'),
  person(4, 'Mohammed bin Rashid'),
  person(5, 'Tan Wei Ming'),
  person(6, 'Li Na'),
  person(7, 'Kimleang Chea'),
]

test('a name is found with a slip in any word, long or short, and in any order', () => {
  const index = indexOf(listed)
  const asked = [
    ['Somchai Jaidee', 1],
    ['Jaidee Somchai', 1],
    ['Somchai Jaide', 1],
    ['Smochai Jaidee', 1],
    ['Johanes Peterson', 2],
    ['Johannes Petrsn', 2],
    ['Lu Na', 6],
    ['Li Ma', 6],
    ['Tan Wei Meng', 5],
  ] as const
  for (const [text, entity] of asked) assert.equal(entitiesOf(ask(index, text))[0], entity, text)
})

test('words written as one are found by two words, and two by one', () => {
  const index = indexOf(listed)
  assert.ok(entitiesOf(ask(index, 'Kimleang Sok')).includes(3))
  assert.ok(entitiesOf(ask(index, 'Kim Leang Chea')).includes(7))
})

test('an initial speaks for a name that another word has found', () => {
  const index = indexOf([...listed, person(8, 'J. Petersen'), person(9, 'K. Petersen')])
  assert.deepEqual(entitiesOf(ask(index, 'Johannes Petersen')).slice(0, 2), [2, 8])
  assert.equal(entitiesOf(ask(index, 'J. Petersen'))[0], 8)
  assert.equal(entitiesOf(ask(index, 'J. Petersen'))[1], 2)
})

test('an entity with several names is one hit, by the nearest of them', () => {
  const index = indexOf([person(1, 'Somchai Jaidee'), person(1, 'The Uncle'), person(2, 'The Uncles')])
  const hits = ask(index, 'The Uncle')
  assert.deepEqual(
    hits.map(({ entity, text }) => [entity, text]),
    [
      [1, 'The Uncle'],
      [2, 'The Uncles'],
    ],
  )
})

test('an equal birth date lifts, another one lowers, and neither excludes', () => {
  const born = (entity: number, birthDate: string | undefined): NameRecord => ({
    ...person(entity, 'Somchai Jaidi'),
    birthDate,
  })
  const index = indexOf([born(1, '1950-01-31'), born(2, undefined), born(3, '1987-05-12')])
  const hits = ask(index, 'Somchai Jaidee', '12/05/1987')
  assert.deepEqual(entitiesOf(hits), [3, 2, 1])
  assert.deepEqual(
    hits.map((hit) => hit.dates),
    ['same', undefined, 'far'],
  )
})

test('a slip is looked for in the likeliest readings alone, whoever else is written like another of them', () => {
  const seen = person(1, 'Вячеслав')
  const written = 'Wjatscheslaw'
  assert.deepEqual(entitiesOf(ask(indexOf([seen]), 'Vyachelav')), [1])
  assert.deepEqual(entitiesOf(ask(indexOf([seen]), written)), [1])
  assert.deepEqual(ask(indexOf([seen]), 'Wjatschesaw'), [])
  assert.deepEqual(ask(indexOf([person(2, written, 2), seen]), 'Wjatschesaw'), [])
  assert.deepEqual(entitiesOf(ask(indexOf([person(2, written), seen]), 'Wjatschesaw')), [2])
})

test('a slip in letters other than Latin is looked for in these, even where it is read quite differently', () => {
  for (const slip of ['ชัวัฒน์', 'ชัยวัน์', 'ชัยวัฒน'])
    assert.deepEqual(entitiesOf(ask(indexOf([person(1, 'ชัยวัฒน์')]), slip)), [1], slip)
})

test('across scripts a name is found by one sound and the outline of another part, both ways', () => {
  const index = indexOf([...listed, person(20, 'Brimley Playfare'), person(21, '伯明萊・普萊費爾')])
  assert.deepEqual(new Set(entitiesOf(ask(index, '伯明萊・普萊費爾')).slice(0, 2)), new Set([20, 21]))
  assert.deepEqual(new Set(entitiesOf(ask(index, 'Brimley Playfare')).slice(0, 2)), new Set([20, 21]))
})

test('across scripts a name is found by one sound and another part whose sound and spelling are nearly so', () => {
  const index = indexOf([...listed, person(20, 'Cathomas Recorde'), person(21, 'Yakub Recorde')])
  assert.equal(entitiesOf(ask(index, '卡索玛斯・雷科德'))[0], 20)
})

test('two words in one script are one in another', () => {
  const index = indexOf([...listed, person(30, 'Abdul Akhtar'), person(31, 'Abdul Rahman')])
  assert.equal(entitiesOf(ask(index, '압둘 악타르'))[0], 30)
})

test('there are as many hits as were asked for where there are names with anything in common', () => {
  const index = indexOf([person(1, 'Somchai Jaidee'), person(2, 'Somchai Petersen'), person(3, 'Li Na')])
  const hits = ask(index, 'Somchai Jaidee')
  assert.deepEqual(entitiesOf(hits), [1, 2])
  assert.equal(hits[1]?.band, 'weak')
})

test('a text without a name finds nothing, and an empty list is searched', () => {
  assert.deepEqual(ask(indexOf(listed), ' -- '), [])
  assert.deepEqual(ask(createNameIndex(), 'Somchai'), [])
})

const name = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(' '))
const record = (marking: number): fc.Arbitrary<NameRecord> =>
  fc.record({ entity: fc.integer({ min: 1, max: 30 }), text: name, marking: fc.constant(marking) })

test('a hidden name changes no byte of any answer', () => {
  fc.assert(
    fc.property(
      fc.array(record(1), { maxLength: 25 }),
      fc.array(fc.oneof(record(2), record(3), record(4000)), { minLength: 1, maxLength: 60 }),
      name,
      (seen, hidden, asked) => {
        assert.deepEqual(ask(indexOf([...hidden, ...seen]), asked), ask(indexOf(seen), asked))
      },
    ),
    { numRuns: 300 },
  )
})

test('names that came in pieces, some removed since, are found as in a list built at once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(record(1), { maxLength: 12 }), { maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 8 }),
      name,
      (pieces, gone, asked) => {
        const index = createNameIndex()
        for (const piece of pieces) {
          index.add(piece)
          index.open()
        }
        index.remove(gone)
        const standing = pieces.flat().filter(({ entity }) => !gone.includes(entity))
        assert.equal(index.count, standing.length)
        assert.deepEqual(ask(index, asked), ask(indexOf(standing), asked))
      },
    ),
    { numRuns: 200 },
  )
})

test('names that come one by one lie in few segments', () => {
  const index = createNameIndex()
  for (let entity = 1; entity <= 200; entity += 1) {
    index.add([person(entity, `Somchai ${words[entity % words.length]}`)])
    assert.ok(index.open().length <= 9)
  }
  assert.equal(index.count, 200)
})

test('what changes while a rebuild runs in another thread stands after the swap', async () => {
  const index = indexOf(listed)
  for (const entity of [20, 21, 22]) {
    index.add([person(entity, 'Somchay Chaidi')])
    index.open()
  }
  const before = entitiesOf(ask(index, 'Kim Leang Sok'))
  const rebuilt = rebuildApart(index)
  assert.throws(() => index.startRebuild(), /under way/)
  index.remove([1, 3, 20])
  index.add([person(3, 'Kim Leang Sok'), person(10, 'Somchai Jaidee')])
  const during = ask(index, 'Somchai Jaidee')
  await rebuilt
  assert.deepEqual(ask(index, 'Somchai Jaidee'), during)
  assert.equal(entitiesOf(during)[0], 10)
  assert.deepEqual(entitiesOf(ask(index, 'Kim Leang Sok')), before)
  assert.equal(index.count, listed.length + 2)
  assert.equal(index.open().length, 2)
})

test('a rebuild that is given up leaves the names as they were', async () => {
  const index = indexOf(listed)
  const before = ask(index, 'Somchai Jaidee')
  index.startRebuild().abandon()
  assert.deepEqual(ask(index, 'Somchai Jaidee'), before)
  await rebuildApart(index)
  assert.deepEqual(ask(index, 'Somchai Jaidee'), before)
})

test('a marking beyond the bits of the asker is not visible', () => {
  const index = indexOf([person(1, 'Somchai Jaidee', 4_000_000), person(2, 'Somchai Jaidee', 7)])
  assert.deepEqual(ask(index, 'Somchai Jaidee'), [])
  assert.equal(one.length, 1)
})
