import { Worker } from 'node:worker_threads'

import type { PairEngine, PairJob } from './link-records.ts'
import { collectEdges } from './scan.ts'
import type { Edges, Portion } from './scan.ts'
import { createScorer } from './score-pairs.ts'
import type { ScoringTask } from './score-pairs.ts'

/** What a thread is told: a new task, or a portion of the one it has. */
export type ThreadCall =
  | { readonly task: ScoringTask; readonly keys: readonly Int32Array[] }
  | { readonly portion: Omit<Portion, 'keys'> }
export type ThreadAnswer = Edges & { readonly seen: number }

export interface ThreadedEngine {
  readonly engine: PairEngine
  readonly close: () => Promise<void>
}

/** Fewer records than this are done before a thread has started. */
const fewRecords = 4000

/** Scores pairs on so many threads, from `least` records on, of this machine; the records are in memory that all of them share. */
export function threadedEngine(
  threads: number,
  tell?: (share: number) => void,
  least = fewRecords,
): ThreadedEngine {
  let workers: readonly Worker[] = []
  const engine: PairEngine = async (job) => {
    const portions = portionsOf(job, threads)
    if (threads === 1 || job.task.count < least) {
      const scorer = createScorer(job.task)
      return joined(
        portions.map((portion, at) => {
          tell?.(at / portions.length)
          return collectEdges(job.task, scorer, { ...portion, keys: job.keys })
        }),
      )
    }
    if (workers.length === 0)
      workers = Array.from({ length: threads }, () => new Worker(new URL('./thread.ts', import.meta.url)))
    for (const worker of workers) worker.postMessage({ task: job.task, keys: job.keys } satisfies ThreadCall)
    const answers: ThreadAnswer[] = []
    let next = 0
    const serve = async (worker: Worker): Promise<void> => {
      for (let portion = portions[next++]; portion; portion = portions[next++]) {
        answers.push(await ask(worker, { portion }))
        tell?.(answers.length / portions.length)
      }
    }
    await Promise.all(workers.map(serve))
    return joined(answers)
  }
  return { engine, close: async () => void (await Promise.all(workers.map((worker) => worker.terminate()))) }
}

/** The widest rules first; few rules are cut, so that the threads end together. */
function portionsOf(
  { keys, least, onlyBetween }: PairJob,
  threads: number,
): readonly Omit<Portion, 'keys'>[] {
  const slices = threads === 1 || keys.length >= threads * 8 ? 1 : threads * 2
  return [...keys.keys()]
    .toReversed()
    .flatMap((rule) =>
      Array.from({ length: slices }, (__, slice) => ({ rule, slice, slices, least, onlyBetween })),
    )
}

function ask(worker: Worker, call: ThreadCall): Promise<ThreadAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<ThreadAnswer>()
  const failed = (fault: unknown): void =>
    reject(fault instanceof Error ? fault : new Error('a linking thread ended'))
  worker.once('message', (answer: ThreadAnswer) => {
    worker.off('error', failed)
    resolve(answer)
  })
  worker.once('error', failed)
  worker.postMessage(call)
  return promise
}

function joined(answers: readonly ThreadAnswer[]): ThreadAnswer {
  const total = answers.reduce((sum, { lefts }) => sum + lefts.length, 0)
  const edges = {
    lefts: new Int32Array(total),
    rights: new Int32Array(total),
    weights: new Int32Array(total),
  }
  let at = 0
  for (const { lefts, rights, weights } of answers) {
    edges.lefts.set(lefts, at)
    edges.rights.set(rights, at)
    edges.weights.set(weights, at)
    at += lefts.length
  }
  return { ...edges, seen: answers.reduce((sum, { seen }) => sum + seen, 0) }
}
