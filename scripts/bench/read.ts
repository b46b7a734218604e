import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { startBenchNode } from './bench-node.ts'
import type { BenchNode } from './bench-node.ts'
import type { Bench, Figure } from './figure.ts'
import { quantile, rounded } from './figure.ts'
import type { LoadOrder, LoadReport } from './load.ts'
import { registerCsv, registeredPeople } from './register.ts'

/** Reads of a node that holds a million people: profiles under load, the newest, type-ahead, search. */
export const reading: Bench = {
  name: 'read',
  summary: 'profiles, newest, type-ahead and search in a million entities',
  run: async ({ scale, tell }) => {
    const count = Math.round(1_000_000 * scale)
    const node = await startBenchNode()
    try {
      const { seconds } = await node.importAll(registerCsv(count))
      tell(`${count} people imported in ${seconds.toFixed(0)} s`)
      await node.running.node.database.pool.query('select 1')
      return [
        await profiles(node, count),
        await newest(node, count),
        ...(await typing(node, count)),
        await searching(node, count),
      ]
    } finally {
      await node.close()
    }
  },
}

async function loadFrom(order: LoadOrder): Promise<LoadReport> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [fileURLToPath(new URL('./load.ts', import.meta.url)), JSON.stringify(order)],
    { maxBuffer: 64 * 2 ** 20 },
  )
  return JSON.parse(stdout) as LoadReport
}

async function measure(
  node: BenchNode,
  paths: readonly string[],
  rate: { readonly perSecond: number; readonly seconds: number },
): Promise<readonly number[]> {
  const order = { address: node.address, token: node.token, paths }
  await loadFrom({ ...order, perSecond: Math.min(rate.perSecond, 100), seconds: rate.seconds })
  const { times, bad } = await loadFrom({ ...order, ...rate })
  if (bad > 0) throw new Error(`${bad} of ${times.length} requests were not answered well`)
  return times
}

async function profiles(node: BenchNode, count: number): Promise<Figure> {
  const some = await node.running.node.database.pool.query<{ wire: string }>(
    'select wire from entity tablesample system (1) limit 2000',
  )
  const paths = some.rows.map((row) => `/api/v1/entities/${row.wire}`)
  const times = await measure(node, paths, { perSecond: 300, seconds: 20 })
  return {
    name: 'profile read, p99',
    value: rounded(quantile(times, 0.99)),
    unit: 'ms',
    goal: { at: 'most', value: 20 },
    conditions: `300 requests/s for 20 s after 2,000 to warm up, with session, policy and audit; ${count} entities, ${count * 3} statements; median ${rounded(quantile(times, 0.5))} ms`,
  }
}

async function newest(node: BenchNode, count: number): Promise<Figure> {
  const times = await measure(node, ['/api/v1/entities?limit=50'], { perSecond: 20, seconds: 10 })
  return {
    name: '50 newest visible, median',
    value: rounded(quantile(times, 0.5)),
    unit: 'ms',
    goal: { at: 'most', value: 20 },
    conditions: `whole request, 20 a second; ${count} entities; p99 ${rounded(quantile(times, 0.99))} ms`,
  }
}

async function typing(node: BenchNode, count: number): Promise<readonly Figure[]> {
  const names = [...registeredPeople(300, 7)].map((person) => person.name)
  const paths = names.flatMap((name) => {
    const family = name.indexOf(' ') + 1
    return [name.slice(0, 3), name.slice(0, 5), name.slice(0, family + 3)].map(
      (text) => `/api/v1/search/suggestions?q=${encodeURIComponent(text)}`,
    )
  })
  const times = await measure(node, paths, { perSecond: 20, seconds: 20 })
  return [
    {
      name: 'type-ahead, p95',
      value: rounded(quantile(times, 0.95)),
      unit: 'ms',
      goal: { at: 'most', value: 150 },
      conditions: `whole request, 20 a second, 3 letters and more; ${count} entities; median ${rounded(quantile(times, 0.5))} ms`,
    },
  ]
}

async function searching(node: BenchNode, count: number): Promise<Figure> {
  const paths = [...registeredPeople(400, 9)].map(
    (person, at) => `/api/v1/search?q=${encodeURIComponent(at % 4 === 0 ? person.phone : person.name)}`,
  )
  const times = await measure(node, paths, { perSecond: 10, seconds: 20 })
  return {
    name: 'search, p95',
    value: rounded(quantile(times, 0.95)),
    unit: 'ms',
    goal: { at: 'most', value: 300 },
    conditions: `whole request with facets, 10 a second, names and phones; ${count} entities; median ${rounded(quantile(times, 0.5))} ms`,
  }
}
