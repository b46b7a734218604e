import assert from 'node:assert/strict'
import { test } from 'node:test'

import { failedOf, tallyOf } from './tally.ts'

const spec = (lines: readonly string[]): string => `${lines.join('\n')}\n`
const end = (pass: number, fail: number, cancelled: number, skipped: number): readonly string[] => [
  `ℹ tests ${pass + fail + cancelled + skipped}`,
  `ℹ pass ${pass}`,
  `ℹ fail ${fail}`,
  `ℹ cancelled ${cancelled}`,
  `ℹ skipped ${skipped}`,
]

test('a run is counted with each reason for skipping once', () => {
  const output = spec([
    '✔ reads the list (0.2ms)',
    '﹣ reads every real list (16.9ms) # no ../shared/data/exchange',
    '  ﹣ and the other one (0.1ms) # no ../shared/data/exchange',
    '﹣ is not root (0.1ms) # root may read everything',
    '﹣ says nothing (0.1ms) # SKIP',
    ...end(1, 0, 0, 4),
  ])
  assert.deepEqual(tallyOf({ output, code: 0 }), {
    passed: 1,
    failed: 0,
    skipped: 4,
    because: ['no ../shared/data/exchange', 'root may read everything'],
  })
})

test('what failed and what was cancelled both count as failed, and a run that broke off is never green', () => {
  assert.equal(tallyOf({ output: spec(end(3, 1, 2, 0)), code: 1 }).failed, 3)
  assert.equal(tallyOf({ output: 'node: out of memory\n', code: 134 }).failed, 1)
  assert.equal(tallyOf({ output: spec(end(3, 0, 0, 0)), code: 1 }).failed, 1)
})

test('what failed is named once, whatever the reporter says of it again at the end', () => {
  const failing = '✖ a chart grows (in two steps), and is kept (12.5ms)'
  const output = spec([
    '✔ reads the list (0.2ms)',
    failing,
    ...end(1, 1, 0, 0),
    '✖ failing tests:',
    '',
    failing,
  ])
  assert.deepEqual(failedOf({ output }), ['a chart grows (in two steps), and is kept'])
  assert.deepEqual(failedOf({ output: 'node: out of memory\n' }), [])
})
