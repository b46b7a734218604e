import { fork } from 'node:child_process'
import { once } from 'node:events'

import type { Config } from '../config.ts'
import type { Told } from './load-process.ts'
import type { Progress } from './progress.ts'

interface Loading {
  readonly tell: (line: string) => void
  readonly progress?: Progress
  /** Gives up: of the file under way nothing is kept. */
  readonly signal?: AbortSignal
}

/**
 * Loads the invented world into the databases of nodes that are not on the air yet, in a process of its own that ends with it:
 * what an import takes of memory for a moment, the process that serves would keep (20 s after a first start 712 MB, so 380).
 */
export async function loadApart(
  configs: readonly Config[],
  { tell, progress, signal }: Loading,
): Promise<void> {
  // Its own flags: those of a test runner would make a test of it.
  const child = fork(new URL('./load-process.ts', import.meta.url), {
    execArgv: [],
    ...(signal ? { signal } : {}),
  })
  let fault = 'the process that loads the demonstration world ended early'
  child.on('message', (told: Told) => {
    if ('line' in told) tell(told.line)
    else if ('fault' in told) ({ fault } = told)
    else if (told.done === undefined) progress?.end()
    else progress?.tell(told.done, told.total, told.unit)
  })
  child.send(configs)
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(fault)
}
