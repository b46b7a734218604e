import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { ConsentView } from '../../api/wire.ts'
import { linesOf } from './lines-of.ts'

const entry = (at: string, rest: Partial<ConsentView['entries'][number]> = {}) =>
  ({ id: at, purpose: 'assistance', at, ...rest }) as ConsentView['entries'][number]
const view = (entries: ConsentView['entries']): ConsentView =>
  ({ entries, refusals: [], restrictions: [], shares: [] }) as unknown as ConsentView

test('the ledger tells everything newest first, and what ended stands beside what was given', () => {
  const lines = linesOf(
    view([
      entry('2026-05-01T00:00:00Z', {
        withdrawnAt: '2026-05-03T00:00:00Z',
        expiresAt: '2026-05-04T00:00:00Z',
      }),
      entry('2026-05-02T00:00:00Z', { expiresAt: '2026-05-05T00:00:00Z' }),
    ]),
    '2026-05-10T00:00:00Z',
  )
  assert.deepEqual(
    lines.map(({ kind, at }) => [kind, at.slice(8, 10)]),
    [
      ['expired', '05'],
      ['withdrawn', '03'],
      ['given', '02'],
      ['given', '01'],
    ],
  )
})

test('what has not run out yet did not end', () => {
  const lines = linesOf(
    view([entry('2026-05-02T00:00:00Z', { expiresAt: '2026-05-05T00:00:00Z' })]),
    '2026-05-04T00:00:00Z',
  )
  assert.deepEqual(
    lines.map(({ kind }) => kind),
    ['given'],
  )
})
