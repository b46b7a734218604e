import { Worker } from 'node:worker_threads'

export interface Call<Name extends string> {
  readonly id: number
  readonly name: Name
  readonly argument: unknown
}

export type Answer = { readonly id: number } & ({ readonly result: unknown } | { readonly fault: string })

export interface ThreadOptions {
  readonly module: URL
  /** As its faults name it. */
  readonly name: string
  readonly onFault: (fault: Error) => void
  /** Megabytes of memory for what was just made, before it is swept; undefined leaves it to Node. */
  readonly young?: number
}

export interface Thread<Name extends string> {
  readonly call: <T>(name: Name, argument?: unknown) => Promise<T>
  readonly close: () => Promise<void>
}

/**
 * Starts a thread that answers calls in order (`answerCalls`). When it ends, by a fault or because somebody ended it, calls
 * under way are rejected, `onFault` hears of it, and a new one starts, which holds nothing yet.
 */
export function startThread<Name extends string>(options: ThreadOptions): Thread<Name> {
  const { module, name, onFault, young } = options
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let last = 0
  let isClosed = false
  let worker = start()

  function start(): Worker {
    const fresh = new Worker(module, {
      resourceLimits: young === undefined ? {} : { maxYoungGenerationSizeMb: young },
    })
    fresh.unref()
    fresh.on('message', (answer: Answer) => {
      const call = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('fault' in answer) call?.reject(new Error(`the ${name} failed: ${answer.fault}`))
      else call?.resolve(answer.result)
    })
    let fault = new Error(`the thread of the ${name} ended`)
    fresh.on('error', (thrown) => {
      if (thrown instanceof Error) fault = thrown
    })
    fresh.on('exit', () => {
      for (const call of waiting.values()) call.reject(fault)
      waiting.clear()
      if (isClosed) return
      worker = start()
      onFault(fault)
    })
    return fresh
  }

  return {
    call: async <T>(called: Name, argument?: unknown): Promise<T> => {
      if (isClosed) throw new Error(`the ${name} is closed`)
      const outcome = Promise.withResolvers<unknown>()
      last += 1
      waiting.set(last, outcome)
      worker.postMessage({ id: last, name: called, argument } satisfies Call<Name>)
      return (await outcome.promise) as T
    },
    close: async () => {
      isClosed = true
      await worker.terminate()
    },
  }
}
