import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'

import { recalledTwin } from '@shield/core'
import type { Marking } from '@shield/core'

import { blocksAround } from '../server/src/testing-blocks.ts'
import { importUnder } from '../server/src/testing-guard.ts'
import { createTestNode } from '../server/src/testing.ts'
import type { TestNode } from '../server/src/testing.ts'
import { registerTaxii } from '../server/src/modules/taxii/index.ts'
import { addTestClient, askTaxii, follow, identity, importStix } from '../server/src/modules/taxii/testing.ts'
import { pythonClients } from './python-clients.ts'
import { root } from './run-step.ts'

let th: TestNode
before(async () => {
  th = await createTestNode('th')
  registerTaxii(th.app, th.node)
  await th.app.listen({ host: '127.0.0.1', port: 0 })
})
after(() => th.close())

const own: Marking = blocksAround()['own agency'] ?? assert.fail()

/** One of each type that SHIELD writes itself, by kind. */
const made = [
  ['Company', 'Golden Lotus'],
  ['PublicBody', 'Office'],
  ['Campaign', 'Job offers'],
  ['Compound', 'Park'],
] as const

interface Seen {
  readonly [name: string]: unknown
  readonly ids: readonly string[]
  readonly sizes: readonly number[]
  readonly types: readonly string[]
  readonly faults: readonly unknown[]
}

const clients = await pythonClients()

test(
  'taxii2-client, the habits of OpenCTI and MISP, and stix2-validator find nothing wrong',
  { skip: clients.python === undefined ? clients.because : false },
  async () => {
    await importStix(
      th,
      own,
      Array.from({ length: 23 }, (_, at) => identity(`Person ${at}`)),
    )
    await importUnder(th.node, own, { sourceName: 'Table', content: table })
    await importStix(
      th,
      own,
      made.map(([kind, name]) => ({ ...identity(name), x_shield_kind: kind })),
      'Kinds',
    )
    const observables = observed()
    await importStix(th, own, observables, 'Observed')
    const client = await addTestClient(th.node, ['agency', 'node'], { write: true })
    // Something is recalled after it was had, of every type: what is told of it has to be STIX too.
    await askTaxii(th, client, `${client.path}/objects/`)
    await recallSource('Observed')
    await follow(th)
    const { port } = th.app.server.address() as AddressInfo
    const run = promisify(execFile)
    const { stdout } = await run(clients.python ?? '', [`${root}scripts/clients/taxii.py`], {
      maxBuffer: 2 ** 28,
      env: {
        ...{ PATH: process.env['PATH'], URL: `http://127.0.0.1:${port}/taxii2/` },
        ...{ USER_NAME: client.id, PASSWORD: client.secret, COLLECTION: client.collection },
      },
    })
    const seen = JSON.parse(stdout) as Seen
    assert.deepEqual(seen['collections'], [client.collection])
    assert.equal(seen['can_write'], true)
    assert.ok(seen.ids.length > 40, `${seen.ids.length} objects`)
    assert.equal(new Set(seen.ids).size, seen.ids.length)
    assert.ok(seen.sizes.length > 3, 'several pages')
    assert.deepEqual(seen['whole'], seen.ids)
    assert.deepEqual(seen['manifest'], seen.ids)
    assert.deepEqual(seen['added'], ['complete', 1, 1, 0, 0])
    assert.deepEqual(seen['again'], ['complete', 1, 1, 0, 0])
    assert.deepEqual(seen['conflict'], ['complete', 1, 0, 1, 0])
    assert.deepEqual(seen['partial'], ['complete', 2, 1, 1, 0])
    assert.equal(seen['read_back'], 'Brought by a client')
    assert.deepEqual(seen['versions'], ['2026-01-01T00:00:00.000Z'])
    assert.deepEqual(seen['later'], ['complete', 1, 1, 0, 0])
    assert.deepEqual(seen['versions_after'], ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'])
    assert.equal(seen['deleted'], 404)
    // Since the first pull one was brought in besides, and one brought in and deleted.
    assert.deepEqual((seen['opencti'] as string[]).slice(0, seen.ids.length), seen.ids)
    assert.deepEqual(seen['misp'], seen['opencti'])
    assert.deepEqual(seen['header'], seen['opencti'])
    assert.deepEqual(new Set(seen['revoked'] as string[]), new Set(observables.map((one) => one.type)))
    assert.ok(seen.types.length > 20, seen.types.join(' '))
    assert.deepEqual(seen.faults, [])
  },
)

const table =
  'id,name,phone,company\nP1,Somchai Jaidee,+66812345678,Golden Lotus\nP2,สมชาย ใจดี,+66812345679,Silver Fern\nP3,Malee,,Silver Fern\n'

async function recallSource(name: string): Promise<void> {
  await th.node.database.inTransaction(async (tx) => {
    const twin = await th.node.markings.intern(tx, recalledTwin(own))
    const records = `select r.id from record r join source s on s.id = r.source_id where s.name = $2`
    for (const where of [
      'statement set marking_id = $1 where record_id',
      'link set marking_id = $1 where record_id',
      'record set marking_id = $1 where id',
    ])
      await tx.client.query(`update ${where} in (${records})`, [twin, name])
    await tx.client.query(
      `insert into index_change (entity_ids) select array_agg(e.id) from entity e join source s on s.id = e.source_id where s.name = $1`,
      [name],
    )
  })
}

/** Objects of every type of STIX 2.1 that may come in, each with what its type needs. */
function observed(): readonly { readonly type: string }[] {
  const id = (type: string, n = 1): string =>
    `${type}--0197a3c5-5b0d-4c3e-9b5e-${type.length.toString(16).padStart(4, '0')}${String(n).padStart(8, '0')}`
  const at = '2026-01-02T03:04:05.000Z'
  const domain = (type: string, rest: object): { readonly type: string } => ({
    ...{ type, spec_version: '2.1', id: id(type), created: at, modified: at, ...rest },
  })
  const observable = (type: string, rest: object): { readonly type: string } => ({
    ...{ type, spec_version: '2.1', id: id(type), ...rest },
  })
  const name = { name: 'Named' }
  return [
    ...[
      'attack-pattern',
      'campaign',
      'course-of-action',
      'incident',
      'infrastructure',
      'intrusion-set',
      'threat-actor',
      'tool',
      'vulnerability',
    ].map((type) =>
      domain(type, type === 'infrastructure' ? { ...name, infrastructure_types: ['hosting'] } : name),
    ),
    domain('indicator', {
      ...name,
      pattern: "[ipv4-addr:value = '198.51.100.7']",
      pattern_type: 'stix',
      valid_from: at,
    }),
    domain('location', { country: 'TH' }),
    domain('malware', { ...name, is_family: false }),
    domain('report', { ...name, published: at, object_refs: [id('tool')] }),
    domain('note', { content: 'Noted', object_refs: [id('tool')] }),
    domain('relationship', { relationship_type: 'uses', source_ref: id('campaign'), target_ref: id('tool') }),
    observable('ipv4-addr', { value: '198.51.100.7' }),
    observable('domain-name', { value: 'scam.example' }),
    observable('url', { value: 'https://scam.example/login' }),
    observable('email-addr', { value: 'help@scam.example' }),
    observable('user-account', { account_login: 'helper', account_type: 'telegram' }),
    observable('file', { name: 'offer.pdf' }),
    observable('autonomous-system', { number: 64500 }),
    observable('mac-addr', { value: '00:53:00:00:00:01' }),
    observable('software', { name: 'Dialler' }),
  ]
}
