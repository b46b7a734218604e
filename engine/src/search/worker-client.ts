import { Worker } from 'node:worker_threads'

import type {
  IndexedValue,
  SearchIndex,
  SearchReply,
  SearchRequest,
  SuggestRequest,
  Suggested,
} from './index-door.ts'

export interface Call {
  readonly id: number
  readonly name: keyof SearchIndex | 'clear'
  readonly argument: unknown
}

export type Answer = { readonly id: number } & ({ readonly result: unknown } | { readonly fault: string })

/** The index's door from another thread: the same calls, answered in order. */
export interface SearchClient {
  add(values: readonly IndexedValue[]): Promise<void>
  removeEntity(entity: number): Promise<void>
  replace(change: {
    readonly entities: readonly number[]
    readonly values: readonly IndexedValue[]
  }): Promise<void>
  settle(): Promise<void>
  search(request: SearchRequest): Promise<SearchReply>
  suggest(request: SuggestRequest): Promise<readonly Suggested[]>
  sameValue(request: SuggestRequest): Promise<readonly number[]>
  size(): Promise<{ readonly values: number; readonly entities: number }>
  /** An empty index again, as after a fault. */
  clear(): Promise<void>
  close(): Promise<void>
}

// What reading names leaves behind is swept more often: 20 MB less in each node, and no slower for 300,000 names.
const youngMegabytes = 4

/**
 * Starts the thread. When it ends, by a fault or because somebody ended it, calls under way are rejected, `onFault` hears
 * of it, and a new empty one starts.
 */
export function startSearchWorker(options: { readonly onFault: (fault: Error) => void }): SearchClient {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let last = 0
  let isClosed = false
  let worker = start()

  function start(): Worker {
    const fresh = new Worker(new URL('./worker.ts', import.meta.url), {
      resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
    })
    fresh.unref()
    fresh.on('message', (answer: Answer) => {
      const call = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('fault' in answer) call?.reject(new Error(`the search index failed: ${answer.fault}`))
      else call?.resolve(answer.result)
    })
    let fault = new Error('the search thread ended')
    fresh.on('error', (thrown) => {
      if (thrown instanceof Error) fault = thrown
    })
    fresh.on('exit', () => {
      for (const call of waiting.values()) call.reject(fault)
      waiting.clear()
      if (isClosed) return
      worker = start()
      options.onFault(fault)
    })
    return fresh
  }

  async function call<T>(name: Call['name'], argument?: unknown): Promise<T> {
    if (isClosed) throw new Error('the search index is closed')
    const outcome = Promise.withResolvers<unknown>()
    last += 1
    waiting.set(last, outcome)
    worker.postMessage({ id: last, name, argument } satisfies Call)
    return (await outcome.promise) as T
  }

  return {
    add: (values) => call('add', values),
    removeEntity: (entity) => call('removeEntity', entity),
    replace: (change) => call('replace', change),
    settle: () => call('settle'),
    search: (request) => call('search', request),
    suggest: (request) => call('suggest', request),
    sameValue: (request) => call('sameValue', request),
    size: () => call('size'),
    clear: () => call('clear'),
    close: async () => {
      isClosed = true
      await worker.terminate()
    },
  }
}
