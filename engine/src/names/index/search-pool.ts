import { Worker } from 'node:worker_threads'

import type { NameKind } from '../name.ts'
import type { NameHit } from './door.ts'

/** A question to the pool: names are read in the thread that answers. */
export interface PoolQuery {
  readonly text: string
  readonly kind?: NameKind
  readonly birthDate?: string
}

export interface PoolOptions {
  readonly images: readonly SharedArrayBuffer[]
  readonly visible: Uint8Array
  readonly threads: number
}

export type ToThread =
  | { readonly images: readonly SharedArrayBuffer[]; readonly visible: Uint8Array }
  | { readonly id: number; readonly queries: readonly PoolQuery[]; readonly top: number }

export type FromThread =
  | { readonly id: number; readonly hits: readonly (readonly NameHit[])[] }
  | { readonly id: number; readonly fault: string }

/** Several threads that search the same shared segments. */
export interface SearchPool extends AsyncDisposable {
  /** The hits of each query, in the order of the queries; all of them from the same segments. */
  search(queries: readonly PoolQuery[], top: number): Promise<readonly (readonly NameHit[])[]>
  /** What is asked from now on is answered from these segments; what was asked before, from the old ones. */
  swap(images: readonly SharedArrayBuffer[], visible: Uint8Array): void
}

interface Thread {
  readonly worker: Worker
  readonly waiting: Map<number, PromiseWithResolvers<readonly (readonly NameHit[])[]>>
}

export function startSearchPool({ images, visible, threads }: PoolOptions): SearchPool {
  let last = 0
  const all = Array.from({ length: threads }, () => startThread({ images, visible }))
  return {
    search: (queries, top) => {
      const least = all.reduce((a, b) => (b.waiting.size < a.waiting.size ? b : a))
      const outcome = Promise.withResolvers<readonly (readonly NameHit[])[]>()
      last += 1
      least.waiting.set(last, outcome)
      least.worker.postMessage({ id: last, queries, top } satisfies ToThread)
      return outcome.promise
    },
    swap: (fresh, seen) => {
      for (const { worker } of all) worker.postMessage({ images: fresh, visible: seen } satisfies ToThread)
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(all.map(({ worker }) => worker.terminate()))
      for (const { waiting } of all)
        for (const { reject } of waiting.values()) reject(new Error('the search pool is closed'))
    },
  }
}

function startThread(first: ToThread): Thread {
  const worker = new Worker(new URL('./search-thread.ts', import.meta.url))
  const waiting: Thread['waiting'] = new Map()
  worker.on('message', (answer: FromThread) => {
    const outcome = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('fault' in answer) outcome?.reject(new Error(`a search failed: ${answer.fault}`))
    else outcome?.resolve(answer.hits)
  })
  worker.on('error', (fault) => {
    for (const { reject } of waiting.values()) reject(fault)
    waiting.clear()
  })
  worker.postMessage(first)
  return { worker, waiting }
}
