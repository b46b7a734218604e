import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { mostEventBytes, readBundle, tilePath, tilesOf, writeBundle } from './tile.ts'

test('paths of C2SP tlog-tiles', () => {
  // The first is the specification's own example.
  assert.equal(tilePath(0, 1_234_067), 'tile/0/x001/x234/067')
  assert.equal(tilePath(0, 0), 'tile/0/000')
  assert.equal(tilePath(1, 999), 'tile/1/999')
  assert.equal(tilePath(2, 1000), 'tile/2/x001/000')
  assert.equal(tilePath(0, 273, 112), 'tile/0/273.p/112')
  assert.equal(tilePath('entries', 12_345, 1), 'tile/entries/x012/345.p/1')
  assert.equal(tilePath('entries', 0, 256), 'tile/entries/000')
})

test('the tiles of a log of 70,000, as the specification counts them', () => {
  assert.deepEqual(tilesOf(0, 70_000), { full: 273, partial: 112 })
  assert.deepEqual(tilesOf(1, 70_000), { full: 1, partial: 17 })
  assert.deepEqual(tilesOf(2, 70_000), { full: 0, partial: 1 })
  assert.deepEqual(tilesOf(0, 256), { full: 1, partial: 0 })
})

test('a bundle is each event behind its length in two bytes, and is read back the same', () => {
  assert.equal(
    writeBundle([Buffer.from('ab'), Buffer.of(), Buffer.from('c')]).toString('hex'),
    '00026162' + '0000' + '000163',
  )
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 20 }), (events) => {
      const bytes = writeBundle(events)
      assert.deepEqual(readBundle(bytes), {
        events: events.map((event) => Buffer.from(event)),
        isWhole: true,
      })
      if (bytes.length > 0) assert.equal(readBundle(bytes.subarray(0, -1)).isWhole, false)
    }),
  )
  const longest = Buffer.alloc(mostEventBytes, 1)
  assert.deepEqual(readBundle(writeBundle([longest])).events, [longest])
  assert.throws(() => writeBundle([Buffer.alloc(mostEventBytes + 1)]), RangeError)
})
