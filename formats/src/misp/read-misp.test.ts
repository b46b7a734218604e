import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixture, readAll, sharedFile, tally, withShared } from '../json/testing.ts'
import type { ReadResult } from '../json/testing.ts'
import { readMisp } from './read-misp.ts'

const read = (content: string | Uint8Array): Promise<ReadResult> => readAll(readMisp, content)
const id = (end: string): string => `5f000000-0000-4000-8000-0000000000${end}`
const record = (result: ReadResult, end: string): ReadResult['records'][number] | undefined =>
  result.records.find((item) => item.key === id(end))
const said = (result: ReadResult, end: string): readonly string[] | undefined =>
  record(result, end)?.entities[0]?.values.map((item) => `${item.property} ${item.value}`)

test('the event is a document that mentions its parts, each a record of its own with its own time', async () => {
  const result = await read(fixture('misp/event.json'))
  assert.deepEqual(
    result.records.map((item) => [item.key.slice(-2), item.entities[0]?.kind]),
    [
      ['01', 'Document'],
      ['02', 'SimCard'],
      ['03', 'Domain'],
      ['04', 'BankAccount'],
      ['05', 'Observable'],
      ['10', 'Person'],
      ['20', 'UserAccount'],
      ['30', 'Thing'],
    ],
  )
  assert.equal(record(result, '02')?.version, '2025-02-01T00:00:01.000Z')
  assert.deepEqual(record(result, '02')?.links, [
    { key: `${id('02')}#event`, kind: 'Mentions', from: id('01'), to: id('02') },
  ])
  assert.deepEqual(record(result, '01')?.links, [
    { key: `${id('01')}#Orgc`, kind: 'ReportedBy', from: id('01'), to: id('aa') },
  ])
  assert.equal(Object.hasOwn(record(result, '01')?.body as object, 'Attribute'), false)
})

test('composite values are taken apart, first and last sight bound the value', async () => {
  const result = await read(fixture('misp/event.json'))
  assert.deepEqual(said(result, '03'), [
    'domain jobs.example',
    'ipAddress 192.0.2.7',
    'category Network activity',
  ])
  assert.equal(record(result, '02')?.entities[0]?.values[0]?.from, '2025-01-05')
})

test('the TLP of the event holds for its parts, a part may be stricter, an unknown colour is RED', async () => {
  const result = await read(fixture('misp/event.json'))
  assert.deepEqual(
    ['01', '02', '03', '05'].map((end) => record(result, end)?.tlp),
    ['GREEN', 'GREEN', 'RED', 'RED'],
  )
  assert.equal(result.defects.filter((defect) => defect.rule === 'unknown-marking').length, 1)
})

test('a deleted attribute is a withdrawal, a deleted value of an object is no statement', async () => {
  const result = await read(fixture('misp/event.json'))
  assert.equal(record(result, '04')?.revoked, true)
  assert.deepEqual(said(result, '10'), ['name Niran Training', 'passportNumber XX0000002'])
})

test('object references are links; a verb nobody knows stays as detail', async () => {
  const result = await read(fixture('misp/event.json'))
  assert.deepEqual(
    record(result, '10')
      ?.links.slice(1)
      .map((link) => [link.kind, link.detail, link.to]),
    [
      ['Uses', undefined, id('20')],
      ['UnknownLink', 'drives', id('02')],
    ],
  )
  assert.deepEqual(said(result, '20'), ['username training_recruiter', 'service telegram'])
})

test('a part without an id is rejected by its pointer, an unknown object is kept as a thing', async () => {
  const result = await read(fixture('misp/event.json'))
  const missing = result.defects.find((defect) => defect.rule === 'missing-id')
  assert.equal(missing?.place.pointer, '/response/0/Event/Attribute/4')
  assert.ok(result.defects.some((defect) => defect.rule === 'unknown-schema' && defect.value === 'submarine'))
})

test('one event, a list and a response are the same', async () => {
  const { response } = JSON.parse(fixture('misp/event.json').toString()) as { response: object[] }
  const keys = async (content: object): Promise<readonly string[]> =>
    (await read(JSON.stringify(content))).records.map((item) => item.key)
  const expected = await keys({ response })
  assert.deepEqual(await keys(response), expected)
  assert.deepEqual(await keys(response[0] ?? {}), expected)
})

test('a file that ends in the middle of an event says where, and keeps the whole events before it', async () => {
  const { response } = JSON.parse(fixture('misp/event.json').toString()) as { response: [{ Event: object }] }
  const [event] = response
  const second = JSON.stringify({ Event: { ...event.Event, uuid: id('99') } })
  const text = `{"response":[${JSON.stringify(event)},${second}]}`
  const whole = (await read(text)).records.length
  const cut = text.indexOf('+999550100102', text.indexOf(id('99'))) + 5
  const result = await read(text.slice(0, cut))
  assert.equal(result.records.length, whole / 2)
  assert.deepEqual(
    result.defects
      .filter(({ weight }) => weight === 'rejected')
      .map(({ rule, place, value }) => [rule, place.pointer, value]),
    [
      ['missing-id', '/response/0/Event/Attribute/4', 'no id'],
      ['truncated-event', '/response/1/Event/Attribute/0/value', `${Buffer.byteLength(text.slice(0, cut))}`],
    ],
  )
})

test('an event alone, a bare one and a list are told as cut at their place; a cut between events is no cut event', async () => {
  const told = async (text: string): Promise<readonly unknown[]> => {
    const { records, defects } = await read(text)
    return [records.length, ...defects.map(({ rule, place }) => `${rule} ${place.pointer}`)]
  }
  const one = `{"Event":{"uuid":"${id('01')}"}}`
  assert.deepEqual(await told('{"Event":{"uuid":"a","Attribute":[{"uuid":"b"},{"val'), [
    0,
    'truncated-event /Event/Attribute/1',
  ])
  assert.deepEqual(await told('{"uuid":"a","Attribute":[{"uuid":"b"}'), [0, 'truncated-event /Attribute/0'])
  assert.deepEqual(await told(`[${one},{"Event":{"Tag":[{"name":"tlp:`), [
    1,
    'truncated-event /1/Event/Tag/0/name',
  ])
  assert.deepEqual(await told(`[${one},`), [1, 'truncated /1'])
  assert.deepEqual(await told(`{"response":[${one}`), [1, 'truncated /response/0'])
  assert.deepEqual(await told(`{"response":[${one}]`), [1, 'truncated /response'])
})

test(
  'the event that MISP tests with gives one entity for each of its 38 attributes',
  withShared,
  async () => {
    const result = await read(sharedFile('misp-events/misp-tests-event.json'))
    assert.deepEqual(result.defects, [])
    assert.deepEqual(tally(result.records.map((item) => item.entities[0]?.kind ?? '')), {
      Document: 1,
      Observable: 37,
      Website: 1,
    })
  },
)
