import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { readName } from '../name.ts'
import { nobody } from './best.ts'
import { likeness } from './likeness.ts'
import { bestAlike } from './look.ts'
import { partsNear } from './near-parts.ts'
import { planQuery } from './query-plan.ts'
import { buildSegment } from './rebuild-segment.ts'
import { withScratch } from './search-segments.ts'
import { openSegment } from './segment.ts'
import { seekIn } from './seeking.ts'
import type { Seeking } from './seeking.ts'
import { one, person, words } from './testing.ts'
import { worthOf } from './worth.ts'

const more = ['威茨', 'waits', '巴克', 'barker', 'samchi', 'somkhit', '김', 'gim', 'ahmad', 'أحمد', 'lehmann']

function seekingIn(listed: readonly string[], asked: string): Seeking {
  const segment = openSegment(buildSegment(listed.map((text, at) => person(at + 1, text))))
  const asking = { plan: planQuery(readName(asked)), visible: one, leastOfBest: 0 }
  const seeking = seekIn(withScratch(segment), asking)
  for (const here of seeking.slots) partsNear(seeking, here.slot, here.alike)
  return seeking
}

/** Every part compared with every part. */
function wholeWorth({ slots }: Seeking, record: number): number {
  return slots.reduce(
    (sum, here) => sum + Math.floor((here.slot.worth * bestAlike(here, record)) / likeness.same),
    0,
  )
}

test('what a name is worth is told exactly where it has a place, and below that where it has none', () => {
  const name = fc
    .array(fc.constantFrom(...words, ...more), { minLength: 1, maxLength: 7 })
    .map((parts) => parts.join(' '))
  let given = 0
  let told = 0
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 1, maxLength: 8 }),
      name,
      fc.integer({ min: 0, max: 10_000 }),
      (listed, asked, floor) => {
        const plain = seekingIn(listed, asked)
        const cut = seekingIn(listed, asked)
        cut.best = { ...nobody, floor }
        for (let record = 0; record < listed.length; record += 1) {
          const whole = wholeWorth(plain, record)
          const worth = worthOf(cut, record)
          if (whole < floor) given += 1
          else told += 1
          if (whole < floor) assert.ok(worth < floor, `${asked}, ${listed[record]}: ${worth}`)
          else assert.equal(worth, whole, `${asked}, ${listed[record]}`)
        }
      },
    ),
    { numRuns: 300 },
  )
  assert.ok(given > 100 && told > 100, `${given} given up, ${told} told`)
})
