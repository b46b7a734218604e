import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalJson } from '@shield/core'
import type { Json, SourceRecord } from '@shield/core'
import fc from 'fast-check'
import { fixture, readAll, sharedFile, tally, withShared } from '../json/testing.ts'
import type { ReadResult } from '../json/testing.ts'
import { readStix } from './read-stix.ts'

const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const bundle = (...objects: readonly object[]): string =>
  JSON.stringify({ type: 'bundle', id: `bundle--${uuid(0)}`, objects })
const indicator = (more: object): object => ({
  type: 'indicator',
  id: `indicator--${uuid(1)}`,
  name: 'One',
  ...more,
})
const red = 'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed'
const green2 = 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb'

const read = (content: string | Uint8Array): Promise<ReadResult> => readAll(readStix, content)
const kindsOf = (records: readonly SourceRecord[]): Record<string, number> =>
  tally(records.flatMap((record) => record.entities.map((entity) => entity.kind)))
const linksOf = (records: readonly SourceRecord[]): Record<string, number> =>
  tally(
    records.flatMap((record) =>
      record.links.map((link) => (link.detail ? `${link.kind} ${link.detail}` : link.kind)),
    ),
  )
const rulesOf = (result: ReadResult): Record<string, number> =>
  tally(result.defects.map((defect) => `${defect.weight} ${defect.rule}`))
const valuesOf = (record: SourceRecord | undefined): readonly (readonly string[])[] =>
  record?.entities[0]?.values.map((item) => [item.property, item.value]) ?? []

test('a small part of the fraud framework gives its tactics, techniques and relationships', async () => {
  const result = await read(fixture('stix/f3-part.json'))
  assert.deepEqual(kindsOf(result.records), { Tactic: 2, Technique: 3 })
  assert.deepEqual(linksOf(result.records), { 'PartOf subtechnique-of': 2 })
  assert.deepEqual(result.defects, [])
  assert.equal(result.records[0]?.version, '2026-06-23T17:40:07.147000Z')
})

test('fraud framework 1.1 has 123 techniques, 49 relationships and 8 tactics', withShared, async () => {
  const result = await read(sharedFile('stix21-fraud-f3/f3-stix-v1.1.json'))
  assert.equal(result.records.length, 182)
  assert.deepEqual(kindsOf(result.records), { Tactic: 8, Technique: 123, Document: 1, Thing: 1 })
  assert.deepEqual(linksOf(result.records), { 'PartOf subtechnique-of': 49, PartOf: 8 })
})

test('ids drift between two releases: both keep their own ids, nothing is merged', withShared, async () => {
  const [first, later] = await Promise.all(
    ['f3-stix-2026-04-08-first.json', 'f3-stix-v1.1.json'].map((name) =>
      read(sharedFile(`stix21-fraud-f3/${name}`)),
    ),
  )
  const byName = (result: ReadResult | undefined): Map<string, string> =>
    new Map(
      result?.records
        .filter((record) => record.entities[0]?.kind === 'Technique')
        .map((record) => [valuesOf(record).find(([property]) => property === 'name')?.[1] ?? '', record.key]),
    )
  const before = byName(first)
  const after = byName(later)
  const shared = [...before.keys()].filter((name) => after.has(name))
  assert.equal(shared.length, 120)
  assert.equal(shared.filter((name) => before.get(name) !== after.get(name)).length, 77)
})

test(
  'ATT&CK for ICS 17.1: all 1,651 objects are kept, its statement marking restricts nothing',
  withShared,
  async () => {
    const result = await read(sharedFile('stix21-attack/ics-attack-17.1.json'))
    assert.equal(result.records.length, 1651)
    assert.equal(result.records.filter((record) => record.tlp !== undefined).length, 0)
    const links = linksOf(result.records)
    assert.equal(links['Targets'], 524)
    assert.equal(links['RevokedBy'], 2)
    assert.deepEqual(rulesOf(result), {})
  },
)

test('ATT&CK for mobile 17.0: 53 are revoked and 50 say by what', withShared, async () => {
  const content = sharedFile('stix21-attack/mobile-attack-17.0.json')
  const result = await read(content)
  assert.equal(result.records.length, 2150)
  assert.equal(result.records.filter((record) => record.revoked).length, 53)
  assert.equal(linksOf(result.records)['RevokedBy'], 50)
  const objects = (JSON.parse(content.toString()) as { objects: { id: string }[] }).objects
  const bodies = new Map(result.records.map((record) => [record.key, canonicalJson(record.body)]))
  for (const object of objects) assert.equal(bodies.get(object.id), canonicalJson(object))
})

test('a TLP marking that is not in the file is known all the same', withShared, async () => {
  const result = await read(sharedFile('stix2-opencti-datasets/data_geography.json'))
  assert.deepEqual(kindsOf(result.records), { Organization: 1, Location: 272 })
  assert.deepEqual(tally(result.records.map((record) => record.tlp ?? 'none')), { CLEAR: 539 })
  assert.equal(result.defects.filter((defect) => defect.rule === 'unknown-marking').length, 0)
})

test(
  'a bare list is read, with a word about it; a list of something else is turned away object by object',
  withShared,
  async () => {
    const list = await read(sharedFile('stix21-attack/sample_detection-strategy.json'))
    assert.equal(list.records.length, 13)
    assert.deepEqual(rulesOf(list), { 'warning bare-list': 1 })
    const matrix = await read(sharedFile('stix21-fraud-f3/f3-v1.1.json'))
    assert.equal(matrix.records.length, 0)
    assert.deepEqual(rulesOf(matrix), { 'warning bare-list': 1, 'rejected missing-type': 131 })
  },
)

test(
  'the extension types for money and phones are understood alone, without a bundle',
  withShared,
  async () => {
    const phone = await read(sharedFile('stix21-examples/ext-phone-number.json'))
    assert.deepEqual(kindsOf(phone.records), { SimCard: 1 })
    const account = await read(sharedFile('stix21-examples/ext-bank-account.json'))
    assert.deepEqual(linksOf(account.records), { LocatedAt: 1, 'UnknownLink issuer': 1, Holder: 1 })
    assert.match(account.records[0]?.links.find((link) => link.kind === 'Holder')?.from ?? '', /^identity--/)
    const coins = await read(sharedFile('stix21-examples/ext-cryptocurrency-transaction.json'))
    assert.deepEqual(
      coins.records[0]?.links.map((link) => [link.kind, link.amount, link.currency]),
      [
        ['Payment', '0.84', 'BTC'],
        ['Payment', '0.8', 'BTC'],
        ['Payment', '0.04', 'BTC'],
      ],
    )
  },
)

test('granular markings reach single values, also by list index', withShared, async () => {
  const result = await read(sharedFile('stix21-examples/using-granular-markings.json'))
  const values = result.records.find((record) => record.key.startsWith('indicator--'))?.entities[0]?.values
  assert.deepEqual(
    values?.map((item) => [item.property, item.value.slice(0, 20), item.tlp]),
    [
      ['name', 'Fake email address', 'GREEN'],
      ['description', 'Known to be used by ', 'RED'],
      ['category', 'malicious-activity', 'GREEN'],
      ['category', 'attribution', 'AMBER'],
      ['pattern', '[email-message:from_', 'GREEN'],
      ['startDate', '2017-04-27T16:18:24.', undefined],
    ],
  )
})

test('a granular marking narrows the record and never widens it', async () => {
  const marks = {
    object_marking_refs: [red],
    granular_markings: [{ marking_ref: green2, selectors: ['name'] }],
  }
  const { records } = await read(bundle(indicator(marks)))
  assert.equal(records[0]?.tlp, 'RED')
  assert.equal(records[0]?.entities[0]?.values[0]?.tlp, undefined)
})

test('an unknown marking is handled as RED; one defined further on in the file is not unknown', async () => {
  const own = {
    type: 'marking-definition',
    id: `marking-definition--${uuid(9)}`,
    definition_type: 'tlp',
    definition: { tlp: 'amber' },
  }
  const later = await read(bundle(indicator({ object_marking_refs: [own.id] }), own))
  assert.equal(later.records.find((record) => record.key.startsWith('indicator'))?.tlp, 'AMBER')
  assert.deepEqual(later.defects, [])
  const never = await read(bundle(indicator({ object_marking_refs: [own.id] })))
  assert.equal(never.records[0]?.tlp, 'RED')
  assert.deepEqual(rulesOf(never), { 'warning unknown-marking': 1 })
})

test('a file can not redefine the marking RED as CLEAR', async () => {
  const forged = { type: 'marking-definition', id: red, definition_type: 'tlp', definition: { tlp: 'white' } }
  const { records } = await read(bundle(forged, indicator({ object_marking_refs: [red] })))
  assert.equal(records.at(-1)?.tlp, 'RED')
})

test('objects without a type, an id or a proper id are rejected by name; the rest is kept', async () => {
  const id = `indicator--${uuid(3)}`
  const result = await read(
    bundle(
      { id },
      { type: 'indicator' },
      { type: 'indicator', id: 'indicator--1' },
      { type: 'tool', id },
      indicator({}),
    ),
  )
  assert.equal(result.records.length, 1)
  assert.deepEqual(
    result.defects.map((defect) => [defect.rule, defect.place.pointer]),
    [
      ['missing-type', '/objects/0'],
      ['missing-id', '/objects/1'],
      ['malformed-id', '/objects/2'],
      ['malformed-id', '/objects/3'],
    ],
  )
})

test('an empty reference counts as absent, with a warning', async () => {
  const id = `x-mitre-data-component--${uuid(5)}`
  const result = await read(
    bundle({ type: 'x-mitre-data-component', id, name: 'C', x_mitre_data_source_ref: '' }),
  )
  assert.equal(result.records.length, 1)
  assert.deepEqual(result.records[0]?.links, [])
  assert.deepEqual(rulesOf(result), { 'warning empty-reference': 1 })
})

test('objects that refer to each other in a circle are read', async () => {
  const [a, b] = [`grouping--${uuid(1)}`, `report--${uuid(2)}`]
  const result = await read(
    bundle({ type: 'grouping', id: a, object_refs: [b, a] }, { type: 'report', id: b, object_refs: [a] }),
  )
  assert.deepEqual(linksOf(result.records), { Mentions: 3 })
  assert.equal(result.records[0]?.links[0]?.key, `${a}#object_refs[0]`)
})

test('a type nobody knows is kept as a thing with its type and its name', async () => {
  const id = `x-drone--${uuid(4)}`
  const result = await read(bundle({ type: 'x-drone', id, name: 'Buzz', x_wings: 4 }))
  assert.deepEqual(valuesOf(result.records[0]), [
    ['name', 'Buzz'],
    ['stixType', 'x-drone'],
  ])
  assert.deepEqual(rulesOf(result), { 'warning unknown-schema': 1 })
})

test('one id and version twice is told; two versions of one object are not', async () => {
  const [one, two] = ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00.5Z'].map((modified) =>
    indicator({ modified }),
  )
  assert.deepEqual(rulesOf(await read(bundle(one ?? {}, two ?? {}))), {})
  const twice = await read(bundle(one ?? {}, one ?? {}))
  assert.equal(twice.records.length, 2)
  assert.deepEqual(rulesOf(twice), { 'warning duplicate-id': 1 })
  const versions = (await read(bundle(one ?? {}, two ?? {}))).records.map((record) => record.version)
  assert.deepEqual(versions.toSorted(), versions)
})

test('what an indicator names by = becomes an entity it points at; NOT and LIKE name nothing', async () => {
  const pattern =
    "[domain-name:value = 'pay.example' OR (ipv4-addr:value = '192.0.2.1' AND NOT url:value = 'x')] AND [url:value LIKE '%y']"
  const { records } = await read(bundle(indicator({ pattern, pattern_type: 'stix' })))
  assert.deepEqual(kindsOf(records), { Indicator: 1, Domain: 1, NetworkAddress: 1 })
  assert.deepEqual(linksOf(records), { Indicates: 2 })
})

test('STIX 2.0 observed data with its objects inside is understood', async () => {
  const objects = {
    '0': { type: 'email-addr', value: 'a@training.example', belongs_to_ref: '1' },
    '1': { type: 'user-account', user_id: 'u1' },
  }
  const { records } = await read(bundle({ type: 'observed-data', id: `observed-data--${uuid(6)}`, objects }))
  assert.deepEqual(kindsOf(records), { Event: 1, EmailAddress: 1, UserAccount: 1 })
})

test('a relationship without an end is rejected; its verb, dates and confidence are kept', async () => {
  const [a, b] = [`tool--${uuid(1)}`, `tool--${uuid(2)}`]
  const relation = (number: number, more: object): object => ({
    type: 'relationship',
    id: `relationship--${uuid(number)}`,
    relationship_type: 'duplicate-of',
    source_ref: a,
    ...more,
  })
  const result = await read(
    bundle(relation(1, {}), relation(2, { target_ref: b, start_time: '2024-02-03T04:05:06Z' })),
  )
  assert.deepEqual(rulesOf(result), { 'rejected missing-end': 1 })
  assert.deepEqual(result.records[0]?.links, [
    {
      key: `relationship--${uuid(2)}`,
      kind: 'UnknownLink',
      from: a,
      to: b,
      detail: 'duplicate-of',
      starts: '2024-02-03',
    },
  ])
  const { records } = await read(bundle(indicator({ confidence: 85 })))
  assert.equal(records[0]?.entities[0]?.values[0]?.grade, 'F1')
})

test('any JSON in a property of somebody else survives, and the order of objects does not matter', async () => {
  const marking = {
    type: 'marking-definition',
    id: `marking-definition--${uuid(9)}`,
    definition_type: 'statement',
    definition: { statement: 'c' },
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue(), { maxLength: 5 }),
      fc.infiniteStream(fc.nat()),
      async (list, order) => {
        const objects = list.map((value, index) => ({
          type: 'x-any',
          id: `x-any--${uuid(index + 1)}`,
          name: `N${index}`,
          object_marking_refs: [marking.id],
          x_anything: value,
        }))
        const shuffled = [...objects, marking]
          .map((object) => ({ object, at: order.next().value as number }))
          .toSorted((left, right) => left.at - right.at)
          .map((item) => item.object)
        const straight = await read(bundle(...objects, marking))
        const mixed = await read(bundle(...shuffled))
        const bare = (result: ReadResult): Json[] =>
          result.records
            .map(({ place: _place, ...record }) => record as unknown as Json)
            .toSorted((left, right) => (canonicalJson(left) < canonicalJson(right) ? -1 : 1))
        assert.deepEqual(bare(mixed), bare(straight))
        const bodies = new Map(straight.records.map((record) => [record.key, record.body]))
        for (const object of objects)
          assert.equal(
            canonicalJson(bodies.get(object.id) ?? null),
            canonicalJson(JSON.parse(JSON.stringify(object)) as Json),
          )
      },
    ),
    { numRuns: 60 },
  )
})
