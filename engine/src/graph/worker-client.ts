import { Worker } from 'node:worker_threads'

import type { GraphIndex } from './graph-door.ts'
import type { Among } from './worker.ts'

export interface Call {
  readonly id: number
  readonly name: keyof GraphIndex | 'clear' | 'communitiesAmong'
  readonly argument: unknown
}

export type Answer = { readonly id: number } & ({ readonly result: unknown } | { readonly fault: string })

type Promised<T> = {
  readonly [K in keyof T]: T[K] extends (...given: infer G) => infer R ? (...given: G) => Promise<R> : never
}

/** The graph's door from another thread: the same calls, answered in order. */
export interface GraphClient extends Promised<GraphIndex> {
  communitiesAmong(among: Among): ReturnType<Promised<GraphIndex>['communities']>
  /** An empty graph again, as after a fault. */
  clear(): Promise<void>
  close(): Promise<void>
}

/** Starts the thread. When it fails, calls under way are rejected, `onFault` hears of it, and a new empty one starts. */
export function startGraphWorker(options: { readonly onFault: (fault: Error) => void }): GraphClient {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let last = 0
  let isClosed = false
  let worker = start()

  function start(): Worker {
    const fresh = new Worker(new URL('./worker.ts', import.meta.url))
    fresh.unref()
    fresh.on('message', (answer: Answer) => {
      const call = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('fault' in answer) call?.reject(new Error(`the graph failed: ${answer.fault}`))
      else call?.resolve(answer.result)
    })
    fresh.on('error', (fault) => {
      for (const call of waiting.values()) call.reject(fault)
      waiting.clear()
      if (isClosed) return
      worker = start()
      options.onFault(fault instanceof Error ? fault : new Error('the graph thread ended'))
    })
    return fresh
  }

  async function call<T>(name: Call['name'], argument?: unknown): Promise<T> {
    if (isClosed) throw new Error('the graph is closed')
    const outcome = Promise.withResolvers<unknown>()
    last += 1
    waiting.set(last, outcome)
    worker.postMessage({ id: last, name, argument } satisfies Call)
    return (await outcome.promise) as T
  }

  return {
    addNodes: (page) => call('addNodes', page),
    addLinks: (page) => call('addLinks', page),
    finish: () => call('finish'),
    replace: (rows) => call('replace', rows),
    expand: (request) => call('expand', request),
    paths: (request) => call('paths', request),
    components: (viewer) => call('components', viewer),
    pageRank: (request) => call('pageRank', request),
    communities: (request) => call('communities', request),
    communitiesAmong: (among) => call('communitiesAmong', among),
    size: () => call('size'),
    clear: () => call('clear'),
    close: async () => {
      isClosed = true
      await worker.terminate()
      for (const call of waiting.values()) call.reject(new Error('the graph is closed'))
    },
  }
}
