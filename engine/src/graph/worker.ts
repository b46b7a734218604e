import { Worker } from 'node:worker_threads'

import { answerCalls } from '../thread/answer-calls.ts'
import { communitiesAmong } from './communities.ts'
import type { CommunityRequest } from './graph-door.ts'
import { createGraphIndex } from './graph-index.ts'
import type { Rebuilder } from './graph-index.ts'
import type { Snapshot } from './snapshot.ts'
import type { GraphCall } from './worker-client.ts'

/** A few entities and the links among them, to be put into communities as they are given. */
export interface Among extends Pick<CommunityRequest, 'seed' | 'resolution'> {
  readonly entities: readonly number[]
  readonly links: readonly (readonly [from: number, to: number])[]
}

/** The snapshot's columns are shared memory, so neither the order nor the answer copies them. */
const rebuildElsewhere: Rebuilder = async (order) => {
  const { promise, resolve, reject } = Promise.withResolvers<Snapshot>()
  const thread = new Worker(new URL('./rebuild-worker.ts', import.meta.url), { workerData: order })
  thread.once('message', resolve)
  thread.once('error', reject)
  thread.once('exit', () => reject(new Error('the rebuilding thread ended')))
  return promise
}

/** The graph in a thread of its own; new snapshots are made in a third. */
let index = createGraphIndex(rebuildElsewhere)

answerCalls<GraphCall>(({ name, argument }) => {
  if (name === 'clear') {
    index = createGraphIndex(rebuildElsewhere)
    return undefined
  }
  if (name === 'communitiesAmong') {
    const { entities, links, ...options } = argument as Among
    return communitiesAmong(entities, links, options)
  }
  return index[name](argument as never)
})
