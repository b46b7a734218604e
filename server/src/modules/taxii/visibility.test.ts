import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'

import type { Marking } from '@shield/core'
import { recalledTwin } from '@shield/core'

import { blocksAround } from '../../testing-blocks.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { undoRecords } from '../registry/index.ts'
import { registerTaxii } from './index.ts'
import { addTestClient, askTaxii, follow, identity, importStix } from './testing.ts'
import type { TaxiiAnswer, TestClient } from './testing.ts'

let th: TestNode
const blocks = blocksAround()
const block = (name: string): Marking => blocks[name] ?? assert.fail(name)
const own = block('own agency')

before(async () => {
  th = await createTestNode('th')
  registerTaxii(th.app, th.node)
})
after(() => th.close())

const get = (client: TestClient, rest: string): Promise<TaxiiAnswer> =>
  askTaxii(th, client, `${client.path}${rest}`)
const named = (answer: TaxiiAnswer, id: string) => answer.json.objects?.filter((one) => one.id === id) ?? []

/** All that a client can ask, as bytes; what the clock alone moves is left out. */
async function everything(client: TestClient): Promise<string> {
  const answers: string[] = []
  for (const rest of [
    '/objects/',
    '/objects/?limit=2',
    '/manifest/',
    '/objects/?match[version]=all',
    '/objects/?added_after=2026-01-01T00:00:00Z',
    '',
  ]) {
    const { status, headers, text } = await get(client, rest)
    const dates = [headers['x-taxii-date-added-first'], headers['x-taxii-date-added-last']]
    answers.push(`${rest} ${status} ${String(dates)} ${text.replace(/"next":"[^"]+"/, '"next"')}`)
  }
  return answers.join('\n')
}

/** Moves all rows of a batch under another block, as a change of handling does. */
async function moveTo(batch: string, marking: Marking): Promise<void> {
  await th.node.database.inTransaction(async (tx) => {
    const to = await th.node.markings.intern(tx, marking)
    const records = `select r.id from record r join batch b on b.id = r.batch_id where b.wire = '${batch}'`
    for (const table of ['statement', 'link'])
      await tx.client.query(`update ${table} set marking_id = $1 where record_id in (${records})`, [to])
    await tx.client.query(`update record set marking_id = $1 where id in (${records})`, [to])
    await tx.client.query(
      `update entity e set markings = array(select distinct marking_id from statement where entity_id = e.id and retracted_at is null)
       where id in (select entity_id from statement where record_id in (${records}))`,
    )
    await tx.client.query(
      `insert into index_change (entity_ids) select array_agg(distinct entity_id) from statement where record_id in (${records})`,
    )
  })
}

test('§7.5 what may not be seen moves no byte: no header, no page, no count, whatever is added, changed and recalled beside', async () => {
  await importStix(
    th,
    own,
    Array.from({ length: 5 }, (_, at) => identity(`Seen ${at}`)),
    'Seen',
  )
  const client = await addTestClient(th.node, ['agency'])
  const before = await everything(client)
  const beside = [
    'other agency',
    'other zone',
    'own, other zone',
    'level above clearance',
    'own case',
    'not released to',
    'for no purpose',
    'released to the node',
  ]
  for (const name of beside) {
    const hidden = [identity('Hidden'), identity('Hidden too')]
    const batch = await importStix(th, block(name), hidden, 'Seen')
    await follow(th)
    assert.equal(await everything(client), before, name)
    await importStix(
      th,
      block(name),
      hidden.map((one) => ({ ...one, name: 'Again', modified: '2026-09-01T00:00:00.000Z' })),
      'Seen',
    )
    await moveTo(batch, recalledTwin(block(name)))
    await follow(th)
    assert.equal(await everything(client), before, `${name}, recalled`)
  }
})

test('a marking that was never given to the client is not in its collection though its organisation may see it', async () => {
  const shared = identity('For the node')
  await importStix(th, block('released to the node'), [shared])
  const narrow = await addTestClient(th.node, ['agency'])
  const wide = await addTestClient(th.node, ['agency', 'node'])
  assert.equal((await get(narrow, `/objects/${shared.id}/`)).status, 404)
  assert.equal((await get(wide, `/objects/${shared.id}/`)).status, 200)
})

test('the protection zone, victims, witnesses and minors are in no collection, and children grow up', async () => {
  const canaries = {
    sheltered: identity('Canary Sheltered'),
    victim: { ...identity('Canary Victim'), roles: ['possible victim'] },
    witness: { ...identity('Canary Witness'), roles: ['พยาน'] },
    labelled: { ...identity('Canary Labelled'), labels: ['victim'] },
    minor: { ...identity('Canary Minor'), x_shield_birth_date: ['2012-01-01'] },
    adult: { ...identity('Adult'), x_shield_birth_date: ['1980-01-01'] },
  }
  await importStix(th, block('other zone'), [canaries.sheltered])
  await importStix(th, own, [
    canaries.victim,
    canaries.witness,
    canaries.labelled,
    canaries.minor,
    canaries.adult,
  ])
  for (const client of [
    await addTestClient(th.node, ['agency', 'node', 'protection', 'open']),
    await addTestClient(th.node, ['protection', 'node', 'open'], { organisation: 'th-msd' }),
  ]) {
    const all = await everything(client)
    assert.ok(!all.includes('Canary'), 'a canary sings')
  }
  const client = await addTestClient(th.node, ['agency'])
  assert.equal((await get(client, `/objects/${canaries.adult.id}/`)).status, 200)
})

test('a recall is told once, without content, to who had it, and never to who had not', async () => {
  const [first, second] = [identity('Recalled Person'), identity('Also Recalled')]
  const batch = await importStix(th, own, [first, second], 'To be recalled')
  const had = await addTestClient(th.node, ['agency'])
  const hadNot = await addTestClient(th.node, ['agency'])
  const last = String((await get(had, '/objects/')).headers['x-taxii-date-added-last'])
  await moveTo(batch, recalledTwin(own))
  // At once, before anything follows.
  for (const client of [had, hadNot]) assert.ok(!(await everything(client)).includes('Recalled'))
  const [fresh] = [await addTestClient(th.node, ['agency'])]
  await follow(th)
  const told = await get(had, `/objects/?added_after=${last}`)
  for (const { id } of [first, second]) {
    const [stub, more] = named(told, id)
    assert.equal(stub?.revoked, true)
    assert.equal(stub?.name, 'recalled')
    assert.equal(more, undefined)
    assert.deepEqual((await get(had, `/objects/${id}/versions/`)).json.versions?.length, 1)
    assert.deepEqual(
      named(await get(had, `/objects/${id}/?match[version]=all`), id).map((one) => one.revoked),
      [true],
    )
    const [marking = ''] = (stub?.['object_marking_refs'] ?? []) as string[]
    assert.equal(named(told, marking).length, 1, 'its marking comes with it')
  }
  for (const client of [hadNot, fresh])
    for (const { id } of [first, second]) assert.equal((await get(client, `/objects/${id}/`)).status, 404)
  const after = await everything(had)
  await moveTo(batch, { ...recalledTwin(own), level: 2 })
  await follow(th)
  assert.equal(await everything(had), after)
})

test('what is undone goes with its earlier versions; what stood before stands again, later than what was told', async () => {
  const id = randomUUID()
  const made = (name: string, modified: string): object => ({
    ...identity(name, '2026-03-01T00:00:00.000Z', id),
    modified,
  })
  await importStix(th, own, [made('Right', '2026-03-01T00:00:00.000Z')], 'Undone')
  const client = await addTestClient(th.node, ['agency'])
  const batch = await importStix(th, own, [made('Wrong', '2026-03-02T00:00:00.000Z')], 'Undone')
  await follow(th)
  const path = `/objects/identity--${id}/?match[version]=all`
  assert.deepEqual(
    (await get(client, path)).json.objects?.map((one) => one.name),
    ['Right', 'Wrong'],
  )
  await th.node.database.inTransaction(async (tx) => {
    const found = await tx.client.query<{ id: number }>('select id from batch where wire = $1', [batch])
    await undoRecords(tx, { id: found.rows[0]?.id ?? 0 })
    await tx.client.query(`update batch set state = 'undone' where wire = $1`, [batch])
  })
  assert.ok(!(await get(client, path)).text.includes('Wrong'))
  await follow(th)
  const versions = (await get(client, path)).json.objects ?? []
  assert.deepEqual(
    versions.map((one) => one.name),
    ['Right', 'Right'],
  )
  assert.ok((versions[1]?.modified ?? '') > '2026-03-02T00:00:00.000Z')
})

test('rights that are withdrawn end every next, and what was had under them is taken back', async () => {
  await importStix(
    th,
    block('released to the node'),
    Array.from({ length: 4 }, (_, at) => identity(`Node ${at}`)),
    'Rights',
  )
  const client = await addTestClient(th.node, ['agency', 'node'])
  const first = await get(client, '/objects/?limit=2')
  await th.node.database.pool.query(`update client set markings = '{agency}' where id = $1`, [client.id])
  const next = await get(client, `/objects/?limit=2&next=${first.json.next}`)
  assert.equal(next.status, 400)
  assert.ok(!(await get(client, '/objects/')).text.includes('"Node 3"'), 'at once')
  await follow(th)
  const all = await get(client, '/objects/')
  assert.ok(!all.text.includes('"Node '))
  await th.node.database.pool.query('update client set revoked_at = now() where id = $1', [client.id])
  assert.equal((await get(client, '/objects/')).status, 401)
})

test('every relationship has both its ends in the collection, and goes when one of them goes', async () => {
  const [a, b, c] = [identity('A'), identity('B'), identity('C')]
  const tie = (from: { id: string }, to: { id: string }): object => ({
    ...{
      type: 'relationship',
      spec_version: '2.1',
      id: `relationship--${randomUUID()}`,
      relationship_type: 'related-to',
    },
    ...{
      created: '2026-01-01T00:00:00.000Z',
      modified: '2026-01-01T00:00:00.000Z',
      source_ref: from.id,
      target_ref: to.id,
    },
  })
  const [near, far] = [tie(a, b), tie(b, c)] as [{ id: string }, { id: string }]
  const batch = await importStix(th, own, [c], 'Tied')
  await importStix(th, own, [a, b, near, far], 'Tied')
  const client = await addTestClient(th.node, ['agency'])
  const all = (await get(client, '/objects/')).json.objects ?? []
  const here = new Set(all.map((one) => one.id))
  assert.ok(here.has(near.id) && here.has(far.id))
  for (const one of all)
    for (const key of ['source_ref', 'target_ref'])
      if (one[key] !== undefined) assert.ok(here.has(String(one[key])), `${one.id} ${key}`)
  await moveTo(batch, block('other agency'))
  await follow(th)
  assert.equal(named(await get(client, '/objects/'), far.id)[0]?.revoked, true)
  assert.equal(named(await get(client, '/objects/'), near.id)[0]?.revoked, undefined)
})

test('a reference inside a body of a source leads to nothing outside the collection, comes with its target and goes with it', async () => {
  const [near, far] = [identity('Near'), identity('Far')]
  const about = (
    type: string,
    refs: readonly { id: string }[],
    more: object = {},
  ): { readonly id: string } => ({
    ...{ type, spec_version: '2.1', id: `${type}--${randomUUID()}`, object_refs: refs.map((one) => one.id) },
    ...{ created: '2026-01-01T00:00:00.000Z', modified: '2026-01-01T00:00:00.000Z', ...more },
  })
  const report = about('report', [near, far], {
    ...{ name: 'Both', published: '2026-01-01T00:00:00.000Z', created_by_ref: far.id },
  })
  const note = about('note', [far], { content: 'On what is far' })
  const batch = await importStix(th, block('other agency'), [far], 'Closed, far')
  await importStix(th, own, [note, report, near], 'Closed')
  const client = await addTestClient(th.node, ['agency'])
  const newest = async (id: string) => named(await get(client, '/objects/'), id)[0]
  const assertClosed = async (): Promise<void> => {
    const all = ((await get(client, '/objects/')).json.objects ?? []).filter((one) => one.revoked !== true)
    const here = new Set(all.map((one) => one.id))
    for (const one of all)
      for (const key of ['object_refs', 'created_by_ref', 'source_ref', 'target_ref'])
        for (const id of [one[key] ?? []].flat()) assert.ok(here.has(String(id)), `${one.id} ${key}`)
  }
  const cut = (await newest(report.id)) ?? assert.fail('the report is there')
  assert.deepEqual(cut['object_refs'], [near.id])
  assert.deepEqual([cut['created_by_ref'], cut['x_shield_redacted']], [undefined, true])
  assert.equal(await newest(note.id), undefined, 'a note on nothing is none')
  await assertClosed()
  await moveTo(batch, own)
  await follow(th)
  const whole = (await newest(report.id)) ?? assert.fail('the report is there')
  assert.deepEqual(whole['object_refs'], [near.id, far.id])
  assert.equal(whole['x_shield_redacted'], undefined)
  assert.ok(String(whole.modified) > String(cut.modified), 'who had it cut is told')
  assert.equal((await newest(note.id))?.revoked, undefined)
  await assertClosed()
  await moveTo(batch, block('other agency'))
  await follow(th)
  assert.deepEqual((await newest(report.id))?.['object_refs'], [near.id])
  assert.equal((await newest(note.id))?.revoked, true)
  await assertClosed()
  // Whoever comes later has each once, as its source wrote it but for what it may not have.
  const late = await addTestClient(th.node, ['agency'])
  const versions = named(await get(late, '/objects/?match[version]=all'), report.id)
  assert.deepEqual(
    versions.map((one) => [one.modified, one['object_refs']]),
    [['2026-01-01T00:00:00.000Z', [near.id]]],
  )
})

test('an object that several sources state is the next one’s when the first is gone', async () => {
  const one = identity('Of two sources')
  const batch = await importStix(th, own, [one], 'First')
  await importStix(th, own, [one], 'Second')
  const client = await addTestClient(th.node, ['agency'])
  assert.equal(named(await get(client, '/objects/?match[version]=all'), one.id).length, 1)
  await moveTo(batch, recalledTwin(own))
  await follow(th)
  const [still] = named(await get(client, '/objects/'), one.id)
  assert.deepEqual([still?.name, still?.revoked], ['Of two sources', undefined])
})
