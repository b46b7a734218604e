import { createHash, randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'

import { addClient } from '../../server/src/modules/identity/index.ts'
import { openMispFeed } from '../../server/src/modules/misp/index.ts'
import { newId } from '../../server/src/store/identifier.ts'
import { startBenchNode } from './bench-node.ts'
import type { BenchNode } from './bench-node.ts'
import { rounded } from './figure.ts'
import type { Bench, Figure } from './figure.ts'

/** One event of very many attributes, pushed to the MISP door and pulled back by another client. */
export const syncing: Bench = {
  name: 'misp',
  summary: 'an event of 300,000 attributes through the MISP door and back',
  run: async ({ scale, tell }) => {
    const count = Math.round(300_000 * scale)
    const node = await startBenchNode()
    try {
      const [writer, reader] = [await addKey(node, true), await addKey(node, false)]
      const event = eventOf(count)
      const sent = checksumOf(event.Attribute)
      const pushing = performance.now()
      await ask(node, writer, '/events/add/metadata:1', JSON.stringify(event))
      const pushed = (performance.now() - pushing) / 1000
      tell(`pushed ${count} attributes in ${pushed.toFixed(1)} s`)
      const pulling = performance.now()
      const got = await pullWhole(node, reader, { uuid: event.uuid, count })
      const pulled = (performance.now() - pulling) / 1000
      tell(`pulled ${got.length} in ${pulled.toFixed(1)} s`)
      const memory = process.memoryUsage.rss() / 2 ** 20
      const conditions = `one event of ${count} attributes, node and client in one process`
      const figure = (name: string, value: number, unit: string, most: number): Figure => ({
        ...{ name, value, unit, goal: { at: 'most', value: most }, conditions },
      })
      return [
        figure('misp.push', rounded(pushed), 's', 300),
        figure('misp.pull', rounded(pulled), 's', 300),
        figure('misp.lost', count - got.length, 'attributes', 0),
        figure('misp.changed', checksumOf(got) === sent ? 0 : 1, 'checksum', 0),
        figure('misp.memory', rounded(memory), 'MB', 3000),
      ]
    } finally {
      await node.close()
    }
  },
}

interface Attribute {
  readonly uuid: string
  readonly value: string
  readonly timestamp: string
}

function eventOf(count: number): { readonly uuid: string; readonly Attribute: readonly Attribute[] } {
  const common = {
    type: 'text',
    category: 'Other',
    distribution: '5',
    to_ids: false,
    timestamp: '1770000000',
  }
  return {
    ...{ uuid: randomUUID(), info: 'Many', date: '2026-02-01', timestamp: '1770000000', published: true },
    ...{
      distribution: '1',
      analysis: '0',
      threat_level_id: '4',
      Orgc: { uuid: randomUUID(), name: 'Bureau' },
    },
    Attribute: Array.from({ length: count }, (_, at) => ({
      ...common,
      uuid: randomUUID(),
      value: `value ${at}`,
    })),
  }
}

function checksumOf(attributes: readonly Attribute[]): string {
  const lines = attributes.map(({ uuid, value, timestamp }) => `${uuid} ${value} ${timestamp}`).toSorted()
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}

async function addKey({ running: { node } }: BenchNode, write: boolean): Promise<string> {
  const made = await node.database.inTransaction((tx) =>
    addClient(
      { tx, node, now: node.now(), requestId: newId() },
      {
        name: `bench ${write ? 'writer' : 'reader'}`,
        door: 'misp',
        organisation: 'th-aht',
        markings: ['agency', 'node'],
        write,
      },
    ),
  )
  if (!made) throw new Error('the client could not be added')
  await openMispFeed(node, made.id)
  return made.secret
}

async function ask(node: BenchNode, key: string, path: string, body?: string): Promise<Response> {
  const answer = await fetch(`${node.address}/misp${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: key, 'content-type': 'application/json', 'user-agent': 'MISP 2.5.34 - #bench' },
    ...(body === undefined ? {} : { body }),
  })
  if (!answer.ok && answer.status !== 404) throw new Error(`${path}: ${answer.status}`)
  return answer
}

/** Until the other client's events have caught up. */
async function pullWhole(
  node: BenchNode,
  key: string,
  { uuid, count }: { readonly uuid: string; readonly count: number },
): Promise<readonly Attribute[]> {
  for (;;) {
    const head = await ask(node, key, `/events/view/${uuid}/metadata:1`)
    const { Event } = (await head.json()) as { readonly Event?: { readonly attribute_count: string } }
    if (Number(Event?.attribute_count ?? 0) >= count) break
    await setTimeout(1000)
  }
  const whole = (await (await ask(node, key, `/events/view/${uuid}/deleted[]:0/deleted[]:1`)).json()) as {
    readonly Event: { readonly Attribute: readonly Attribute[] }
  }
  return whole.Event.Attribute
}
