import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Defect, SourceRecord } from '@shield/core'
import Papa from 'papaparse'
import type { ReadOptions } from '../format.ts'
import { dataFile, fixture, stream, tally, withData } from '../json/testing.ts'
import { readOfac } from './read-ofac.ts'

interface Contents {
  readonly sdn: string | Uint8Array
  readonly alt?: string | Uint8Array
  readonly add?: string | Uint8Array
  readonly comments?: string | Uint8Array
}

async function read(
  files: Contents,
  options: ReadOptions = {},
  size = 65_536,
): Promise<{ records: SourceRecord[]; defects: Defect[] }> {
  const records: SourceRecord[] = []
  const defects: Defect[] = []
  const streams = Object.fromEntries(
    Object.entries(files).map(([name, content]) => [name, stream(content, size)]),
  )
  for await (const item of readOfac(streams as unknown as Parameters<typeof readOfac>[0], options))
    if ('record' in item) records.push(item.record)
    else defects.push(item.defect)
  return { records, defects }
}

const whole: Contents = {
  sdn: fixture('ofac/sdn.csv'),
  alt: fixture('ofac/alt.csv'),
  add: fixture('ofac/add.csv'),
  comments: fixture('ofac/sdn_comments.csv'),
}
const said = (record: SourceRecord | undefined, property: string): readonly string[] =>
  record?.entities[0]?.values.filter((item) => item.property === property).map((item) => item.value) ?? []
const faults = (defects: readonly Defect[]): readonly string[] =>
  defects.map((defect) => `${defect.weight} ${defect.rule} ${defect.place.row ?? ''}`.trim())

test('an entry gathers its aliases, addresses and what its remarks say in a fixed form', async () => {
  const { records, defects } = await read(whole)
  assert.deepEqual(defects, [])
  assert.deepEqual(
    records.map((record) => [record.key, record.entities[0]?.kind, said(record, 'name')[0]]),
    [
      ['90001', 'Person', 'Juan Example DELA TRAINING Jr.'],
      ['90002', 'Organization', 'TRAINING TRADING CO., LTD.'],
      ['90003', 'Vessel', 'DRILL STAR'],
      ['90004', 'Person', 'SOLO'],
    ],
  )
  const [person, company, vessel, last] = records
  assert.deepEqual(said(person, 'alias'), ['Johnny TRAINING'])
  assert.deepEqual(said(person, 'previousName'), ['Juan ROOKIE'])
  assert.deepEqual(said(person, 'weakAlias'), ['TALL TREE'])
  assert.deepEqual(said(person, 'programme'), ['TRAINING', 'DRILL'])
  assert.deepEqual(said(person, 'birthDate'), ['10 Aug 1970'])
  assert.deepEqual(said(person, 'passportNumber'), ['XX0000003'])
  assert.deepEqual(said(person, 'address'), ['1 Drill Road, Moo 2, Mae Sot, Thailand'])
  assert.deepEqual(said(company, 'registrationNumber'), ['0105500000001'])
  assert.deepEqual(said(company, 'phone'), ['+999 55 010 0202'])
  assert.deepEqual(said(company, 'previousName'), ['DRILL TRADING'])
  assert.deepEqual(said(vessel, 'imoNumber'), ['IMO 9999999'])
  assert.deepEqual(said(vessel, 'callSign'), ['HS9999'])
  assert.deepEqual([said(last, 'position'), said(last, 'address')], [['Minister of Drills'], []])
})

test('remarks that were cut in the middle of a wallet address go on in the comments file', async () => {
  const { records } = await read(whole)
  assert.deepEqual(said(records[0], 'walletAddress'), ['1TrainingTestWa11et4Drills0n1yXYZ'])
  assert.deepEqual(said(records[0], 'email'), ['juan@training.example'])
})

test('the list alone is enough, and cutting the bytes anywhere changes nothing', async () => {
  const { records, defects } = await read({ sdn: whole.sdn })
  assert.deepEqual([records.length, defects], [4, []])
  const expected = await read(whole)
  for (const size of [1, 13]) assert.deepEqual(await read(whole, {}, size), expected)
})

test('a row that is cut or holds something else is told; the rest is read', async () => {
  const text = whole.sdn.toString()
  const cut = await read({ sdn: text.slice(0, text.indexOf('"Bulk')) })
  assert.deepEqual(
    cut.records.map((record) => record.key),
    ['90001', '90002', '90003'],
  )
  assert.deepEqual(faults(cut.defects), ['warning wrong-cell-count 3'])
  const mixed = await read({ sdn: `ent_num,name\n${text}x"y\n` })
  assert.equal(mixed.records.length, 4)
  assert.deepEqual(faults(mixed.defects), ['rejected wrong-cell-count 1', 'rejected wrong-cell-count 6'])
})

test('a lost quotation mark costs its own row, not the rest of the list', async () => {
  const text = whole.sdn.toString().replace(`'DRILL TRADING'."`, `'DRILL TRADING'.`)
  const { records, defects } = await read({ sdn: text })
  assert.deepEqual(
    records.map((record) => record.key),
    ['90001', '90003', '90004'],
  )
  assert.deepEqual(faults(defects), ['rejected unclosed-quote 2'])
})

test('a companion that is no text is told, and the list is read without it', async () => {
  const { records, defects } = await read({ ...whole, alt: Buffer.from('PK\x03\x04\0\0\0\0') })
  assert.equal(records.length, 4)
  assert.deepEqual(faults(defects), ['rejected not-a-text'])
})

test('limits stop the reading with a word', async () => {
  const few = await read(whole, { limits: { maxRecords: 2 } })
  assert.deepEqual([few.records.length, faults(few.defects)], [2, ['rejected too-many-records 3']])
  const short = await read({ sdn: whole.sdn }, { limits: { maxBytes: 1_300 } }, 100)
  assert.ok(faults(short.defects).includes('rejected file-too-large'))
  const none = await read({ sdn: '\u001a' })
  assert.deepEqual(faults(none.defects), ['rejected no-records'])
})

const rowsOf = (path: string): string[][] =>
  Papa.parse<string[]>(dataFile(path).toString().replace('\u001a', ''), { skipEmptyLines: true }).data

test(
  'the real list of 2021: 8,976 entries, 11,910 aliases, each address and wallet',
  withData('names/ofac/'),
  async () => {
    const path = (name: string): string => `names/ofac/2021-07_${name}.csv`
    const { records, defects } = await read({
      sdn: dataFile(path('sdn')),
      alt: dataFile(path('alt')),
      add: dataFile(path('add')),
      comments: dataFile(path('sdn_comments')),
    })
    assert.deepEqual(defects, [])
    assert.deepEqual(tally(records.map((record) => record.entities[0]?.kind ?? '')), {
      Person: 4620,
      Organization: 3673,
      Vessel: 406,
      Airplane: 277,
    })
    // Counted by another CSV library.
    const bodies = records.map((record) => record.body as { aliases: unknown[]; addresses: unknown[] })
    assert.equal(rowsOf(path('sdn')).length, 8976)
    assert.equal(rowsOf(path('alt')).length, 11_910)
    assert.equal(
      bodies.reduce((sum, body) => sum + body.aliases.length, 0),
      11_910,
    )
    assert.equal(
      bodies.reduce((sum, body) => sum + body.addresses.length, 0),
      rowsOf(path('add')).length,
    )
    const remarks = new Map(rowsOf(path('sdn')).map((row) => [row[0] ?? '', row[11] ?? '']))
    for (const [key = '', more = ''] of rowsOf(path('sdn_comments')))
      remarks.set(key, `${remarks.get(key)}${more}`)
    const wallets = [...remarks.values()].flatMap((text) =>
      [...text.matchAll(/Digital Currency Address - \w+ (\w+)/g)].map((found) => found[1]),
    )
    assert.equal(new Set(wallets).size, 95)
    assert.deepEqual(
      records.flatMap((record) => said(record, 'walletAddress')).toSorted(),
      wallets.toSorted(),
    )
  },
)

test('the consolidated list beside it is of the same form', withData('names/ofac/'), async () => {
  const path = (name: string): string => `names/ofac/nonSDN_cons_${name}.csv`
  const { records, defects } = await read({
    sdn: dataFile(path('prim')),
    alt: dataFile(path('alt')),
    add: dataFile(path('add')),
    comments: dataFile(path('comments')),
  })
  assert.equal(records.length, rowsOf(path('prim')).length)
  assert.deepEqual(defects, [])
})
