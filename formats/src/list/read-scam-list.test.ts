import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { dataFile, fixture, readAll, withData } from '../json/testing.ts'
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

const real = withData('scam/')

test('the real lists: every entry is a record or told', real, async () => {
  const json = (path: string): unknown => JSON.parse(dataFile(path).toString())
  const counts: readonly (readonly [string, number, number])[] = [
    ['scam/scamsniffer/domains_2024-03-30.json', 165_446, 3],
    ['scam/scamsniffer/address.json', 2530, 0],
    ['scam/scamsniffer/combined.json', 2577, 1],
    ['scam/metamask/eth-phishing-config.json', 13_752, 2],
  ]
  for (const [path, entries, rejected] of counts) {
    const content = json(path) as readonly string[] | { readonly blacklist?: readonly string[] }
    const own = 'blacklist' in content ? content.blacklist : Object.keys(content)
    assert.equal(own?.length, entries, path)
    const result = await read(dataFile(path))
    assert.equal(result.records.length, entries - rejected, path)
    assert.equal(result.defects.filter((defect) => defect.weight === 'rejected').length, rejected, path)
  }
})

test(
  'the links of the real map are its pairs, and with the domain that has no name its wallets are 590',
  real,
  async () => {
    const path = 'scam/scamsniffer/combined.json'
    const map = JSON.parse(dataFile(path).toString()) as Readonly<Record<string, readonly string[]>>
    const { records } = await read(dataFile(path))
    const named = Object.entries(map).filter(([domain]) => domain !== '')
    const small = (wallets: readonly string[]): string[] => wallets.map((wallet) => wallet.toLowerCase())
    const links = records.flatMap((record) => record.links.map((link) => `${link.from} ${link.to}`))
    const pairs = named.flatMap(([domain, wallets]) =>
      small(wallets).map((wallet) => `domain:${domain.toLowerCase()} wallet:${wallet}`),
    )
    assert.deepEqual(new Set(links), new Set(pairs))
    const wallets = new Set(records.flatMap((record) => record.links.map((link) => link.to)))
    assert.equal(new Set([...wallets, ...small(map[''] ?? []).map((wallet) => `wallet:${wallet}`)]).size, 590)
  },
)

test(
  'the list of sites with wallets of many coins: none of 9,889 entries is lost without a word',
  real,
  async () => {
    const text = dataFile('scam/cryptoscamdb/urls.yaml').toString()
    const result = await read(text)
    const rejected = result.defects.filter((defect) => defect.weight === 'rejected')
    const blocks = text.split(/^(?=- name:)/m).filter((block) => block.startsWith('- name:'))
    assert.equal(blocks.length, 9889)
    assert.equal(result.records.length + rejected.length, 9889)
    const kept = blocks.filter((block) => !rejected.some((defect) => block.includes(`url: ${defect.value}`)))
    const written = kept
      .map((block) => [...block.matchAll(/^\s+- +["']?([0-9A-Za-z]{20,110})["']?\s*$/gm)].length)
      .reduce((sum, count) => sum + count, 0)
    const wallets = result.records.flatMap((record) => record.links).length
    const told = result.defects.filter((defect) => defect.rule === 'malformed-wallet').length
    assert.equal(wallets + told, written)
  },
)

test('four hundred daily files are read without a fault', real, async () => {
  const folder = new URL('../../../../shared/data/scam/scamsniffer/archive/', import.meta.url)
  const names = readdirSync(folder)
  assert.equal(names.length, 400)
  let records = 0
  for (const name of names) {
    const content = dataFile(`scam/scamsniffer/archive/${name}`)
    const result = await read(content)
    records += result.records.length
    const { domains } = JSON.parse(content.toString()) as { readonly domains: readonly string[] }
    assert.equal(result.records.length + result.defects.length, domains.length, name)
  }
  assert.ok(records > 10_000)
})
