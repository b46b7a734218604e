import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'

import { blocksAround } from '../../testing-blocks.ts'
import { ask } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { attribute, event, importMisp } from '../misp/testing.ts'
import { importPeople, person } from '../registry/testing.ts'

let th: TestNode
let analyst: Record<string, string>

before(async () => {
  th = await createTestNode('th')
  analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  await importPeople(th, analyst, {
    source: 'Raid list',
    marking: 'agency',
    lines: ['P1,Orchid Somsak,+999 81 000 0001,Orchid Garden', 'P2,Orchid Malee,+999 81 000 0002,'],
  })
})
after(() => th.close())

const reason = 'For the prosecutor'

async function exported(asked: object): Promise<string> {
  const answer = await ask(th, analyst, 'exportRun', { body: { format: 'csv', reason, ...asked } })
  assert.equal(answer.status, 200, answer.text)
  return answer.text
}

test('an export takes what the search is narrowed to, and nothing else', async () => {
  const all = await exported({ q: 'Orchid' })
  for (const name of ['Orchid Somsak', 'Orchid Malee', 'Orchid Garden']) assert.ok(all.includes(name), name)
  const companies = await exported({ q: 'Orchid', kind: 'Company' })
  assert.ok(companies.includes('Orchid Garden'))
  assert.ok(!companies.includes('Malee') && !companies.includes('Somsak'))
})

test('why something was taken out is kept beside how much it was', async () => {
  const before = await th.node.database.pool.query('select id from export')
  await exported({ q: 'Orchid', kind: 'Person' })
  const kept = await th.node.database.pool.query<{ id: string; reason: string; entity_count: number }>(
    'select id, reason, entity_count from export where id <> all($1)',
    [before.rows.map((row: { readonly id: string }) => row.id)],
  )
  assert.deepEqual(
    kept.rows.map((row) => [row.reason, row.entity_count]),
    [[reason, 2]],
  )
  const event = await th.node.database.pool.query(
    `select 1 from audit_intake where action = 'export.run' and object = $1`,
    [kept.rows[0]?.id],
  )
  assert.equal(event.rowCount, 1)
})

test('as MISP everything is one event, and who suffered or is a minor is not in it', async () => {
  const described = (name: string, kind: string, role: string): object => ({
    ...{ uuid: randomUUID(), name: kind, 'meta-category': 'misc', timestamp: '1770000000' },
    Attribute: [
      attribute(name, { type: 'full-name', object_relation: 'full-name' }),
      attribute(role, { object_relation: 'role' }),
    ],
  })
  const people = [
    described('Lotus Adult', 'person', 'recruiter'),
    described('Lotus Canary', 'person', 'possible victim'),
    described('Lotus Canary', 'victim', 'none'),
  ]
  await importMisp(th, blocksAround()['own agency'] ?? assert.fail(), [{ ...event([]), Object: people }])
  await th.node.search.upToDate()
  const file = await exported({ q: 'Lotus', format: 'misp' })
  assert.ok(file.includes('Lotus Adult'))
  assert.ok(!file.includes('Canary'))
  const { response } = JSON.parse(await exported({ q: 'Orchid', format: 'misp' })) as {
    readonly response: readonly {
      readonly Event: { readonly Object: readonly { readonly name: string }[] }
    }[]
  }
  assert.deepEqual(response.flatMap((one) => one.Event.Object.map((object) => object.name)).toSorted(), [
    'legal-entity',
    'person',
    'person',
  ])
})

test('where nothing may be taken along no file is made', async () => {
  await th.node.database.inTransaction(async (tx) => {
    const found = await tx.client.query<{ marking_id: number }>('select distinct marking_id from statement')
    await th.node.markings.all(tx)
    for (const { marking_id: id } of found.rows) {
      const block = th.node.markings.block(id)
      const red = await th.node.markings.intern(tx, {
        ...block,
        conditions: { ...block.conditions, tlp: 'RED' },
      })
      await tx.client.query('update statement set marking_id = $2 where marking_id = $1', [id, red])
    }
  })
  const answer = await ask(th, analyst, 'exportRun', { body: { format: 'stix', reason, q: 'Orchid' } })
  assert.equal(answer.status, 403, answer.text)
  assert.match(answer.text, /Nothing of this may be taken along/)
})
