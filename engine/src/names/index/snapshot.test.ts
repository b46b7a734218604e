import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

import { SnapshotFault } from './layout.ts'
import { createNameIndex } from './name-index.ts'
import { buildSegment } from './rebuild-segment.ts'
import { readSnapshot, writeSnapshot } from './snapshot.ts'
import { ask, person } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'shield-names-'))
after(() => rmSync(folder, { recursive: true }))

const listed = [
  { ...person(1, 'Somchai Jaidee'), birthDate: '1987-05-12', label: 'A-1' },
  { ...person(2, 'Somchai Jaideo'), label: 'B/ส' },
  { ...person(3, 'Golden Lotus Co., Ltd.'), kind: 'organisation' as const },
]

function written(): string {
  const file = join(folder, 'names.index')
  writeSnapshot(file, buildSegment(listed))
  return file
}

test('a snapshot answers as the list that it was made from', () => {
  const fresh = createNameIndex([buildSegment(listed)])
  const loaded = createNameIndex([readSnapshot(written())])
  for (const asked of ['Somchai Jaidee', 'Golden Lotus', 'Jaide'])
    assert.deepEqual(ask(loaded, asked, '1987-05-12'), ask(fresh, asked, '1987-05-12'))
  assert.deepEqual(
    ask(loaded, 'Somchai Jaidee').map((hit) => hit.label),
    ['A-1', 'B/ส'],
  )
})

test('a snapshot that is damaged, cut short, of another version or none is refused in words', () => {
  const file = written()
  const bytes = readFileSync(file)
  const refused = (change: (bytes: Buffer) => Buffer, words: RegExp): void => {
    writeFileSync(file, change(Buffer.from(bytes)))
    assert.throws(
      () => readSnapshot(file),
      (fault) => fault instanceof SnapshotFault && words.test(fault.message),
    )
  }
  for (const at of [64, Math.floor(bytes.length / 2), bytes.length - 1])
    refused((copy) => (copy.writeUInt8((copy[at] ?? 0) ^ 1, at), copy), /damaged|cut short/)
  refused((copy) => copy.subarray(0, copy.length - 8), /cut short/)
  refused((copy) => copy.subarray(0, 10), /cut short/)
  refused((copy) => (copy.writeUInt32LE(99, 8), copy), /version 99/)
  refused(() => Buffer.from('id,name\n'.repeat(500)), /no snapshot/)
})
