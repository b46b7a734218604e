import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { readName } from '../name.ts'
import { startBuildPool } from './build-pool.ts'
import { segmentBuilder } from './build-segment.ts'
import type { NameHit, NameRecord } from './door.ts'
import { finishSegment } from './finish-segment.ts'
import { joinBuildings } from './join-buildings.ts'
import type { Block } from './join-buildings.ts'
import { createNameIndex } from './name-index.ts'
import { person, words } from './testing.ts'

function answers(image: SharedArrayBuffer): readonly (readonly NameHit[])[] {
  const index = createNameIndex([image])
  const visible = new Uint8Array([0xff])
  return words.map((word, at) =>
    index.search({
      name: readName(`${word} ${words[at + 3] ?? ''}`),
      birthDate: '1980-02-03',
      visible,
      top: 20,
    }),
  )
}

function builtAlone(records: readonly NameRecord[]): SharedArrayBuffer {
  const builder = segmentBuilder()
  for (const record of records) builder.add(record)
  return builder.finish()
}

const record = fc.record({
  entity: fc.nat(30),
  text: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((some) => some.join(' ')),
  marking: fc.nat(7),
  birthDate: fc.constantFrom('', '1980-02-03', '1990'),
  label: fc.constantFrom('', 'A-1'),
  tag: fc.nat(3),
})

test('a list whose blocks several builders read is the same list', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(2), fc.array(record, { maxLength: 6 })), { maxLength: 8 }),
      (dealt) => {
        const builders = [segmentBuilder(), segmentBuilder(), segmentBuilder()]
        for (const [thread, records] of dealt) for (const one of records) builders[thread]?.add(one)
        const blocks = dealt.map(([thread, records]): Block => ({ thread, records: records.length }))
        const joined = finishSegment(
          joinBuildings(
            builders.map((builder) => builder.handOver()),
            blocks,
          ),
        )
        const alone = builtAlone(dealt.flatMap(([, records]) => records))
        assert.equal(joined.byteLength, alone.byteLength)
        assert.deepEqual(answers(joined), answers(alone))
      },
    ),
    { numRuns: 200 },
  )
})

test('threads make of a long list what one makes of it', async () => {
  const records = Array.from({ length: 31_000 }, (_, at) =>
    person(at, `${words[at % 7] ?? ''} ${words[7 + (at % 11)] ?? ''} ${(at % 997).toString(36)}`),
  )
  await using pool = startBuildPool(2)
  for (let at = 0; at < records.length; at += 10_000) await pool.add(records.slice(at, at + 10_000))
  assert.deepEqual(answers(await pool.finish()), answers(builtAlone(records)))
})
