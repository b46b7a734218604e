import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalJson } from '@shield/core'
import type { Defect, SourceRecord } from '@shield/core'
import fc from 'fast-check'
import type { Item } from './format.ts'
import { fixture, stream } from './json/testing.ts'
import { readers, readOfac } from './index.ts'
import type { Mapping } from './index.ts'
import { readCsv } from './table/read-csv.ts'
import { readXlsx } from './table/read-xlsx.ts'
import { thaiBytes, workbookOf } from './table/testing.ts'

const mapping: Mapping = {
  key: ['id'],
  entities: [
    {
      name: 'p',
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
const table = `id,name,born,phone\n${Array.from({ length: 12 }, (_, at) => `k${at},"สมชาย, ใจดี ${at}",${at + 1}/5/2530,08123456${70 + at}\n`).join('')}`
const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
const sheet = ['id', ...Array.from({ length: 60 }, (_, at) => `k${at}`)]
  .map(
    (key, at) =>
      `<row r="${at + 1}">${cell(`A${at + 1}`, key)}${cell(`B${at + 1}`, at === 0 ? 'name' : `N${at}`)}</row>`,
  )
  .join('')

type Read = (bytes: Uint8Array) => AsyncGenerator<Item, void>

const formats: Readonly<Record<string, { readonly good: Uint8Array; readonly read: Read }>> = {
  stix: { good: fixture('stix/f3-part.json'), read: (bytes) => readers.stix(stream(bytes, 999)) },
  ftm: { good: fixture('ftm/network.ijson'), read: (bytes) => readers.ftm(stream(bytes, 999)) },
  misp: { good: fixture('misp/event.json'), read: (bytes) => readers.misp(stream(bytes, 999)) },
  un: { good: fixture('un/list.xml'), read: (bytes) => readers.un(stream(bytes, 999)) },
  ofac: { good: fixture('ofac/sdn.csv'), read: (bytes) => readOfac({ sdn: stream(bytes, 999) }) },
  'scam list as JSON': {
    good: fixture('scam/domains.json'),
    read: (bytes) => readers['scam-list'](stream(bytes, 99)),
  },
  'scam map': {
    good: fixture('scam/combined.json'),
    read: (bytes) => readers['scam-list'](stream(bytes, 99)),
  },
  'scam blocks': {
    good: fixture('scam/urls.yaml'),
    read: (bytes) => readers['scam-list'](stream(bytes, 99)),
  },
  'CSV in UTF-8': { good: Buffer.from(table), read: (bytes) => readCsv(stream(bytes, 99), { mapping }) },
  'CSV in TIS-620': { good: thaiBytes(table), read: (bytes) => readCsv(stream(bytes, 99), { mapping }) },
  'CSV in UTF-16': {
    good: Buffer.from(`\uFEFF${table}`, 'utf16le'),
    read: (bytes) => readCsv(stream(bytes, 99), { mapping }),
  },
  xlsx: {
    good: workbookOf([{ name: 'S', rows: sheet }]),
    read: (bytes) => readXlsx(stream(bytes, 99), { mapping }),
  },
}

interface Edit {
  readonly at: number
  readonly kind: 'flip' | 'cut' | 'insert' | 'end'
  readonly bytes: readonly number[]
}

const byte = fc.oneof(
  fc.nat(255),
  fc.constantFrom(...[...'"\'{}[],:<>/&;\n\r\t \\\0-#='].map((character) => character.charCodeAt(0))),
)
const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(1_000_000),
  kind: fc.constantFrom('flip', 'cut', 'insert', 'end'),
  bytes: fc.array(byte, { minLength: 1, maxLength: 6 }),
})

/** The file with one edit, and where the edit begins. */
function edited(
  good: Uint8Array,
  { at, kind, bytes }: Edit,
): { readonly bad: Uint8Array; readonly from: number } {
  const from = at % good.length
  const [head, tail] = [good.subarray(0, from), good.subarray(from)]
  const middle = Buffer.from(bytes)
  const bad = {
    flip: () => Buffer.concat([head, middle, tail.subarray(middle.length)]),
    cut: () => Buffer.concat([head, tail.subarray(middle.length * 7)]),
    insert: () => Buffer.concat([head, middle, tail]),
    end: () => Buffer.from(head),
  }[kind]()
  return { bad, from }
}

async function result(
  items: AsyncGenerator<Item, void>,
): Promise<{ records: SourceRecord[]; defects: Defect[] }> {
  const records: SourceRecord[] = []
  const defects: Defect[] = []
  for await (const item of items)
    if ('record' in item) records.push(item.record)
    else defects.push(item.defect)
  return { records, defects }
}

const bodies = (records: readonly SourceRecord[]): Set<string> =>
  new Set(records.map((record) => `${record.key} ${canonicalJson({ body: record.body })}`))

for (const [name, { good, read }] of Object.entries(formats)) {
  test(`${name}: no edit of a good file throws, and none loses a record before it without a word`, async () => {
    const whole = bodies((await result(read(good))).records)
    assert.ok(whole.size >= 3)
    await fc.assert(
      fc.asyncProperty(edit, async (change) => {
        const { bad, from } = edited(good, change)
        const { records, defects } = await result(read(bad))
        // What stood whole before the edit, by reading only that part; its last record may reach into the edit.
        const part = (await result(read(good.subarray(0, from)))).records.slice(0, -1)
        const before = [...bodies(part)].filter((one) => whole.has(one))
        const after = bodies(records)
        const lost = before.filter((one) => !after.has(one))
        assert.ok(lost.length === 0 || defects.length > 0, lost.join('\n'))
        for (const defect of defects) {
          assert.ok(defect.hint.length > 10 && defect.rule.length > 3)
          assert.ok(defect.value.isWellFormed() && !defect.value.includes('\0'))
        }
        for (const record of records) assert.ok(canonicalJson({ ...record, place: {} } as never).length > 10)
      }),
      { numRuns: 100 },
    )
  })

  test(`${name}: a file that is cut off anywhere keeps what came whole, and an empty one is told`, async () => {
    const whole = (await result(read(good))).records.length
    let most = 0
    for (let end = 0; end < good.length; end += Math.ceil(good.length / 60)) {
      const { records, defects } = await result(read(good.subarray(0, end)))
      assert.ok(records.length >= most || defects.length > 0)
      assert.ok(records.length + defects.length > 0, `nothing is said of the first ${end} bytes`)
      most = Math.max(most, records.length)
    }
    // An event of MISP and an archive are one value: cut, they say so and give nothing.
    assert.ok(most >= (name === 'xlsx' || name === 'misp' ? 0 : whole / 2))
  })
}
