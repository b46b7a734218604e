import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalJson, kinds, linkKinds, properties, tlps } from '@shield/core'
import type { Json, KindName, LinkKindName, PropertyName } from '@shield/core'
import fc from 'fast-check'
import Papa from 'papaparse'
import { readFtm } from '../ftm/read-ftm.ts'
import { fixture, readAll, sharedFile, withShared } from '../json/testing.ts'
import { readStix } from '../stix/read-stix.ts'
import type { ExportEntity, ExportItems, ExportLink, Written } from './export-item.ts'
import { writeCsv } from './write-csv.ts'
import { writeFtm } from './write-ftm.ts'
import { writeStix } from './write-stix.ts'

const uuid = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
const options = { id: uuid(0), at: '2026-01-02T03:04:05.000Z' }

async function* each(items: readonly (ExportEntity | ExportLink)[]): ExportItems {
  yield* items
}

async function text(
  chunks: AsyncGenerator<Uint8Array, Written>,
): Promise<{ text: string; written: Written }> {
  const pieces: Uint8Array[] = []
  for (;;) {
    const next = await chunks.next()
    if (next.done) return { text: Buffer.concat(pieces).toString('utf8'), written: next.value }
    pieces.push(next.value)
  }
}

const person: ExportEntity = {
  id: uuid(1),
  kind: 'Person',
  values: [
    { property: 'name', value: 'Somchai Training', norm: 'somchai training' },
    { property: 'name', value: 'สมชาย', norm: 'สมชาย' },
    { property: 'birthDate', value: '12 เม.ย. 2533', norm: '1990-04-12' },
    { property: 'passportNumber', value: 'XX 0000001', norm: 'XX0000001' },
  ],
  tlp: 'AMBER',
}
const phone: ExportEntity = {
  id: uuid(2),
  kind: 'SimCard',
  values: [{ property: 'phone', value: '+999 55 010 0101', norm: '+999550100101' }],
  tlp: 'GREEN',
}
const uses: ExportLink = {
  id: uuid(3),
  kind: 'Uses',
  from: uuid(1),
  to: uuid(2),
  tlp: 'AMBER',
  starts: '2024-02-03',
  ends: '2024-05',
}

interface Bundle {
  readonly type: string
  readonly objects: readonly { readonly [key: string]: Json }[]
}

test('a STIX bundle holds its ends and its markings, and reads back as what was written', async () => {
  const { text: bundle, written } = await text(writeStix(each([uses, person, phone]), options))
  const { objects } = JSON.parse(bundle) as Bundle
  const ids = new Set(objects.map((object) => object['id']))
  for (const object of objects)
    for (const [key, value] of Object.entries(object))
      if (/_refs?$/.test(key))
        for (const id of [value].flat()) assert.ok(ids.has(id as Json), `${key} ${String(id)}`)
  assert.deepEqual(written, { entities: 2, links: 1, leftOut: [] })
  const { records, defects } = await readAll(readStix, bundle)
  assert.deepEqual(defects, [])
  assert.deepEqual(
    records.flatMap((record) => record.entities.map((entity) => [entity.kind, record.tlp])),
    [
      ['Person', 'AMBER'],
      ['SimCard', 'GREEN'],
    ],
  )
  assert.deepEqual(
    records[0]?.entities[0]?.values.map((item) => [item.property, item.value]).toSorted(),
    person.values.map((item) => [item.property, item.value]).toSorted(),
  )
  const link = records.flatMap((record) => record.links)[0]
  assert.deepEqual([link?.kind, link?.starts, link?.ends], ['Uses', '2024-02-03', '2024-05'])
})

test('a link whose end is not released is left out and named', async () => {
  for (const write of [writeFtm, writeCsv, (items: ExportItems) => writeStix(items, options)]) {
    const { text: content, written } = await text(write(each([person, uses])))
    assert.deepEqual(written.leftOut, [uses.id])
    assert.equal(content.includes(uses.id), false)
  }
})

test('any kind with any value reads back from STIX as the same kind with the same values', async () => {
  const value = fc.record({
    property: fc.constantFrom(
      ...(Object.keys(properties) as PropertyName[]).filter((name) => name !== 'stixType'),
    ),
    value: fc.string({ minLength: 1 }).filter((item) => item.trim() !== '' && !item.includes('\0')),
    norm: fc.constant(''),
  })
  const kind = fc.constantFrom(...(Object.keys(kinds) as KindName[]))
  await fc.assert(
    fc.asyncProperty(
      kind,
      fc.array(value, { maxLength: 6 }),
      fc.constantFrom(...tlps),
      async (name, values, tlp) => {
        const { text: bundle } = await text(
          writeStix(each([{ id: uuid(1), kind: name, values, tlp }]), options),
        )
        const { records } = await readAll(readStix, bundle)
        const record = records.find((item) => item.entities.length > 0)
        const plain = (list: readonly { property: string; value: string }[]): string[] =>
          [
            ...new Set(
              list
                .filter((item) => item.property !== 'stixType')
                .map((item) => `${item.property} ${item.value}`),
            ),
          ].toSorted()
        assert.equal(record?.entities[0]?.kind, name)
        assert.equal(record?.tlp, tlp)
        assert.deepEqual(plain(record?.entities[0]?.values ?? []), plain(values))
      },
    ),
    { numRuns: 200 },
  )
})

test('any kind of link reads back from STIX as the same kind', async () => {
  for (const kind of Object.keys(linkKinds) as LinkKindName[]) {
    const link: ExportLink = { ...uses, kind, amount: '12.50', currency: 'THB', detail: 'as told' }
    const { text: bundle } = await text(writeStix(each([person, phone, link]), options))
    const { records } = await readAll(readStix, bundle)
    const [found] = records.flatMap((record) => record.links)
    assert.deepEqual(
      [found?.kind, found?.amount, found?.currency, found?.detail],
      [kind, '12.50', 'THB', 'as told'],
    )
  }
})

async function roundTrip(content: Buffer): Promise<void> {
  const { records } = await readAll(readStix, content)
  const ids = new Map(records.map((record, index) => [record.key, uuid(index + 1)]))
  const items = records.map((record): ExportEntity | ExportLink => {
    const common = { id: ids.get(record.key) ?? '', tlp: record.tlp ?? 'CLEAR', body: record.body } as const
    const link = record.entities.length === 0 ? record.links[0] : undefined
    if (!link) return { ...common, kind: record.entities[0]?.kind ?? 'Thing', values: [] }
    return {
      ...common,
      kind: link.kind,
      from: ids.get(link.from) ?? link.from,
      to: ids.get(link.to) ?? link.to,
    }
  })
  const { text: bundle, written } = await text(writeStix(each(items), options))
  const objects = new Map(
    (JSON.parse(bundle) as Bundle).objects.map((object) => [object['id'], canonicalJson(object)]),
  )
  const left = new Set(written.leftOut)
  assert.ok(records.length > left.size)
  for (const record of records)
    if (!left.has(ids.get(record.key) ?? ''))
      assert.equal(objects.get(record.key), canonicalJson(record.body))
}

test('a STIX object that is read and written is the same object', async () => {
  await roundTrip(fixture('stix/f3-part.json'))
})

test('ATT&CK and OpenCTI objects that are read and written are the same objects', withShared, async () => {
  for (const path of ['stix21-attack/ics-attack-17.1.json', 'stix2-opencti-datasets/data_geography.json'])
    await roundTrip(sharedFile(path))
})

test('a body looser than its marking here leaves with the stricter marking', async () => {
  const body = { type: 'tool', id: `tool--${uuid(7)}`, name: 'T' }
  const { text: bundle } = await text(
    writeStix(each([{ id: uuid(7), kind: 'Tool', values: [], tlp: 'RED', body }]), options),
  )
  const { records } = await readAll(readStix, bundle)
  assert.equal(records.find((record) => record.key === body.id)?.tlp, 'RED')
})

test('FollowTheMoney reads back kinds and links; what it has no word for is in the notes', async () => {
  const wallet: ExportEntity = {
    id: uuid(4),
    kind: 'CryptoWallet',
    values: [
      { property: 'walletAddress', value: 'T0000', norm: 'T0000' },
      { property: 'imei', value: '00-1', norm: '001' },
    ],
    tlp: 'GREEN',
  }
  const holds: ExportLink = { id: uuid(5), kind: 'Holder', from: uuid(1), to: uuid(4), tlp: 'GREEN' }
  const { text: lines } = await text(writeFtm(each([person, wallet, holds])))
  const { records, defects } = await readAll(readFtm, lines)
  assert.deepEqual(defects, [])
  assert.deepEqual(
    records.flatMap((record) => record.entities.map((entity) => entity.kind)),
    ['Person', 'CryptoWallet'],
  )
  assert.deepEqual(
    records[1]?.entities[0]?.values.map((item) => [item.property, item.value]),
    [
      ['walletAddress', 'T0000'],
      ['notes', 'IMEI: 00-1'],
    ],
  )
  assert.deepEqual(records[2]?.links, [
    { key: uuid(5), kind: 'UnknownLink', from: uuid(1), to: uuid(4), detail: 'holds' },
  ])
})

test('a FollowTheMoney entity that is read and written is the same entity', async () => {
  const { records } = await readAll(readFtm, fixture('ftm/network.ijson'))
  const items = records.map((record, index): ExportEntity => ({
    id: uuid(index),
    kind: 'Thing',
    values: [],
    tlp: 'GREEN',
    body: record.body,
  }))
  const { text: lines } = await text(writeFtm(each(items)))
  const again = lines
    .trimEnd()
    .split('\n')
    .map((line) => canonicalJson(JSON.parse(line) as Json))
  assert.deepEqual(
    again,
    records.map((record) => canonicalJson(record.body)),
  )
})

interface ModelSchema {
  readonly properties: Readonly<Record<string, { readonly stub?: boolean }>>
  readonly extends?: readonly string[]
  readonly abstract?: boolean
}

test(
  'every schema and property FollowTheMoney is written with is in the published model',
  withShared,
  async () => {
    const { schemata } = JSON.parse(sharedFile('ftm/followthemoney-3.8.4-defaultModel.json').toString()) as {
      schemata: Readonly<Record<string, ModelSchema>>
    }
    const has = (schema: string, property: string): boolean =>
      Object.hasOwn(schemata[schema]?.properties ?? {}, property) ||
      (schemata[schema]?.extends ?? []).some((parent) => has(parent, property))
    const values = (Object.keys(properties) as PropertyName[]).map((property) => ({
      property,
      value: 'x',
      norm: 'x',
    }))
    const entities = (Object.keys(kinds) as KindName[]).map((kind, index): ExportEntity => ({
      id: uuid(index),
      kind,
      values,
      tlp: 'GREEN',
    }))
    const links = (Object.keys(linkKinds) as LinkKindName[]).map((kind, index): ExportLink => ({
      ...uses,
      id: uuid(1000 + index),
      kind,
      amount: '1',
      currency: 'THB',
      detail: 'd',
    }))
    const { text: lines } = await text(writeFtm(each([...entities, ...links])))
    const wrong = lines
      .trimEnd()
      .split('\n')
      .flatMap((line) => {
        const entity = JSON.parse(line) as { schema: string; properties: object }
        if (schemata[entity.schema]?.abstract !== undefined && schemata[entity.schema]?.abstract)
          return [entity.schema]
        return Object.keys(entity.properties)
          .filter((name) => !has(entity.schema, name))
          .map((name) => `${entity.schema}.${name}`)
      })
    assert.deepEqual([...new Set(wrong)], [])
  },
)

test('a cell a spreadsheet would run is defused, and every text reads back', async () => {
  const value = fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', 'a', 'ก', "'"),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 5 }), async (list) => {
      const entity: ExportEntity = {
        ...person,
        values: list.map((item) => ({ property: 'name', value: item, norm: '' })),
      }
      const { text: csv } = await text(writeCsv(each([entity])))
      const rows = Papa.parse<string[]>(csv.slice(1).trimEnd(), {
        delimiter: ',',
        newline: '\r\n',
      }).data.slice(1)
      assert.deepEqual(
        rows.map((row) => row[4]),
        list.map((item) => (/^[=+\-@\t\r]/.test(item) ? `'${item}` : item)),
      )
      assert.ok(rows.flat().every((cell) => !/^[=+\-@\t\r]/.test(cell)))
    }),
    { numRuns: 200 },
  )
})
