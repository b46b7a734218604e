import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { Tx } from '#store/database.ts'
import { newId } from '#store/identifier.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { findAsker } from './asker.ts'
import { readFilter } from './filter.ts'
import { readPage } from './page.ts'
import { addTestClient } from './testing.ts'
import type { TestClient } from './testing.ts'

let th: TestNode
let reader: TestClient
const many = 20_000
const rare = [100, 10_000, 19_000]

before(async () => {
  th = await createTestNode('th')
  reader = await addTestClient(th.node, ['agency'])
  // Just filled: PostgreSQL has no counts of it, which is when its plans are worst.
  await th.node.database.pool.query(
    `insert into taxii_version (collection_id, added, object_id, type, version, spec_version, is_last, records, shown, object)
     select $1, n, (case when n = any($3) then 'tool--' else 'identity--' end) || gen_random_uuid(), case when n = any($3) then 'tool' else 'identity' end,
            '2026-01-01T00:00:00Z', '2.1', true, '{}', '{}', '{}' from generate_series(1, $2) as n`,
    [reader.collection, many, rare],
  )
})
after(() => th.close())

/** Rows of the collection that one page made PostgreSQL read, and the places of what it gave. */
function readingOf(query: string): Promise<{ readonly read: number; readonly places: readonly number[] }> {
  return th.node.database.inTransaction(async (tx) => {
    const visit = { tx, node: th.node, now: th.node.now(), requestId: newId() }
    const asker = await findAsker(visit, { user: undefined, secret: reader.secret })
    const filter = readFilter(`/?${query}`, ['id', 'type', 'version', 'spec_version'])
    const before = await readSoFar(tx)
    const { rows } = await readPage(asker ?? assert.fail(), { filter, resource: 'objects' })
    return { read: (await readSoFar(tx)) - before, places: rows.map((row) => row.added) }
  })
}

async function readSoFar({ client }: Tx): Promise<number> {
  const found = await client.query<{ read: number }>(
    `select coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0) as read from pg_stat_xact_user_tables where relname = 'taxii_version'`,
  )
  return Number(found.rows[0]?.read ?? 0)
}

const time = (micros: number): string => new Date(micros / 1000).toISOString().replace('Z', '000Z')

test('a page costs by its own size wherever it is in a large collection, also of one type among many', async () => {
  for (const [query, most, first] of [
    ['limit=50', 60, 1],
    [`limit=50&added_after=${time(15_000)}`, 60, 15_001],
    ['limit=50&match[version]=all', 60, 1],
    ['limit=50&match[type]=tool', 10, 100],
    ['limit=2&match[type]=identity,tool', 10, 1],
  ] as const) {
    const { read, places } = await readingOf(query)
    assert.equal(places[0], first, query)
    assert.ok(read > 0 && read <= most, `${query} read ${read} rows`)
  }
  assert.deepEqual((await readingOf('match[type]=tool,malware')).places, rare)
})
