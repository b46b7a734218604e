import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { people } from '@shield/world'
import pg from 'pg'

import { newId } from '#store/identifier.ts'
import { createTestNode } from '../testing.ts'
import type { TestNode } from '../testing.ts'
import { audit } from './index.ts'

let th: TestNode
let owner: pg.Client

before(async () => {
  th = await createTestNode('th', { logLevel: 'silent' })
  owner = new pg.Client({ connectionString: th.url })
  await owner.connect()
})
after(async () => {
  await owner.end()
  await th.close()
})

test('the application may add to the audit, and never change or take away', async () => {
  for (const table of ['audit_intake', 'audit_object', 'audit_leaf', 'audit_tile', 'audit_checkpoint'])
    for (const statement of [
      `delete from ${table}`,
      `truncate ${table}`,
      `update ${table} set ${await columnOf(table)}`,
    ])
      await assert.rejects(
        th.node.database.inTransaction((tx) => tx.client.query(statement)),
        /permission denied/,
        statement,
      )
})

async function columnOf(table: string): Promise<string> {
  const found = await owner.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum = 1`,
    [table],
  )
  const name = found.rows[0]?.name ?? ''
  return `${name} = ${name}`
}

test('a read whose event can not be written is not answered', async () => {
  const [person] = people
  assert.ok(person)
  const headers = await th.signIn(person, 'investigation')
  const search = (): Promise<{ statusCode: number; body: string }> =>
    th.app.inject({ url: '/api/v1/search?q=somchai', headers })
  assert.equal((await search()).statusCode, 200)
  await owner.query('revoke insert on audit_intake from shield_app')
  try {
    const { statusCode, body } = await search()
    assert.equal(statusCode, 500)
    assert.doesNotMatch(body, /items|count/)
  } finally {
    await owner.query('grant insert on audit_intake to shield_app')
  }
})

test('an act that fails leaves no event, and an event that can not be written leaves no act', async () => {
  const before = await owner.query('select 1 from audit_intake')
  await assert.rejects(
    th.node.database.inTransaction(async (tx) => {
      await audit(
        { tx, node: th.node, now: th.node.now(), requestId: newId() },
        { action: 'entity.read', object: newId() },
      )
      throw new Error('the act failed')
    }),
  )
  assert.equal((await owner.query('select 1 from audit_intake')).rowCount, before.rowCount)
  await owner.query('revoke insert on audit_intake from shield_app')
  try {
    const [person] = people
    assert.ok(person)
    const sessions = await owner.query('select 1 from session')
    await assert.rejects(th.signIn(person), /permission denied/)
    assert.equal((await owner.query('select 1 from session')).rowCount, sessions.rowCount)
  } finally {
    await owner.query('grant insert on audit_intake to shield_app')
  }
})
