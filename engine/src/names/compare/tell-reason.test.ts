import assert from 'node:assert/strict'
import { test } from 'node:test'

import { compared } from './testing.ts'
import { tellReason } from './tell-reason.ts'
import type { Language } from './tell-reason.ts'

function told(left: string, right: string, language: Language): readonly string[] {
  return compared(left, right).reasons.map((reason) => tellReason(reason, language))
}

test('a reason is a sentence with both names in it, in the letters they were written in', () => {
  assert.deepEqual(told('Ivan Petrov', 'Ivan Smirnov', 'en'), ['Petrov contradicts Smirnov', 'Ivan in both'])
  assert.deepEqual(told('Sergei Lavrov', 'LAVROV, Sergey', 'en'), [
    'Lavrov in both',
    'Sergei ~ Sergey: another spelling',
  ])
  assert.deepEqual(told('', 'Somchai', 'en'), ['no name'])
})

test('the same in Thai', () => {
  assert.deepEqual(told('Ivan Petrov', 'Ivan Smirnov', 'th'), ['Petrov ขัดแย้งกับ Smirnov', 'Ivan ตรงกันทั้งสองชื่อ'])
  assert.deepEqual(told('', 'Somchai', 'th'), ['ไม่มีชื่อ'])
})

test('what only one name has is told with its side', () => {
  assert.ok(told('Sergey Borisov Lavrov', 'Sergey Lavrov', 'en').includes('Borisov only in the left name'))
  assert.ok(told('Sergey Lavrov', 'Sergey Borisov Lavrov', 'th').includes('Borisov มีเฉพาะในชื่อขวา'))
})
