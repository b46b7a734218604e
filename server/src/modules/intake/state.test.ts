import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'

import type { ImportView } from '@shield/contract'
import type { FormatName } from '@shield/formats'

import { templateMarking } from '../../marking-template.ts'
import { get, upload } from '../../testing-http.ts'
import { isQuick } from '../../testing-quick.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { person } from '../registry/testing.ts'
import { undoRecords } from '../registry/index.ts'
import { importFile, runBatch } from './index.ts'
import type { FileImport, ImportedFile } from './index.ts'

let th: TestNode
let analyst: Record<string, string>
let folder: string
const still = new AbortController().signal

before(async () => {
  th = await createTestNode('th')
  analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  folder = await mkdtemp(join(tmpdir(), 'shield-state-'))
  // From here on the marking of the imports is there.
  await importInto('first', await table('first.csv', ['1,Somchai,']))
})
after(async () => {
  await th.close()
  await rm(folder, { recursive: true, force: true })
})

const marking = templateMarking('agency', { node: 'th', organisation: 'th-aht', organisationKind: 'police' })

interface Given {
  readonly path: string
  readonly format: FormatName
  readonly mapping?: FileImport['mapping']
  readonly companions?: FileImport['companions'] | undefined
}

async function importInto(source: string, file: Given, dryRun = false): Promise<ImportedFile> {
  return importFile(th.node, {
    ...file,
    fileName: 'f',
    sourceName: source,
    organisation: 'th-aht',
    marking,
    purpose: 'investigation',
    dryRun,
  })
}

/** Tables that note what somebody did: a try is an act too, and writes there that it was one. */
const notes = new Set([
  'audit_intake',
  'audit_object',
  'audit_leaf',
  'audit_tile',
  'audit_checkpoint',
  'batch',
  'batch_defect',
  'batch_match',
  'source',
])

async function rowCounts(): Promise<Record<string, number>> {
  const tables = await th.node.database.pool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and has_table_privilege(c.oid, 'select') order by 1`,
  )
  const counts: Record<string, number> = {}
  for (const { name } of tables.rows.filter((row) => !notes.has(row.name))) {
    const found = await th.node.database.pool.query<{ count: number }>(`select count(*) from ${name}`)
    counts[name] = found.rows[0]?.count ?? 0
  }
  return counts
}

/** What stands of a source, by what it says. */
async function stateOf(source: string): Promise<readonly string[]> {
  const found = await th.node.database.pool.query<{ said: string }>(
    `with own as (select id from source where name = $1)
     select concat_ws(' ', e.key, s.property, s.value, s.norm, s.marking_id, s.grade) as said
     from statement s join entity e on e.id = s.entity_id where e.source_id in (select id from own) and s.retracted_at is null
     union all
     select concat_ws(' ', l.key, l.kind, f.key, t.key, l.starts, l.amount, l.detail, l.marking_id)
     from link l join entity f on f.id = l.from_entity join entity t on t.id = l.to_entity
     where l.source_id in (select id from own) and l.retracted_at is null and f.markings <> '{}' and t.markings <> '{}'
     union all
     select concat_ws(' ', key, version, body, marking_id) from record where source_id in (select id from own) and ended_at is null
     order by 1`,
    [source],
  )
  return found.rows.map((row) => row.said)
}

const fixture = (path: string): string =>
  fileURLToPath(new URL(`../../../../formats/fixtures/${path}`, import.meta.url))
const shared = (path: string): string =>
  fileURLToPath(new URL(`../../../../../shared/data/${path}`, import.meta.url))

const people: FileImport['mapping'] = {
  key: ['id'],
  entities: [
    { name: 'p', kind: 'Person', key: ['id'], columns: [{ column: 'name', property: 'name' }] },
    { name: 's', kind: 'SimCard', key: ['phone'], columns: [{ column: 'phone', property: 'phone' }] },
  ],
  links: [{ kind: 'Uses', from: 'p', to: 's' }],
}

const ofac = (folder: string, [sdn, alt, add, comments]: readonly string[]): Given => ({
  path: `${folder}${sdn}`,
  format: 'ofac',
  companions: { alt: `${folder}${alt}`, add: `${folder}${add}`, comments: `${folder}${comments}` },
})

const own: Readonly<Record<string, Given>> = {
  'a part of the fraud framework': { path: fixture('stix/f3-part.json'), format: 'stix' },
  'a FollowTheMoney network': { path: fixture('ftm/network.ijson'), format: 'ftm' },
  'a MISP event': { path: fixture('misp/event.json'), format: 'misp' },
  'a list of the form of the United Nations': { path: fixture('un/list.xml'), format: 'un' },
  'a list of the form of OFAC': ofac(fixture('ofac/'), ['sdn.csv', 'alt.csv', 'add.csv', 'sdn_comments.csv']),
  'scam domains with wallets': { path: fixture('scam/combined.json'), format: 'scam-list' },
  'scam sites in blocks': { path: fixture('scam/urls.yaml'), format: 'scam-list' },
}
const real: Readonly<Record<string, Given>> = {
  'exchange/stix21-attack/ics-attack-17.1.json': { path: '', format: 'stix' },
  'exchange/stix21-fraud-f3/f3-stix-v1.1.json': { path: '', format: 'stix' },
  'exchange/stix2-opencti-datasets/data_geography.json': { path: '', format: 'stix' },
  'exchange/ftm/donations.ijson': { path: '', format: 'ftm' },
  'exchange/misp-events/misp-tests-event.json': { path: '', format: 'misp' },
  'names/un/UN_consolidated_2026-02.xml': { path: '', format: 'un' },
  'names/ofac/nonSDN_cons_prim.csv': ofac(shared('names/ofac/nonSDN_cons_'), [
    'prim.csv',
    'alt.csv',
    'add.csv',
    'comments.csv',
  ]),
  'scam/scamsniffer/combined.json': { path: '', format: 'scam-list' },
}

async function comesTwice(name: string, file: Given): Promise<void> {
  const before = await rowCounts()
  const tried = await importInto(name, file, true)
  assert.equal(tried.state, 'previewed')
  assert.deepEqual(await rowCounts(), before, 'a try writes nothing')
  const first = await importInto(name, file)
  assert.equal(first.state, 'done')
  assert.deepEqual(first.counts, tried.counts)
  assert.ok(first.counts.new > 0)
  const [rows, state] = [await rowCounts(), await stateOf(name)]
  const again = await importInto(name, file)
  assert.deepEqual([again.counts.new, again.counts.changed, again.counts.conflict], [0, 0, 0])
  assert.equal(
    again.counts.matched,
    first.counts.new + first.counts.matched + first.counts.changed + first.counts.conflict,
  )
  assert.deepEqual([await rowCounts(), await stateOf(name)], [rows, state])
  await undoImport(first.id)
  assert.deepEqual(await stateOf(name), state, 'the second import states it too')
  await undoImport(again.id)
  assert.deepEqual(await stateOf(name), [])
  await importInto(name, file)
  assert.deepEqual(await stateOf(name), state)
}

async function undoImport(wire: string): Promise<void> {
  await th.node.database.inTransaction(async (tx) => {
    const found = await tx.client.query<{ id: number }>('select id from batch where wire = $1', [wire])
    await undoRecords(tx, { id: found.rows[0]?.id ?? 0 })
    await tx.client.query(`update batch set state = 'undone' where wire = $1`, [wire])
  })
}

for (const [name, file] of Object.entries(own))
  test(`${name}: a try counts and writes nothing, twice is once, and an undo takes back exactly one of the two`, () =>
    comesTwice(name, file))

for (const [path, file] of Object.entries(real))
  test(
    `${path}: a try counts and writes nothing, twice is once, and an undo takes back exactly one of the two`,
    {
      skip: isQuick
        ? 'npm test reads the real files'
        : !existsSync(shared(path)) && `no ../shared/data/${path}`,
    },
    () => comesTwice(path, { ...file, path: file.path === '' ? shared(path) : file.path }),
  )

async function table(name: string, rows: readonly string[]): Promise<Given> {
  const path = join(folder, name)
  await writeFile(path, `id,name,phone\n${rows.join('\n')}\n`)
  return { path, format: 'csv', mapping: people }
}

test('a table comes twice as any other file', async () => {
  const rows = Array.from(
    { length: 300 },
    (_, at) => `${at},Name ${at},+66 81 234 ${String(at).padStart(4, '0')}`,
  )
  await comesTwice('a table', await table('table.csv', rows))
})

test('two imports of one source at once are written one after the other, and none fails', async () => {
  const rows = (from: number): string[] =>
    Array.from({ length: 3000 }, (_, at) => `${from + at},Name ${from + at},`)
  const [first, second] = [await table('one.csv', rows(0)), await table('two.csv', rows(1500))]
  const both = await Promise.all([importInto('at once', first), importInto('at once', second)])
  assert.deepEqual(
    both.map((one) => one.state),
    ['done', 'done'],
  )
  assert.equal(
    both.reduce((sum, one) => sum + one.counts.new, 0),
    4500,
  )
  assert.equal(
    both.reduce((sum, one) => sum + one.counts.matched, 0),
    1500,
  )
})

test('an import that is cancelled in its midst leaves nothing behind', async () => {
  const rows = Array.from(
    { length: 60_000 },
    (_, at) => `${at},Name ${at},+66 81 ${String(at).padStart(7, '0')}`,
  )
  const { path } = await table('long.csv', rows)
  const answer = await upload(
    th,
    analyst,
    { source: 'cancelled', marking: 'agency' },
    { name: 'long.csv', content: await readFile(path) },
  )
  const { id } = JSON.parse(answer.text) as ImportView
  const before = await rowCounts()
  await get(th, analyst, 'importStart', {
    params: { id },
    body: { dryRun: false, mapping: people as object },
  })
  const running = runBatch(th.node, { batch: id }, still)
  for (;;) {
    const { progress } = await get(th, analyst, 'importRead', { params: { id } })
    if (progress.records > 0) break
  }
  await get(th, analyst, 'importCancel', { params: { id } })
  await running
  const done = await get(th, analyst, 'importRead', { params: { id } })
  assert.equal(done.state, 'cancelled')
  const left = await rowCounts()
  // The columns were remembered when it was started.
  assert.deepEqual(
    { ...left, mapping: 0 },
    { ...before, mapping: 0, idempotency: before['idempotency'] ?? 0 },
  )
  assert.deepEqual(await stateOf('cancelled'), [])
  const again = await importInto('cancelled', await table('short.csv', rows.slice(0, 10)))
  assert.equal(again.counts.new, 10)
})
