import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Worker } from 'node:worker_threads'

import { readApart } from './read-apart.ts'
import type { ReadOrder } from './read-parts.ts'

let folder: string
const started: Worker[] = []
const listen = (worker: Worker): void => void started.push(worker)

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shield-read-'))
  process.on('worker', listen)
})
after(async () => {
  process.off('worker', listen)
  await rm(folder, { recursive: true })
})

const line = (number: number): string =>
  JSON.stringify({ id: `P${number}`, schema: 'Person', properties: { name: ['Narong Sukjai'] } })

async function orderOf(name: string, lines: readonly string[]): Promise<ReadOrder> {
  const path = join(folder, name)
  await writeFile(path, lines.join('\n'))
  return { file: { path, format: 'ftm', country: 'TH' }, markings: new Map([[undefined, 1]]), grade: 'F6' }
}

const many = Array.from({ length: 20_000 }, (_, number) => line(number))
/** How many threads that were started since have not ended. */
const alive = (from: number): number => started.slice(from).filter((worker) => worker.threadId !== -1).length

test('a large file is read in a thread: every record and defect comes, in order, and the thread ends', async () => {
  const from = started.length
  const order = await orderOf('large.ijson', [...many.slice(0, 9000), 'broken', ...many.slice(9000)])
  let written = 0
  const defects: (number | undefined)[] = []
  const records: number[] = []
  for await (const { prepared, ...part } of readApart(order)) {
    for (const round of prepared.rounds) written += round.records.starts.length - 1
    defects.push(...part.defects.map(({ place }) => place.row))
    records.push(part.records)
  }
  assert.equal(started.length, from + 1)
  assert.deepEqual([written, records.at(-1), defects], [20_000, 20_000, [9001]])
  assert.deepEqual(
    records,
    records.toSorted((a, b) => a - b),
  )
  assert.equal(alive(from), 0)
})

test('who stops listening ends the thread', async () => {
  const from = started.length
  const order = await orderOf('left.ijson', many)
  for await (const part of readApart(order)) if (part.records > 0) break
  assert.deepEqual([started.length, alive(from)], [from + 1, 0])
})

test('a thread that dies is a fault, not an end', async () => {
  const from = started.length
  const order = await orderOf('dies.ijson', many)
  await assert.rejects(async () => {
    for await (const part of readApart(order)) if (part.records > 0) await started[from]?.terminate()
  }, /ended/)
})

test('a small file starts no thread', async () => {
  const from = started.length
  const parts = []
  for await (const part of readApart(await orderOf('small.ijson', many.slice(0, 10)))) parts.push(part)
  assert.deepEqual([parts.length, parts[0]?.records, started.length], [1, 10, from])
})
