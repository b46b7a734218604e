import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'

import { startSequencer } from '#audit/index.ts'
import type { Sequencer } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import { people } from '@shield/world'

import { acceptLog } from './federation/index.ts'
import { addClient } from './modules/identity/index.ts'
import { registerMisp } from './modules/misp/index.ts'
import { addMispClient, askMisp } from './modules/misp/testing.ts'
import type { MispClient } from './modules/misp/testing.ts'
import { addWebhook, followOutlet } from './modules/outlet/index.ts'
import { tellWebhooks } from './modules/outlet/tell-webhooks.ts'
import { createMembers } from './modules/partners/federation-testing.ts'
import type { Members } from './modules/partners/federation-testing.ts'
import { registerTaxii } from './modules/taxii/index.ts'
import { addTestClient, askTaxii, follow } from './modules/taxii/testing.ts'
import type { TestClient } from './modules/taxii/testing.ts'
import { asOwner, deliver, postRecall, rows } from './peer/pair-testing.ts'
import { inVisit } from './peer/send.ts'
import { blocksAround } from './testing-blocks.ts'
import { importUnder } from './testing-guard.ts'
import { get } from './testing-http.ts'

const analyst = people[0] ?? assert.fail('nobody is invented')
const own = blocksAround()['own agency'] ?? assert.fail('no such block')
const still = new AbortController().signal

let members: Members
let sequencer: Sequencer
let hook: ReturnType<typeof createServer>
let heard: string[] = []
let taxii: TestClient
let misp: MispClient

before(async () => {
  hook = createServer((request, reply) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      heard.push(body)
      reply.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve))
  const { port } = hook.address() as AddressInfo
  members = await createMembers({
    outbound: { hosts: [`127.0.0.1:${port}`], privateRanges: ['127.0.0.0/8'] },
  })
  const { th } = members
  registerTaxii(th.app, th.node)
  registerMisp(th.app, th.node)
  await th.app.listen({ host: '127.0.0.1', port: 0 })
  taxii = await addTestClient(th.node, ['agency'], { write: true })
  misp = await addMispClient(th.node, ['agency'])
  await inVisit(th.node, async (visit) => {
    const client = await addClient(visit, {
      ...{ name: 'hook', door: 'api', organisation: 'th-aht', markings: ['agency'] },
    })
    const added = await addWebhook(visit, client?.id ?? '', `http://127.0.0.1:${port}/hook`)
    assert.ok(!('fault' in added))
  })
  sequencer = await startSequencer(th.node)
  await bring('Before')
  await exchange()
  await exchange()
})
after(async () => {
  await sequencer.stop()
  hook.close()
  await members.close()
})

async function bring(name: string): Promise<void> {
  const content = `id,name,phone,company\nX${name},${name},+66812345678,\n`
  await importUnder(members.th.node, own, { sourceName: name, content })
  await follow(members.th)
}

async function exchange(): Promise<void> {
  await postRecall(members.th, 'ph')
  await sequencer.flush()
  for (const one of [members.th, members.ph]) one.pass({ minutes: 2 })
  await deliver(members.th, 'ph')
}

/** The database of th as a backup would bring it back: its log ends where it was cosigned first. */
async function setBack(): Promise<void> {
  const [first] = await rows<{ size: number }>(members.th, 'select size from cosignature order by size')
  const size = first?.size ?? assert.fail('nobody has cosigned')
  await sequencer.stop()
  await asOwner(
    members.th,
    `delete from audit_checkpoint where size > ${size}`,
    `delete from audit_leaf where sequence >= ${size}`,
    `delete from cosignature where size > ${size}`,
    'update peer set meet = true',
  )
  await deliver(members.th, 'ph')
  // ph asks in its turn, and keeps the head that contradicts what it has cosigned.
  await rows(members.ph, 'update peer set meet = true')
  await deliver(members.ph, 'th')
}

/** By the decision of a person at ph, and then by what is exchanged. */
async function witnessAnew(): Promise<void> {
  assert.ok(await inVisit(members.ph.node, (visit) => acceptLog(visit, 'th')))
  sequencer = await startSequencer(members.th.node)
  await exchange()
  await exchange()
}

interface Answer {
  readonly status: number
  readonly wait: unknown
  readonly text: string
}

async function askDoors(): Promise<Record<'taxii' | 'write' | 'misp' | 'once', Answer>> {
  const { th } = members
  const told = ({ status, headers, text }: Omit<Answer, 'wait'> & { headers: Record<string, unknown> }) => ({
    ...{ status, text, wait: headers['retry-after'] },
  })
  const headers = await th.signIn(analyst, 'investigation')
  const once = await th.app.inject({ url: '/api/v1/changes?once=true', headers })
  const body = JSON.stringify({ objects: [] })
  return {
    taxii: told(await askTaxii(th, taxii, `${taxii.path}/objects/`)),
    write: told(await askTaxii(th, taxii, `${taxii.path}/objects/`, { method: 'POST', body })),
    misp: told(await askMisp(th, misp, '/events/index', { body: {} })),
    once: told({ status: once.statusCode, headers: once.headers, text: once.body }),
  }
}

/** What comes out of an open stream of events, as it comes. */
async function openStream(): Promise<{ readonly text: () => string; close(): Promise<void> }> {
  const headers = await members.th.signIn(analyst, 'investigation')
  const { port } = members.th.app.server.address() as AddressInfo
  const leaving = new AbortController()
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/changes`, { headers, signal: leaving.signal })
  let text = ''
  const reading = (async () => {
    for await (const piece of answer.body ?? []) text += Buffer.from(piece as Uint8Array).toString()
  })().catch(() => undefined)
  return {
    text: () => text,
    close: async () => {
      leaving.abort()
      await reading
    },
  }
}

async function until(is: () => boolean): Promise<void> {
  for (let turns = 0; !is(); turns += 1) {
    if (turns > 600) assert.fail('it did not come within a minute')
    await setTimeout(100)
  }
}

const heldSince = async (): Promise<string | undefined> =>
  (await get(members.th, await members.th.signIn(analyst, 'investigation'), 'feedList')).heldSince

test('a node set back to a backup gives nothing to machines outside: its doors say when to come again, webhooks and events wait', async (t) => {
  const { th } = members
  const open = await askDoors()
  assert.deepEqual(
    Object.values(open).map((one) => one.status),
    [200, 422, 200, 200],
    JSON.stringify(open),
  )
  assert.ok(open.taxii.text.includes('Before'))
  assert.equal(await heldSince(), undefined)
  const stream = await openStream()
  t.after(() => stream.close())
  await until(() => stream.text().includes('event: ready'))
  await setBack()
  await bring('Recalled since')
  heard = []
  await tellWebhooks(th.node, still)
  assert.deepEqual(heard, [])
  const closed = await askDoors()
  for (const [door, { status, wait, text }] of Object.entries(closed)) {
    assert.deepEqual([status, wait], [503, '600'], `${door} ${text}`)
    assert.match(text, /This node was set back to a backup/)
    assert.ok(!/Recalled since|Before/.test(text), door)
  }
  assert.deepEqual(
    [JSON.parse(closed.taxii.text).error_code, JSON.parse(closed.once.text).code],
    ['set-back', 'set-back'],
  )
  assert.match(String(await heldSince()), /^\d{4}-/)
  // Who has no right to a door does not hear how it stands with the node.
  const stranger = await askTaxii(th, { ...taxii, secret: newId() }, `${taxii.path}/objects/`)
  assert.equal(stranger.status, 401)
  // The stream looks once a second, and has looked by now.
  await setTimeout(2500)
  assert.ok(!stream.text().includes('event: changed'), stream.text())

  await witnessAnew()
  const again = await askDoors()
  assert.deepEqual(
    Object.values(again).map((one) => one.status),
    [200, 422, 200, 200],
  )
  assert.ok(again.taxii.text.includes('Recalled since'))
  assert.equal(await heldSince(), undefined)
  await followOutlet(th.node)
  await tellWebhooks(th.node, still)
  assert.equal(heard.length, 1, 'what waited is told')
  await until(() => stream.text().includes('event: changed'))
})
