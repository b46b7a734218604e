import assert from 'node:assert/strict'
import { test } from 'node:test'

import { kinds, linkKinds, properties } from '@shield/core'
import type { KindName, LinkKindName, PropertyName } from '@shield/core'
import fc from 'fast-check'

import { startHistory, walked } from './edit-history.ts'
import { draftOf, edited, mappingOf } from './mapping.ts'
import type { Change, Draft, Mapping } from './mapping.ts'

const columns = ['เลขที่', 'ชื่อ', 'phone', 'company', 'paid on']
const column = fc.constantFrom(...columns)
const columnList = fc.uniqueArray(column, { maxLength: 3 })
const kind = fc.constantFrom(...(Object.keys(kinds) as KindName[]))
const property = fc.constantFrom(...(Object.keys(properties) as PropertyName[]))
const linkKind = fc.constantFrom(...(Object.keys(linkKinds) as LinkKindName[]))
const era = fc.constantFrom('buddhist' as const, 'gregorian' as const)

const mapping: fc.Arbitrary<Mapping> = fc
  .uniqueArray(fc.constantFrom('entity', 'victim', 'recruiter', 'company', 'ผู้รับเงิน'), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((names) =>
    fc.record({
      key: columnList,
      entities: fc.tuple(
        ...names.map((name) =>
          fc.record({
            name: fc.constant(name),
            kind,
            key: columnList,
            columns: fc.array(
              fc.record({ column, property, date: era }, { requiredKeys: ['column', 'property'] }),
              {
                maxLength: 4,
              },
            ),
          }),
        ),
      ),
      links: fc.array(
        fc.record(
          {
            kind: linkKind,
            from: fc.constantFrom(...names),
            to: fc.constantFrom(...names),
            starts: fc.record({ column, date: era }, { requiredKeys: ['column'] }),
            amount: column,
            currency: column,
            detail: column,
          },
          { requiredKeys: ['kind', 'from', 'to'] },
        ),
        { maxLength: 3 },
      ),
    }),
  )
  // Plain objects, as JSON gives them; fast-check's have no prototype.
  .map((made): Mapping => structuredClone(made))

/** A change that names things of the draft, or things that are gone. */
function changeOf(draft: Draft): fc.Arbitrary<Change> {
  const entity = fc.constantFrom(...draft.entities.map(({ id }) => id), 'e99')
  const use = fc.constantFrom(...draft.uses.map(({ id }) => id), 'u99')
  const link = fc.constantFrom(...draft.links.map(({ id }) => id), 'l99')
  const own = fc.constantFrom(...draft.entities.map(({ id }) => id))
  const part = fc.record(
    {
      kind: linkKind,
      from: own,
      to: own,
      starts: fc.oneof(column, fc.constant('')),
      date: fc.oneof(era, fc.constant('' as const)),
      amount: fc.oneof(column, fc.constant('')),
      currency: fc.oneof(column, fc.constant('')),
      detail: fc.oneof(column, fc.constant('')),
    },
    { requiredKeys: [] },
  )
  return fc.oneof(
    fc.record({ act: fc.constant('add-entity' as const), kind }),
    fc.record({ act: fc.constant('remove-entity' as const), id: entity }),
    fc.record({ act: fc.constant('set-kind' as const), id: entity, kind }),
    fc.record({
      act: fc.constant('set-name' as const),
      id: entity,
      name: fc.constantFrom('', ' ', 'victim', 'entity', 'พยาน'),
    }),
    fc.record({ act: fc.constant('set-entity-key' as const), id: entity, columns: columnList }),
    fc.record({ act: fc.constant('set-key' as const), columns: columnList }),
    fc.record({ act: fc.constant('add-use' as const), column, entity: own, property }),
    fc.record(
      {
        act: fc.constant('set-use' as const),
        id: use,
        entity: own,
        property,
        date: fc.oneof(era, fc.constant('' as const)),
      },
      { requiredKeys: ['act', 'id'] },
    ),
    fc.record({ act: fc.constant('remove-use' as const), id: use }),
    fc.record({ act: fc.constant('add-link' as const) }),
    fc.record({ act: fc.constant('set-link' as const), id: link, part }),
    fc.record({ act: fc.constant('remove-link' as const), id: link }),
  )
}

/** A draft after up to twelve changes. */
const walk = fc.gen().chain((pick) =>
  mapping.map((start) => {
    let draft = draftOf(start)
    for (let step = 0; step < 12; step += 1) draft = edited(draft, pick(changeOf, draft))
    return draft
  }),
)

test('a mapping goes into the editor and out again unchanged', () => {
  fc.assert(fc.property(mapping, (given) => assert.deepEqual(mappingOf(draftOf(given)), given)))
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
