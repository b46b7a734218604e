import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Worker } from 'node:worker_threads'

import { firstRecordsApart } from './first-records-apart.ts'
import { firstRecords, shown } from './first-records.ts'
import type { FileToRead } from './read-file.ts'

let folder: string
const started: Worker[] = []
const listen = (worker: Worker): void => void started.push(worker)

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shield-first-'))
  process.on('worker', listen)
})
after(async () => {
  process.off('worker', listen)
  await rm(folder, { recursive: true })
})

async function fileOf(name: string, lines: readonly string[]): Promise<FileToRead> {
  const path = join(folder, name)
  await writeFile(path, lines.join('\n'))
  return { path, format: 'ftm', country: 'TH' }
}

const lines = (count: number, name: string): string[] =>
  Array.from({ length: count }, (_, number) =>
    JSON.stringify({ id: `P${number}`, schema: 'Person', properties: { name: [name] } }),
  )

test('what a large file begins with is read in a thread that ends, and is the same as without', async () => {
  const from = started.length
  const file = await fileOf('large.ijson', [
    ...lines(1, 'Malee'),
    'broken',
    ...lines(20_000, 'Narong Sukjai'),
  ])
  const first = await firstRecordsApart(file)
  assert.deepEqual([first.records.length, first.defects.length], [200, 1])
  assert.deepEqual([started.length, started[from]?.threadId], [from + 1, -1])
  assert.deepEqual(first, await firstRecords(file))
})

test('a small file starts no thread', async () => {
  const from = started.length
  const { records } = await firstRecordsApart(await fileOf('small.ijson', lines(10, 'Malee')))
  assert.deepEqual([records.length, started.length], [10, from])
})

test('a thread that dies is a fault, not silence', async () => {
  const file = await fileOf('leaves.ijson', lines(20_000, 'Narong Sukjai'))
  const listened = new Promise<Worker>((resolve) => process.once('worker', resolve))
  const reading = firstRecordsApart(file)
  await (await listened).terminate()
  await assert.rejects(reading, /ended/)
})

test('a value is shown by its beginning, and as whole characters', () => {
  assert.equal(shown('ก'.repeat(2000)), 'ก'.repeat(1000))
  assert.equal(shown('short \uD800'), 'short \uFFFD')
  assert.equal(shown(`${'x'.repeat(999)}😀`), `${'x'.repeat(999)}\uFFFD`)
})
