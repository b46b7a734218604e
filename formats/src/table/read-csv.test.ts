import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Defect, SourceRecord } from '@shield/core'
import fc from 'fast-check'
import Papa from 'papaparse'
import type { ReadOptions } from '../format.ts'
import { dataFile, stream, tally, withData } from '../json/testing.ts'
import type { Mapping } from './mapping.ts'
import { readMapping } from './mapping.ts'
import { readCsv } from './read-csv.ts'
import { sniffTable } from './sniff.ts'
import { suggestMapping } from './suggest.ts'
import { thaiBytes } from './testing.ts'

const people: Mapping = {
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

interface Result {
  readonly records: readonly SourceRecord[]
  readonly defects: readonly Defect[]
}

async function read(
  content: string | Uint8Array,
  mapping: Mapping = people,
  options: ReadOptions = {},
  size = 65_536,
): Promise<Result> {
  const records: SourceRecord[] = []
  const defects: Defect[] = []
  for await (const item of readCsv(stream(content, size), { defaultCountry: 'TH', ...options, mapping }))
    if ('record' in item) records.push(item.record)
    else defects.push(item.defect)
  return { records, defects }
}
const faults = ({ defects }: Result): readonly string[] =>
  defects.map((one) => `${one.weight} ${one.rule} ${one.place.row ?? ''} ${one.place.column ?? ''}`.trim())
const norms = ({ records }: Result, property: string): readonly string[] =>
  records.flatMap((record) =>
    record.entities.flatMap((entity) =>
      entity.values.filter((value) => value.property === property).map((value) => value.norm),
    ),
  )
const keys = ({ records }: Result): readonly string[] => records.map((record) => record.key)

const thai = 'id,name,born,phone\n1,สมชาย ใจดี,3 พ.ค. 2530,081-234-5678\n2,มาลี สุขใจ,๓/๕/๒๕๓๐,๐๘๑ ๒๓๔ ๕๖๗๙\n'

test('Thai is read in each encoding that offices write, with and without a mark at the start', async () => {
  const expected = await read(thai)
  assert.deepEqual(norms(expected, 'name'), ['สมชาย ใจดี', 'มาลี สุขใจ'])
  const bigEndian = Buffer.from(`\uFEFF${thai}`, 'utf16le').swap16()
  for (const [name, bytes, encoding] of [
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${thai}`), 'utf-8'],
    ['TIS-620', thaiBytes(thai), 'windows-874'],
    ['UTF-16', Buffer.from(`\uFEFF${thai}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 without its mark', Buffer.from(thai, 'utf16le'), 'utf-16le'],
    ['UTF-16, the other end first', bigEndian, 'utf-16be'],
    ['UTF-16, the other end first, without its mark', bigEndian.subarray(2), 'utf-16be'],
  ] as const) {
    assert.equal(sniffTable(bytes).encoding, encoding, name)
    for (const size of [1, 3, 65_536]) assert.deepEqual(await read(bytes, people, {}, size), expected, name)
  }
})

test('French in Windows-1252 is not taken for Thai', async () => {
  const bytes = Buffer.from('id,name\n1,Ren\xe9e C\xf4t\xe9\n2,Fran\xe7ois No\xebl\n', 'latin1')
  assert.equal(sniffTable(bytes).encoding, 'windows-1252')
  assert.deepEqual(
    norms(
      await read(bytes, {
        ...people,
        entities: [{ ...people.entities[0]!, columns: [{ column: 'name', property: 'name' }] }],
      }),
      'name',
    ),
    ['renée côté', 'françois noël'],
  )
})

test('a file whose first Thai comes late is read in the encoding of that Thai', async () => {
  const head = `id,name,born,phone\n${Array.from({ length: 6000 }, (_, at) => `x${at},Somchai,,\n`).join('')}`
  assert.ok(head.length > 65_536)
  for (const tail of [thaiBytes('t,สมชาย ใจดี,,\n'), Buffer.from('t,สมชาย ใจดี,,\n')]) {
    const result = await read(Buffer.concat([Buffer.from(head), tail]))
    assert.equal(norms(result, 'name').at(-1), 'สมชาย ใจดี')
  }
})

test('one bad byte in UTF-8 costs one character, which is told, and not the encoding of the rest', async () => {
  const bytes = Buffer.concat([Buffer.from(thai), Buffer.from([0x33, 0x2c, 0xff, 0x2c, 0x2c, 0x0a])])
  const result = await read(bytes)
  assert.deepEqual(norms(result, 'name'), ['สมชาย ใจดี', 'มาลี สุขใจ', '\uFFFD'])
  assert.deepEqual(faults(result), ['warning unreadable-character 4 name'])
})

test('a person may choose encoding, delimiter and the row of the header where the guess is wrong', async () => {
  const titled = `รายชื่อ;;;\nจัดทำ 2567;;;\n${thai.replaceAll(',', ';')}`
  const result = await read(thaiBytes(titled), {
    ...people,
    headerRow: 3,
    delimiter: ';',
    encoding: 'windows-874',
  })
  assert.deepEqual(norms(result, 'name'), ['สมชาย ใจดี', 'มาลี สุขใจ'])
  assert.equal(result.records[0]?.place.row, 4)
  assert.deepEqual(sniffTable(thaiBytes(titled), { headerRow: 3 }).header, ['id', 'name', 'born', 'phone'])
  const wrong = readMapping({ ...people, headerRow: 0, delimiter: 'x', encoding: 'ebcdic' })
  assert.ok(Array.isArray(wrong))
  assert.deepEqual(
    wrong.map((fault) => fault.pointer),
    ['/encoding', '/delimiter', '/headerRow'],
  )
})

test('each delimiter is found, also where another one stands inside the cells', async () => {
  for (const delimiter of [',', ';', '\t', '|']) {
    const text = Papa.unparse(
      [
        ['id', 'name', 'born', 'phone'],
        ['1', 'Jaidee, Somchai; "T"', '1987-05-03', ''],
        ['2', 'A|B\tC', '', ''],
      ],
      { delimiter },
    )
    assert.equal(sniffTable(Buffer.from(text)).delimiter, delimiter)
    assert.deepEqual(norms(await read(text), 'name'), ['jaidee, somchai; "t"', 'a|b c'])
  }
})

test('line ends of any system, and cells of several lines', async () => {
  const expected = keys(await read(thai))
  for (const end of ['\n', '\r\n', '\r'])
    assert.deepEqual(keys(await read(thai.replaceAll('\n', end))), expected)
  const result = await read('id,name\r\n1,"Somchai\r\nJaidee"\r\n\r\n2,B\r\n', {
    ...people,
    entities: [{ name: 'p', kind: 'Person', key: ['id'], columns: [{ column: 'name', property: 'name' }] }],
  })
  assert.deepEqual(
    result.records.map((record) => record.place.row),
    [2, 4],
  )
})

test('Buddhist years, Thai digits and months are one date with the common era', async () => {
  const dates = [
    '3/5/2530',
    '๓ พ.ค. ๒๕๓๐',
    '3 พฤษภาคม พ.ศ. 2530',
    '1987-05-03',
    '03.05.1987',
    '2530-05-03',
    '3 May 1987',
  ]
  const rows = dates.map((date, at) => `${at},A,${date},`).join('\n')
  assert.deepEqual(
    new Set(norms(await read(`id,name,born,phone\n${rows}`), 'birthDate')),
    new Set(['1987-05-03']),
  )
  const counted = (date: 'buddhist' | 'gregorian'): Mapping => ({
    ...people,
    entities: [{ ...people.entities[0]!, columns: [{ column: 'born', property: 'birthDate', date }] }],
  })
  const text = 'id,born\n1,2400\n2,31/2/2530\n'
  assert.deepEqual(norms(await read(text, counted('buddhist')), 'birthDate'), ['1857', ''])
  assert.deepEqual(norms(await read(text, counted('gregorian')), 'birthDate'), ['2400', ''])
  assert.deepEqual(faults(await read(text, counted('buddhist'))), ['warning malformed-date 3 born'])
})

test('phones become E.164 by the country of the node; what can not be one is kept and told', async () => {
  const phones = [
    '081-234-5678',
    '+66 81 234 5678',
    '0066812345678',
    '๐๘๑๒๓๔๕๖๗๘',
    '(081) 2345678',
    '+63 917 123 4567',
    '081-23',
    'ไม่มี',
  ]
  const result = await read(
    `id,name,born,phone\n${phones.map((phone, at) => `${at},A,,${phone}`).join('\n')}`,
  )
  assert.deepEqual(norms(result, 'phone'), [
    ...Array.from({ length: 5 }, () => '+66812345678'),
    '+639171234567',
    '08123',
    '',
  ])
  assert.deepEqual(faults(result), ['warning impossible-phone 8 phone', 'warning malformed-phone 9 phone'])
})

test('ragged rows, formulas, NUL and repeated rows are kept and told by place', async () => {
  const result = await read(
    'id,name,born,phone\n1,A\n2,B,,,more\n3,=HYPERLINK("x"),,\n4,@SUM(A1),,+1\n5,a\0b,,\n1,A\n@bob,-5,,"-2+3"\n',
  )
  assert.deepEqual(keys(result), ['1', '2', '3', '4', '5', '1', '@bob'])
  assert.deepEqual(faults(result), [
    'warning wrong-cell-count 2',
    'warning wrong-cell-count 3',
    'warning formula-cell 4 name',
    'warning formula-cell 5 name',
    'warning malformed-phone 5 phone',
    'warning nul-character 6',
    'warning wrong-cell-count 7',
    'warning duplicate-row 7 id',
    'warning malformed-phone 8 phone',
  ])
  assert.equal(norms(result, 'name')[4], 'ab')
})

test('columns of one name, of none, and empty ones keep their cells apart', async () => {
  const sniffed = sniffTable(Buffer.from('id,name,name,,name (2),\n1,a,b,c,d,\n'))
  assert.deepEqual(sniffed.header, ['id', 'name', 'name (2)', 'column 4', 'name (2) (2)', 'column 6'])
  const result = await read('id,name,name,,\n1,a,b,c,\n', {
    ...people,
    entities: [
      { name: 'p', kind: 'Person', key: ['id'], columns: [{ column: 'name (2)', property: 'name' }] },
    ],
  })
  assert.deepEqual(norms(result, 'name'), ['b'])
  assert.deepEqual(
    { ...(result.records[0]?.body as object) },
    { id: '1', name: 'a', 'name (2)': 'b', 'column 4': 'c' },
  )
  assert.deepEqual(faults(result), ['warning duplicate-column 1 name'])
})

test('a mapped column that the file has not is told; without a column of the key nothing is made up', async () => {
  const missing = await read('id,name\n1,A\n')
  assert.deepEqual(
    [keys(missing), faults(missing)],
    [['1'], ['rejected missing-column 1 born', 'rejected missing-column 1 phone']],
  )
  const noKey = await read('number,name,born,phone\n1,A,,\n')
  assert.deepEqual([keys(noKey), faults(noKey)], [[], ['rejected missing-column 1 id']])
  const empty = await read('id,name,born,phone\n,A,,\n2,B,,\n')
  assert.deepEqual([keys(empty), faults(empty)], [['2'], ['rejected missing-key 2 id']])
})

test('a row without a key column is known by what it says; a key past any real one stays one key', async () => {
  const unkeyed: Mapping = { ...people, key: [], entities: [{ ...people.entities[0]!, key: [] }] }
  const twice = await read('id,name,born,phone\n1,A,,\n2,B,,\n1,A,,\n', unkeyed)
  assert.equal(new Set(keys(twice)).size, 2)
  assert.deepEqual(faults(twice), ['warning duplicate-row 4'])
  const long = 'ก'.repeat(2000)
  const result = await read(`id,name,born,phone\n${long}1,A,,\n${long}2,B,,\n`)
  assert.equal(new Set(keys(result)).size, 2)
  assert.ok(keys(result).every((key) => Buffer.byteLength(key) < 2000))
})

test('links carry date, amount and currency; what is no date or amount is told', async () => {
  const mapping: Mapping = {
    key: ['ref'],
    entities: ['from', 'to'].map((name) => ({
      name,
      kind: 'BankAccount',
      key: [name],
      columns: [{ column: name, property: 'accountNumber' }],
    })),
    links: [
      {
        kind: 'Payment',
        from: 'from',
        to: 'to',
        starts: { column: 'day', date: 'buddhist' },
        amount: 'baht',
        currency: 'unit',
      },
    ],
  }
  const text =
    'ref,from,to,day,baht,unit\n1,111-1,222-2,3/5/2567,"1,234.50",thb\n2,111-1,333-3,soon,much,THB\n3,111-1,,1/1/2567,5,THB\n'
  const result = await read(text, mapping)
  assert.deepEqual(
    result.records.map((record) =>
      record.links.map(({ starts, amount, currency }) => [starts, amount, currency]),
    ),
    [[['2024-05-03', '1234.50', 'THB']], [[undefined, undefined, 'THB']], []],
  )
  assert.deepEqual(faults(result), ['warning malformed-date 3 day', 'warning malformed-number 3 baht'])
})

test('files of another nature, too long cells and rows past the limits are turned away with a word', async () => {
  for (const magic of [
    'PK\x03\x04\x14\0',
    '%PDF-1.7',
    '\x89PNG\r\n\x1a\n',
    '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    '\x1f\x8b\x08\0',
  ])
    assert.deepEqual(faults(await read(Buffer.from(`${magic}${'\0\x01\x02'.repeat(50)}`, 'latin1'))), [
      'rejected not-a-text',
    ])
  const long = await read(`id,name,born,phone\n1,${'x'.repeat(300)},,\n2,B,,\n`, people, {
    limits: { maxStringLength: 100 },
  })
  assert.deepEqual([keys(long), faults(long)], [['2'], ['rejected string-too-long 2 2']])
  const many = await read('id,name,born,phone\n1,A,,\n2,B,,\n3,C,,\n', people, { limits: { maxRecords: 2 } })
  assert.deepEqual([keys(many), faults(many)], [['1', '2'], ['rejected too-many-records 4']])
  const cut = await read('id,name,born,phone\n1,A,,\n2,B,,\n', people, { limits: { maxBytes: 27 } }, 5)
  assert.ok(faults(cut).includes('rejected file-too-large'))
  assert.deepEqual(faults(await read('')), ['rejected no-records'])
})

test('__proto__ as a column is a column', async () => {
  const result = await read('id,__proto__,constructor\n1,x,y\n', {
    ...people,
    entities: [
      { name: 'p', kind: 'Person', key: ['id'], columns: [{ column: '__proto__', property: 'name' }] },
    ],
  })
  assert.deepEqual(norms(result, 'name'), ['x'])
  assert.equal(({} as { name?: string }).name, undefined)
  assert.equal(JSON.stringify(result.records[0]?.body), '{"id":"1","__proto__":"x","constructor":"y"}')
})

test('any table is read row by row as a library reads it', async () => {
  const cell = fc.string({ unit: fc.constantFrom('"', ',', '\n', 'a', 'ก', ' ', '0', '=') })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 })), async (rows) => {
      const table = rows.map((row, at) => [`k${at}`, ...row])
      const text = Papa.unparse([['id', 'name', 'born', 'phone'], ...table], { newline: '\n' })
      const { records } = await read(text)
      assert.deepEqual(
        records.map((record) => Object.values(record.body as object)),
        table.map((row) => row.filter((one) => one !== '')),
      )
    }),
    { numRuns: 200 },
  )
})

const files: readonly (readonly [string, number])[] = [
  ['exchange/ftm/donations.csv', 292],
  ['exchange/ftm/experts.csv', 14],
  ['exchange/stix2-opencti-datasets/raw_geo.csv', 250],
  ['exchange/misp-events/misp-tests-event.csv', 38],
  ['htcds/htcds-2.0-fields.csv', 93],
  ['er/splink_datasets/fake_1000.csv', 1000],
  ['er/febrl/dataset1.csv', 1000],
]
for (const [path, count] of files)
  test(`${path} has ${count} rows, with the mapping that is suggested for it`, withData(path), async () => {
    const bytes = dataFile(path)
    const { header, rows } = sniffTable(bytes.subarray(0, 65_536))
    const library = Papa.parse<string[]>(bytes.toString().replace(/^\uFEFF/, ''), {
      skipEmptyLines: 'greedy',
    })
    assert.equal(library.data.length - 1, count)
    const result = await read(bytes, suggestMapping(header, rows))
    assert.equal(result.records.length, count)
    assert.deepEqual(
      result.defects.filter((defect) => defect.weight === 'rejected'),
      [],
    )
    assert.deepEqual(
      result.records.map((record) => Object.values(record.body as object)),
      library.data.slice(1).map((row) => row.filter((cell) => cell !== '')),
    )
    assert.equal(
      tally(faults(result).map((fault) => fault.split(' ')[1] ?? ''))['unreadable-character'],
      undefined,
    )
  })
