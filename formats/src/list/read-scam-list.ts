import { createHash } from 'node:crypto'

import type { Json, SourceRecord, StatedEntity } from '@shield/core'

import type { Bytes, Item, Limits, Reader } from '../format.ts'
import { limitsOf, peek, readElements } from '../json/stream.ts'
import { recordOrDefect } from '../record.ts'
import { defectOf } from '../rule.ts'
import { decoded, isForeign, withLines } from '../table/decode.ts'
import type { Decoding } from '../table/decode.ts'
import { clean } from '../value/clean.ts'

const wallet =
  /^(0x[0-9a-f]{40}|(bc|ltc)1[0-9a-z]{20,80}|[13LM][1-9A-HJ-NP-Za-km-z]{25,34}|T[1-9A-HJ-NP-Za-km-z]{33})$/i

/** Characters of one entry of a list of blocks. */
const maxBlock = 1_000_000

/** Members whose lists name culprits. */
const lists = ['blacklist', 'blocklist', 'domains', 'urls', 'addresses']
/** Members of a phishing configuration that name no culprit. */
const settings = new Set([
  'whitelist',
  'allowlist',
  'fuzzylist',
  'tolerance',
  'version',
  'name',
  'generatedAt',
])

/**
 * Public lists of scam wallets and domains: a JSON list, `{domain: [wallets]}`, a phishing configuration
 * (only its blacklist: its whitelist names the honest), a list of entries with `url:` and addresses, or one value a line.
 */
export const readScamList: Reader = async function* readScamList(bytes, options) {
  const limits = limitsOf(options)
  const { head, whole } = await peek(bytes, 4096)
  if (isForeign(head)) {
    yield defectOf('not-a-text', 'rejected', {}, Buffer.from(head.subarray(0, 100)).toString('latin1'))
    return
  }
  const start = Buffer.from(head).toString('utf8')
  const isJson = /^\uFEFF?\s*(?:\[\s*["\]]|\{\s*["}])/.test(start)
  let row = 0
  let isBroken = false
  for await (const entry of isJson ? jsonEntries(whole, limits) : textEntries(whole, start, limits)) {
    if ('defect' in entry) {
      isBroken = true
      yield entry
      continue
    }
    row += 1
    if (row > limits.maxRecords) {
      yield defectOf('too-many-records', 'rejected', { row }, '')
      return
    }
    yield* readEntry(entry, row)
  }
  if (row === 0 && !isBroken) yield defectOf('no-records', 'rejected', {}, start.slice(0, 100))
}

interface Entry {
  readonly value: string
  readonly others: readonly string[]
}
type Found = Entry | Extract<Item, { defect: unknown }>

function* readEntry({ value, others }: Entry, row: number): Generator<Item, void> {
  const found = stated(value)
  if (!found) {
    yield defectOf(wallet.test(value) ? 'malformed-wallet' : 'malformed-domain', 'rejected', { row }, value)
    return
  }
  const named = others.map(statedAddress)
  const good = named.filter((entity) => entity !== undefined)
  yield recordOrDefect(recordOf(value, found, good, row))
  for (const [index, other] of others.entries())
    if (named[index] === undefined) yield defectOf('malformed-wallet', 'warning', { row }, other)
}

async function* jsonEntries(bytes: Bytes, limits: Limits): AsyncGenerator<Found, void> {
  for await (const part of readElements(bytes, { lists, members: true }, limits)) {
    if ('defect' in part) yield part
    if (!('element' in part)) continue
    const { element, key, place } = part
    const value = key ?? element
    if (key !== undefined && settings.has(key)) continue
    if (typeof value !== 'string' || (key !== undefined && !isTexts(element)))
      yield defectOf('wrong-value-type', 'rejected', place, JSON.stringify(element))
    else yield { value, others: key === undefined ? [] : (element as readonly string[]) }
  }
}

function isTexts(value: Json): boolean {
  return Array.isArray(value) && (value as readonly Json[]).every((item) => typeof item === 'string')
}

async function* textEntries(bytes: Bytes, start: string, limits: Limits): AsyncGenerator<Found, void> {
  const decoding: Decoding = { encoding: undefined, limits, isCut: false }
  const lines = linesOf(withLines(decoded(bytes, decoding)), limits.maxRecordBytes)
  yield* /^\uFEFF?(---\s*\n)?-\s+name:/.test(start) ? blockEntries(lines) : lineEntries(lines)
  if (decoding.isCut) yield defectOf('file-too-large', 'rejected', {}, String(limits.maxBytes))
}

type Lines = AsyncGenerator<string | Extract<Item, { defect: unknown }>, void>

async function* linesOf(texts: AsyncIterable<string>, most: number): Lines {
  let rest = ''
  let isSkipping = false
  for await (const text of texts) {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (!isSkipping) yield line
      isSkipping = false
    }
    if (rest.length <= most) continue
    if (!isSkipping) yield defectOf('record-too-large', 'rejected', {}, rest)
    isSkipping = true
    rest = ''
  }
  if (rest !== '' && !isSkipping) yield rest
}

async function* lineEntries(lines: Lines): AsyncGenerator<Found, void> {
  for await (const line of lines) {
    if (typeof line !== 'string') {
      yield line
      continue
    }
    const value = line
      .replace(/^\s*(0\.0\.0\.0|127\.0\.0\.1)\s+/, '')
      .replace(/[#!].*$/, '')
      .trim()
    if (value !== '') yield { value, others: [] }
  }
}

/** Entries of `- name: … / url: … / - "0x…"` blocks, without a whole YAML reader for one list. */
async function* blockEntries(lines: Lines): AsyncGenerator<Found, void> {
  let block: string[] = []
  let size = 0
  for await (const line of lines) {
    if (typeof line !== 'string') {
      yield line
      continue
    }
    if (line.startsWith('- ') && block.length > 0) {
      yield* blockEntry(block)
      block = []
      size = 0
    }
    size += line.length
    if (size > maxBlock) yield defectOf('record-too-large', 'rejected', {}, block.join('\n'))
    if (size > maxBlock) block = []
    else block.push(line)
  }
  yield* blockEntry(block)
}

function* blockEntry(lines: readonly string[]): Generator<Found, void> {
  const block = lines.join('\n')
  if (!block.startsWith('- ')) return
  const value =
    /^(?:- |\s*)url:\s*["']?([^\s"']+)/m.exec(block)?.[1] ?? /^- name:\s*["']?([^\s"']+)/m.exec(block)?.[1]
  if (value === undefined) {
    yield defectOf('missing-id', 'rejected', {}, block)
    return
  }
  const others = [...block.matchAll(/^\s+-\s+["']?([0-9A-Za-z]{20,110})["']?\s*$/gm)].map(
    (found) => found[1] ?? '',
  )
  yield { value, others }
}

/** What stands among a site's addresses is one of any coin, whose shapes are many; only a domain has a dot. */
function statedAddress(text: string): StatedEntity | undefined {
  const value = text.trim()
  if (value.includes('.') || wallet.test(value)) return stated(value)
  return /^(?!0x)[0-9a-z]{20,110}$/i.test(value) ? entityOf(value, true) : undefined
}

function stated(text: string): StatedEntity | undefined {
  const value = text.trim()
  return entityOf(value, wallet.test(value))
}

function entityOf(value: string, isWallet: boolean): StatedEntity | undefined {
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
