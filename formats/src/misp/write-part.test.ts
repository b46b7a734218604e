import assert from 'node:assert/strict'
import { test } from 'node:test'

import { kinds, properties } from '@shield/core'
import type { KindName, PropertyName } from '@shield/core'

import { readAll, sharedFile, withShared } from '../json/testing.ts'
import type { JsonObject } from '../json/stated.ts'
import { readMisp } from './read-misp.ts'
import { mispObject, tlpTag } from './write-part.ts'

const id = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
const names = Object.keys(properties) as PropertyName[]

/** A value that its type may be written as. */
const examples: Partial<Readonly<Record<PropertyName, readonly [value: string, norm: string]>>> = {
  phone: ['+999 55 010 0101', '+999550100101'],
  gender: ['Male', 'male'],
  birthDate: ['1990-04-12', '1990-04-12'],
  email: ['a@b.example', 'a@b.example'],
  iban: ['XX12 3456 7890 1234', 'XX12345678901234'],
  website: ['https://jobs.example/a', 'https://jobs.example/a'],
  domain: ['jobs.example', 'jobs.example'],
  ipAddress: ['192.0.2.7', '192.0.2.7'],
  country: ['th', 'th'],
}

const everyKind = (Object.keys(kinds) as KindName[]).map((kind, at) => ({
  id: id(at + 1),
  kind,
  values: names.map((property) => {
    const [value, norm] = examples[property] ?? [`text of ${property}`, '']
    return { property, value, norm }
  }),
  tlp: 'AMBER' as const,
}))

test('every kind with every property comes back from a MISP object as what it was', async () => {
  const event = { uuid: id(999), info: 'all', Tag: [tlpTag('AMBER')], Object: everyKind.map(mispObject) }
  const { records, defects } = await readAll(readMisp, JSON.stringify({ Event: event }))
  assert.deepEqual(
    defects.filter((one) => one.weight === 'rejected'),
    [],
  )
  for (const [at, entity] of everyKind.entries()) {
    const read = records[at + 1]?.entities[0] ?? assert.fail(entity.kind)
    assert.equal(read.kind, entity.kind)
    assert.equal(records[at + 1]?.tlp, 'AMBER')
    const back = new Set(read.values.map((one) => one.property))
    assert.deepEqual(
      names.filter((name) => !back.has(name)),
      [],
      entity.kind,
    )
  }
})

test('relations and types are those of the templates that MISP publishes', withShared, () => {
  let looked = 0
  for (const object of everyKind.map(mispObject)) {
    const name = String(object['name'])
    if (name.startsWith('shield-') || name.startsWith('ftm-')) continue
    const template = JSON.parse(sharedFile(`misp-objects/definitions/${name}.json`).toString()) as {
      readonly uuid: string
      readonly 'meta-category': string
      readonly attributes: Readonly<Record<string, { readonly 'misp-attribute': string }>>
    }
    looked += 1
    assert.equal(object['meta-category'], template['meta-category'], name)
    assert.equal(object['template_uuid'], template.uuid, name)
    for (const attribute of object['Attribute'] as readonly JsonObject[]) {
      const relation = String(attribute['object_relation'])
      if (relation.startsWith('shield-')) continue
      assert.equal(
        attribute['type'],
        template.attributes[relation]?.['misp-attribute'],
        `${name}.${relation}`,
      )
    }
  }
  assert.ok(looked >= 10, `${looked} templates`)
})
