import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import { kinds, linkKinds, properties } from '@shield/core'
import type { Json, KindName, LinkKindName, PropertyName } from '@shield/core'

import { readAll } from '../json/testing.ts'
import { readStix } from '../stix/read-stix.ts'
import { redactStix } from '../stix/redact.ts'
import type { ExportEntity, ExportItems, ExportLink } from './export-item.ts'
import { writeStix } from './write-stix.ts'

const uuid = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
const at = '2026-01-02T03:04:05.000Z'

type StixObject = Readonly<Record<string, Json>>

async function objectsOf(items: readonly (ExportEntity | ExportLink)[]): Promise<readonly StixObject[]> {
  async function* each(): ExportItems {
    yield* items
  }
  const pieces = await Array.fromAsync(writeStix(each(), { id: uuid(0), at }))
  return (JSON.parse(Buffer.concat(pieces).toString()) as { objects: readonly StixObject[] }).objects
}

function assertClosed(objects: readonly StixObject[]): void {
  const ids = new Set(objects.map((object) => object['id']))
  for (const object of objects) {
    for (const [name, value] of Object.entries(object))
      if (/_refs?$/.test(name))
        for (const id of [value].flat()) assert.ok(ids.has(id as Json), `${name} ${String(id)}`)
    for (const id of Object.keys(object['extensions'] ?? {}))
      if (!/14a97ee2|f19f3291|60a3c5c5/.test(id)) assert.ok(ids.has(id), id)
  }
}

const report = (name: string, refs: readonly string[], more: StixObject = {}): ExportEntity => ({
  ...{ id: uuid(50), kind: 'Document', values: [], tlp: 'CLEAR' },
  body: {
    ...{ type: 'report', spec_version: '2.1', id: 'report--00000000-0000-4000-8000-000000000050' },
    ...{ created: at, modified: at, name, published: at, object_refs: [...refs], ...more },
  },
})

const indicated: ExportEntity = {
  ...{ id: uuid(51), kind: 'Campaign', values: [], tlp: 'CLEAR' },
  body: {
    ...{ type: 'campaign', spec_version: '2.1', id: 'campaign--00000000-0000-4000-8000-000000000051' },
    ...{ created: at, modified: at, name: 'Job offers' },
  },
}
const here = 'campaign--00000000-0000-4000-8000-000000000051'
const elsewhere = 'campaign--00000000-0000-4000-8000-000000000052'

test('a bundle of every kind and every link is closed under references and extensions', async () => {
  const values = (Object.keys(properties) as PropertyName[])
    .filter((property) => property !== 'stixType')
    .map((property) => ({ property, value: `text of ${property}`, norm: '' }))
  const entities = (Object.keys(kinds) as KindName[]).map((kind, number): ExportEntity => ({
    id: uuid(100 + number),
    kind,
    values,
    tlp: 'GREEN',
  }))
  const links = (Object.keys(linkKinds) as LinkKindName[]).map((kind, number): ExportLink => ({
    ...{ id: uuid(300 + number), kind, from: uuid(100), to: uuid(101), tlp: 'AMBER' },
    ...{ amount: '1.00', detail: 'as told' },
  }))
  const objects = await objectsOf([...links, ...entities])
  assertClosed(objects)
  assert.equal(objects.filter((one) => one['type'] === 'extension-definition').length, 2)
  for (const object of objects)
    if (Object.keys(object).some((name) => name.startsWith('x_shield_')))
      assert.ok(object['extensions'], String(object['type']))
})

test('an object that refers to what comes later is whole; one that refers to what never comes says it was redacted', async () => {
  assert.deepEqual(
    (await objectsOf([report('later', [here]), indicated])).find((one) => one['type'] === 'report'),
    report('later', [here]).body,
  )
  const objects = await objectsOf([
    report('never', [elsewhere, here], { created_by_ref: elsewhere }),
    indicated,
  ])
  assertClosed(objects)
  const cut = objects.find((one) => one['type'] === 'report') ?? assert.fail()
  assert.deepEqual(cut['object_refs'], [here])
  assert.equal(cut['created_by_ref'], undefined)
  assert.equal(cut['x_shield_redacted'], true)
  assert.deepEqual([cut['id'], cut['modified']], ['report--00000000-0000-4000-8000-000000000050', at])
})

test('what can not be without what never came is left out, and what refers to it loses that', async () => {
  const about = (number: number, refs: readonly string[], more: StixObject = {}): ExportEntity => {
    const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
    return {
      ...{ id: uuid(number), kind: 'Document', values: [], tlp: 'CLEAR' },
      body: {
        ...{ type: 'note', spec_version: '2.1', id: `note--${id}`, created: at, modified: at },
        ...{ content: 'as seen', object_refs: [...refs], ...more },
      },
    }
  }
  const first = 'note--00000000-0000-4000-8000-000000000060'
  const second = 'note--00000000-0000-4000-8000-000000000061'
  // The second needs the first, which needs what is elsewhere; the third has something left, also deep inside.
  const inside = [{ body_raw_ref: elsewhere, kept_ref: here, number_ref: '0' }]
  const objects = await objectsOf([
    about(60, [elsewhere]),
    about(61, [first]),
    about(62, [second, here], { x_parts: inside }),
    indicated,
  ])
  assertClosed(objects)
  const notes = objects.filter((one) => one['type'] === 'note')
  assert.equal(notes.length, 1)
  assert.deepEqual(notes[0]?.['object_refs'], [here])
  assert.deepEqual(notes[0]?.['x_parts'], [{ kept_ref: here, number_ref: '0' }])
  assert.equal(notes[0]?.['x_shield_redacted'], true)
})

test('a redacted copy stands below the version it was made of, and above every earlier one', async () => {
  const whole = {
    ...(report('whole', [here]).body as StixObject),
    granular_markings: [
      { marking_ref: 'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed', selectors: ['name'] },
    ],
  }
  const redacted = redactStix(whole, 'AMBER')
  assert.equal(redacted['name'], undefined)
  const versions: string[] = []
  for (const object of [{ ...whole, modified: '2026-01-02T03:04:04.999Z' }, redacted, whole]) {
    const { records } = await readAll(readStix, JSON.stringify({ type: 'bundle', objects: [object] }))
    assert.equal(records[0]?.key, whole['id' as keyof typeof whole])
    versions.push(records[0]?.version ?? '')
  }
  assert.deepEqual(versions.toSorted(), versions)
  assert.equal(new Set(versions).size, 3)
})

test('our published definitions name the schemas that are in docs/formats', async () => {
  const objects = await objectsOf([
    { id: uuid(1), kind: 'Compound', values: [{ property: 'name', value: 'Park', norm: '' }], tlp: 'CLEAR' },
    {
      id: uuid(2),
      kind: 'Person',
      values: [
        { property: 'name', value: 'A', norm: '' },
        { property: 'phone', value: '1', norm: '' },
      ],
      tlp: 'CLEAR',
    },
  ])
  const published = objects.filter((one) => one['type'] === 'extension-definition')
  assert.equal(published.length, 2)
  for (const one of published) {
    const schema = JSON.parse(
      readFileSync(new URL(`../../../${String(one['schema'])}`, import.meta.url), 'utf8'),
    ) as {
      readonly $id: string
      readonly properties: Readonly<Record<string, unknown>>
    }
    assert.equal(schema.$id, one['id'])
    for (const property of Object.keys(properties))
      if (property !== 'stixType')
        assert.ok(
          schema.properties[
            `x_shield_${property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`
          ],
          `${String(one['schema'])}: ${property}`,
        )
  }
})
