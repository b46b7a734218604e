import assert from 'node:assert/strict'
import { test } from 'node:test'

import { guessKind } from './guess-kind.ts'

test('a legal form or words that organisations are named with tell an organisation', () => {
  for (const text of [
    'Acme Trading Co., Ltd.',
    'Siemens Aktiengesellschaft',
    'ООО Газпром',
    'บริษัท ไทยการค้า จำกัด',
    'National Bank of Georgia',
    '华为技术有限公司',
  ])
    assert.equal(guessKind(text), 'organisation', text)
})

test('a name of a person that holds such a word stays one', () => {
  for (const text of ['Somchai Jaidee', 'Thomas Bank', 'Ao Li', 'Sa Nguyen', 'Владимир Путин', '陈亚九', ''])
    assert.equal(guessKind(text), 'person', text)
})
