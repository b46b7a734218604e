import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixture, readAll } from '../json/testing.ts'
import type { ReadResult } from '../json/testing.ts'
import { readScamList } from './read-scam-list.ts'

const read = (content: string | Uint8Array, size?: number): Promise<ReadResult> =>
  readAll(readScamList, content, {}, size)
const faults = (result: ReadResult): readonly string[] =>
  result.defects.map((defect) =>
    `${defect.weight} ${defect.rule} ${defect.place.row ?? defect.place.pointer ?? ''}`.trim(),
  )
const keys = (result: ReadResult): readonly string[] =>
  result.records.map((record) => record.entities[0]?.key ?? '')

test('a JSON list: domains in ASCII, made clickable again, and wallets; what is neither is told', async () => {
  const result = await read(fixture('scam/domains.json'))
  assert.deepEqual(keys(result), [
    'domain:pay-prize.example',
    'domain:xn--12c1fe0br.example',
    'domain:login.bank.example',
    'wallet:0x00000000000000000000000000000000000000a1',
  ])
  assert.deepEqual(faults(result), ['rejected malformed-domain 4'])
  assert.deepEqual(
    result.records[3]?.entities[0]?.values.map((item) => [item.property, item.value, item.norm]),
    [
      [
        'walletAddress',
        '0x00000000000000000000000000000000000000A1',
        '0x00000000000000000000000000000000000000a1',
      ],
      ['topic', 'crime.fraud', 'crime.fraud'],
    ],
  )
})

test('domains with their wallets are linked, one wallet of two domains is one', async () => {
  const result = await read(fixture('scam/combined.json'))
  assert.deepEqual(faults(result), [])
  assert.deepEqual(
    result.records.flatMap((record) => record.links.map((link) => [link.kind, link.from, link.to.slice(-2)])),
    [
      ['Uses', 'domain:drainer.example', 'a1'],
      ['Uses', 'domain:drainer.example', 'a2'],
      ['Uses', 'domain:claim.example', 'a1'],
    ],
  )
})

test('of a phishing configuration only the blacklist names culprits', async () => {
  const result = await read(fixture('scam/phishing.json'))
  assert.deepEqual([keys(result), faults(result)], [['domain:bad.example', 'domain:worse.example'], []])
})

test('entries in blocks give their site and its wallets of any coin', async () => {
  const result = await read(fixture('scam/urls.yaml'))
  assert.deepEqual(keys(result), ['domain:prize.example', 'domain:empty.example', 'domain:second.example'])
  assert.deepEqual(
    result.records[0]?.links.map((link) => link.to),
    ['wallet:0x00000000000000000000000000000000000000a3', 'wallet:rTraining0000000000000000000000001'],
  )
  assert.deepEqual(faults(result), ['rejected missing-id'])
})

test('one value a line: hosts files, notes and wallets', async () => {
  const result = await read(fixture('scam/hosts.txt'))
  assert.deepEqual(keys(result), [
    'domain:hosts-a.example',
    'domain:hosts-b.example',
    `wallet:T${'9'.repeat(33)}`,
  ])
  assert.deepEqual(faults(result), ['rejected malformed-domain 3'])
})

test('cutting the bytes anywhere changes nothing', async () => {
  for (const name of ['domains.json', 'combined.json', 'phishing.json', 'urls.yaml', 'hosts.txt']) {
    const content = fixture(`scam/${name}`)
    const whole = await read(content)
    for (const size of [1, 11]) assert.deepEqual(await read(content, size), whole, name)
  }
})

test('a truncated list keeps what came whole and says so', async () => {
  const list = await read('["a.example","b.example","c.exa')
  assert.deepEqual(
    [keys(list), faults(list)],
    [['domain:a.example', 'domain:b.example'], ['rejected truncated /2']],
  )
  const map = await read('{"a.example":["0x00000000000000000000000000000000000000a1"],"b.example":["0x0')
  assert.deepEqual([keys(map), faults(map)], [['domain:a.example'], ['rejected truncated /b.example/0']])
})

test('values that are no text, foreign files and endless lines are told', async () => {
  const mixed = await read('["a.example",5,{"x":1},null,["b.example"],"c.example"]')
  assert.deepEqual(keys(mixed), ['domain:a.example', 'domain:c.example'])
  assert.deepEqual(
    faults(mixed),
    [1, 2, 3, 4].map((at) => `rejected wrong-value-type /${at}`),
  )
  assert.deepEqual(faults(await read(Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\0', 'latin1'))), [
    'rejected not-a-text',
  ])
  assert.deepEqual(faults(await read('')), ['rejected no-records'])
  const long = await readAll(
    readScamList,
    `a.example\n${'x'.repeat(5000)}\nb.example\n`,
    {
      limits: { maxRecordBytes: 1000 },
    },
    500,
  )
  assert.deepEqual(
    [keys(long), faults(long)],
    [['domain:a.example', 'domain:b.example'], ['rejected record-too-large']],
  )
  const few = await readAll(readScamList, 'a.example\nb.example\n', { limits: { maxRecords: 1 } })
  assert.deepEqual([keys(few), faults(few)], [['domain:a.example'], ['rejected too-many-records 2']])
})
