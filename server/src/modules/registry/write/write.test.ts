import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { SourceRecord, StatedLink, StatedValue } from '@shield/core'
import fc from 'fast-check'

import { openDatabase } from '#store/database.ts'
import type { Database } from '#store/database.ts'
import { newId } from '#store/identifier.ts'
import { createTestDatabase } from '#store/testing.ts'
import type { TestDatabase } from '#store/testing.ts'
import { createBatchWriter, undoRecords } from './index.ts'
import type { RoundCounts } from './index.ts'

let files: TestDatabase
let database: Database

before(async () => {
  files = await createTestDatabase()
  database = openDatabase(files.url, { connections: 4 })
  for (const hash of ['loose', 'tight'])
    await database.pool.query('insert into marking (hash, block) values ($1, $2)', [Buffer.from(hash), '{}'])
})
after(async () => {
  await database.close()
  await files.drop()
})

type File = readonly SourceRecord[]

async function newSource(): Promise<number> {
  const made = await database.pool.query<{ id: number }>(
    `insert into source (wire, organisation, name, origin_node, marking_id) values ($1, 'th-aht', $2, 'th', 1) returning id`,
    [newId(), newId()],
  )
  return made.rows[0]?.id ?? assert.fail('no source')
}

/** Imports a file in chunks as small as `size`, so that one import has several rounds. */
async function importInto(
  source: number,
  file: File,
  size = 2,
): Promise<{ batch: number; counts: RoundCounts }> {
  return database.inTransaction(async (tx) => {
    const made = await tx.client.query<{ id: number }>(
      `insert into batch (wire, source_id, organisation, marking_id, file_name, format, state, purpose)
       values ($1, $2, 'th-aht', 1, 'f', 'stix', 'done', 'investigation') returning id`,
      [newId(), source],
    )
    const batch = made.rows[0]?.id ?? assert.fail('no batch')
    const writer = createBatchWriter(
      tx,
      { id: batch, source },
      { markingOf: (tlp) => (tlp === 'RED' ? 2 : 1), grade: 'F6' },
    )
    const counts = { new: 0, matched: 0, changed: 0, conflict: 0 }
    for (let at = 0; at < file.length; at += size) {
      const wrote = await writer.write(file.slice(at, at + size))
      for (const name of ['new', 'matched', 'changed', 'conflict'] as const) counts[name] += wrote[name]
    }
    await writer.finish()
    return { batch, counts }
  })
}

async function undo(batch: number): Promise<void> {
  await database.inTransaction(async (tx) => {
    await undoRecords(tx, { id: batch })
    await tx.client.query(`update batch set state = 'undone' where id = $1`, [batch])
  })
}

/** All that anybody could see of a source: what stands, by what it says and not by its numbers. */
async function stateOf(source: number): Promise<readonly string[]> {
  const found = await database.pool.query<{ said: string }>(
    `select concat_ws(' ', 'says', e.key, s.property, s.value, s.norm, s.marking_id, s.grade, s.valid_from) as said
     from statement s join entity e on e.id = s.entity_id where e.source_id = $1 and s.retracted_at is null
     union all
     select concat_ws(' ', 'link', l.key, l.kind, f.key, t.key, l.starts, l.amount, l.detail, l.marking_id)
     from link l join entity f on f.id = l.from_entity join entity t on t.id = l.to_entity
     where l.source_id = $1 and l.retracted_at is null and f.markings <> '{}' and t.markings <> '{}'
     union all
     select concat_ws(' ', 'seen', key, markings) from entity where source_id = $1 and markings <> '{}'
     union all
     select concat_ws(' ', 'record', version, body, marking_id) from record where source_id = $1 and ended_at is null
     order by 1`,
    [source],
  )
  return found.rows.map((row) => row.said)
}

async function rowsOf(source: number): Promise<unknown> {
  const found = await database.pool.query(
    `select (select count(*) from record where source_id = $1) as records, (select count(*) from entity where source_id = $1) as entities,
            (select count(*) from link where source_id = $1) as links, (select count(*) from parked_link where source_id = $1) as parked,
            (select count(*) from statement s join entity e on e.id = s.entity_id where e.source_id = $1) as statements`,
    [source],
  )
  return found.rows[0]
}

const keys = ['a', 'b', 'c', 'd'] as const
const versions = ['', '2024-01', '2024-02'] as const

interface Said {
  readonly key: string
  readonly version: string
  readonly names: readonly string[]
  readonly to: readonly string[]
  readonly isRevoked: boolean
  readonly isRed: boolean
}

const saying = (version: fc.Arbitrary<string>): fc.Arbitrary<Said> =>
  fc.record({
    key: fc.constantFrom(...keys.slice(0, 3)),
    version,
    names: fc.uniqueArray(fc.constantFrom('Somchai', 'สมชาย', 'X'), { maxLength: 2 }),
    to: fc.uniqueArray(fc.constantFrom(...keys), { maxLength: 2 }),
    isRevoked: fc.boolean(),
    isRed: fc.boolean(),
  })

function recordOf(said: Said): SourceRecord {
  const { key, version, names, to, isRevoked, isRed } = said
  const values = names.map((name): StatedValue => ({
    property: 'name',
    value: name,
    norm: name.toLowerCase(),
  }))
  const links = to
    .filter((end) => end !== key)
    .map((end): StatedLink => ({ key: `${key}-${end}`, kind: 'Uses', from: key, to: end }))
  return {
    key,
    version,
    body: { ...said, names: [...names], to: [...to] },
    entities: [{ key, kind: 'Person', values }],
    links,
    ...(isRevoked ? { revoked: true } : {}),
    ...(isRed ? { tlp: 'RED' } : {}),
    place: {},
  }
}

/** Files that speak of each key and version once. */
const fileOf = (version: fc.Arbitrary<string>): fc.Arbitrary<File> =>
  fc
    .uniqueArray(saying(version), {
      minLength: 1,
      maxLength: 4,
      selector: (said) => `${said.key} ${said.version}`,
    })
    .map((said) => said.map(recordOf))

const anyVersion = fc.constantFrom(...versions)
const someVersion = fc.constantFrom(...versions.slice(1))

test('a state after any imports and undos is the one that the imports which are left make by themselves', async () => {
  const act = fc.oneof(
    { weight: 3, arbitrary: fc.record({ file: fc.nat(3) }) },
    { weight: 2, arbitrary: fc.record({ undo: fc.nat(5) }) },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fileOf(anyVersion), { minLength: 4, maxLength: 4 }),
      fc.array(act, { minLength: 2, maxLength: 8 }),
      async (content, acts) => {
        const source = await newSource()
        let done: { batch: number; file: File }[] = []
        for (const one of acts) {
          if ('file' in one) {
            const file = content[one.file] ?? []
            done.push({ batch: (await importInto(source, file)).batch, file })
            continue
          }
          const gone = done[one.undo % Math.max(done.length, 1)]
          if (!gone) continue
          await undo(gone.batch)
          done = done.filter((left) => left !== gone)
        }
        const fresh = await newSource()
        for (const { file } of done) await importInto(fresh, file, 100)
        assert.deepEqual(await stateOf(source), await stateOf(fresh))
      },
    ),
    { numRuns: 20 },
  )
})

test('files of a source that tells versions end in the same state in any order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fileOf(someVersion), { minLength: 2, maxLength: 4 }),
      fc.infiniteStream(fc.nat()),
      async (content, order) => {
        const shuffled = content
          .map((file) => ({ file, at: order.next().value as number }))
          .toSorted((left, right) => left.at - right.at)
        const [first, second] = [await newSource(), await newSource()]
        for (const file of content) await importInto(first, file)
        for (const { file } of shuffled) await importInto(second, file)
        assert.deepEqual(await stateOf(second), await stateOf(first))
      },
    ),
    { numRuns: 12 },
  )
})

test('a file that came before adds no row, whatever came between that it does not contradict', async () => {
  await fc.assert(
    fc.asyncProperty(fileOf(anyVersion), fc.integer({ min: 1, max: 3 }), async (file, size) => {
      const source = await newSource()
      await importInto(source, file)
      const [rows, state] = [await rowsOf(source), await stateOf(source)]
      const { counts } = await importInto(source, file.toReversed(), size)
      assert.deepEqual(counts, { new: 0, matched: file.length, changed: 0, conflict: 0 })
      assert.deepEqual([await rowsOf(source), await stateOf(source)], [rows, state])
    }),
    { numRuns: 12 },
  )
})

const person = (key: string, name: string, more: Partial<SourceRecord> = {}): SourceRecord => ({
  key,
  version: '',
  body: { name },
  entities: [{ key, kind: 'Person', values: [{ property: 'name', value: name, norm: name }] }],
  links: [],
  place: {},
  ...more,
})

test('parts of one key come in any order the next time, and add nothing', async () => {
  const parts = ['One', 'Two', 'Three'].map((name) => person('k', name))
  const source = await newSource()
  assert.deepEqual((await importInto(source, parts)).counts, { new: 3, matched: 0, changed: 0, conflict: 0 })
  const rows = await rowsOf(source)
  for (const order of [
    [2, 0, 1],
    [1, 2, 0],
    [2, 1, 0],
  ]) {
    const { counts } = await importInto(
      source,
      order.map((at) => parts[at] ?? assert.fail('no part')),
      1,
    )
    assert.deepEqual(counts, { new: 0, matched: 3, changed: 0, conflict: 0 })
  }
  assert.deepEqual(await rowsOf(source), rows)
})

test('a change takes back what was stated, and keeps it as history', async () => {
  const source = await newSource()
  await importInto(source, [person('k', 'Old')])
  assert.deepEqual((await importInto(source, [person('k', 'New')])).counts, {
    new: 0,
    matched: 0,
    changed: 1,
    conflict: 0,
  })
  const found = await database.pool.query<{ value: string; stands: boolean }>(
    `select s.value, s.retracted_at is null as stands from statement s join entity e on e.id = s.entity_id
     where e.source_id = $1 order by s.id`,
    [source],
  )
  assert.deepEqual(found.rows, [
    { value: 'Old', stands: false },
    { value: 'New', stands: true },
  ])
})

test('two contents under one version: both are kept, one stands, and it is the same one in any order', async () => {
  const [one, two] = ['One', 'Two'].map((name) => person('k', name, { version: '2024' })) as [
    SourceRecord,
    SourceRecord,
  ]
  const [first, second] = [await newSource(), await newSource()]
  const counts: RoundCounts[] = []
  for (const [source, files] of [
    [first, [one, two]],
    [second, [two, one]],
  ] as const)
    for (const file of files) counts.push((await importInto(source, [file])).counts)
  assert.deepEqual(
    counts.map((count) => [count.new, count.conflict]),
    [
      [1, 0],
      [0, 1],
      [1, 0],
      [0, 1],
    ],
  )
  assert.deepEqual(await stateOf(first), await stateOf(second))
  const kept = await database.pool.query<{ count: number }>(
    'select count(*) from record where source_id = $1',
    [first],
  )
  assert.equal(kept.rows[0]?.count, 2)
})

test('what a later import states too stays when the earlier one is undone', async () => {
  const source = await newSource()
  const first = await importInto(source, [person('k', 'Both'), person('l', 'First only')])
  const second = await importInto(source, [person('k', 'Both')])
  assert.equal(second.counts.matched, 1)
  await undo(first.batch)
  assert.deepEqual(
    (await stateOf(source)).filter((line) => line.startsWith('says')),
    ['says k 1 Both Both 1 66'],
  )
  await undo(second.batch)
  assert.deepEqual(await stateOf(source), [])
})

test('a body may hold the letters of an escape, and no text of a file can break the write', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\\u0000', '\\\\u0000', '\0', '\t\\N\r\n')),
      ),
      async (texts) => {
        const source = await newSource()
        const record = person('k', 'K', { body: { texts, ['__proto__']: texts } })
        await importInto(source, [record])
        const kept = await database.pool.query<{ body: { texts: string[] } }>(
          'select body from record where source_id = $1',
          [source],
        )
        const plain = texts.map((text) => text.replaceAll('\0', ''))
        assert.deepEqual(kept.rows[0]?.body.texts, plain)
      },
    ),
    { numRuns: 15 },
  )
})
