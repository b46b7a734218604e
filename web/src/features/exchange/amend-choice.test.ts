import assert from 'node:assert/strict'
import { test } from 'node:test'

import { heldIn } from './amend-choice.ts'

const name = { property: 'name', value: 'Narin', grade: 'B2' } as const

test('held is what says the same, whatever its grade is today', () => {
  const statements = [
    { ...name, id: 'a', grade: 'A1' },
    { ...name, id: 'b', value: 'Narong' },
    { ...name, id: 'c', from: '2026' },
  ]
  const held = { entities: [{ entity: 'p', statements: [name] }], links: [{ link: '1' }] }
  const { statements: chosen, links } = heldIn([{ id: 'p', members: [], statements }], held)
  assert.deepEqual([[...chosen], [...links.keys()]], [['a'], ['1']])
})

test('the same value of two things is held of the one they have it of', () => {
  const profile = (id: string) => ({
    id,
    members: [{ id: `${id}2` }],
    statements: [{ ...name, id: `${id}s` }],
  })
  const other = { ...name, value: 'Other' }
  const held = {
    entities: [
      { entity: 'p2', statements: [name] },
      { entity: 'q', statements: [other] },
    ],
    links: [],
  }
  assert.deepEqual([...heldIn([profile('p'), profile('q')], held).statements], ['ps'])
})
