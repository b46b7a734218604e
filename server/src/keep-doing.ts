import type { Node } from './context.ts'
import { loggable } from './loggable.ts'

interface Kept {
  readonly everyMs: number
  /** Told to the log when it fails; it is done again at the next turn. */
  readonly failed: string
  /** `signal` fires when it is to stop: what is long looks at it. */
  readonly act: (signal: AbortSignal) => Promise<unknown>
  /** Left out while partners' urgent messages come in. */
  readonly givesWay?: boolean
}

/** Does something again and again, one at a time, until stopped. A turn that comes while the last is under way is left out. */
export function keepDoing(
  { log, urgency }: Pick<Node, 'log' | 'urgency'>,
  { everyMs, failed, act, givesWay = false }: Kept,
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  let running: Promise<void> | undefined
  const step = async (): Promise<void> => {
    try {
      await act(signal)
    } catch (error) {
      if (!signal.aborted) log.error(loggable(error), failed)
    }
  }
  const timer = setInterval(() => {
    if (givesWay && urgency.isOn()) return
    running ??= step().finally(() => {
      running = undefined
    })
  }, everyMs)
  timer.unref()
  return {
    stop: async () => {
      stopping.abort()
      clearInterval(timer)
      await running
    },
  }
}
