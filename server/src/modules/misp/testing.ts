import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { newId } from '#store/identifier.ts'
import { recalledTwin } from '@shield/core'
import type { Json, Marking } from '@shield/core'

import type { Node } from '../../context.ts'
import type { TemplateName } from '../../marking-template.ts'
import { addClient } from '../identity/index.ts'
import { importFile } from '../intake/index.ts'
import { followOutlet } from '../outlet/index.ts'
import type { TestNode } from '../../testing.ts'
import { followMisp, openMispFeed } from './step.ts'

export interface MispClient {
  readonly id: string
  readonly key: string
}

/** A client of th-aht with its events filled. */
export async function addMispClient(
  node: Node,
  markings: readonly TemplateName[],
  options: { readonly write?: boolean; readonly organisation?: string; readonly name?: string } = {},
): Promise<MispClient> {
  const { write = false, organisation = 'th-aht', name = 'tool' } = options
  const made = await node.database.inTransaction((tx) =>
    addClient(
      { tx, node, now: node.now(), requestId: newId() },
      { name, door: 'misp', organisation, markings, write },
    ),
  )
  const { id, secret } = made ?? assert.fail('no such organisation')
  await openMispFeed(node, id)
  return { id, key: secret }
}

export interface MispLike {
  readonly uuid: string
  readonly timestamp: string
  readonly [key: string]: Json
}

export interface EventLike extends MispLike {
  readonly Attribute: readonly MispLike[]
  readonly Object: readonly (MispLike & { readonly Attribute: readonly MispLike[] })[]
  readonly Tag: readonly { readonly name: string }[]
}

export interface MispAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  readonly json: Json & { readonly Event?: EventLike; readonly message?: string; readonly version?: string }
}

/** Asks the door as a synchronising MISP would. */
export async function askMisp(
  th: TestNode,
  client: MispClient,
  path: string,
  options: {
    readonly method?: 'GET' | 'POST' | 'HEAD'
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: Json
    readonly bytes?: Buffer
  } = {},
): Promise<MispAnswer> {
  const payload = options.bytes ?? (options.body === undefined ? undefined : JSON.stringify(options.body))
  const answer = await th.app.inject({
    method: options.method ?? (payload === undefined ? 'GET' : 'POST'),
    url: `/misp${path}`,
    headers: {
      ...{ accept: 'application/json', 'content-type': 'application/json' },
      ...{ authorization: client.key, 'user-agent': 'MISP 2.5.34 - #0123abc' },
      ...options.headers,
    },
    ...(payload === undefined ? {} : { payload }),
  })
  const json = (/^[[{]/.test(answer.body) ? JSON.parse(answer.body) : {}) as MispAnswer['json']
  return { status: answer.statusCode, headers: answer.headers, text: answer.body, json }
}

/** The event as a pulling MISP asks for it. */
export async function pull(th: TestNode, client: MispClient, uuid: string): Promise<EventLike> {
  const answer = await askMisp(
    th,
    client,
    `/events/view/${uuid}/deleted[]:0/deleted[]:1/excludeGalaxy:1/includeEventCorrelations:0/excludeLocalTags:1`,
  )
  assert.equal(answer.status, 200, answer.text)
  return answer.json.Event ?? assert.fail(answer.text)
}

export const second = 1_770_000_000

export const attribute = (value: string, more: Readonly<Record<string, Json>> = {}): MispLike => ({
  ...{ uuid: randomUUID(), type: 'text', category: 'Other', value, timestamp: String(second) },
  ...{ distribution: '5', to_ids: false },
  ...more,
})

export const event = (
  attributes: readonly MispLike[],
  more: Readonly<Record<string, Json>> = {},
): MispLike & { readonly Attribute: readonly MispLike[] } => ({
  ...{ uuid: randomUUID(), info: 'Event of a test', date: '2026-02-01', timestamp: String(second) },
  ...{ published: true, distribution: '1', analysis: '0', threat_level_id: '4' },
  Orgc: { uuid: 'aaaaaaaa-0000-4000-8000-000000000001', name: 'Bureau elsewhere' },
  ...more,
  Attribute: attributes,
})

/** Imports MISP events under a block, as somebody of its organisation would from a file. */
export async function importMisp(
  { node }: TestNode,
  marking: Marking,
  events: readonly object[],
  sourceName = 'MISP file',
): Promise<string> {
  const path = join(node.config.dataFolder, `${newId()}.json`)
  await writeFile(path, JSON.stringify({ response: events.map((one) => ({ Event: one })) }))
  const done = await importFile(node, {
    ...{ path, fileName: 'misp.json', format: 'misp', sourceName, marking },
    ...{ organisation: marking.organisation, purpose: 'investigation' },
  })
  assert.equal(done.state, 'done')
  return done.id
}

/** Moves all rows of a batch under the recalled twin of a block, as a recall does. */
export async function recallBatch({ node }: TestNode, batch: string, marking: Marking): Promise<void> {
  await node.database.inTransaction(async (tx) => {
    const to = await node.markings.intern(tx, recalledTwin(marking))
    const records = `select r.id from record r join batch b on b.id = r.batch_id where b.wire = '${batch}'`
    for (const table of ['statement', 'link'])
      await tx.client.query(`update ${table} set marking_id = $1 where record_id in (${records})`, [to])
    await tx.client.query(`update record set marking_id = $1 where id in (${records})`, [to])
    await tx.client.query(
      `insert into index_change (entity_ids) select array_agg(distinct entity_id) from statement where record_id in (${records})`,
    )
  })
}

/** Until every client has what committed so far. */
export async function follow({ node }: TestNode): Promise<void> {
  await followOutlet(node)
  await followMisp(node)
}
