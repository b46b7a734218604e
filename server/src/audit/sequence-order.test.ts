import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import fc from 'fast-check'
import pg from 'pg'

import type { Client } from '#store/database.ts'
import { newId } from '#store/identifier.ts'
import { createTestNode } from '../testing.ts'
import type { TestNode } from '../testing.ts'
import {
  audit,
  keptHeads,
  logOfDatabase,
  logVerifier,
  startSequencer,
  verifyLog,
  withoutPlace,
} from './index.ts'
import type { Sequencer } from './index.ts'

let th: TestNode
let owner: pg.Client
const writers: Writer[] = []

/** Somebody with a transaction of their own that may stay open for long. */
interface Writer {
  readonly client: pg.Client
  /** Written in the open transaction, which has begun after so many events were committed. */
  written: string[]
  after: number
  isOpen: boolean
}

before(async () => {
  th = await createTestNode('th', { logLevel: 'silent' })
  owner = await connect()
  for (let made = 0; made < 4; made += 1)
    writers.push({ client: await connect(), written: [], after: 0, isOpen: false })
})
after(async () => {
  for (const { client } of writers) await client.end()
  await owner.end()
  await th.close()
})

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: th.url, application_name: 'test' })
  await client.connect()
  return client
}

interface Committed {
  readonly id: string
  /** How many events were committed before its transaction began, and when it was over itself. */
  readonly after: number
  readonly until: number
}

/** What should be true, kept beside the database. */
interface Book {
  sequencer: Sequencer
  readonly committed: Committed[]
  /** Of transactions that were rolled back, whole or in part. */
  readonly undone: string[]
  places: ReadonlyMap<string, number>
}

type Doing =
  | 'write'
  | 'commit'
  | 'act at once'
  | 'roll back'
  | 'roll back part'
  | 'place'
  | 'begin anew'
  | 'break'

/** Several acts between two looks, so that they have an order to keep. */
const doings = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom<Doing>('write', 'commit', 'act at once') },
  { weight: 2, arbitrary: fc.constantFrom<Doing>('roll back', 'roll back part') },
  { weight: 3, arbitrary: fc.constantFrom<Doing>('place', 'begin anew', 'break') },
)

async function write({ client }: Writer): Promise<string> {
  const tx = { client: client as unknown as Client, db: undefined as never }
  return audit(
    { tx, node: th.node, now: new Date(), requestId: newId() },
    { action: 'entity.read', object: newId() },
  )
}

async function begin(writer: Writer, book: Book): Promise<void> {
  if (writer.isOpen) return
  await writer.client.query('begin')
  Object.assign(writer, { isOpen: true, written: [], after: book.committed.length })
}

const acts: Readonly<Record<Doing, (book: Book, writer: Writer) => Promise<void>>> = {
  write: async (book, writer) => {
    await begin(writer, book)
    writer.written.push(await write(writer))
  },
  'roll back part': async (book, writer) => {
    await begin(writer, book)
    await writer.client.query('savepoint part')
    book.undone.push(await write(writer))
    await writer.client.query('rollback to savepoint part')
  },
  commit: async (book, writer) => {
    if (!writer.isOpen) return
    await writer.client.query('commit')
    writer.isOpen = false
    const until = book.committed.length + writer.written.length
    book.committed.push(...writer.written.map((id) => ({ id, after: writer.after, until })))
  },
  'act at once': async (book, writer) => {
    await acts.write(book, writer)
    await acts.commit(book, writer)
  },
  'roll back': async (book, writer) => {
    if (!writer.isOpen) return
    await writer.client.query('rollback')
    writer.isOpen = false
    book.undone.push(...writer.written)
  },
  place: async (book) => {
    await book.sequencer.flush()
    await check(book)
  },
  'begin anew': async (book) => {
    await book.sequencer.stop()
    book.sequencer = await startSequencer(th.node)
  },
  // Its connections end wherever its work happens to be: nothing of that round may stay.
  break: async (book) => {
    const placing = book.sequencer.flush()
    await owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name <> 'test'`,
    )
    await placing
    // A look may be given another connection that has ended and does not know it yet.
    for (let waiting = 1; waiting > 0;) {
      await book.sequencer.flush()
      const found = th.node.database.inTransaction(withoutPlace)
      waiting = await found.then(
        (count) => count.waiting,
        () => 1,
      )
    }
  },
}

/** Each committed event has one place, as it had before, without a gap; nothing else has one, and none stands before its past. */
async function check(book: Book): Promise<void> {
  const found = await owner.query<{ id: string; place: string }>(
    'select audit_id as id, sequence as place from audit_leaf order by sequence',
  )
  const places = new Map(found.rows.map((row) => [row.id, Number(row.place)]))
  assert.deepEqual(
    [...places.values()],
    [...places.keys()].map((_, at) => at),
  )
  for (const [id, place] of book.places) assert.equal(places.get(id), place)
  book.places = places
  assert.deepEqual(
    book.undone.filter((id) => places.has(id)),
    [],
  )
  const order = book.committed.map(({ id }) => places.get(id) ?? assert.fail(`${id} has no place`))
  // The last place of what was over before each event's transaction began.
  const last: number[] = [-1]
  for (const place of order) last.push(Math.max(last.at(-1) ?? -1, place))
  for (const [at, { after: past }] of book.committed.entries())
    assert.ok((order[at] ?? -1) > (last[past] ?? -1), 'an event stands before what had happened before it')
}

test('whoever runs long, is rolled back, or breaks: each committed event has its place at the next look, in the order of what came before what', async () => {
  const step = fc.record({ who: fc.nat({ max: 3 }), what: doings })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      const sequencer = await startSequencer(th.node)
      const book: Book = { sequencer, committed: [], undone: [], places: new Map() }
      try {
        for (const { who, what } of steps) await acts[what](book, writers[who] ?? assert.fail())
        for (const writer of writers) await acts.commit(book, writer)
        await acts.place(book, writers[0] ?? assert.fail())
      } finally {
        for (const writer of writers) await acts['roll back'](book, writer)
        await book.sequencer.stop()
      }
    }),
    { numRuns: 25 },
  )
  await th.node.database.inTransaction(async (tx) => {
    assert.deepEqual(await withoutPlace(tx), { waiting: 0, late: 0 })
    assert.deepEqual(
      (await verifyLog(logOfDatabase(tx), logVerifier(th.node), await keptHeads(th.node))).faults,
      [],
    )
  })
})
