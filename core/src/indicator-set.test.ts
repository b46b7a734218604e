import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'

import fc from 'fast-check'

import { answerValues, screen, withParents } from './indicator-set.ts'
import type { AnswerValue, Answers, IndicatorSet, Profile } from './indicator-set.ts'

const read = async (name: string): Promise<IndicatorSet> =>
  JSON.parse(await readFile(new URL(`../../server/indicators/${name}.json`, import.meta.url), 'utf8'))

const official = await read('ilo-ec-2009')
const forced = await read('forced-criminality')
const ids = [...official.indicators, ...forced.indicators].map(({ id }) => id)
const answers = fc.dictionary(fc.constantFrom(...ids), fc.constantFrom<AnswerValue>(...answerValues))
const profile = fc.constantFrom<Profile>('adult', 'child')

const bothOf = (given: Answers, of: Profile) => [
  screen(official, undefined, { answers: withParents(given, forced.indicators), profile: of }),
  screen(forced, official, { answers: given, profile: of }),
]

test('the shipped sets hold 67 official indicators, 10/10/16/9/15/7 by dimension, and the proposal refines them', () => {
  const count = (id: string) => official.indicators.filter(({ dimension }) => dimension === id).length
  assert.deepEqual(['DR', 'CR', 'RV', 'EX', 'CD', 'AV'].map(count), [10, 10, 16, 9, 15, 7])
  assert.equal(new Set(ids).size, ids.length)
  const known = official.indicators.map(({ id }) => id)
  for (const { refines } of forced.indicators)
    if (refines !== undefined) assert.ok(known.includes(refines), refines)
})

test('a dimension is positive by the published rule, in every mixture of strengths', () => {
  for (let s = 0; s <= 3; s += 1)
    for (let m = 0; m <= 4; m += 1)
      for (let w = 0; w <= 4; w += 1) {
        const made: IndicatorSet = {
          ...official,
          dimensions: official.dimensions.slice(0, 1),
          indicators: (['strong', 'medium', 'weak'] as const).flatMap((strength, kind) =>
            Array.from({ length: [s, m, w][kind] ?? 0 }, (_, index) => ({
              id: `${strength}${index}`,
              dimension: 'DR',
              name: { en: '' },
              question: { en: '' },
              strength: { adult: strength },
            })),
          ),
        }
        const all = Object.fromEntries(made.indicators.map(({ id }) => [id, 'yes' as const]))
        const [found] = screen(made, undefined, { answers: all, profile: 'adult' }).dimensions
        const expected = s >= 2 || (s >= 1 && m + w >= 1) || m >= 3 || (m >= 2 && w >= 1)
        assert.equal(found?.isPositive, expected, `${s} strong, ${m} medium, ${w} weak`)
      }
})

test('one yes more never takes away: dimensions, presumption and the conclusions of trafficking stay', () => {
  fc.assert(
    fc.property(answers, profile, fc.constantFrom(...ids), (given, of, id) => {
      const [before, after] = [bothOf(given, of), bothOf({ ...given, [id]: 'yes' }, of)]
      for (const [index, result] of before.entries()) {
        const later = after[index]
        for (const one of result.dimensions)
          if (one.isPositive)
            assert.ok(later?.dimensions.find((other) => other.dimension === one.dimension)?.isPositive)
        assert.ok(!result.isPresumed || later?.isPresumed === true)
        for (const held of ['adult-trafficking', 'child-trafficking', 'forced-criminality'])
          assert.ok(!result.conclusions.includes(held) || later?.conclusions.includes(held) === true)
      }
    }),
  )
})

test('what was not asked, put off, declined or not known changes nothing and is never a no', () => {
  fc.assert(
    fc.property(answers, profile, (given, of) => {
      const only = Object.fromEntries(Object.entries(given).filter(([, value]) => value === 'yes'))
      const [all, yes] = [bothOf(given, of), bothOf(only, of)]
      for (const [index, result] of all.entries()) {
        const strip = (one: typeof result | undefined) =>
          one?.dimensions.map(({ dimension, isPositive, strong, medium, weak }) => ({
            dimension,
            isPositive,
            strong,
            medium,
            weak,
          }))
        assert.deepEqual(strip(result), strip(yes[index]))
        for (const one of result.dimensions)
          for (const id of [...one.open, ...one.unsaid]) assert.ok(!['yes', 'no'].includes(given[id] ?? ''))
      }
    }),
  )
})

test('a refinement and its parent count once; the official result takes the official strength', () => {
  // FC06, sold between compounds, is strong; its parent CR03 is medium for an adult.
  const given = { FC06: 'yes', CR03: 'yes' } as const
  const [ilo, proposal] = bothOf(given, 'adult')
  const of = (result: typeof ilo) => result?.dimensions.find(({ dimension }) => dimension === 'CR')
  assert.deepEqual([of(ilo)?.strong, of(ilo)?.medium], [[], ['CR03']])
  assert.deepEqual([of(proposal)?.strong, of(proposal)?.medium], [['FC06'], []])
  assert.equal(of(proposal)?.isPositive, false)
})

test('contra-information has no place in a result', () => {
  const contra = forced.contraInformation.map(({ id }) => id)
  assert.ok(contra.length >= 6)
  fc.assert(
    fc.property(answers, profile, fc.subarray(contra), (given, of, told) => {
      const more = { ...given, ...Object.fromEntries(told.map((id) => [id, 'yes' as const])) }
      assert.deepEqual(bothOf(more, of), bothOf(given, of))
    }),
  )
})

test('a child, and who may be one, is presumed a victim whatever was said; a single strong sign is enough for an adult', () => {
  assert.ok(bothOf({}, 'child').every(({ isPresumed }) => isPresumed))
  assert.ok(bothOf({}, 'adult').every(({ isPresumed }) => !isPresumed))
  assert.ok(bothOf({ CD01: 'yes' }, 'adult').every(({ isPresumed }) => isPresumed))
  assert.deepEqual(bothOf({ EX01: 'yes', EX02: 'yes' }, 'child')[0]?.conclusions, [
    'child-trafficking',
    'exploitation',
  ])
})
