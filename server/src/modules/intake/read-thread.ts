import { parentPort, workerData } from 'node:worker_threads'

import type { PreparedRound } from '../../prepare-records.ts'
import { readParts } from './read-parts.ts'
import type { Part, ReadOrder } from './read-parts.ts'

/** Parts that may wait to be written: the file is read no further ahead, so memory does not grow with it. */
const mostAhead = 2

/** Sends part after part; each that was written is answered, and makes room for another. */
async function readApart(order: ReadOrder): Promise<void> {
  let room = mostAhead
  let wake = (): void => undefined
  parentPort?.on('message', () => {
    room += 1
    wake()
  })
  for await (const part of readParts(order)) {
    while (room === 0) await new Promise<void>((resolve) => (wake = resolve))
    room -= 1
    parentPort?.postMessage(part, buffersOf(part))
  }
}

/** The rows change hands; nothing is copied. */
function buffersOf({ prepared }: Part): ArrayBuffer[] {
  return prepared.rounds.flatMap((round: PreparedRound) =>
    Object.values(round).flatMap((rows) =>
      rows instanceof Uint32Array ? [rows.buffer] : [rows.bytes.buffer, rows.starts.buffer],
    ),
  )
}

// Not awaited by the module: V8 of Node 26.10 has aborted the process when a thread is ended while its module waits for something.
// What fails is an unhandled rejection of the thread, and so its `error`, as it would be otherwise.
void readApart(workerData as ReadOrder)
