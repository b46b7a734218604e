import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { startCluster } from '../../server/src/store/embedded.ts'
import { findPrograms, runProgram } from '../../server/src/store/postgres-programs.ts'
import { clearStale, isAlive } from '../../server/src/store/postmaster.ts'

/** A durable PostgreSQL that can be killed as by a power cut, and comes back on the same port. */
export interface MortalCluster {
  readonly url: (database: string) => string
  /** kill -9 of the server; its backends end by themselves. */
  kill(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

export async function startMortalCluster(folder: string): Promise<MortalCluster> {
  const cluster = await startCluster({ folder, durable: true })
  const data = join(folder, 'postgres')
  const programs = await findPrograms()
  // What it was started with stands in the folder: it starts again with the same.
  const options = (await readFile(join(data, 'postmaster.opts'), 'utf8'))
    .match(/"-c" "[^"]+"/g)
    ?.map((one) => one.replaceAll('"', ''))
    .join(' ')
  const pidOf = async (): Promise<number> =>
    Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0])
  return {
    url: cluster.url,
    kill: async () => {
      const pid = await pidOf()
      process.kill(pid, 'SIGKILL')
      while (isAlive(pid)) await sleep(20)
    },
    start: async () => {
      // Backends of the killed server hold its shared memory for a moment.
      for (let tries = 0; ; tries += 1)
        try {
          await clearStale(data)
          const log = join(data, 'again.log')
          await runProgram(programs, 'pg_ctl', [
            '-D',
            data,
            '-w',
            '-t',
            '60',
            '-l',
            log,
            '-o',
            options ?? '',
            'start',
          ])
          return
        } catch (error) {
          if (tries === 40) throw error
          await sleep(250)
        }
    },
    stop: async () => {
      await cluster.stop().catch(() => undefined)
      if (isAlive(await pidOf().catch(() => 0)))
        await runProgram(programs, 'pg_ctl', ['-D', data, '-m', 'fast', '-w', '-t', '30', 'stop'])
    },
  }
}
