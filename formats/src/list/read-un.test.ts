import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SourceRecord } from '@shield/core'
import { dataFile, fixture, readAll, tally, withData } from '../json/testing.ts'
import type { ReadResult } from '../json/testing.ts'
import { readUn } from './read-un.ts'

const list = fixture('un/list.xml').toString()
const read = (content: string | Uint8Array, size?: number): Promise<ReadResult> =>
  readAll(readUn, content, {}, size)
const said = (record: SourceRecord | undefined, property: string): readonly (readonly [string, string])[] =>
  record?.entities[0]?.values
    .filter((item) => item.property === property)
    .map((item) => [item.value, item.norm] as const) ?? []
const faults = (result: ReadResult): readonly string[] =>
  result.defects.map((defect) => `${defect.weight} ${defect.rule} ${defect.place.row}`)
const keys = (result: ReadResult): readonly string[] => result.records.map((record) => record.key)

test('an entry gives its names in every script, its dates, papers and places', async () => {
  const { records, defects } = await read(list)
  assert.deepEqual(defects, [])
  assert.deepEqual(
    records.map((record) => [record.key, record.version, record.entities[0]?.kind]),
    [
      ['TRi.001', '2020-01-02/000003', 'Person'],
      ['TRi.002', '2021-05-06/000012', 'Person'],
      ['TRe.001', '2015-01-01/000001', 'Organization'],
    ],
  )
  const [person, , company] = records
  assert.deepEqual(said(person, 'name'), [['TRAINING BIN EXAMPLE', 'training bin example']])
  assert.deepEqual(
    said(person, 'alias').map(([value]) => value),
    ['تدريب بن مثال', 'T. Example', 'Training Sample'],
  )
  assert.deepEqual(said(person, 'weakAlias')[0]?.[0], 'The Tall')
  assert.deepEqual(said(person, 'birthDate'), [
    ['1971-03-04', '1971-03-04'],
    ['~1972', '~1972'],
    ['1970 to 1972', '~1971'],
  ])
  assert.deepEqual(
    said(person, 'passportNumber').map(([, norm]) => norm),
    ['XX0000001', 'XX0000002'],
  )
  assert.deepEqual(said(person, 'idNumber'), [['9-9999-00001', '9999900001']])
  assert.deepEqual(said(person, 'address'), [
    ['1 Drill Road, Mae Sot, Thailand', '1 drill road, mae sot, thailand'],
  ])
  assert.deepEqual(said(person, 'notes')[0]?.[0], 'Reported in a camp & later in <two> towns.')
  assert.deepEqual(
    said(person, 'position').map(([value]) => value),
    ['Head of drills', 'Quartermaster'],
  )
  assert.deepEqual(said(company, 'previousName')[0]?.[0], 'Drill Shipping')
})

test('a span of birth years too wide to be a date is kept as written and compared with nothing', async () => {
  const { records } = await read(list)
  assert.deepEqual(said(records[1], 'birthDate'), [['1958 to 1964', '']])
})

test('cutting the bytes anywhere, a byte order mark and UTF-16 change nothing', async () => {
  const whole = await read(list)
  for (const size of [1, 7, 1000]) assert.deepEqual(await read(list, size), whole)
  assert.deepEqual(await read(`\uFEFF${list}`), whole)
  assert.deepEqual(await read(Buffer.from(`\uFEFF${list}`, 'utf16le')), whole)
})

test('a broken entry costs itself, wherever it breaks', async () => {
  const cuts: readonly (readonly [string, string])[] = [
    ['</GENDER>', '</GENDRE>'],
    ['<GENDER>', '<GEN<DER>'],
    ['</TITLE>', ''],
    ['<LISTED_ON>2012', '<1LISTED>2012'],
    ['Male', `Male${'<X>'.repeat(40)}`],
  ]
  for (const [good, bad] of cuts) {
    const result = await read(list.replace(good, bad))
    assert.deepEqual(keys(result), ['TRi.002', 'TRe.001'], bad)
    assert.ok(
      result.defects.length > 0 && result.defects.every((defect) => defect.weight === 'rejected'),
      bad,
    )
  }
  assert.deepEqual(faults(await read(list.replace('</GENDER>', ''))), ['rejected invalid-xml 1'])
})

test('an entry that is never closed does not swallow the next', async () => {
  const result = await read(list.replace('    </INDIVIDUAL>\n    <INDIVIDUAL>', '    <INDIVIDUAL>'))
  assert.deepEqual(keys(result), ['TRi.002', 'TRe.001'])
  assert.deepEqual(faults(result), ['rejected invalid-xml 1'])
})

test('a truncated list keeps what came whole and says so', async () => {
  const result = await read(list.slice(0, list.indexOf('<ENTITY>') + 40))
  assert.deepEqual(keys(result), ['TRi.001', 'TRi.002'])
  assert.deepEqual(faults(result), ['rejected truncated 3'])
})

test('entities of a DOCTYPE are not expanded, its files are not opened, and nothing of such a file is read', async () => {
  const laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
  const outside = '<!DOCTYPE l SYSTEM "http://127.0.0.1:1/evil.dtd">'
  const inner = '<!ENTITY x SYSTEM "file:///etc/passwd">'
  for (const doctype of [laughs, outside, inner]) {
    const result = await read(list.replace('<CONSOLIDATED_LIST', `${doctype}<CONSOLIDATED_LIST`))
    assert.deepEqual(keys(result), [], doctype)
    assert.deepEqual(
      result.defects.map((defect) => defect.rule),
      ['xml-doctype'],
    )
  }
  const unknown = await read(list.replace('Front company.', '&xxe; and &#x26; and &#0; and &#xD800;'))
  assert.equal(said(unknown.records[2], 'notes')[0]?.[0], '&xxe; and & and \uFFFD and \uFFFD')
  assert.deepEqual(faults(unknown), ['warning unreadable-character 3'])
})

test('deep, long and foreign files are turned away by their rule', async () => {
  const rules = async (content: string | Uint8Array): Promise<readonly string[]> =>
    (await read(content)).defects.map((defect) => defect.rule)
  assert.deepEqual(await rules('<a>'.repeat(100_000)), ['too-deep'])
  assert.deepEqual(await rules(`<CONSOLIDATED_LIST><INDIVIDUAL>${'x'.repeat(1_200_000)}`), [
    'string-too-long',
    'truncated',
  ])
  assert.deepEqual(await rules('{"type":"bundle"}'), ['invalid-xml'])
  assert.deepEqual(await rules(''), ['invalid-xml'])
  assert.deepEqual(await rules('<CONSOLIDATED_LIST></CONSOLIDATED_LIST>'), ['no-records'])
  assert.deepEqual(await rules(list.replaceAll(/<(REFERENCE_NUMBER|DATAID)>[^<]*<\/\1>/g, '')), [
    'missing-id',
    'missing-id',
    'missing-id',
  ])
})

test('limits of bytes and records stop the reading with a word', async () => {
  const few = await readAll(readUn, list, { limits: { maxRecords: 2 } })
  assert.deepEqual([keys(few), faults(few)], [['TRi.001', 'TRi.002'], ['rejected too-many-records 3']])
  const exact = await readAll(readUn, list, { limits: { maxRecords: 3 } })
  assert.deepEqual(exact.defects, [])
  const short = await readAll(readUn, list, { limits: { maxBytes: 3_200 } }, 100)
  assert.deepEqual([keys(short), faults(short)], [['TRi.001', 'TRi.002'], ['rejected file-too-large 3']])
})

const real = 'names/un/UN_consolidated_2026-02.xml'

test(
  'the real list has 730 people and 273 bodies, and every name in another script',
  withData(real),
  async () => {
    const xml = dataFile(real)
    const { records, defects } = await read(xml)
    assert.deepEqual(tally(records.map((record) => record.entities[0]?.kind ?? '')), {
      Person: 730,
      Organization: 273,
    })
    assert.equal(new Set(records.map((record) => record.key)).size, 1003)
    // One entry of the published file holds a replacement character.
    assert.deepEqual(tally(defects.map((defect) => defect.rule)), { 'unreadable-character': 1 })
    // Counted by plain text search, independent of the reader.
    const text = xml.toString()
    const count = (pattern: RegExp): number => [...text.matchAll(pattern)].length
    const people = records.filter((record) => record.entities[0]?.kind === 'Person')
    const original = people.filter((record) => JSON.stringify(record.body).includes('NAME_ORIGINAL_SCRIPT'))
    assert.equal(original.length, 336)
    const plain = (name: string): string => name.replace(/\s+/g, ' ').trim()
    const aliases = new Set(people.flatMap((record) => said(record, 'alias').map(([value]) => plain(value))))
    const pairs = dataFile('names/un/un_original_script_pairs.tsv').toString().trim().split('\n')
    const inScript = pairs
      .map((line) => plain(line.split('\t')[2] ?? ''))
      .filter((name) => /[\u0400-\u06ff]/.test(name))
    assert.equal(inScript.length, 336)
    assert.deepEqual(
      inScript.filter((name) => !aliases.has(name)),
      [],
    )
    assert.equal(
      records.flatMap((record) => said(record, 'gender')).length,
      count(/<GENDER>[^<]+<\/GENDER>/g),
    )
    assert.equal(
      records.flatMap((record) => [...said(record, 'passportNumber'), ...said(record, 'idNumber')]).length,
      count(/<NUMBER>(?!\s*<|\s*(?:na|n\/a)\s*<)/gi),
    )
  },
)
