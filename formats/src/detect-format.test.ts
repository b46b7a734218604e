import assert from 'node:assert/strict'
import { test } from 'node:test'
import { detectFormat } from './detect-format.ts'
import { fixture, sharedFile, withShared } from './json/testing.ts'

const guess = (content: string | Uint8Array, name: string): string | undefined =>
  detectFormat(typeof content === 'string' ? Buffer.from(content) : content.subarray(0, 4096), name)

test('a file is known by its first bytes, whatever its name', () => {
  assert.equal(guess(fixture('stix/f3-part.json'), 'x.json'), 'stix')
  assert.equal(guess(fixture('ftm/network.ijson'), 'x.json'), 'ftm')
  assert.equal(guess(fixture('misp/event.json'), 'x.json'), 'misp')
  assert.equal(guess('\uFEFF<?xml version="1.0"?><CONSOLIDATED_LIST dateGenerated="x">', 'list.xml'), 'un')
  assert.equal(guess('PK\x03\x04', 'reports.xlsx'), 'xlsx')
  assert.equal(guess('36,"EXAMPLE",-0-', 'SDN.CSV'), 'ofac')
  assert.equal(guess('name;phone', 'reports.csv'), 'csv')
  assert.equal(guess('\x1f\x8b', 'reports.gz'), undefined)
  assert.equal(guess('', 'empty.bin'), undefined)
})

test('the real files are known', withShared, () => {
  assert.equal(guess(sharedFile('stix21-attack/mobile-attack-17.0.json'), 'a.json'), 'stix')
  assert.equal(guess(sharedFile('stix21-attack/sample_detection-strategy.json'), 'a.json'), 'stix')
  assert.equal(guess(sharedFile('stix21-examples/ext-phone-number.json'), 'a.json'), 'stix')
  assert.equal(guess(sharedFile('misp-events/misp-tests-event.json'), 'a.json'), 'misp')
  assert.equal(guess(sharedFile('ftm/donations.ijson'), 'a.json'), 'ftm')
  assert.equal(guess(sharedFile('ftm/openaleph-diagram-sample.ftm'), 'a.json'), 'ftm')
})
