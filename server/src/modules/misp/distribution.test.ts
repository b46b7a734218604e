import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'

import type { Json } from '@shield/core'

import { blocksAround } from '../../testing-blocks.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { registerMisp } from './index.ts'
import {
  addMispClient,
  askMisp,
  attribute,
  event,
  follow,
  importMisp,
  pull,
  recallBatch,
  second,
} from './testing.ts'
import type { MispAnswer, MispClient } from './testing.ts'

let th: TestNode
let reader: MispClient
let writer: MispClient
const blocks = blocksAround()
const own = blocks['own agency'] ?? assert.fail()
const shared = blocks['released to the node'] ?? assert.fail()

before(async () => {
  th = await createTestNode('th')
  registerMisp(th.app, th.node)
  reader = await addMispClient(th.node, ['agency', 'node'])
  writer = await addMispClient(th.node, ['agency', 'node'], { write: true, name: 'writer' })
})
after(() => th.close())

const get = (path: string): Promise<MispAnswer> => askMisp(th, reader, path)
const post = (path: string, body: Json): Promise<MispAnswer> => askMisp(th, writer, path, { body })
const index = async (client: MispClient): Promise<readonly { uuid: string; timestamp: string }[]> =>
  (await askMisp(th, client, '/events/index', { body: { minimal: 1, published: 1 } }))
    .json as unknown as readonly { uuid: string; timestamp: string }[]
const has = async (client: MispClient, uuid: string): Promise<boolean> =>
  (await askMisp(th, client, `/events/view/${uuid}`, { method: 'HEAD' })).status === 200

test('M7 what another MISP pushes has come one hop: 2 becomes 1, 1 and 3 stay, 0 is for nobody else', async () => {
  const other = await addMispClient(th.node, ['node'], { organisation: 'th-aml' })
  const nodeWriter = await addMispClient(th.node, ['node'], { write: true, name: 'hop' })
  for (const [sent, seen] of [
    ['0', undefined],
    ['1', '1'],
    ['2', '1'],
    ['3', '3'],
  ] as const) {
    const inner = attribute(`hop ${sent}`, { distribution: sent })
    const one = event([inner, attribute(`inherits ${sent}`)], { distribution: sent })
    const answer = await askMisp(th, nodeWriter, '/events/add/metadata:1', { body: one })
    assert.equal(answer.status, 200, answer.text)
    await follow(th)
    assert.equal(await has(other, one.uuid), seen !== undefined, sent)
    assert.equal(await has(nodeWriter, one.uuid), true)
    if (seen === undefined) continue
    const pulled = await pull(th, other, one.uuid)
    assert.equal(pulled['distribution'], seen)
    assert.deepEqual(
      pulled.Attribute.map((part) => part['distribution']),
      [seen, '5'],
    )
    assert.equal(pulled['locked'], false)
  }
})

const group = (members: readonly string[], id: string): Record<string, Json> => ({
  distribution: '4',
  sharing_group_id: id,
  SharingGroup: {
    ...{
      id,
      uuid: randomUUID(),
      name: 'Group',
      releasability: 'x',
      description: '',
      active: true,
      roaming: true,
    },
    SharingGroupOrg: members.map((uuid, at) => ({
      id: String(at),
      org_id: '1',
      extend: false,
      Organisation: { id: '1', uuid, name: 'Member' },
    })),
    SharingGroupServer: [{ all_orgs: true, Server: { id: '0', url: 'https://elsewhere.example' } }],
  },
})

const organisation = async (code: string): Promise<string> => {
  const found = await th.node.database.pool.query<{ id: string }>(
    'select id from organisation where code = $1',
    [code],
  )
  return found.rows[0]?.id ?? assert.fail(code)
}

test('M8 sharing groups are known by their UUID: the same local id in two events means two groups', async () => {
  const other = await addMispClient(th.node, ['node'], { organisation: 'th-aml' })
  const inside = event([attribute('for members')], group([await organisation('th-aml')], '7'))
  const outside = event([attribute('for others')], group([randomUUID()], '7'))
  const numbered = event([attribute('by number')], { distribution: '4', sharing_group_id: '7' })
  await importMisp(th, { ...shared, organisation: 'th-aht' }, [inside, outside, numbered], 'Groups')
  await follow(th)
  assert.equal(await has(other, inside.uuid), true)
  assert.equal(await has(other, outside.uuid), false)
  assert.equal(await has(other, numbered.uuid), false)
  const pulled = await pull(th, other, inside.uuid)
  const travelled = pulled['SharingGroup'] as Record<string, Json>
  assert.equal(travelled['id'], undefined)
  assert.equal(travelled['uuid'], (inside['SharingGroup'] as Record<string, Json>)['uuid'])
  assert.equal((await askMisp(th, other, `/sharing_groups/view/${String(travelled['uuid'])}`)).status, 200)
  assert.equal((await askMisp(th, other, '/sharing_groups/view/7')).status, 404)
})

test('M9 a group with nobody in it is for nobody', async () => {
  const other = await addMispClient(th.node, ['node'], { organisation: 'th-aml' })
  const empty = event([attribute('for nobody')], group([], '9'))
  const part = event([attribute('open'), attribute('closed', group([], '9'))])
  await importMisp(th, { ...shared, organisation: 'th-aht' }, [empty, part], 'Empty')
  await follow(th)
  assert.equal(await has(other, empty.uuid), false)
  assert.deepEqual(
    (await pull(th, other, part.uuid)).Attribute.map((one) => one['value']),
    ['open'],
  )
})

test('M10 a soft delete travels to who had the attribute, without its content, and never to who had not', async () => {
  const [kept, dropped] = [attribute('kept'), attribute('dropped')]
  const one = event([kept, dropped])
  assert.equal((await post('/events/add', one)).status, 200)
  await follow(th)
  const before = await pull(th, reader, one.uuid)
  assert.equal(before.timestamp, one.timestamp)
  const late = await addMispClient(th.node, ['agency'])
  const gone = { ...dropped, deleted: true, timestamp: String(second + 9) }
  const edited = await post(`/events/edit/${one.uuid}`, {
    ...one,
    timestamp: String(second + 9),
    Attribute: [gone],
  })
  assert.equal(edited.status, 200, edited.text)
  await follow(th)
  const after = await pull(th, reader, one.uuid)
  const told = after.Attribute.find((part) => part.uuid === dropped.uuid) ?? assert.fail('not told')
  assert.equal(told['deleted'], true)
  assert.ok(!JSON.stringify(after).includes('dropped'))
  assert.ok(Number(after.timestamp) > Number(before.timestamp))
  assert.deepEqual(
    (await pull(th, late, one.uuid)).Attribute.map((part) => part.uuid),
    [kept.uuid],
  )
  const plain = await get(`/events/view/${one.uuid}`)
  assert.deepEqual(
    plain.json.Event?.Attribute.map((part) => part.uuid),
    [kept.uuid],
  )
})

test('M11 a recall of ours is the soft delete of every attribute and a tag of the event, and nothing to who had nothing', async () => {
  const one = event([attribute('secret one'), attribute('secret two')], { info: 'Secret info' })
  const batch = await importMisp(th, own, [one], 'To be recalled')
  await follow(th)
  await pull(th, reader, one.uuid)
  const never = await addMispClient(th.node, ['agency'])
  await recallBatch(th, batch, own)
  await follow(th)
  const told = await pull(th, reader, one.uuid)
  assert.deepEqual(
    told.Attribute.map((part) => part['deleted']),
    [true, true],
  )
  assert.deepEqual(
    told.Tag.map((tag) => tag.name),
    ['shield:handling="recalled"'],
  )
  assert.ok(!/secret/i.test(JSON.stringify(told)))
  assert.equal(new Set(told.Attribute.map((part) => part['value'])).size, 2)
  assert.ok(Number(told.timestamp) > second)
  assert.ok((await index(reader)).some(({ uuid }) => uuid === one.uuid))
  assert.equal(await has(never, one.uuid), false)
  assert.ok(!(await index(never)).some(({ uuid }) => uuid === one.uuid))
})

/** All that a client can ask, as bytes. */
async function everything(client: MispClient): Promise<string> {
  const listed = await index(client)
  const paths = [
    '/events/index',
    '/sharing_groups/index',
    ...listed.map(({ uuid }) => `/events/view/${uuid}/deleted[]:1`),
  ]
  const answers: string[] = []
  for (const path of paths) {
    const { status, text } = await askMisp(th, client, path)
    answers.push(`${path} ${status} ${text}`)
  }
  for (const path of ['/events/restSearch', '/attributes/restSearch']) {
    const { status, text, headers } = await askMisp(th, client, path, { body: { deleted: [0, 1] } })
    answers.push(`${path} ${status} ${String(headers['x-result-count'])} ${text}`)
  }
  return answers.join('\n')
}

test('what may not be seen moves no byte: no time, no number, no count, whatever is added and recalled beside', async () => {
  await importMisp(th, own, [event([attribute('seen one'), attribute('seen two')])], 'Beside')
  const client = await addMispClient(th.node, ['agency'])
  await everything(client)
  const before = await everything(client)
  for (const name of [
    ...['other agency', 'other zone', 'own, other zone', 'level above clearance', 'own case'],
    ...['not released to', 'for no purpose', 'released to the node'],
  ]) {
    const hidden = blocks[name] ?? assert.fail(name)
    const batch = await importMisp(
      th,
      hidden,
      [event([attribute('hidden'), attribute('hidden too')])],
      'Beside',
    )
    await follow(th)
    assert.equal(await everything(client), before, name)
    await recallBatch(th, batch, hidden)
    await follow(th)
    assert.equal(await everything(client), before, `${name}, recalled`)
  }
})

test('the protection zone, victims, witnesses, minors and what is RED are in no event', async () => {
  const person = (
    name: string,
    more: readonly (readonly [string, string])[] = [],
    kind = 'person',
  ): object => ({
    ...{
      uuid: randomUUID(),
      name: kind,
      'meta-category': 'misc',
      timestamp: String(second),
      distribution: '5',
    },
    Attribute: [['full-name', name] as const, ...more].map(([relation, value]) =>
      attribute(value, { object_relation: relation }),
    ),
  })
  const canaries = [
    person('Canary Victim', [['role', 'possible victim']]),
    person('Canary Witness', [['role', 'พยาน']]),
    person('Canary Minor', [['date-of-birth', '2012-01-01']]),
    person('Canary Object', [], 'victim'),
    person('Adult', [['date-of-birth', '1980-01-01']]),
  ]
  const red = attribute('Canary Red', { Tag: [{ name: 'tlp:red' }] })
  await importMisp(th, own, [{ ...event([red]), Object: canaries }], 'Canaries')
  await importMisp(th, blocks['other zone'] ?? assert.fail(), [
    { ...event([attribute('Canary Sheltered')]), Object: canaries },
  ])
  await follow(th)
  for (const client of [
    reader,
    await addMispClient(th.node, ['agency', 'node', 'protection', 'open']),
    await addMispClient(th.node, ['protection', 'node', 'open'], { organisation: 'th-msd' }),
  ])
    assert.ok(!(await everything(client)).includes('Canary'), 'a canary sings')
  assert.ok((await everything(reader)).includes('Adult'))
})
