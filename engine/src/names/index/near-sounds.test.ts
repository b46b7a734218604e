import assert from 'node:assert/strict'
import { test } from 'node:test'

import { buildSegment } from './rebuild-segment.ts'
import { openSegment } from './segment.ts'
import { person } from './testing.ts'

test('sounds are near with a consonant more or less or one that is often taken for another, not with any other', () => {
  const segment = openSegment(buildSegment([person(1, 'Cathomas'), person(2, 'Twort'), person(3, 'Ann')]))
  const isNear = (sound: string, other: string): boolean =>
    segment
      .nearSounds()
      .near(sound)
      .includes(segment.soundNumber(other) ?? -1)
  assert.ok(isNear('KTM', 'KTMS'), 'one more')
  assert.ok(isNear('KTLMS', 'KTMS'), 'one less')
  assert.ok(isNear('KSMS', 'KTMS'), 's for t')
  assert.ok(isNear('TLT', 'TPLT'), 'one more inside')
  assert.ok(!isNear('KPMS', 'KTMS'), 'p for t')
  assert.ok(!isNear('KTMS', 'KTMS'), 'the same is not only near')
  assert.ok(!isNear('A', 'AN'), 'too short to be told')
})
