import { Worker } from 'node:worker_threads'

import type { NameKind } from '../name.ts'
import { listWords, segmentBuilder } from './build-segment.ts'
import type { SegmentBuilder } from './build-segment.ts'
import type { NameRecord } from './door.ts'
import { finishSegment } from './finish-segment.ts'
import { joinBuildings } from './join-buildings.ts'
import type { Block } from './join-buildings.ts'
import { buildSegment } from './rebuild-segment.ts'

/** A block of names, column by column: as objects it would take as long to send as to read. */
interface NameBlock {
  readonly entities: readonly number[]
  readonly texts: readonly string[]
  readonly kinds: readonly (NameKind | undefined)[]
  readonly birthDates: readonly (string | undefined)[]
  readonly markings: readonly number[]
  readonly labels: readonly (string | undefined)[]
  readonly tags: readonly (number | undefined)[]
}

export type ToBuilder = NameBlock | 'finish'
export type FromBuilder = ReturnType<SegmentBuilder['handOver']> | 'read'

/** Several threads that each read a part of a list, of which one segment is made. */
export interface BuildPool extends AsyncDisposable {
  /** Waits while the threads have enough to read. */
  add(records: readonly NameRecord[]): Promise<void>
  /** The finished segment: for every question the same as if one thread had read all. */
  finish(): Promise<SharedArrayBuffer>
}

// A thread takes a third of a second until it reads as quickly as it can.
const fewForThreads = 30_000
const blockSize = 5000
// Blocks a thread has waiting, so that it never does.
const mostAhead = 3

interface Thread {
  readonly worker: Worker
  readonly grown: Promise<Exclude<FromBuilder, 'read'>>
  ahead: number
  /** Called when a block is read. */
  read: () => void
}

export function startBuildPool(threads: number): BuildPool {
  return threads === 1 ? buildAlone() : buildTogether(threads)
}

function buildAlone(): BuildPool {
  const builder = segmentBuilder(listWords())
  return {
    add: (records) => {
      for (const record of records) builder.add(record)
      return Promise.resolve()
    },
    finish: () => Promise.resolve(builder.finish()),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

function buildTogether(threads: number): BuildPool {
  let all: Thread[] = []
  let waiting: NameRecord[] = []
  const blocks: Block[] = []
  const send = async (records: readonly NameRecord[]): Promise<void> => {
    const thread = all.reduce((least, one) => (one.ahead < least.ahead ? one : least))
    thread.ahead += 1
    blocks.push({ thread: all.indexOf(thread), records: records.length })
    thread.worker.postMessage(columnsOf(records) satisfies ToBuilder)
    while (all.every((one) => one.ahead >= mostAhead))
      await Promise.race([nextRead(all), ...all.map((one) => one.grown)])
  }
  const sendWaiting = async (least: number): Promise<void> => {
    while (waiting.length > least) {
      const records = waiting.slice(0, blockSize)
      waiting = waiting.slice(blockSize)
      await send(records)
    }
  }
  return {
    add: async (records) => {
      for (const record of records) waiting.push(record)
      if (all.length === 0 && waiting.length < fewForThreads) return
      if (all.length === 0) all = Array.from({ length: threads }, startThread)
      await sendWaiting(blockSize)
    },
    finish: async () => {
      if (all.length === 0) return buildSegment(waiting)
      await sendWaiting(0)
      for (const { worker } of all) worker.postMessage('finish' satisfies ToBuilder)
      return finishSegment(joinBuildings(await Promise.all(all.map(({ grown }) => grown)), blocks))
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(all.map(({ worker }) => worker.terminate()))
    },
  }
}

function columnsOf(records: readonly NameRecord[]): NameBlock {
  return {
    entities: records.map(({ entity }) => entity),
    texts: records.map(({ text }) => text),
    kinds: records.map(({ kind }) => kind),
    birthDates: records.map(({ birthDate }) => birthDate),
    markings: records.map(({ marking }) => marking),
    labels: records.map(({ label }) => label),
    tags: records.map(({ tag }) => tag),
  }
}

function nextRead(threads: readonly Thread[]): Promise<void> {
  return new Promise((resolve) => {
    for (const thread of threads) thread.read = resolve
  })
}

function startThread(): Thread {
  const worker = new Worker(new URL('./build-thread.ts', import.meta.url))
  const outcome = Promise.withResolvers<Exclude<FromBuilder, 'read'>>()
  // Who waits for it hears of it; where nobody does yet, it must not end the process.
  outcome.promise.catch(() => undefined)
  const thread: Thread = { worker, grown: outcome.promise, ahead: 0, read: () => undefined }
  worker.on('message', (message: FromBuilder) => {
    if (message !== 'read') return outcome.resolve(message)
    thread.ahead -= 1
    thread.read()
  })
  worker.on('error', outcome.reject)
  worker.on('exit', () => outcome.reject(new Error('a thread that reads names has ended')))
  return thread
}
