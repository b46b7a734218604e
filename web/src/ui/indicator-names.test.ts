import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { IndicatorSet } from '@shield/core'

import { indicatorName, setsOf } from './indicator-names.ts'

const set = (id: string, version: string): IndicatorSet => ({
  ...{ id, version, name: { en: id }, source: '', standing: 'published', dimensions: [], conclusions: [] },
  indicators: [
    {
      id: 'AA01',
      dimension: 'AA',
      name: { en: 'Passport taken', th: 'ถูกยึดหนังสือเดินทาง' },
      question: { en: '' },
      strength: {},
    },
  ],
  ...{ contraInformation: [], positiveWhen: [], presumption: { all: [] } },
})

test('an interview is shown with the words of its own versions, and says where they are of another', () => {
  const here = [set('a', '1'), set('b', '2')]
  const found = setsOf(
    {
      sets: [
        { id: 'b', version: '1' },
        { id: 'a', version: '1' },
      ],
    },
    here,
  )
  assert.deepEqual(
    found.shown.map(({ id, version }) => [id, version]),
    [
      ['b', '2'],
      ['a', '1'],
    ],
  )
  assert.deepEqual(found.other, [{ id: 'b', version: '1' }])
})

test('a code is told in the reader’s words, in English where there are none, and as itself where no set has it', () => {
  assert.equal(indicatorName([set('a', '1')], 'AA01', 'th'), 'ถูกยึดหนังสือเดินทาง')
  assert.equal(indicatorName([set('a', '1')], 'AA01', 'my'), 'Passport taken')
  assert.equal(indicatorName([set('a', '1')], 'ZZ09', 'th'), 'ZZ09')
})
