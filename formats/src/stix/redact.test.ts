import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sharedFile, withShared } from '../json/testing.ts'
import type { JsonObject } from '../json/stated.ts'
import { asRedacted } from './extension.ts'
import { redactStix } from './redact.ts'

const red = 'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed'
const green = 'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da'

test('hidden parts go, and the selectors that stay still name what they named', () => {
  const object = {
    type: 'report',
    id: 'report--1',
    labels: ['a', 'secret', 'c'],
    external_references: [{ source_name: 's', url: 'https://training.example' }],
    granular_markings: [
      { marking_ref: red, selectors: ['labels.[1]', 'external_references.[0].url', 'id'] },
      { marking_ref: green, selectors: ['labels.[2]', 'labels.[0]'] },
    ],
  }
  const shown = {
    type: 'report',
    id: 'report--1',
    labels: ['a', 'c'],
    external_references: [{ source_name: 's' }],
    granular_markings: [
      { marking_ref: red, selectors: ['id'] },
      { marking_ref: green, selectors: ['labels.[1]', 'labels.[0]'] },
    ],
  }
  assert.deepEqual(redactStix(object, 'AMBER'), asRedacted(shown))
  assert.deepEqual(redactStix(object, 'RED'), object)
})

test('a marking nobody knows hides its part from all but RED', () => {
  const object = {
    a: 1,
    b: 2,
    granular_markings: [{ marking_ref: 'marking-definition--x', selectors: ['b'] }],
  }
  assert.deepEqual(redactStix(object, 'AMBER+STRICT'), asRedacted({ a: 1 }))
})

test(
  'the published example loses its description below RED and an indicator type below AMBER',
  withShared,
  () => {
    const { objects } = JSON.parse(sharedFile('stix21-examples/using-granular-markings.json').toString()) as {
      objects: JsonObject[]
    }
    const indicator = objects.find((object) => object['type'] === 'indicator') ?? {}
    assert.equal(redactStix(indicator, 'AMBER')['description'], undefined)
    assert.deepEqual(redactStix(indicator, 'AMBER')['indicator_types'], ['malicious-activity', 'attribution'])
    assert.deepEqual(redactStix(indicator, 'GREEN')['indicator_types'], ['malicious-activity'])
  },
)
