import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'

import { newId } from '#store/identifier.ts'
import { recalledTwin } from '@shield/core'
import type { Marking } from '@shield/core'
import { people } from '@shield/world'

import { blocksAround } from '../../testing-blocks.ts'
import { importUnder } from '../../testing-guard.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { addClient } from '../identity/index.ts'
import { addWebhook, endWebhook, followOutlet, startOutlet } from './index.ts'
import { tellWebhooks } from './tell-webhooks.ts'

let th: TestNode
let hook: ReturnType<typeof createServer>
let url = ''
let heard: { readonly headers: NodeJS.Dict<string | string[]>; readonly body: string }[] = []
let answerWith = 204
const blocks = blocksAround()
const block = (name: string): Marking => blocks[name] ?? assert.fail(name)
const analyst = people[0] ?? assert.fail('nobody is invented')
const still = new AbortController().signal

before(async () => {
  hook = createServer((request, reply) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      heard.push({ headers: request.headers, body })
      reply.writeHead(answerWith).end()
    })
  })
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve))
  const { port } = hook.address() as AddressInfo
  url = `http://127.0.0.1:${port}/hook`
  th = await createTestNode('th', {
    outbound: { hosts: [`127.0.0.1:${port}`], privateRanges: ['127.0.0.0/8'] },
  })
})
after(async () => {
  hook.close()
  await th.close()
})

const rows = (name: string): string => `id,name,phone,company\nX${name},${name},+66812345678,\n`
let sources = 0
async function bring(name: string, marking: Marking): Promise<void> {
  sources += 1
  await importUnder(th.node, marking, { sourceName: `S${sources}`, content: rows(name) })
  await followOutlet(th.node)
}

async function addHook(): Promise<{ readonly id: string; readonly secret: string; readonly client: string }> {
  return th.node.database.inTransaction(async (tx) => {
    const visit = { tx, node: th.node, now: th.node.now(), requestId: newId() }
    const made = await addClient(visit, {
      name: 'tool',
      door: 'api',
      organisation: 'th-aht',
      markings: ['agency'],
    })
    const client = made?.id ?? assert.fail('no client')
    const added = await addWebhook(visit, client, url)
    return 'fault' in added ? assert.fail(added.fault) : { ...added, client }
  })
}

test('a webhook is told ids, kinds and addresses of what its client may see, signed as Standard Webhooks says', async () => {
  const { id, secret } = await addHook()
  heard = []
  await bring('Quxandra Zibelthwaite', block('own agency'))
  await tellWebhooks(th.node, still)
  assert.equal(heard.length, 1)
  const { headers, body } = heard[0] ?? assert.fail('nothing was heard')
  const message = JSON.parse(body) as {
    type: string
    data: { items: { id: string; kind: string; url: string }[] }
  }
  assert.equal(message.type, 'entities.changed')
  assert.equal(message.data.items[0]?.kind, 'Person')
  assert.deepEqual(Object.keys(message.data.items[0] ?? {}), ['id', 'kind', 'url'])
  assert.ok(!body.includes('Quxandra') && !body.includes('+66'))
  const [name, at] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])]
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const signed = createHmac('sha256', key).update(`${name}.${at}.${body}`).digest('base64')
  assert.equal(headers['webhook-signature'], `v1,${signed}`)
  assert.ok(Math.abs(Number(at) - Date.now() / 1000) < 60)
  await tellWebhooks(th.node, still)
  assert.equal(heard.length, 1, 'told once')
  await th.node.database.inTransaction((tx) =>
    endWebhook({ tx, node: th.node, now: th.node.now(), requestId: newId() }, id),
  )
  await bring('After the end', block('own agency'))
  await tellWebhooks(th.node, still)
  assert.equal(heard.length, 1, 'ended')
})

test('what is refused is tried again with the same id, later each time, and 410 is an end; hidden changes tell nothing', async () => {
  const { id, client } = await addHook()
  heard = []
  for (const hidden of ['other agency', 'released to the node', 'level above clearance', 'other zone'])
    await bring('Hidden', block(hidden))
  await tellWebhooks(th.node, still)
  assert.equal(heard.length, 0)
  answerWith = 500
  await bring('Visible', block('own agency'))
  for (const minutes of [0, 0.2, 0.7, 3]) {
    th.pass({ minutes })
    await tellWebhooks(th.node, still)
    // Not before its time.
    await tellWebhooks(th.node, still)
  }
  assert.equal(heard.length, 4)
  assert.equal(new Set(heard.map((one) => one.headers['webhook-id'])).size, 1)
  answerWith = 204
  th.pass({ minutes: 10 })
  await tellWebhooks(th.node, still)
  assert.equal(heard.length, 5)
  const state = await th.node.database.pool.query<{ attempts: number; last_fault: string | null }>(
    'select attempts, last_fault from webhook where id = $1',
    [id],
  )
  assert.deepEqual({ ...state.rows[0] }, { attempts: 0, last_fault: null })
  answerWith = 410
  await bring('Gone', block('own agency'))
  await tellWebhooks(th.node, still)
  th.pass({ minutes: 600 })
  await tellWebhooks(th.node, still)
  assert.equal(heard.length, 6)
  answerWith = 204
  await th.node.database.pool.query('update client set revoked_at = now() where id = $1', [client])
})

interface Event {
  readonly id: string
  readonly event: string
  readonly data: { readonly id: string; readonly kind?: string }
}

function eventsOf(text: string): readonly Event[] {
  return [...text.matchAll(/^id: (\S+)\nevent: (\w+)\ndata: (.+)$/gm)].map((found) => ({
    ...{ id: found[1] ?? '', event: found[2] ?? '' },
    data: JSON.parse(found[3] ?? '') as Event['data'],
  }))
}

async function once(after?: string): Promise<string> {
  const headers = await th.signIn(analyst, 'investigation')
  const answer = await th.app.inject({
    method: 'GET',
    url: '/api/v1/changes?once=true',
    headers: { ...headers, ...(after === undefined ? {} : { 'last-event-id': after }) },
  })
  assert.equal(answer.statusCode, 200, answer.body)
  assert.match(String(answer.headers['content-type']), /^text\/event-stream/)
  return answer.body
}

test('the stream tells what may be seen, goes on after the last event, and hidden changes make no byte', async () => {
  await bring('First', block('own agency'))
  const all = eventsOf(await once())
  const last = all.at(-1) ?? assert.fail('no event')
  assert.deepEqual([last.event, last.data.kind], ['changed', 'Person'])
  assert.equal(await once(last.id), '')
  const whole = await once()
  for (const hidden of [
    'other agency',
    'other case',
    'level above clearance',
    'other zone',
    'not released to',
  ])
    await bring('Hidden', block(hidden))
  assert.equal(await once(last.id), '')
  assert.equal(await once(), whole)
  await bring('Second', block('own agency'))
  const more = eventsOf(await once(last.id))
  assert.equal(more.length, 1)
  const bad = await th.app.inject({
    method: 'GET',
    url: '/api/v1/changes?once=true&after=AAAAAAAAAAAAAAAAAAAAAA',
    headers: await th.signIn(analyst, 'investigation'),
  })
  assert.equal(bad.statusCode, 400)
})

test('a hidden value of an entity that is seen makes no event; a recall tells that it is gone', async () => {
  await bring('Third', block('own agency'))
  const before = eventsOf(await once()).at(-1) ?? assert.fail('no event')
  const { pool } = th.node.database
  const entity = await pool.query<{ id: number }>('select id from entity where wire = $1', [before.data.id])
  const id = entity.rows[0]?.id ?? 0
  const twin = await th.node.database.inTransaction((tx) =>
    th.node.markings.intern(tx, block('other agency')),
  )
  await pool.query(
    `insert into statement (entity_id, property, value, norm, record_id, marking_id, grade)
     select $1, property, 'Hidden', 'hidden', record_id, $2, 0 from statement where entity_id = $1 limit 1`,
    [id, twin],
  )
  await pool.query('insert into index_change (entity_ids) values (array[$1::bigint])', [id])
  await followOutlet(th.node)
  assert.equal(await once(before.id), '')
  const recalled = await th.node.database.inTransaction((tx) =>
    th.node.markings.intern(tx, recalledTwin(block('own agency'))),
  )
  await pool.query('update statement set marking_id = $2 where entity_id = $1 and marking_id <> $3', [
    id,
    recalled,
    twin,
  ])
  await pool.query('update entity set markings = $2 where id = $1', [id, [twin, recalled]])
  await pool.query('insert into index_change (entity_ids) values (array[$1::bigint])', [id])
  await followOutlet(th.node)
  const [gone, more] = eventsOf(await once(before.id))
  assert.deepEqual([gone?.event, gone?.data], ['gone', { id: before.data.id }])
  assert.equal(more, undefined)
})

test('an open stream gets what comes, ends with its session, and does not hold the node back', async () => {
  const outlet = startOutlet(th.node)
  await th.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = th.app.server.address() as AddressInfo
  const headers = await th.signIn(analyst, 'investigation')
  const open = async (): Promise<ReadableStreamDefaultReader<Uint8Array>> => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/changes`, { headers })
    return answer.body?.getReader() ?? assert.fail('no stream')
  }
  const reader = await open()
  const text = async (): Promise<string> => Buffer.from((await reader.read()).value ?? []).toString()
  assert.match(await text(), /event: ready/)
  await importUnder(th.node, block('own agency'), { sourceName: 'Live', content: rows('Live') })
  assert.match(await text(), /event: changed/)
  await th.node.database.pool.query('update session set revoked_at = now() where revoked_at is null')
  assert.equal((await reader.read()).done, true)
  await outlet.stop()
})
