import assert from 'node:assert/strict'
import { test } from 'node:test'

import { intakeOf } from './intake-url.ts'
import { isOpen, isStopping, percentOf, stageOf } from './stage.ts'

test('a try that ended, broke or was stopped stands at the try; the import itself at the import', () => {
  assert.equal(stageOf({ state: 'previewed', dryRun: true }), 'try')
  assert.deepEqual(
    (['failed', 'cancelled', 'running'] as const).flatMap((state) => [
      stageOf({ state, dryRun: true }),
      stageOf({ state, dryRun: false }),
    ]),
    ['try', 'run', 'try', 'run', 'try', 'run'],
  )
})

test('an import that is written or at work is closed to changes of its columns', () => {
  assert.deepEqual(
    (['done', 'undone', 'queued', 'running'] as const).map((state) => isOpen({ state })),
    [false, false, false, false],
  )
})

test('a cancelled import is being stopped until its job has said that it ended', () => {
  assert.equal(isStopping({ state: 'cancelled' }), true)
  assert.equal(isStopping({ state: 'cancelled', finishedAt: '2026-11-25T10:00:00.000Z' }), false)
  assert.equal(isStopping({ state: 'running' }), false)
})

test('per cent stay between 0 and 100 whatever the node tells', () => {
  const at = (bytes: number, totalBytes: number): number =>
    percentOf({ progress: { records: 0, bytes, totalBytes } })
  assert.deepEqual([at(0, 0), at(999, 1000), at(1000, 1000), at(2000, 1000)], [0, 99, 100, 100])
})

test('what does not fit an address counts as absent', () => {
  assert.deepEqual(intakeOf({ state: 'eaten', import: 'x'.repeat(40), step: 'result', weight: 7 }), {})
  assert.deepEqual(intakeOf({ state: 'done', weight: 'warning', more: 1 }), {
    state: 'done',
    weight: 'warning',
  })
})
