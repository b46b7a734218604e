import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Defect, SourceRecord } from '@shield/core'
import readWorkbook from 'read-excel-file/node'
import writeWorkbook from 'write-excel-file/node'
import { dataFile, stream, withData } from '../json/testing.ts'
import { listSheets, readXlsx } from './read-xlsx.ts'
import type { SheetMapping } from './read-xlsx.ts'
import { workbookOf, zipOf } from './testing.ts'
import type { Entry } from './testing.ts'

const mapping: SheetMapping = {
  key: ['id'],
  entities: [
    {
      name: 'person',
      kind: 'Person',
      key: ['id'],
      columns: [
        { column: 'name', property: 'name' },
        { column: 'born', property: 'birthDate' },
        { column: 'phone', property: 'phone' },
      ],
    },
  ],
  links: [],
}

async function read(
  content: Uint8Array,
  use: SheetMapping = mapping,
): Promise<{ records: SourceRecord[]; defects: Defect[] }> {
  const records: SourceRecord[] = []
  const defects: Defect[] = []
  for await (const item of readXlsx(stream(content), { mapping: use, defaultCountry: 'TH' }))
    if ('record' in item) records.push(item.record)
    else defects.push(item.defect)
  return { records, defects }
}
const bodies = (records: readonly SourceRecord[]): object[] =>
  records.map((record) => ({ ...(record.body as object) }))
const faults = (defects: readonly Defect[]): readonly string[] =>
  defects.map((one) => `${one.weight} ${one.rule} ${one.place.row ?? ''} ${one.place.column ?? ''}`.trim())
const text = (at: string, value: string): string => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
const header = `<row r="1">${text('A1', 'id')}${text('B1', 'name')}${text('C1', 'born')}${text('D1', 'phone')}</row>`

test('a workbook that a library writes: texts, numbers and dates, on the sheet that is chosen', async () => {
  const file = await writeWorkbook(
    [
      [['nothing here']],
      [
        ['id', 'name', 'born', 'phone'],
        ['1', 'สมชาย ใจดี', new Date(Date.UTC(1987, 4, 3)), '081-234-5678'],
        ['2', 'A & B <C>', null, 812345678],
        ['3', '', null, null],
      ].map((row) =>
        row.map((value) => (value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : { value })),
      ),
    ].map((data, at) => ({ data, sheet: ['Cover', 'People'][at] })) as never,
  ).toBuffer()
  const sheets = await listSheets(stream(file))
  assert.ok(!('rule' in sheets))
  assert.deepEqual(
    sheets.map((sheet) => [sheet.name, sheet.header.length, sheet.rows.length]),
    [
      ['Cover', 1, 0],
      ['People', 4, 3],
    ],
  )
  const { records, defects } = await read(file, { ...mapping, sheet: 'People' })
  assert.deepEqual(bodies(records), [
    { id: '1', name: 'สมชาย ใจดี', born: '1987-05-03', phone: '081-234-5678' },
    { id: '2', name: 'A & B <C>', phone: '812345678' },
    { id: '3' },
  ])
  assert.deepEqual(defects, [])
  const missing = await read(file, { ...mapping, sheet: 'Ghosts' })
  assert.deepEqual([missing.records, faults(missing.defects)], [[], ['rejected no-records']])
})

test("shared and rich texts, gaps, empty rows and the sheet's own row numbers", async () => {
  const shared: Entry = {
    name: 'xl/sharedStrings.xml',
    content:
      '<sst><si><t>id</t></si><si><t xml:space="preserve">na</t></si><si><r><t>Som</t></r><r><t xml:space="preserve"> chai</t></r><rPh><t>x</t></rPh></si><si><t>a_x000D_b</t></si></sst>',
  }
  const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c>${text('B1', 'name')}<c r="D1" t="s"><v>1</v></c></row>
    <row r="3"><c r="A3"><v>7</v></c><c r="B3" t="s"><v>2</v></c><c r="D3" t="b"><v>1</v></c></row>
    <row r="4"><c r="B4"/></row>
    <row r="9"><c r="A9"><v>8</v></c><c r="B9" t="s"><v>3</v></c></row>`
  const { records, defects } = await read(workbookOf([{ name: 'S', rows }], [shared]), {
    ...mapping,
    entities: [{ name: 'p', kind: 'Person', key: ['id'], columns: [{ column: 'name', property: 'name' }] }],
  })
  assert.deepEqual(bodies(records), [
    { id: '7', name: 'Som chai', na: 'TRUE' },
    { id: '8', name: 'a\rb' },
  ])
  assert.deepEqual(
    records.map((record) => record.place.row),
    [3, 9],
  )
  assert.deepEqual(defects, [])
})

test('a formula is never run: what it last gave counts, without that it stands as text and is told', async () => {
  const rows = `${header}
    <row r="2"><c r="A2"><v>1</v></c><c r="B2" t="str"><f>A1&amp;"x"</f><v>idx</v></c></row>
    <row r="3"><c r="A3"><v>2</v></c><c r="B3"><f>WEBSERVICE("http://x")</f></c><c r="C3" t="e"><v>#REF!</v></c></row>`
  const { records, defects } = await read(workbookOf([{ name: 'S', rows }]))
  assert.deepEqual(bodies(records), [
    { id: '1', name: 'idx' },
    { id: '2', name: '=WEBSERVICE("http://x")', born: '#REF!' },
  ])
  assert.deepEqual(faults(defects), ['warning formula-cell 3 name', 'warning malformed-date 3 born'])
})

test('numbers keep all their digits, dates are days of the right calendar', async () => {
  const styles: Entry = {
    name: 'xl/styles.xml',
    content:
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-107041E]d mmm yyyy"/><numFmt numFmtId="165" formatCode="0.00 &quot;days&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>',
  }
  const cells: readonly (readonly [string, string])[] = [
    ['<v>1.2345678901234567E+19</v>', '12345678901234567000'],
    ['<v>0.1</v>', '0.1'],
    ['<v>1E-7</v>', '0.0000001'],
    ['<v>31900</v>', '31900'],
  ]
  const dates: readonly (readonly [string, string])[] = [
    ['s="1"><v>31900</v>', '1987-05-03'],
    ['s="2"><v>31900.5</v>', '1987-05-03T12:00'],
    ['s="3"><v>31900</v>', '31900'],
    ['s="1"><v>1</v>', '1900-01-01'],
    ['s="1"><v>61</v>', '1900-03-01'],
    ['s="1"><v>99999999</v>', '99999999'],
  ]
  const all = [
    ...cells.map(([xml, plain]) => [`>${xml}`, plain] as const),
    ...dates.map(([xml, plain]) => [` ${xml}`, plain] as const),
  ]
  const rows = all.map(
    ([xml], at) => `<row r="${at + 2}"><c r="A${at + 2}"><v>${at}</v></c><c r="B${at + 2}"${xml}</c></row>`,
  )
  const { records } = await read(workbookOf([{ name: 'S', rows: header + rows.join('') }], [styles]))
  assert.deepEqual(
    records.map((record) => (record.body as { name: string }).name),
    all.map(([, plain]) => plain),
  )
})

test('a sheet that unpacks to a gigabyte, a directory that lies, nested archives and a crowd of entries are told', async () => {
  const rules = async (file: Buffer): Promise<readonly string[]> => faults((await read(file)).defects)
  const bomb = workbookOf([{ name: 'S', rows: '', claims: 2 ** 30 }])
  assert.deepEqual(await rules(bomb), ['rejected zip-bomb'])
  const many =
    header +
    Array.from(
      { length: 50_000 },
      (_, at) => `<row r="${at + 2}"><c r="A${at + 2}"><v>${at}</v></c></row>`,
    ).join('')
  const liar = await read(workbookOf([{ name: 'S', rows: many, claims: 200_000 }]))
  assert.ok(liar.records.length > 1000 && liar.records.length < 10_000, String(liar.records.length))
  assert.deepEqual(
    faults(liar.defects.slice(-1)).map((fault) => fault.split(' ').slice(0, 2).join(' ')),
    ['rejected zip-bomb'],
  )
  const nested = zipOf([{ name: 'inner.zip', content: zipOf([{ name: 'deep.zip', content: zipOf([]) }]) }])
  assert.deepEqual(await rules(nested), ['rejected not-a-workbook'])
  const crowd = zipOf(Array.from({ length: 3000 }, (_, at) => ({ name: `e${at}`, content: '' })))
  assert.deepEqual(await rules(crowd), ['rejected zip-bomb'])
  const texts = workbookOf(
    [{ name: 'S', rows: header }],
    [{ name: 'xl/sharedStrings.xml', content: '<sst/>', claims: 400 * 2 ** 20 }],
  )
  assert.deepEqual(await rules(texts), ['rejected zip-bomb'])
})

test('entities in any part of a workbook are refused', async () => {
  const evil = '<!DOCTYPE x [<!ENTITY a "ha">]>'
  const sheet = workbookOf([{ name: 'S', rows: `${evil}${header}` }])
  assert.deepEqual(faults((await read(sheet)).defects)[0], 'rejected xml-doctype 1')
  const shared = workbookOf(
    [{ name: 'S', rows: header }],
    [{ name: 'xl/sharedStrings.xml', content: `${evil}<sst/>` }],
  )
  assert.deepEqual(faults((await read(shared)).defects), ['rejected xml-doctype'])
})

test('a workbook cut anywhere, and what is none, is told; rows before the break are kept', async () => {
  const rows =
    header +
    Array.from(
      { length: 2000 },
      (_, at) => `<row r="${at + 2}"><c r="A${at + 2}"><v>${at}</v></c></row>`,
    ).join('')
  const file = workbookOf([{ name: 'S', rows }])
  for (let at = 0; at < file.length; at += Math.ceil(file.length / 40))
    assert.ok(
      (await read(file.subarray(0, at))).defects.some((defect) => defect.weight === 'rejected'),
      String(at),
    )
  const broken = Buffer.from(file)
  const middle = broken.indexOf('xl/worksheets/sheet1.xml') + 4000
  broken.fill(0xff, middle, middle + 40)
  const result = await read(broken)
  assert.ok(result.records.length > 100 && result.records.length < 2000)
  assert.match(faults(result.defects).at(-1) ?? '', /^rejected truncated/)
  for (const other of ['', 'id,name', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '%PDF'])
    assert.deepEqual(faults((await read(Buffer.from(other, 'latin1'))).defects), ['rejected not-a-workbook'])
})

test('a broken row costs itself', async () => {
  const rows = `${header}<row r="2"><c r="A2"><v>1</c></row><row r="3"><c r="A3"><v>2</v></c></row>`
  const { records, defects } = await read(workbookOf([{ name: 'S', rows }]))
  assert.deepEqual(bodies(records), [{ id: '2' }])
  assert.deepEqual(faults(defects), ['rejected invalid-xml 2'])
})

for (const name of ['HTCDS_Excel_Spreadsheet_v2.0.xlsx', 'htcds_xlsform.xlsx'])
  test(`${name} is read as another library reads it`, withData('htcds/'), async () => {
    const file = dataFile(`htcds/${name}`)
    const sheets = await listSheets(stream(file))
    assert.ok(!('rule' in sheets))
    const other = await readWorkbook(file)
    assert.deepEqual(
      sheets.map((sheet) => sheet.name),
      other.map(({ sheet }) => sheet),
    )
    for (const [at, sheet] of sheets.entries()) {
      const plain = (row: readonly unknown[]): string =>
        row
          .map((cell) => String(cell ?? '').trim())
          .join('|')
          .replace(/\|+$/, '')
      const rows = (other[at]?.data ?? []).map(plain).filter((row) => row !== '')
      assert.deepEqual(sheet.rows.map(plain), rows.slice(1, 201), sheet.name)
    }
  })
