import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'

import { dataFile, readAll, withData } from '../json/testing.ts'
import type { ReadResult } from '../json/testing.ts'
import { readScamList } from './read-scam-list.ts'

const read = (content: string | Uint8Array): Promise<ReadResult> => readAll(readScamList, content)
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
