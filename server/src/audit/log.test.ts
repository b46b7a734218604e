import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, readdir, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import pg from 'pg'

import type { Client, Tx } from '#store/database.ts'
import { newId } from '#store/identifier.ts'
import { createTestNode } from '../testing.ts'
import type { TestNode } from '../testing.ts'
import {
  audit,
  leafHash,
  logOfDatabase,
  logOfFolder,
  logSize,
  logVerifier,
  startSequencer,
  verifierKey,
  verifyLog,
  writeLogFolder,
} from './index.ts'
import type { Sequencer, Verified } from './index.ts'
import { signCheckpoint } from './note.ts'
import { readBundle, writeBundle } from './tile.ts'

let th: TestNode
let owner: pg.Client
let sequencer: Sequencer
let folder: string
/** The head of the log when it had 100 events. */
let earlier: string

const wholeSize = 300

const write = (count: number): Promise<void> =>
  th.node.database.inTransaction(async (tx) => {
    for (let made = 0; made < count; made += 1) await writeOne(tx)
  })
const writeOne = (tx: Tx): Promise<string> =>
  audit(
    { tx, node: th.node, now: new Date(), requestId: newId() },
    { action: 'entity.read', object: newId(), shown: [newId(), newId()] },
  )
const newestHead = async (): Promise<string> =>
  (await owner.query<{ note: string }>('select note from audit_checkpoint order by size desc limit 1'))
    .rows[0]?.note ?? ''
const sizeNow = (): Promise<number> => th.node.database.inTransaction(logSize)
const asTx = (client: pg.Client): Tx => ({ client: client as unknown as Client, db: undefined as never })

before(async () => {
  th = await createTestNode('th', { logLevel: 'silent' })
  owner = new pg.Client({ connectionString: th.url })
  await owner.connect()
  sequencer = await startSequencer(th.node)
  await sequencer.flush()
  await write(100 - (await sizeNow()))
  await sequencer.flush()
  earlier = await newestHead()
  await write(wholeSize - 100)
  await sequencer.flush()
  assert.equal(await sizeNow(), wholeSize)
  folder = await mkdtemp(join(tmpdir(), 'shield-log-'))
  await th.node.database.inTransaction((tx) =>
    writeLogFolder(logOfDatabase(tx), join(folder, 'whole'), verifierKey(logVerifier(th.node))),
  )
})
after(async () => {
  await sequencer.stop()
  await owner.end()
  await th.close()
  await rm(folder, { recursive: true, force: true })
})

/** What a check says of the database after somebody with every right did this to it; then it is undone. */
async function faultsAfter(statements: string, seen: readonly string[] = []): Promise<readonly string[]> {
  await owner.query('begin')
  try {
    // Not even foreign keys stop a superuser.
    await owner.query('set local session_replication_role = replica')
    await owner.query(statements)
    return (await verifyLog(logOfDatabase(asTx(owner)), logVerifier(th.node), seen)).faults
  } finally {
    await owner.query('rollback')
  }
}

/** The same for a copy of the exported folder. */
async function faultsOf(
  touch: (copy: string) => Promise<unknown>,
  seen: readonly string[] = [],
): Promise<readonly string[]> {
  const copy = await mkdtemp(join(folder, 'copy-'))
  await cp(join(folder, 'whole'), copy, { recursive: true })
  await touch(copy)
  return (await verifyLog(await logOfFolder(copy), logVerifier(th.node), seen)).faults
}

async function inBundle(
  copy: string,
  name: string,
  change: (events: readonly Buffer[]) => readonly Uint8Array[],
): Promise<void> {
  const file = join(copy, 'tile/entries', name)
  await writeFile(file, writeBundle(change(readBundle(await readFile(file)).events)))
}

const eventAt = (place: number): string => `(select audit_id from audit_leaf where sequence = ${place})`

test('a log nobody touched is whole, in the database and in the folder taken away', async () => {
  const whole: Verified = { events: wholeSize, checkpoints: 3, faults: [] }
  const ofDatabase = await th.node.database.inTransaction((tx) =>
    verifyLog(logOfDatabase(tx), logVerifier(th.node), [earlier]),
  )
  const ofFolder = await verifyLog(await logOfFolder(join(folder, 'whole')), logVerifier(th.node), [earlier])
  assert.deepEqual(ofFolder.faults, [])
  assert.equal(ofFolder.events, whole.events)
  assert.deepEqual(ofFolder, ofDatabase)
})

test('the folder is laid out as C2SP tlog-tiles', async () => {
  const files = (await readdir(join(folder, 'whole'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + '/whole/'.length))
  assert.deepEqual(files.toSorted(), [
    'checkpoint',
    'heads.jsonl',
    'key',
    'tile/0/000',
    'tile/0/001.p/44',
    'tile/1/000.p/1',
    'tile/entries/000',
    'tile/entries/001.p/44',
  ])
  const bundle = readBundle(await readFile(join(folder, 'whole/tile/entries/000')))
  const tile = await readFile(join(folder, 'whole/tile/0/000'))
  assert.equal(bundle.events.length, 256)
  assert.deepEqual(Buffer.concat(bundle.events.map(leafHash)), tile)
})

test('in the database: what was deleted, changed, moved, cut or added is found and named', async () => {
  assert.deepEqual(await faultsAfter(`delete from audit_leaf where sequence = 37`), [
    'the event at place 37 is missing',
  ])
  assert.deepEqual(await faultsAfter(`delete from audit_intake where id = ${eventAt(37)}`), [
    'the event at place 37 is missing',
  ])
  assert.deepEqual(
    await faultsAfter(
      `update audit_intake set event = convert_to(replace(convert_from(event, 'UTF8'), 'entity.read', 'entity.list'), 'UTF8') where id = ${eventAt(200)}`,
    ),
    [
      'the event at place 200 is shown with another "action" than it was logged with',
      'the event at place 200 was changed',
    ],
  )
  assert.deepEqual(
    await faultsAfter(
      `update audit_leaf set sequence = -sequence where sequence in (120, 121);
       update audit_leaf set sequence = 241 + sequence where sequence < 0`,
    ),
    [
      'the event at place 120 belongs to place 121: the order was changed',
      'the event at place 121 belongs to place 120: the order was changed',
    ],
  )
  assert.deepEqual(await faultsAfter('delete from audit_leaf where sequence >= 260'), [
    'the signed head speaks of 300 events, but there are 260: the log was cut or rolled back',
    'no signed head covers all 260 events',
  ])
  // Behind the last full tile only the heads know better, and they say between which two of them it is.
  assert.deepEqual(
    await faultsAfter(`update audit_intake set event = '{}' where id = ${eventAt(270)}`).then((found) =>
      found.slice(1),
    ),
    [
      'the signed head of 300 events does not fit: an event from place 100 to 299 was changed, added or taken away',
    ],
  )
  assert.deepEqual(
    await faultsAfter(
      `insert into audit_leaf (sequence, audit_id) select 300, '${newId()}';
       insert into audit_intake (id, action, event) select audit_id, 'entity.read', '{}' from audit_leaf where sequence = 300`,
    ).then((found) => found.at(-1)),
    'no signed head covers all 301 events',
  )
})

test('in the database: columns that no longer say what was logged are found', async () => {
  for (const [column, change] of [
    ['person', `update audit_intake set person = '${newId()}'`],
    ['at', `update audit_intake set at = at - interval '1 day'`],
    ['organisation', `update audit_intake set organisation = 'th-imm'`],
    ['object', `update audit_intake set object = ''`],
  ] as const)
    assert.deepEqual(await faultsAfter(`${change} where id = ${eventAt(150)}`), [
      `the event at place 150 is shown with another "${column}" than it was logged with`,
    ])
  assert.deepEqual(await faultsAfter(`delete from audit_object where audit_id = ${eventAt(150)}`), [
    'the event at place 150 is shown with another "shown" than it was logged with',
  ])
})

test('in the database: a touched tile or head is told from a touched event', async () => {
  const flip = `set_byte(hashes, 64, get_byte(hashes, 64) # 1)`
  assert.deepEqual(
    await faultsAfter(`update audit_tile set hashes = ${flip} where level = 0 and number = 0`),
    ['the hash at place 2 of level 0 was changed'],
  )
  assert.deepEqual(await faultsAfter(`delete from audit_tile where level = 0 and number = 0`), [
    'the tile 0 of level 0 is missing',
  ])
  assert.deepEqual(
    await faultsAfter(`update audit_checkpoint set note = replace(note, E'\\n300\\n', E'\\n299\\n')`),
    ["the checkpoint is not signed by this log's key", 'no signed head covers all 300 events'],
  )
  assert.deepEqual(await faultsAfter('delete from audit_checkpoint where size = 300'), [
    'no signed head covers all 300 events',
  ])
})

test('in the database: a log put back to an older day is whole in itself, and a head kept elsewhere finds it', async () => {
  const back =
    'delete from audit_leaf where sequence >= 100; delete from audit_checkpoint where size > 100; delete from audit_tile'
  assert.deepEqual(await faultsAfter(back), [])
  assert.deepEqual(await faultsAfter(back, [earlier]), [])
  assert.deepEqual(await faultsAfter(back, [await newestHead()]), [
    'the head kept elsewhere speaks of 300 events, but there are 100: the log was cut or rolled back',
  ])
})

test('two histories of one size, both signed: the head of the other is found', async () => {
  const key = th.node.keys.audit
  const { origin } = logVerifier(th.node)
  const other = signCheckpoint(
    { origin, size: wholeSize, root: leafHash(Buffer.from('another history')) },
    key,
  )
  const fork = [
    'the head kept elsewhere tells another history of 300 events: the log was rewritten or forked',
  ]
  assert.deepEqual(await faultsAfter('select 1', [other]), fork)
  assert.deepEqual(await faultsOf(() => Promise.resolve(), [other]), fork)
  const foreign = earlier.replace(origin, 'shield.node/ph/audit')
  assert.deepEqual(await faultsOf(() => Promise.resolve(), [foreign]), [
    "a head kept elsewhere: the checkpoint is not signed by this log's key",
  ])
})

test('in a folder: what was deleted, changed, moved, cut or added is found and named', async () => {
  assert.deepEqual(await faultsOf((copy) => inBundle(copy, '000', (events) => events.toSpliced(37, 1))), [
    'the event at place 37 is missing',
  ])
  assert.deepEqual(
    await faultsOf((copy) => inBundle(copy, '000', (events) => events.with(9, Buffer.from('{}')))),
    ['the event at place 9 was changed'],
  )
  assert.deepEqual(
    await faultsOf((copy) =>
      inBundle(copy, '001.p/44', (events) =>
        [events[1], events[0], ...events.slice(2)].filter((one) => one !== undefined),
      ),
    ),
    [
      'the event at place 256 belongs to place 257: the order was changed',
      'the event at place 257 belongs to place 256: the order was changed',
    ],
  )
  assert.deepEqual(await faultsOf((copy) => inBundle(copy, '001.p/44', (events) => events.slice(0, -1))), [
    'the event at place 299 is missing',
  ])
  assert.deepEqual(
    await faultsOf((copy) => inBundle(copy, '001.p/44', (events) => [...events, Buffer.from('{}')])),
    ['tile/entries/001.p/44 holds more events than its name says'],
  )
  assert.deepEqual(await faultsOf((copy) => unlink(join(copy, 'tile/entries/001.p/44'))), [
    'the signed head speaks of 300 events, but there are 256: the log was cut or rolled back',
    'no signed head covers all 256 events',
  ])
  const gone = await faultsOf((copy) => unlink(join(copy, 'tile/entries/000')))
  assert.equal(gone[0], 'the event at place 0 is missing')
  assert.match(gone.at(-1) ?? '', /^and 206 more$/)
  const cut = await faultsOf(async (copy) => {
    const file = join(copy, 'tile/entries/000')
    await writeFile(file, (await readFile(file)).subarray(0, -5))
  })
  assert.deepEqual(cut, ['tile/entries/000 is cut off', 'the event at place 255 is missing'])
})

test('in a folder: touched tiles and heads are told from touched events', async () => {
  const turn = async (file: string): Promise<void> => {
    const bytes = await readFile(file)
    bytes[0] = (bytes[0] ?? 0) ^ 1
    await writeFile(file, bytes)
  }
  assert.deepEqual(await faultsOf((copy) => turn(join(copy, 'tile/0/001.p/44'))), [
    'the hash at place 256 of level 0 was changed',
  ])
  assert.deepEqual(await faultsOf((copy) => turn(join(copy, 'tile/1/000.p/1'))), [
    'the tile 0 of level 1 was changed',
  ])
  assert.deepEqual(await faultsOf((copy) => rm(join(copy, 'tile/1'), { recursive: true })), [
    'the tile 0 of level 1 is missing',
  ])
  const bothChanged = await faultsOf(async (copy) => {
    await inBundle(copy, '001.p/44', (events) => events.with(0, Buffer.from('{}')))
    const file = join(copy, 'tile/0/001.p/44')
    const bytes = await readFile(file)
    await writeFile(file, Buffer.concat([leafHash(Buffer.from('{}')), bytes.subarray(32)]))
  })
  assert.deepEqual(bothChanged, [
    'the signed head of 300 events does not fit: an event from place 100 to 299 was changed, added or taken away',
  ])
  assert.deepEqual(await faultsOf((copy) => writeFile(join(copy, 'heads.jsonl'), 'nonsense\n')), [
    'this is not a checkpoint',
  ])
  const older = await faultsOf(async (copy) => {
    await writeFile(join(copy, 'checkpoint'), earlier)
    await unlink(join(copy, 'heads.jsonl'))
  })
  assert.deepEqual(older, [
    'the signed head speaks of 100 events, but there are 0: the log was cut or rolled back',
  ])
})

test('a folder put back to an older day is whole in itself, and a head kept elsewhere finds it', async () => {
  const old = join(folder, 'old')
  await owner.query('begin')
  await owner.query('set local session_replication_role = replica')
  await owner.query(
    'delete from audit_leaf where sequence >= 100; delete from audit_checkpoint where size > 100; delete from audit_tile',
  )
  await writeLogFolder(logOfDatabase(asTx(owner)), old, verifierKey(logVerifier(th.node)))
  await owner.query('rollback')
  const check = async (seen: readonly string[]): Promise<readonly string[]> =>
    (await verifyLog(await logOfFolder(old), logVerifier(th.node), seen)).faults
  assert.deepEqual(await check([earlier]), [])
  assert.deepEqual(await check([await newestHead()]), [
    'the head kept elsewhere speaks of 300 events, but there are 100: the log was cut or rolled back',
  ])
})
