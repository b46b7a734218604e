import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalJson } from '@shield/core'
import type { Json, SourceRecord } from '@shield/core'
import { readers } from './index.ts'
import { dataFile, fixture, readAll, withData } from './json/testing.ts'
import type { ReadResult } from './json/testing.ts'
import { redactStix } from './stix/redact.ts'

/**
 * The traps that real files of partners set (measured in files of MITRE, OASIS, OpenCTI, MISP and FollowTheMoney), each with
 * its test here, in `server/src/traps.test.ts` (what the database makes of them), or beside the reader that meets it.
 *
 * | trap                                  | here | in the database | beside the reader            |
 * | ------------------------------------- | ---- | --------------- | ---------------------------- |
 * | silent change (same `modified`)       | yes  | yes             | write.test.ts                |
 * | ids drift between two releases        | yes  | yes             | read-stix.test.ts            |
 * | removal without a revocation          |      | yes             |                              |
 * | revoked, and revoked by               | yes  | yes             | read-stix.test.ts            |
 * | dangling marking                      | yes  |                 | read-stix.test.ts            |
 * | empty reference                       | yes  |                 | read-stix.test.ts            |
 * | custom properties and types           | yes  | yes             | read-stix.test.ts            |
 * | bare list instead of a bundle         | yes  |                 | read-stix.test.ts            |
 * | aliases that collide                  |      | yes             |                              |
 * | granular marking with a list index    | yes  |                 | redact.test.ts               |
 * | bundle with or without `spec_version` | yes  |                 |                              |
 * | volume                                | yes  | yes             | bench                        |
 */
const read = (content: string | Uint8Array): Promise<ReadResult> => readAll(readers.stix, content)
const attack = (name: string): Buffer => dataFile(`exchange/stix21-attack/${name}`)
const bundle = (objects: readonly object[], more: object = {}): string =>
  JSON.stringify({ type: 'bundle', id: 'bundle--00000000-0000-4000-8000-000000000000', ...more, objects })
const f3 = (): { objects: Record<string, Json>[] } =>
  JSON.parse(fixture('stix/f3-part.json').toString()) as { objects: Record<string, Json>[] }
const rules = (result: ReadResult): readonly string[] =>
  result.defects.map((defect) => `${defect.weight} ${defect.rule}`)

test('silent change: another content under the same id and time is a record of its own content', async () => {
  const { objects } = f3()
  const changed = objects.map((object) => ({ ...object, x_mitre_deprecated: false }))
  const [before, after] = [await read(bundle(objects)), await read(bundle(changed))]
  for (const [at, record] of before.records.entries()) {
    const later = after.records[at]
    assert.deepEqual([later?.key, later?.version], [record.key, record.version])
    assert.notEqual(canonicalJson(later?.body ?? null), canonicalJson(record.body))
  }
})

test('ids drift: the same name under another id is another record, with its own number as a value', async () => {
  const { objects } = f3()
  const technique = objects.find((object) => object['type'] === 'attack-pattern') ?? {}
  const moved = { ...technique, id: 'attack-pattern--00000000-0000-4000-8000-00000000f300' }
  const { records } = await read(bundle([technique, moved]))
  assert.equal(new Set(records.map((record) => record.key)).size, 2)
  const names = records.map(
    (record) => record.entities[0]?.values.find((value) => value.property === 'name')?.value,
  )
  assert.equal(names[0], names[1])
  assert.ok(
    records.every((record) => record.entities[0]?.values.some((value) => value.property === 'externalId')),
  )
})

test('revoked, and revoked by: the record says it is taken back, the relationship says by what', async () => {
  const [old, fresh] = ['1', '2'].map((end) => `tool--00000000-0000-4000-8000-00000000000${end}`)
  const { records } = await read(
    bundle([
      { type: 'tool', id: old, name: 'Old', revoked: true },
      { type: 'tool', id: fresh, name: 'New' },
      {
        type: 'relationship',
        id: 'relationship--00000000-0000-4000-8000-000000000003',
        relationship_type: 'revoked-by',
        source_ref: old,
        target_ref: fresh,
      },
    ]),
  )
  assert.deepEqual(
    records.map((record) => record.revoked ?? false),
    [true, false, false],
  )
  assert.deepEqual(
    records[2]?.links.map((link) => [link.kind, link.from, link.to]),
    [['RevokedBy', old, fresh]],
  )
})

test('dangling marking: TLP of both versions is built in, any other is handled as the strictest', async () => {
  const marked = (id: string): object => ({
    type: 'tool',
    id: `tool--${id.slice(20)}`,
    name: 'T',
    object_marking_refs: [id],
  })
  const known = {
    '613f2e26-407d-48c7-9eca-b8e91df99dc9': 'CLEAR',
    '34098fce-860f-48ae-8e50-ebd3cc5e41da': 'GREEN',
    'f88d31f6-486f-44da-b317-01333bde0b82': 'AMBER',
    '5e57c739-391a-4eb3-b6be-7d15ca92d5ed': 'RED',
    '94868c89-83c2-464b-929b-a1a8aa3c8487': 'CLEAR',
    'bab4a63c-aed9-4cf5-a766-dfca5abac2bb': 'GREEN',
    '55d920b0-5e8b-4f79-9ee9-91f868d9b421': 'AMBER',
    '939a9414-2ddd-4d32-a0cd-375ea402b003': 'AMBER+STRICT',
    'e828b379-4e03-4974-9ac4-e53a884c97c1': 'RED',
    '3a65884d-005a-4290-8335-cb2d778a83ce': 'RED',
  }
  const result = await read(bundle(Object.keys(known).map((id) => marked(`marking-definition--${id}`))))
  assert.deepEqual(
    result.records.map((record) => record.tlp),
    Object.values(known),
  )
  assert.deepEqual(rules(result), ['warning unknown-marking'])
})

test('empty reference: absent, with a warning that names the property', async () => {
  const id = 'x-mitre-data-component--00000000-0000-4000-8000-000000000001'
  const result = await read(
    bundle([{ type: 'x-mitre-data-component', id, name: 'C', x_mitre_data_source_ref: '' }]),
  )
  assert.deepEqual([result.records.length, result.records[0]?.links], [1, []])
  assert.deepEqual(
    result.defects.map((defect) => [defect.rule, defect.place.pointer]),
    [['empty-reference', '/objects/0/x_mitre_data_source_ref']],
  )
})

test('custom properties and types are kept to the letter', async () => {
  const { objects } = f3()
  const { records } = await read(fixture('stix/f3-part.json'))
  assert.deepEqual(
    records.map((record) => canonicalJson(record.body)),
    objects.map((object) => canonicalJson(object)),
  )
  assert.ok(objects.some((object) => Object.keys(object).some((key) => key.startsWith('x_'))))
})

test('bare list: read all the same, and the sender is told what to send', async () => {
  const { objects } = f3()
  const result = await read(JSON.stringify(objects))
  assert.equal(result.records.length, objects.length)
  assert.deepEqual(rules(result), ['warning bare-list'])
  assert.match(result.defects[0]?.hint ?? '', /bundle/)
})

test('granular marking with a list index: the value alone is marked, and after redaction the others keep theirs', async () => {
  const amber = 'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82'
  const red = 'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed'
  const object = {
    type: 'tool',
    id: 'tool--00000000-0000-4000-8000-000000000001',
    name: 'T',
    aliases: ['open', 'amber', 'red', 'amber too'],
    granular_markings: [
      { marking_ref: amber, selectors: ['aliases.[1]', 'aliases.[3]'] },
      { marking_ref: red, selectors: ['aliases.[2]'] },
    ],
  }
  const tlps = (record: SourceRecord | undefined): object =>
    Object.fromEntries(
      record?.entities[0]?.values
        .filter((value) => value.property === 'alias')
        .map((value) => [value.value, value.tlp]) ?? [],
    )
  const { records } = await read(bundle([object]))
  assert.deepEqual(tlps(records[0]), { open: undefined, amber: 'AMBER', red: 'RED', 'amber too': 'AMBER' })
  const redacted = await read(bundle([redactStix(object, 'AMBER')]))
  assert.deepEqual(tlps(redacted.records[0]), { open: undefined, amber: 'AMBER', 'amber too': 'AMBER' })
})

test('spec_version of the bundle: there or not, the objects are the same', async () => {
  const { objects } = f3()
  const [without, with20, with21] = await Promise.all(
    [{}, { spec_version: '2.0' }, { spec_version: '2.1' }].map((more) => read(bundle(objects, more))),
  )
  assert.deepEqual(with20, without)
  assert.deepEqual(with21, without)
})

test(
  'volume: every object of the ATT&CK bundles that are here is a record',
  withData('exchange/stix21-attack/'),
  async () => {
    for (const name of ['ics-attack-17.1.json', 'mobile-attack-17.0.json']) {
      const content = attack(name)
      const { objects } = JSON.parse(content.toString()) as { objects: Json[] }
      const { records, defects } = await read(content)
      assert.equal(records.length, objects.length)
      assert.deepEqual(defects, [])
      assert.deepEqual(
        new Set(records.map((record) => canonicalJson(record.body))),
        new Set(objects.map((object) => canonicalJson(object))),
      )
    }
  },
)
