import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import type { AskedSet } from '../../api/wire.ts'

import { isTold, nextOpen, pagesOf, progressOf, toldBy } from './pages.ts'

const sets = ['ilo-ec-2009', 'forced-criminality'].map(
  (name) =>
    JSON.parse(
      readFileSync(new URL(`../../../../server/indicators/${name}.json`, import.meta.url), 'utf8'),
    ) as AskedSet,
)
const pages = pagesOf(sets)
const placeOf = (id: string): number => pages.findIndex((page) => page.id === id)

test('every question of both sets has one page, and what is never counted comes last', () => {
  const all = sets.flatMap((set) => [...set.indicators, ...set.contraInformation]).map(({ id }) => id)
  assert.deepEqual(pages.map(({ id }) => id).toSorted(), all.toSorted())
  assert.ok(pages.length > 90)
  const firstNote = pages.findIndex(({ kind }) => kind === 'note')
  assert.ok(pages.slice(firstNote).every(({ kind }) => kind === 'note'))
})

test('the finer question stands right before the broader one, and a yes to it spares that', () => {
  assert.equal(placeOf('FC01') + 1, placeOf('DR01'))
  const parent = pages[placeOf('DR01')] ?? assert.fail('')
  assert.equal(toldBy(parent, pages, { FC01: 'no' }), undefined)
  assert.equal(toldBy(parent, pages, { FC01: 'yes' })?.id, 'FC01')
  assert.equal(nextOpen(pages, { FC01: 'yes' }, placeOf('FC01'))?.id, 'DR02')
  assert.equal(nextOpen(pages, { FC01: 'no' }, placeOf('FC01'))?.id, 'DR01')
})

test('what was declined is not asked again, what was put off is, and at the end nothing is next', () => {
  assert.equal(isTold('declined'), true)
  assert.equal(isTold('unknown'), true)
  assert.equal(isTold('not-now'), false)
  assert.equal(nextOpen(pages, { DR02: 'declined', DR03: 'not-now' }, placeOf('DR01'))?.id, 'DR03')
  assert.equal(nextOpen(pages, {}, pages.length - 1), undefined)
})

test('progress counts what was spoken of by dimension, and an answer of a finer question counts for both', () => {
  const [first] = progressOf(pages, { FC01: 'yes', DR02: 'not-now' })
  assert.equal(first?.dimension.id, 'DR')
  assert.equal(first?.told, 2)
  assert.equal(
    progressOf(pages, {}).reduce((sum, { told }) => sum + told, 0),
    0,
  )
})
