import { constants, setPriority } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { workerData } from 'node:worker_threads'

import { openDatabase } from '#store/database.ts'
import { matchSome, noteChanges } from './follow.ts'

export interface MatchOrder {
  readonly databaseUrl: string
  /** Of the thread that answers requests, in its last tenth of a second. */
  readonly percentBusy: Int32Array
}

/** A fifth of a second of work: what a write of a pending entity waits for at most. */
const mostQuiet = 1000
/** A hundredth of a second or two: requests come between. */
const mostBusy = 100
const busyPercent = 30
/** Under load it works one part of five; it never starves. */
const restShare = 4
const mostRestMs = 1000

/** Matches until nothing waits; slow while the node is busy. */
async function matchAll({ databaseUrl, percentBusy }: MatchOrder): Promise<void> {
  // On Linux the priority is a thread's own; elsewhere it would be that of the whole node.
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  const database = openDatabase(databaseUrl, { connections: 1 })
  try {
    for (let isMore = true; isMore;) {
      const isBusy = (percentBusy[0] ?? 0) >= busyPercent
      const from = performance.now()
      isMore = await matchSome(database, isBusy ? mostBusy : mostQuiet)
      if (isBusy) await sleep(Math.min(mostRestMs, restShare * (performance.now() - from)))
      if (isMore) continue
      // What came in meanwhile.
      await noteChanges(database)
      isMore = await matchSome(database, mostBusy)
    }
  } finally {
    await database.close()
  }
}

// Not awaited by the module: V8 of Node 26.10 has aborted the process when a thread is ended while its module waits for something.
// What fails is an unhandled rejection of the thread, and so its `error`, as it would be otherwise.
void matchAll(workerData as MatchOrder)
