import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { root } from '../run-step.ts'
import type { Bench, Figure } from './figure.ts'
import { rounded } from './figure.ts'

/** `npm start` as a desk runs it: how long until ready, and the memory of the process that holds both nodes. */
export const starting: Bench = {
  name: 'start',
  summary: 'time until ready and memory with the demonstration world',
  run: async ({ tell }) => {
    const folder = await mkdtemp(join(tmpdir(), 'shield-bench-'))
    try {
      const first = await startAndWait(folder, tell)
      const again = await startAndWait(folder, tell)
      const ready = (name: string, seconds: number, most: number): Figure => ({
        name,
        value: rounded(seconds),
        unit: 's',
        goal: { at: 'most', value: most },
        conditions: 'two nodes, embedded PostgreSQL, packages installed, web app built when it is not',
      })
      const memory = (name: string, megabytes: number): Figure => ({
        name,
        value: Math.round(megabytes),
        unit: 'MB',
        goal: { at: 'most', value: 500 },
        conditions: 'resident memory of the one process with both demonstration nodes, 20 s after ready',
      })
      return [
        ready('first start until ready', first.seconds, 60),
        ready('second start until ready', again.seconds, 30),
        memory('memory after the first start', first.megabytes),
        memory('memory after a second start', again.megabytes),
      ]
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function startAndWait(
  folder: string,
  tell: (line: string) => void,
): Promise<{ readonly seconds: number; readonly megabytes: number }> {
  const port = await freePort()
  const from = performance.now()
  const child = spawn(process.execPath, [`${root}server/src/main.ts`, 'demo', '--port', String(port)], {
    cwd: root,
    env: { ...process.env, SHIELD_DATA: folder },
    stdio: 'ignore',
  })
  try {
    await untilReady(port, child)
    const seconds = (performance.now() - from) / 1000
    tell(`ready after ${seconds.toFixed(1)} s`)
    await new Promise((resolve) => setTimeout(resolve, 20_000))
    return { seconds, megabytes: await residentMegabytes(child) }
  } finally {
    child.kill('SIGINT')
    if (child.exitCode === null) await once(child, 'exit')
  }
}

async function untilReady(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the demonstration ended with exit code ${child.exitCode}`)
    const answer = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the demonstration was not ready within two minutes')
}

/** From /proc, so on Linux only; elsewhere the figure is not a number and says so. */
async function residentMegabytes(child: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024
}

/** Two free ports in a row: the second node listens on the next one. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? Math.min(address.port, 65_000) : 18_080
}
