import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { startHistory, walked } from './edit-history.ts'
import { draftOf, edited, mappingOf, readingOf } from './mapping.ts'
import { changeOf, mapping, walk } from './testing.ts'

test('a mapping goes into the editor and out again unchanged', () => {
  fc.assert(
    fc.property(mapping, (given) => assert.deepEqual(mappingOf(draftOf(given), readingOf(given)), given)),
  )
})

test('after any edits every use and every link ends at an entity that is there, and names are not shared', () => {
  fc.assert(
    fc.property(walk, (draft) => {
      const ids = new Set(draft.entities.map(({ id }) => id))
      assert.ok(ids.size === draft.entities.length && ids.size > 0)
      assert.equal(new Set(draft.entities.map(({ name }) => name)).size, ids.size)
      assert.ok(draft.entities.every(({ name }) => name !== ''))
      assert.ok(draft.uses.every((use) => ids.has(use.entity)))
      assert.ok(draft.links.every((link) => ids.has(link.from) && ids.has(link.to)))
      assert.deepEqual(mappingOf(draftOf(mappingOf(draft))), mappingOf(draft))
    }),
    { numRuns: 40 },
  )
})

test('an entity that is removed takes its columns and its links with it, and nothing else', () => {
  fc.assert(
    fc.property(walk, fc.nat(), (draft, at) => {
      fc.pre(draft.entities.length > 1)
      const gone = draft.entities[at % draft.entities.length]?.id ?? ''
      const after = edited(draft, { act: 'remove-entity', id: gone })
      assert.deepEqual(
        after.uses,
        draft.uses.filter((use) => use.entity !== gone),
      )
      assert.deepEqual(
        after.links,
        draft.links.filter((link) => link.from !== gone && link.to !== gone),
      )
      assert.equal(after.entities.length, draft.entities.length - 1)
    }),
    { numRuns: 25 },
  )
})

test('the last entity stays: a mapping without one says nothing', () => {
  const draft = draftOf({
    key: [],
    entities: [{ name: 'a', kind: 'Person', key: [], columns: [] }],
    links: [],
  })
  assert.equal(edited(draft, { act: 'remove-entity', id: 'e1' }), draft)
})

test('an entity nobody named follows its kind; a name somebody gave stays', () => {
  const draft = draftOf({
    key: [],
    entities: [
      { name: 'entity', kind: 'Person', key: [], columns: [] },
      { name: 'recruiter', kind: 'Person', key: [], columns: [] },
    ],
    links: [],
  })
  const after = edited(edited(draft, { act: 'set-kind', id: 'e1', kind: 'Company' }), {
    act: 'set-kind',
    id: 'e2',
    kind: 'Company',
  })
  assert.deepEqual(
    after.entities.map(({ name }) => name),
    ['company', 'recruiter'],
  )
})

test('undo gives back exactly what was, redo what was undone', () => {
  fc.assert(
    fc.property(walk, fc.gen(), (start, pick) => {
      let history = startHistory(start)
      for (let step = 0; step < 6; step += 1)
        history = walked(history, { step: 'change', change: pick(changeOf, history.now) })
      const { now: end, past } = history
      for (const before of past.toReversed()) {
        history = walked(history, { step: 'undo' })
        assert.equal(history.now, before)
      }
      assert.equal(history.now, start)
      for (let step = 0; step < past.length; step += 1) history = walked(history, { step: 'redo' })
      assert.equal(history.now, end)
    }),
    { numRuns: 25 },
  )
})
