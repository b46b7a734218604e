import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import fc from 'fast-check'

import { openDatabase } from '#store/database.ts'
import type { Database } from '#store/database.ts'
import { createRowMaker } from '#store/rows.ts'
import type { Rows } from '#store/rows.ts'
import { createTestDatabase } from '#store/testing.ts'
import type { TestDatabase } from '#store/testing.ts'
import { copyRows } from './copy.ts'

let files: TestDatabase
let database: Database

before(async () => {
  files = await createTestDatabase()
  database = openDatabase(files.url, { connections: 2 })
})
after(async () => {
  await database.close()
  await files.drop()
})

interface Row {
  readonly id: number
  readonly small: number
  readonly whole: number
  readonly wire: string
  readonly bytes: Buffer
  readonly text: string
  readonly absent: string | null
  readonly body: string
  readonly markings: readonly number[]
}

const text = fc.string({ unit: 'binary', maxLength: 60 }).map((any) => any.replaceAll('\0', ''))
const row: fc.Arbitrary<Row> = fc.record(
  {
    id: fc.maxSafeNat(),
    small: fc.integer({ min: -32_768, max: 32_767 }),
    whole: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    wire: fc.uuid(),
    bytes: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    text: fc.oneof(text, fc.constant('ก'.repeat(2000))),
    absent: fc.option(text),
    body: text,
    markings: fc.array(fc.nat(2 ** 31 - 1), { maxLength: 4 }),
  },
  { noNullPrototype: true },
)

/** The first number is put in afterwards, and the last field by whoever copies the row. */
function begun(rows: readonly Row[]): Rows {
  const maker = createRowMaker()
  for (const { small, whole, wire, bytes, text, absent, body } of rows) {
    maker.row(8, 1)
    maker.small(small)
    maker.integer(whole)
    maker.uuid(wire)
    maker.bytes(bytes)
    maker.text(text)
    maker.text(absent ?? undefined)
    maker.json(JSON.stringify({ body }))
  }
  return maker.rows()
}

function ended(rows: readonly Row[], start: Rows): Rows {
  const maker = createRowMaker()
  for (const [at, { id, markings }] of rows.entries()) {
    maker.again(start, at, 1)
    maker.number(0, id)
    maker.integers(markings)
  }
  return maker.rows()
}

const columns = 'id, small, whole, wire, bytes, text, absent, body, markings'

test('rows come out of PostgreSQL as they were made', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) =>
      database.inTransaction(async ({ client }) => {
        await client.query(
          `create temp table made (id bigint, small smallint, whole integer, wire uuid, bytes bytea, text text, absent text,
             body jsonb, markings integer[]) on commit drop`,
        )
        await copyRows(client, { table: 'made', columns }, ended(rows, begun(rows)))
        const found = await client.query<Row>(
          `select id, small, whole, wire, bytes, text, absent, body->>'body' as body, markings from made`,
        )
        assert.deepEqual(found.rows, rows)
      }),
    ),
    { numRuns: 40 },
  )
})

test('a row that PostgreSQL does not take is a fault, and the connection goes on', async () => {
  const maker = createRowMaker()
  maker.row(1)
  maker.json('{')
  const client = await database.pool.connect()
  await client.query('create temp table broken (body jsonb)')
  await assert.rejects(copyRows(client, { table: 'broken', columns: 'body' }, maker.rows()), /json/)
  assert.equal((await client.query('select 1 as one')).rows.length, 1)
  client.release(true)
})
