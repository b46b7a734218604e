import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { pipeline } from 'node:stream/promises'

import { from as copyFrom } from 'pg-copy-streams'

import { openDatabase } from './database.ts'
import type { Database } from './database.ts'
import { createTestDatabase } from './testing.ts'
import type { TestDatabase } from './testing.ts'

let own: TestDatabase
let database: Database

before(async () => {
  own = await createTestDatabase()
  // One connection: each test begins on what the one before left of it.
  database = openDatabase(own.url, { connections: 1 })
})
after(async () => {
  await database.close()
  await own.drop()
})

const counted = `select n from generate_series($1::int, $2::int) as n`

test('what is asked at once is answered each by its own rows, before and after a COPY', async () => {
  await database.inTransaction(async ({ client }) => {
    const ask = async (): Promise<readonly unknown[]> => {
      const answers = await Promise.all(
        [1, 2, 3].map((n) => client.query<{ n: number }>(counted, [n, 2 * n])),
      )
      return answers.map(({ rows }) => rows.map((row) => row.n))
    }
    const expected = [
      [1, 2],
      [2, 3, 4],
      [3, 4, 5, 6],
    ]
    assert.deepEqual(await ask(), expected)
    await client.query('create temporary table carried (n int) on commit drop')
    for (const lines of ['1\n2\n', '3\n']) {
      await pipeline([lines], client.query(copyFrom('copy carried from stdin')))
      assert.deepEqual(await ask(), expected)
    }
    assert.equal((await client.query('select n from carried')).rowCount, 3)
  })
})

test('where one of those asked at once fails, nothing of the transaction stays and the connection serves the next', async () => {
  const write = `insert into link_pending select n from generate_series($1::int, $2::int) as n`
  await assert.rejects(
    database.inTransaction(({ client }) =>
      Promise.all([
        client.query(write, [1, 3]),
        client.query('select 1 / $1::int', [0]),
        client.query(write, [4, 6]),
      ]),
    ),
    /division by zero/,
  )
  await database.inTransaction(async ({ client }) => {
    assert.equal((await client.query('select 1 from link_pending')).rowCount, 0)
    await client.query(write, [4, 6])
  })
  assert.equal((await database.pool.query('select 1 from link_pending')).rowCount, 3)
})

test('a COPY that breaks off ends its transaction alone', async () => {
  await assert.rejects(
    database.inTransaction(async ({ client }) => {
      await client.query('create temporary table carried (n int) on commit drop')
      await pipeline(['1\nno number\n'], client.query(copyFrom('copy carried from stdin')))
    }),
    /invalid input syntax/,
  )
  assert.deepEqual((await database.pool.query<{ n: number }>(counted, [1, 2])).rows, [{ n: 1 }, { n: 2 }])
})
