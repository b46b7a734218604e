import { readFile } from 'node:fs/promises'

import { people } from '@shield/world'

import { issueToken } from '../../server/src/modules/identity/index.ts'
import { newId } from '../../server/src/store/identifier.ts'
import type { BenchNode } from './bench-node.ts'
import type { Figure } from './figure.ts'
import { quantile, rounded } from './figure.ts'

export interface Asked {
  readonly name: string
  readonly path: string
  /** Milliseconds. */
  readonly goal: number
  readonly asks: number
}

/** Each address asked by the first case worker again and again: p95, beside what it takes of the processor here and in the database. */
export async function askTimes(
  { running: { node }, address }: BenchNode,
  asked: readonly Asked[],
  conditions: string,
): Promise<readonly Figure[]> {
  const worker = people.find((one) => one.roles.includes('case-worker'))
  if (!worker) throw new Error('the world has no case worker')
  const token = await node.database.inTransaction((tx) =>
    issueToken(
      { tx, node, now: new Date(), requestId: newId() },
      { person: worker.id, purpose: 'victim-protection', reference: 'bench' },
    ),
  )
  const ask = async (path: string): Promise<number> => {
    const from = performance.now()
    const answer = await fetch(`${address}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })
    const text = await answer.text()
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text}`)
    return performance.now() - from
  }
  const figures: Figure[] = []
  for (const { name, path, goal, asks } of asked) {
    await ask(path)
    const times: number[] = []
    const before = await databaseMs(node.database.pool)
    const from = process.cpuUsage()
    for (let at = 0; at < asks; at += 1) times.push(await ask(path))
    const used = process.cpuUsage(from)
    const database = (await databaseMs(node.database.pool)) - before
    figures.push({
      name: `${name} p95`,
      value: rounded(quantile(times, 0.95)),
      unit: 'ms',
      goal: { at: 'most', value: goal },
      conditions: `${conditions}; ${rounded((used.user + used.system) / 1000 / asks)} ms of the node's and the asker's processor each, ${rounded(database / asks)} ms of the database's`,
    })
  }
  return figures
}

/** A tick of Linux, in milliseconds. */
const tickMs = 10

/** What the database's processes have taken of the processor since they began; helpers that have ended are not in it. */
export async function databaseMs(pool: BenchNode['running']['node']['database']['pool']): Promise<number> {
  const found = await pool.query<{ pid: number }>('select pid from pg_stat_activity')
  const ticks = await Promise.all(
    found.rows.map(async ({ pid }) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
      const [user = 0, system = 0] = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .slice(11, 13)
        .map(Number)
      return user + system
    }),
  )
  return ticks.reduce((sum, one) => sum + one, 0) * tickMs
}
