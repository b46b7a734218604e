import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'

import { addClient } from '../../server/src/modules/identity/index.ts'
import { openCollection } from '../../server/src/modules/taxii/index.ts'
import { newId } from '../../server/src/store/identifier.ts'
import { startBenchNode } from './bench-node.ts'
import type { BenchNode } from './bench-node.ts'
import { quantile, rounded } from './figure.ts'
import type { Bench, Figure } from './figure.ts'

const pageSize = 1000

/** A TAXII client's pull of everything while an import goes on, and what it missed or got twice. */
export const feeding: Bench = {
  name: 'taxii',
  summary: 'pages and a whole pull of a TAXII collection while writes go on',
  run: async ({ scale, tell }) => {
    const count = Math.round(100_000 * scale)
    const node = await startBenchNode()
    try {
      await node.importAll({ name: 'objects.json', format: 'stix', content: bundle(count, 'Person') })
      const filling = performance.now()
      const client = await addReader(node)
      const filled = (performance.now() - filling) / 1000
      tell(`collection of ${count} objects filled in ${filled.toFixed(1)} s`)
      const beside = keepWriting(node)
      const pull = await pullAll(node, client)
      const written = await beside.stop()
      await setTimeout(2000)
      const rest = await pullAll(node, client, pull.lastAdded)
      tell(`pulled ${pull.ids.length} in ${pull.seconds.toFixed(1)} s, ${rest.ids.length} after it`)
      return figuresOf({ count, written, filled, pull, rest })
    } finally {
      await node.close()
    }
  },
}

interface Pull {
  readonly ids: readonly string[]
  readonly times: readonly number[]
  readonly seconds: number
  readonly lastAdded: string
}

interface Measured {
  readonly count: number
  readonly written: readonly string[]
  readonly filled: number
  readonly pull: Pull
  readonly rest: Pull
}

function figuresOf({ count, written, filled, pull, rest }: Measured): readonly Figure[] {
  const all = [...pull.ids, ...rest.ids].filter((id) => id.startsWith('identity--'))
  const here = new Set(all)
  const lost =
    count - all.filter((id) => !written.includes(id)).length + written.filter((id) => !here.has(id)).length
  const conditions = `${count} identities, pages of ${pageSize}, an import of 200 every half second beside it`
  const figure = (name: string, value: number, unit: string, most: number): Figure => ({
    ...{ name, value, unit, goal: { at: 'most', value: most }, conditions },
  })
  return [
    figure('taxii.page', rounded(quantile(pull.times, 0.95)), 'ms p95', 200),
    figure('taxii.pull', rounded(pull.seconds), 's', 60),
    figure('taxii.fill', rounded(filled), 's', 120),
    figure('taxii.lost', lost, 'objects', 0),
    figure('taxii.twice', all.length - here.size, 'objects', 0),
  ]
}

function* bundle(count: number, name: string, ids: string[] = []): Generator<string> {
  const at = '2026-01-02T03:04:05.000Z'
  yield `{"type":"bundle","id":"bundle--${randomUUID()}","objects":[`
  for (let n = 0; n < count; n += 1) {
    const id = `identity--${randomUUID()}`
    ids.push(id)
    yield `${n === 0 ? '' : ','}${JSON.stringify({
      ...{ type: 'identity', spec_version: '2.1', id, created: at, modified: at, name: `${name} ${n}` },
      ...{
        identity_class: 'individual',
        roles: ['recruiter'],
        contact_information: `+66 81 ${String(n).padStart(7, '0')}`,
      },
    })}`
  }
  yield ']}'
}

interface Reader {
  readonly secret: string
  readonly collection: string
}

async function addReader({ running: { node } }: BenchNode): Promise<Reader> {
  const made = await node.database.inTransaction((tx) =>
    addClient(
      { tx, node, now: node.now(), requestId: newId() },
      { name: 'bench', door: 'taxii', organisation: 'th-aht', markings: ['agency'] },
    ),
  )
  if (!made) throw new Error('the world has no such organisation')
  return { secret: made.secret, collection: await openCollection(node, made.id) }
}

async function pullAll(node: BenchNode, client: Reader, after = '1970-01-01T00:00:00Z'): Promise<Pull> {
  const ids: string[] = []
  const times: number[] = []
  const headers = { authorization: `Bearer ${client.secret}`, accept: 'application/taxii+json;version=2.1' }
  const from = performance.now()
  let lastAdded = after
  for (let next: string | undefined = ''; next !== undefined;) {
    const began = performance.now()
    const query = `limit=${pageSize}&added_after=${after}&next=${next}`
    const answer = await fetch(
      `${node.address}/taxii2/shield/collections/${client.collection}/objects/?${query}`,
      { headers },
    )
    if (answer.status !== 200) throw new Error(`a page was answered ${answer.status}`)
    const page = (await answer.json()) as { objects?: { id: string }[]; more: boolean; next?: string }
    times.push(performance.now() - began)
    ids.push(...(page.objects ?? []).map((one) => one.id))
    lastAdded = answer.headers.get('x-taxii-date-added-last') ?? lastAdded
    next = page.more ? page.next : undefined
  }
  return { ids, times, seconds: (performance.now() - from) / 1000, lastAdded }
}

/** Small imports one after the other until stopped; gives the ids of all they brought. */
function keepWriting(node: BenchNode): { stop(): Promise<readonly string[]> } {
  const ids: string[] = []
  let isStopped = false
  const write = async (): Promise<void> => {
    for (let n = 0; !isStopped; n += 1) {
      await node.importAll({
        name: `beside-${n}.json`,
        format: 'stix',
        content: bundle(200, `Beside ${n}`, ids),
      })
      await setTimeout(500)
    }
  }
  const writing = write()
  return {
    stop: async () => {
      isStopped = true
      await writing
      return ids
    },
  }
}
