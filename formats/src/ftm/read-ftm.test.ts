import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixture, readAll, sharedFile, tally, withShared } from '../json/testing.ts'
import type { ReadResult } from '../json/testing.ts'
import { readFtm } from './read-ftm.ts'
import { edgeOf, kindOfSchema, propertyOf, referenceOf } from './schema.ts'

const read = (content: string | Uint8Array): Promise<ReadResult> => readAll(readFtm, content)
const kindsOf = (result: ReadResult): Record<string, number> =>
  tally(result.records.flatMap((record) => record.entities.map((entity) => entity.kind)))
const linksOf = (result: ReadResult): Record<string, number> =>
  tally(result.records.flatMap((record) => record.links.map((link) => link.kind)))
const record = (result: ReadResult, key: string): ReadResult['records'][number] | undefined =>
  result.records.find((item) => item.key === key)

test('nodes become entities and edges links, with the values they carry', async () => {
  const result = await read(fixture('ftm/network.ijson'))
  assert.equal(result.records.length, 13)
  assert.deepEqual(
    record(result, 'p-1')?.entities[0]?.values.map((item) => [item.property, item.value]),
    [
      ['name', 'Somchai Training'],
      ['alias', 'สมชาย ฝึกหัด'],
      ['birthDate', '1990-04-12'],
      ['nationality', 'th'],
      ['phone', '+999 55 010 0101'],
      ['passportNumber', 'XX0000001'],
    ],
  )
  assert.deepEqual(record(result, 'o-1')?.links, [
    { key: 'o-1', kind: 'Ownership', from: 'p-1', to: 'c-1', starts: '2021-03', detail: '51' },
  ])
  assert.deepEqual(record(result, 'a-1')?.entities[0]?.values[1]?.value, '1 Training Road, Mae Sot')
})

test('money moves between accounts where they are named, and the people use them', async () => {
  const result = await read(fixture('ftm/network.ijson'))
  assert.deepEqual(record(result, 'm-1')?.links, [
    {
      key: 'm-1',
      kind: 'Payment',
      from: 'b-1',
      to: 'b-2',
      starts: '2024-11-02',
      amount: '12500.50',
      currency: 'THB',
      detail: 'training fee',
    },
    { key: 'm-1#payerAccount', kind: 'Uses', from: 'p-1', to: 'b-1' },
    { key: 'm-1#beneficiaryAccount', kind: 'Uses', from: 'c-1', to: 'b-2' },
  ])
})

test('holders, passports, sanctions and calls point the right way', async () => {
  const result = await read(fixture('ftm/network.ijson'))
  const ends = (key: string): readonly (readonly string[])[] | undefined =>
    record(result, key)?.links.map((link) => [link.kind, link.from, link.to])
  assert.deepEqual(ends('w-1'), [['Holder', 'p-1', 'w-1']])
  assert.deepEqual(ends('d-1'), [['DocumentOf', 'p-1', 'd-1']])
  assert.deepEqual(ends('s-1'), [['SanctionedBy', 'c-1', 's-1']])
  assert.deepEqual(ends('k-1'), [['Call', 'k-1#callerNumber[0]', 'c-1']])
  assert.deepEqual(ends('n-1'), [['UnknownLink', 'p-1', 'p-2']])
})

test('a private key is never a statement', async () => {
  const result = await read(fixture('ftm/network.ijson'))
  const values = record(result, 'w-1')?.entities[0]?.values.map((item) => item.property)
  assert.deepEqual(values, ['walletAddress'])
})

test('an unknown schema is a thing, an edge without an end is kept and told, a line without id is rejected', async () => {
  const lines = [
    '{"id":"1","schema":"SpaceStation","properties":{"name":["M"]}}',
    '{"id":"2","schema":"Payment","properties":{"payer":["1"],"beneficiary":[""]}}',
    '{"schema":"Person"}',
    '{"id":"4"}',
    '5',
  ]
  const result = await read(lines.join('\n'))
  assert.deepEqual(
    result.defects.map((defect) => [defect.weight, defect.rule, defect.place.row]),
    [
      ['warning', 'unknown-schema', 1],
      ['warning', 'empty-reference', 2],
      ['warning', 'missing-end', 2],
      ['rejected', 'missing-id', 3],
      ['rejected', 'missing-type', 4],
      ['rejected', 'not-an-object', 5],
    ],
  )
  assert.deepEqual(
    result.records.map((item) => item.key),
    ['1', '2'],
  )
})

test('a list, a diagram, one entity over several lines and nested entities are read too', async () => {
  const person = { id: 'p', schema: 'Person', properties: { name: ['A'] } }
  const wallet = { id: 'w', schema: 'CryptoWallet', properties: { holder: [person] } }
  for (const text of [
    JSON.stringify([person, wallet]),
    JSON.stringify({ entities: [person, wallet], layout: {} }),
    `${JSON.stringify(person)}\n${JSON.stringify(wallet)}`,
  ]) {
    const result = await read(text)
    assert.deepEqual(result.defects, [])
    assert.deepEqual(kindsOf(result), { Person: 1, CryptoWallet: 1 })
    assert.deepEqual(linksOf(result), { Holder: 1 })
  }
  assert.deepEqual(kindsOf(await read(JSON.stringify(person, null, 2))), { Person: 1 })
})

test('the donations file has 474 entities, 290 of them payments in euros', withShared, async () => {
  const result = await read(sharedFile('ftm/donations.ijson'))
  assert.equal(result.records.length, 474)
  assert.deepEqual(kindsOf(result), { Organization: 17, Address: 89, Person: 22, Company: 56 })
  assert.deepEqual(linksOf(result), { LocatedAt: 103, Payment: 290 })
  const payments = result.records.flatMap((item) => item.links).filter((link) => link.kind === 'Payment')
  assert.ok(
    payments.every(
      (link) => link.currency === 'EUR' && link.amount !== undefined && link.starts !== undefined,
    ),
  )
})

test('documents and a diagram of OpenAleph are read whole', withShared, async () => {
  const samples = await read(sharedFile('ftm/openaleph-samples.ijson'))
  assert.equal(samples.records.length, 21)
  assert.equal(samples.defects.filter((defect) => defect.weight === 'rejected').length, 0)
  const diagram = await read(sharedFile('ftm/openaleph-diagram-sample.ftm'))
  assert.equal(diagram.records.length, 20)
  assert.deepEqual(linksOf(diagram), { Ownership: 1, UnknownLink: 1, Representation: 1 })
})

interface Model {
  readonly schemata: Readonly<
    Record<
      string,
      { abstract?: boolean; edge?: object; properties: Record<string, { type: string; stub?: boolean }> }
    >
  >
}

test(
  'every schema of the published model has a kind or a link, every reference a meaning',
  withShared,
  () => {
    const model = JSON.parse(sharedFile('ftm/followthemoney-3.8.4-defaultModel.json').toString()) as Model
    const abstract = (name: string): boolean => model.schemata[name]?.abstract === true
    for (const [name, schema] of Object.entries(model.schemata)) {
      if (abstract(name)) continue
      assert.ok(kindOfSchema(name) ?? edgeOf(name), name)
      if (schema.edge) assert.ok(edgeOf(name), name)
      if (edgeOf(name)) continue
      for (const [property, { type, stub }] of Object.entries(schema.properties)) {
        if (stub || property === 'ancestors') continue
        if (type === 'entity') assert.ok(referenceOf(name, property), `${name}.${property}`)
      }
    }
    assert.equal(propertyOf('Passport', 'number'), 'passportNumber')
  },
)
