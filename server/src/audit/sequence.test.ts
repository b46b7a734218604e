import assert from 'node:assert/strict'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import pg from 'pg'

import type { Tx } from '#store/database.ts'
import { newId } from '#store/identifier.ts'
import { createTestNode } from '../testing.ts'
import type { TestNode } from '../testing.ts'
import {
  audit,
  auditAll,
  keptHeads,
  leafHash,
  logOfDatabase,
  logSize,
  logVerifier,
  openCheckpoint,
  proveConsistency,
  proveInclusion,
  startSequencer,
  verifyConsistency,
  verifyInclusion,
  verifyLog,
  withoutPlace,
} from './index.ts'

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

const writeOne = (tx: Tx, shown: readonly string[] = []): Promise<string> =>
  audit(
    { tx, node: th.node, now: new Date(), requestId: newId() },
    { action: 'entity.read', object: newId(), shown },
  )
const write = (count: number): Promise<readonly string[]> =>
  th.node.database.inTransaction(async (tx) => {
    const ids: string[] = []
    for (let made = 0; made < count; made += 1) ids.push(await writeOne(tx))
    return ids
  })
/** One look of the sequencer at what was committed. */
const placed = async (): Promise<void> => {
  const sequencer = await startSequencer(th.node)
  await sequencer.stop()
}
const check = async (): Promise<readonly string[]> =>
  th.node.database.inTransaction(async (tx) => {
    const { waiting, late } = await withoutPlace(tx)
    assert.deepEqual({ waiting, late }, { waiting: 0, late: 0 })
    return (await verifyLog(logOfDatabase(tx), logVerifier(th.node), await keptHeads(th.node))).faults
  })
const placeOf = async (id: string): Promise<number | undefined> =>
  (
    await owner.query<{ sequence: string }>('select sequence from audit_leaf where audit_id = $1', [id])
  ).rows.map((row) => Number(row.sequence))[0]

test('events that nobody gave a place before the process ended get one from the next, once and without a gap', async () => {
  const ids = await write(40)
  await placed()
  await placed()
  const places: (number | undefined)[] = []
  for (const id of ids) places.push(await placeOf(id))
  assert.ok(places.every((place) => place !== undefined))
  assert.equal(new Set(places).size, ids.length)
  assert.deepEqual(await check(), [])
})

test('a sequencer that breaks in the middle of its work leaves nothing of it', async () => {
  const ids = await write(30)
  const size = await th.node.database.inTransaction(logSize)
  await owner.query(
    `create function broken() returns trigger language plpgsql as $$ begin raise 'the disk is full'; end $$`,
  )
  await owner.query(
    'create trigger broken before insert on audit_checkpoint for each row execute function broken()',
  )
  await placed()
  assert.equal(await placeOf(ids[0] ?? ''), undefined)
  assert.equal(await th.node.database.inTransaction(logSize), size)
  await owner.query('drop trigger broken on audit_checkpoint')
  await placed()
  assert.equal(await th.node.database.inTransaction(logSize), size + 30)
  assert.deepEqual(await check(), [])
})

test('an act that takes long holds nothing back, and has its place when it is committed', async () => {
  const slow = await th.node.database.pool.connect()
  await slow.query('begin')
  const first = await writeOne({ client: slow, db: undefined as never })
  const [second = ''] = await write(1)
  await placed()
  assert.notEqual(await placeOf(second), undefined)
  assert.equal(await placeOf(first), undefined)
  // Another process begins where the last head ended, and looks for what was under way then.
  const [third = ''] = await write(1)
  await placed()
  await slow.query('commit')
  slow.release()
  await placed()
  assert.equal(await placeOf(first), ((await placeOf(third)) ?? 0) + 1)
  assert.deepEqual(await check(), [])
})

test('more than has room in one batch waits behind an act that runs on', async () => {
  const slow = await th.node.database.pool.connect()
  await slow.query('begin')
  const first = await writeOne({ client: slow, db: undefined as never })
  await write(10)
  // One transaction of many events is cut in its midst.
  await th.node.database.inTransaction((tx) =>
    auditAll(
      { tx, node: th.node, now: new Date(), requestId: newId() },
      Array.from({ length: 5400 }, () => ({ action: 'entity.read' as const, object: newId() })),
    ),
  )
  const [last = ''] = await write(1)
  await placed()
  const size = await th.node.database.inTransaction(logSize)
  assert.equal(await placeOf(last), size - 1)
  await slow.query('commit')
  slow.release()
  await placed()
  assert.equal(await placeOf(first), size)
  assert.deepEqual(await check(), [])
})

test('of two sequencers at once only one gives places', async () => {
  const locked = new pg.Client({ connectionString: th.url })
  await locked.connect()
  await locked.query('select pg_advisory_lock(7438004)')
  const [id = ''] = await write(1)
  await placed()
  assert.equal(await placeOf(id), undefined)
  await locked.end()
  const both = await Promise.all([startSequencer(th.node), startSequencer(th.node)])
  for (let round = 0; round < 5; round += 1) {
    await write(300)
    await Promise.all(both.map((one) => one.flush()))
  }
  // The last is alone with what the lock of the other had left.
  for (const one of both) await one.stop()
  assert.deepEqual(await check(), [])
})

test('what one event has no room for is in several', async () => {
  const shown = Array.from({ length: 2345 }, newId)
  const id = await th.node.database.inTransaction((tx) => writeOne(tx, shown))
  await placed()
  const parts = await owner.query<{ bytes: number; shown: number }>(
    `select octet_length(event) as bytes, (select count(*)::int from audit_object where audit_id = id) as shown
     from audit_intake where object = (select object from audit_intake where id = $1) order by id`,
    [id],
  )
  assert.deepEqual(
    parts.rows.map((row) => row.shown).toSorted((a, b) => a - b),
    [345, 1000, 1000],
  )
  assert.ok(parts.rows.every((row) => row.bytes < 65_535))
  assert.deepEqual(await check(), [])
})

test('proofs made from tiles hold for any place and any earlier head', async () => {
  await write(300)
  await placed()
  await th.node.database.inTransaction(async (tx) => {
    const size = await logSize(tx)
    assert.ok(size > 512, `only ${size} events`)
    const heads = await tx.client.query<{ note: string }>('select note from audit_checkpoint order by size')
    const all = heads.rows.map(({ note }) => openCheckpoint(note, logVerifier(th.node)))
    const newest = all.at(-1)
    assert.ok(newest)
    const leaves = await tx.client.query<{ event: Buffer }>(
      'select event from audit_leaf join audit_intake on id = audit_id order by sequence',
    )
    for (const index of [0, 1, 255, 256, 300, 511, 512, size - 1]) {
      const leaf = leafHash(leaves.rows[index]?.event ?? Buffer.of())
      assert.ok(
        verifyInclusion({ leaf, index }, newest, await proveInclusion(tx, index, size)),
        `place ${index}`,
      )
    }
    for (const head of all)
      assert.ok(
        verifyConsistency(head, newest, await proveConsistency(tx, head.size, size)),
        `head ${head.size}`,
      )
  })
})

test('a database restored into another cluster, with transaction numbers from the old one, goes on', async () => {
  const old = await write(5)
  await owner.query(
    'update audit_intake set transaction = (transaction::text::bigint + 4000000000)::text::xid8 where transaction <= pg_current_xact_id()',
  )
  await owner.query(`update audit_checkpoint set seen = '4000000000:4000000009:4000000003'`)
  const [fresh = ''] = await write(1)
  await placed()
  // Ids made in one millisecond have no order among themselves.
  const places = await Promise.all(old.map(placeOf))
  assert.equal(await placeOf(fresh), Math.max(...places.map((place) => place ?? 0)) + 1)
  const sequencer = await startSequencer(th.node)
  await sequencer.flush()
  const [next = ''] = await write(1)
  await sequencer.flush()
  await sequencer.stop()
  assert.equal(await placeOf(next), ((await placeOf(fresh)) ?? 0) + 1)
  assert.deepEqual(await check(), [])
})

test('an event slipped in behind its time is seen to be in no log', async () => {
  await owner.query('begin')
  await owner.query(
    `insert into audit_intake (id, transaction, action, event) values ($1, '3'::xid8, 'entity.read', '{}')`,
    [newId()],
  )
  await owner.query('commit')
  await placed()
  const { late } = await th.node.database.inTransaction(withoutPlace)
  assert.equal(late, 1)
  await owner.query(`delete from audit_intake where transaction = '3'::xid8`)
})

test('a database put back to an older day is found even after the log has gone on', async () => {
  await placed()
  const file = join(th.node.config.dataFolder, 'audit-th.checkpoint')
  const kept = await readFile(file, 'utf8')
  const size = openCheckpoint(kept, logVerifier(th.node)).size
  const first = await owner.query<{ size: string }>('select min(size) as size from audit_checkpoint')
  const back = Number(first.rows[0]?.size)
  assert.ok(back < size && back < 256)
  await owner.query('begin')
  await owner.query('set local session_replication_role = replica')
  await owner.query('delete from audit_checkpoint where size > $1', [back])
  await owner.query('delete from audit_tile')
  await owner.query(
    'delete from audit_intake where id in (select audit_id from audit_leaf where sequence >= $1)',
    [back],
  )
  await owner.query('delete from audit_leaf where sequence >= $1', [back])
  await owner.query(
    'delete from audit_object o where not exists (select 1 from audit_intake where id = o.audit_id)',
  )
  await owner.query('commit')
  await write(size)
  await placed()
  const names = await readdir(th.node.config.dataFolder)
  assert.ok(
    names.some((name) => name.startsWith(`audit-th.contradicted-${size}-`)),
    names.join(', '),
  )
  assert.notEqual(await readFile(file, 'utf8'), kept)
  const history = `the head kept elsewhere tells another history of ${size} events: the log was rewritten or forked`
  assert.ok((await check()).includes(history))
})

test('a head that was cut off on the disk is a witness that can not be read', async () => {
  await writeFile(join(th.node.config.dataFolder, 'audit-th.checkpoint'), 'shield.node/th')
  assert.ok((await check()).includes('a head kept elsewhere: this is not a checkpoint'))
})
