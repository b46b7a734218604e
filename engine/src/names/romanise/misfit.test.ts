import assert from 'node:assert/strict'
import { test } from 'node:test'

import { misfit } from './misfit.ts'

test('a spelling beyond the likeliest readings fits, another name does not', () => {
  for (const [script, word, spelling, other] of [
    ['chinese', '威茨', 'waits', 'weber'],
    ['chinese', '巴克', 'barker', 'bacon'],
    ['korean', '베이딩', 'weiding', 'bading'],
    ['hebrew', 'ויטמן', 'whitman', 'wiesman'],
    ['katakana', 'バクスター', 'baxter', 'bucher'],
  ] as const) {
    const right = misfit(script, word, spelling) ?? 9
    const wrong = misfit(script, word, other) ?? 0
    assert.ok(right < 1.3 && right < wrong, `${word} ${spelling} ${right}, ${other} ${wrong}`)
  }
})

test('of a word without letters, or longer than any name, nothing is said', () => {
  assert.equal(misfit('hebrew', 'ויטמן', ''), undefined)
  assert.equal(misfit('hebrew', 'ויטמן', 'w'.repeat(25)), undefined)
})
