import assert from 'node:assert/strict'
import { test } from 'node:test'

import { otherThaiLetters } from './thai-spelling.ts'

test('habits of Thai spelling differ in nothing', () => {
  for (const [one, other] of [
    ['จิราพร', 'จิราภรณ์'],
    ['ณัฐพล', 'นัฐพล'],
    ['พงษ์ศักดิ์', 'พงศ์ศักดิ์'],
    ['วิชัย', 'วิไชย'],
    ['วรรณา', 'วันนา'],
    ['วรรณ', 'วัน'],
    ['ธรรม', 'ธัม'],
    ['อารี', 'อารีย์'],
    ['บุตร', 'บุต'],
    ['น้ำ', 'นำ'],
    ['ญาดา', 'ยาดา'],
  ] as const)
    assert.equal(otherThaiLetters(one, other), 0, `${one} ${other}`)
})

test('names that sound alike differ by their letters, a vowel by half of one', () => {
  assert.equal(otherThaiLetters('ณัฐพล', 'ณัฐพร'), 1 / 5)
  assert.equal(otherThaiLetters('ณัฐพร', 'ณัฐพล'), 1 / 5)
  assert.equal(otherThaiLetters('สมชาย', 'สมชัย'), 0.5 / 5)
  assert.ok(otherThaiLetters('วิชัย', 'วิชาญ') >= 0.3)
  assert.ok(otherThaiLetters('สมชาย', 'สมหญิง') > 0.4)
  assert.equal(otherThaiLetters('', ''), 0)
})
