import { createHash } from 'node:crypto'

import type { Json, SourceRecord, StatedEntity } from '@shield/core'

import type { Reader } from '../format.ts'
import { limitsOf } from '../json/stream.ts'
import { defectOf } from '../rule.ts'
import { clean } from '../value/clean.ts'

const wallet =
  /^(0x[0-9a-f]{40}|(bc|ltc)1[0-9a-z]{20,80}|[13LM][1-9A-HJ-NP-Za-km-z]{25,34}|T[1-9A-HJ-NP-Za-km-z]{33})$/i
const maxListBytes = 128 * 2 ** 20

/**
 * Public lists of scam wallets and domains: a JSON list, `{domain: [wallets]}`, a phishing configuration
 * (only its blacklist: its whitelist names the honest), a list of entries with `url:` and addresses, or one value a line.
 */
export const readScamList: Reader = async function* readScamList(bytes, options) {
  const limits = limitsOf(options)
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of bytes) {
    length += chunk.length
    if (length > Math.min(limits.maxBytes, maxListBytes)) {
      yield defectOf('file-too-large', 'rejected', {}, '')
      return
    }
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
  let row = 0
  for (const { value, others } of entriesOf(text)) {
    row += 1
    if (row > limits.maxRecords) {
      yield defectOf('too-many-records', 'rejected', { row }, '')
      return
    }
    const found = stated(value)
    if (!found) {
      yield defectOf(wallet.test(value) ? 'malformed-wallet' : 'malformed-domain', 'rejected', { row }, value)
      continue
    }
    yield {
      record: recordOf(
        value,
        found,
        others.map(stated).filter((entity) => entity !== undefined),
        row,
      ),
    }
  }
  if (row === 0) yield defectOf('no-records', 'rejected', {}, text.slice(0, 100))
}

interface Entry {
  readonly value: string
  readonly others: readonly string[]
}

function* entriesOf(text: string): Generator<Entry> {
  const json = /^\s*[[{]/.test(text) ? parsed(text) : undefined
  if (json !== undefined) yield* jsonEntries(json)
  else if (/^(---\s*\n)?-\s+name:/.test(text)) yield* blockEntries(text)
  else
    for (const line of text.split(/\r?\n/)) {
      const value = line
        .replace(/^\s*(0\.0\.0\.0|127\.0\.0\.1)\s+/, '')
        .replace(/[#!].*$/, '')
        .trim()
      if (value !== '') yield { value, others: [] }
    }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    // A list that only looks like JSON is read by line, and each bad line is told.
    return undefined
  }
}

function* jsonEntries(json: Json): Generator<Entry> {
  if (Array.isArray(json)) {
    for (const item of json as readonly Json[])
      if (typeof item === 'string') yield { value: item, others: [] }
    return
  }
  if (typeof json !== 'object' || json === null) return
  const object = json as { readonly [key: string]: Json }
  const blacklist = object['blacklist'] ?? object['blocklist']
  if (Array.isArray(blacklist)) {
    yield* jsonEntries(blacklist)
    return
  }
  for (const [value, others] of Object.entries(object))
    if (Array.isArray(others))
      yield { value, others: (others as readonly Json[]).filter((other) => typeof other === 'string') }
}

/** Entries of `- name: … / url: … / - "0x…"` blocks, without a whole YAML reader for one list. */
function* blockEntries(text: string): Generator<Entry> {
  for (const block of text.split(/^- /m).slice(1)) {
    const value =
      /^(?:\s*)url:\s*["']?([^\s"']+)/m.exec(block)?.[1] ?? /^name:\s*["']?([^\s"']+)/m.exec(block)?.[1]
    if (value === undefined) continue
    const others = [...block.matchAll(/^\s+-\s+["']?([0-9A-Za-z]{20,90})["']?\s*$/gm)].map(
      (found) => found[1] ?? '',
    )
    yield { value, others }
  }
}

function stated(text: string): StatedEntity | undefined {
  const value = text.trim()
  const isWallet = wallet.test(value)
  const property = isWallet ? 'walletAddress' : 'domain'
  const cleaned = clean(property, value)
  if (!('norm' in cleaned)) return undefined
  return {
    key: `${isWallet ? 'wallet' : 'domain'}:${cleaned.norm}`,
    kind: isWallet ? 'CryptoWallet' : 'Domain',
    values: [
      { property, value, norm: cleaned.norm },
      { property: 'topic', value: 'crime.fraud', norm: 'crime.fraud' },
    ],
  }
}

function recordOf(
  value: string,
  first: StatedEntity,
  others: readonly StatedEntity[],
  row: number,
): SourceRecord {
  const hash = createHash('sha256')
    .update([first.key, ...others.map((other) => other.key)].join('\n'))
    .digest('hex')
    .slice(0, 12)
  return {
    // One domain may stand in a list twice with other wallets.
    key: others.length === 0 ? first.key : `${first.key}#${hash}`,
    version: '',
    body: { value, with: others.map((other) => other.key) },
    entities: [first, ...others],
    links: others.map((other) => ({
      key: `${first.key}#${other.key}`,
      kind: 'Uses',
      from: first.key,
      to: other.key,
    })),
    place: { row },
  }
}
