import type { Client } from '../../server/src/store/database.ts'
import { catchUpLinks } from '../../server/src/modules/linking/follow.ts'
import { matchChanged } from '../../server/src/modules/linking/match.ts'
import { startBenchNode } from './bench-node.ts'
import type { BenchNode } from './bench-node.ts'
import type { Bench, Figure } from './figure.ts'
import { quantile, rounded } from './figure.ts'
import { registerCsv } from './register.ts'

const samples = 400

/** Each new or changed record is matched at once: one against a million, and the rate of the follower. */
export const matching: Bench = {
  name: 'match',
  summary: 'online matching: one changed record against a million, records matched per second',
  run: async ({ scale, tell }) => {
    const count = Math.round(1_000_000 * scale)
    const node = await startBenchNode()
    try {
      const { seconds } = await node.importAll(registerCsv(count))
      tell(`${count} people imported in ${seconds.toFixed(0)} s, matched meanwhile`)
      await catchUpLinks(node.running.node)
      // All of it once more, as when the program makes other keys.
      await node.running.node.database.pool.query('update link_place set version = 0')
      const from = performance.now()
      await catchUpLinks(node.running.node)
      const rate = count / ((performance.now() - from) / 1000)
      tell(`${(await countOf(node, 'candidate')).toString()} pairs found`)
      return [
        {
          name: 'records matched',
          value: Math.round(rate),
          unit: '/s',
          goal: { at: 'least', value: 1000 },
          conditions: `${count} people of one source, PostgreSQL and all writing included, one thread`,
        },
        ...(await oneByOne(node, count)),
      ]
    } finally {
      await node.close()
    }
  },
}

async function countOf({ running }: BenchNode, table: string): Promise<number> {
  const found = await running.node.database.pool.query<{ count: number }>(`select count(*) from ${table}`)
  return found.rows[0]?.count ?? 0
}

/** Of each match the whole, and what of it is the engine: all that is not waiting for PostgreSQL. */
async function oneByOne({ running }: BenchNode, count: number): Promise<readonly Figure[]> {
  const { database } = running.node
  const found = await database.pool.query<{ id: number }>(
    `select id from entity where id % $1 = 0 order by id limit ${samples}`,
    [Math.max(1, Math.floor(count / samples))],
  )
  const whole: number[] = []
  const engine: number[] = []
  for (const { id } of found.rows)
    await database.inTransaction(async ({ client }) => {
      const timed = waitingOn(client)
      const from = performance.now()
      await matchChanged(timed.client, [id])
      const total = performance.now() - from
      whole.push(total)
      engine.push(total - timed.waited())
    })
  const conditions = `${found.rows.length} of ${count} people, each as if it had just changed`
  return [
    {
      name: 'one record matched, inside the engine, p95',
      value: rounded(quantile(engine, 0.95)),
      unit: 'ms',
      goal: { at: 'most', value: 5 },
      conditions,
    },
    {
      name: 'one record matched, PostgreSQL included, p95',
      value: rounded(quantile(whole, 0.95)),
      unit: 'ms',
      goal: { at: 'most', value: 100 },
      conditions,
    },
  ]
}

function waitingOn(client: Client): { readonly client: Client; readonly waited: () => number } {
  let waited = 0
  const query = async (...asked: readonly unknown[]): Promise<unknown> => {
    const from = performance.now()
    try {
      return await (client.query as (...all: readonly unknown[]) => Promise<unknown>).apply(
        client,
        asked as never,
      )
    } finally {
      waited += performance.now() - from
    }
  }
  const timed = Object.create(client) as Client
  Object.defineProperty(timed, 'query', { value: query })
  return { client: timed, waited: () => waited }
}
