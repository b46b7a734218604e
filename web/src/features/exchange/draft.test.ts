import assert from 'node:assert/strict'
import { test } from 'node:test'

import { isTooLarge, partsOf, sizeOf, toggleLink } from './draft.ts'
import type { Chosen } from './draft.ts'

const profile = (id: string, ...ids: string[]) =>
  ({ id, statements: ids.map((one) => ({ id: one })) }) as never
const profiles = [profile('p', 's1', 's2'), profile('q', 's3')]
const chosen = (statements: string[], links: [string, string | undefined][] = []): Chosen => ({
  statements: new Set(statements),
  links: new Map(links),
})

test('an entity of which nothing is chosen is not in the package', () => {
  assert.deepEqual(partsOf(profiles, chosen(['s2'])), {
    entities: [{ entity: 'p', statements: ['s2'] }],
    ...{ stubs: [], links: [] },
  })
})

test('a link to something outside takes it along once, and not when it is chosen itself', () => {
  const links: [string, string | undefined][] = [
    ['1', 'q'],
    ['2', 'z'],
    ['3', 'z'],
  ]
  assert.deepEqual(partsOf(profiles, chosen(['s1'], links)).stubs, ['q', 'z'])
  assert.deepEqual(partsOf(profiles, chosen(['s1', 's3'], links)).stubs, ['z'])
})

test('a link chosen twice stays', () => {
  const once = toggleLink(chosen(['s1']), { link: '1', outside: 'z' })
  assert.deepEqual([...once.links], [['1', 'z']])
  assert.equal(toggleLink(once, { link: '1' }).links.size, 0)
})

test('what is more than a release holds is said before the node is asked', () => {
  const all = Array.from({ length: 101 }, (_, at) => ({ entity: `${at}`, statements: ['s'] }))
  assert.equal(isTooLarge(sizeOf({ entities: all })), true)
  assert.equal(isTooLarge(sizeOf({ entities: all.slice(1) })), false)
  assert.equal(isTooLarge(sizeOf({ entities: all.slice(1), stubs: ['z'] })), true)
})
