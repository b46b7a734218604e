import { hash } from 'node:crypto'

import { canonicalJson, gradeNumber, kinds, linkKinds, properties } from '@shield/core'
import type { Grade, SourceRecord, StatedEntity, StatedValue, Tlp } from '@shield/core'

import { newId } from './store/identifier.ts'
import { createRowMaker } from './store/rows.ts'
import type { RowMaker, Rows } from './store/rows.ts'

export interface PrepareOptions {
  /** The marking a record or value of this TLP gets; undefined is the batch's own. */
  readonly markingOf: (tlp: Tlp | undefined) => number
  /** Grade of what states none. */
  readonly grade: Grade
}

/**
 * Records with each key once, as the rows they will be. Records and entities are numbered within the round: which of them are news,
 * and what ids they have, is known when the round is written.
 */
export interface PreparedRound {
  /** n, key, version, hash. */
  readonly keys: Rows
  /** id, source, batch; key, version, hash, body, marking. */
  readonly records: Rows
  /** e, key. */
  readonly entityKeys: Rows
  /** id, canonical, source; wire, key, kind; the markings are still to come. */
  readonly entities: Rows
  /** Record and entity, two numbers for each entity of each record. */
  readonly mentions: Uint32Array<ArrayBuffer>
  /** entity, record; property, value, norm, marking, grade, valid from, valid until. */
  readonly statements: Rows
  /** Record, entity and marking: three numbers for each statement. */
  readonly statementsOf: Uint32Array<ArrayBuffer>
  /** n, wire, key, kind, from key, to key, starts, ends, amount, currency, detail, marking. */
  readonly links: Rows
  /** The record of each link. */
  readonly linksOf: Uint32Array<ArrayBuffer>
}

export interface Prepared {
  readonly rounds: readonly PreparedRound[]
  /** Records that say again what one before them in the batch said. */
  readonly repeated: number
}

/** Takes the records of one batch and makes rounds of them; touches no database, so that a thread may do it. */
export interface Preparer {
  add(record: SourceRecord): void
  /** As much as should be written at once. */
  isFull(): boolean
  /** What was added since. */
  take(): Prepared
}

const mostRecords = 4000
/** Bytes at once: 4,000 records of a hostile file could be all of its gigabyte. */
const mostBytes = 8_000_000
// Records a batch remembers (2 M take 120 MB); what comes behind so many is compared with the tables only.
const mostSeen = 2_000_000

/**
 * A source without versions may speak of one key in several records of one file (FollowTheMoney writes fragments so): each is kept
 * under a key of its own, and equal ones are one.
 */
export function createPreparer(options: PrepareOptions): Preparer {
  const seen = new Map<number, number>()
  const fragments = new Set<number>()
  let rounds: Round[] = []
  let repeated = 0
  let records = 0

  /** The key it is kept under; undefined for what was said before. */
  function keyOf(record: SourceRecord, digest: Buffer): string | undefined {
    const content = digest.readUIntBE(0, 6)
    const identity = numberOf(`${record.key}\n${record.version}`)
    const before = seen.get(identity)
    if (before === undefined) {
      if (seen.size < mostSeen) seen.set(identity, content)
      return record.key
    }
    const fragment = hash('sha256', `${identity}\n${content}`, 'buffer').readUIntBE(0, 6)
    if (before === content || fragments.has(fragment)) return undefined
    if (record.version !== '') return record.key
    fragments.add(fragment)
    return `${record.key}#${digest.toString('hex', 0, 8)}`
  }

  return {
    add: (record) => {
      records += 1
      const body = canonicalJson(record.body)
      const digest = recordHash(record, body)
      const key = keyOf(record, digest)
      if (key === undefined) {
        repeated += 1
        return
      }
      let round = rounds.find((one) => !one.keys.has(key))
      if (!round) rounds.push((round = createRound()))
      round.keys.add(key)
      addRecord(round, { record, key, digest, body }, options)
    },
    isFull: () =>
      records >= mostRecords || rounds.reduce((sum, round) => sum + sizeOf(round), 0) >= mostBytes,
    take: () => {
      const taken = { rounds: rounds.map(finishedRound), repeated }
      rounds = []
      repeated = 0
      records = 0
      return taken
    },
  }
}

/** Equal records have equal hashes: what the source said, and what was understood of it. */
function recordHash(record: SourceRecord, body: string): Buffer {
  const understood = JSON.stringify([
    record.entities,
    record.links,
    record.revoked ?? false,
    record.tlp ?? '',
  ])
  return hash('sha256', body + understood, 'buffer')
}

/**
 * 53 bits stand for a text: a sixth of the memory. Two texts of one number give a record a longer key, and lose none: that
 * would take two contents of one SHA-256 as well.
 */
function numberOf(text: string): number {
  let high = 0x9e3779b9
  let low = 0x85ebca6b
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    high = Math.imul(high ^ code, 0x5f356495)
    low = Math.imul(low ^ code, 0x32c2802f)
  }
  high = Math.imul(high ^ (high >>> 16), 0x7feb352d) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35)
  low = Math.imul(low ^ (low >>> 16), 0x7feb352d) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35)
  return (high >>> 0) * 2 ** 21 + (low >>> 11)
}

interface Round {
  readonly keys: Set<string>
  readonly numbers: Map<string, number>
  readonly staged: RowMaker
  readonly records: RowMaker
  readonly entityKeys: RowMaker
  readonly entities: RowMaker
  readonly statements: RowMaker
  readonly links: RowMaker
  readonly mentions: number[]
  readonly statementsOf: number[]
  readonly linksOf: number[]
}

function createRound(): Round {
  return {
    keys: new Set(),
    numbers: new Map(),
    staged: createRowMaker(),
    records: createRowMaker(),
    entityKeys: createRowMaker(),
    entities: createRowMaker(),
    statements: createRowMaker(),
    links: createRowMaker(),
    mentions: [],
    statementsOf: [],
    linksOf: [],
  }
}

function sizeOf({ records, entities, statements, links }: Round): number {
  return records.size + entities.size + statements.size + links.size
}

function finishedRound(round: Round): PreparedRound {
  return {
    keys: round.staged.rows(),
    records: round.records.rows(),
    entityKeys: round.entityKeys.rows(),
    entities: round.entities.rows(),
    mentions: Uint32Array.from(round.mentions),
    statements: round.statements.rows(),
    statementsOf: Uint32Array.from(round.statementsOf),
    links: round.links.rows(),
    linksOf: Uint32Array.from(round.linksOf),
  }
}

interface Keyed {
  readonly record: SourceRecord
  readonly key: string
  readonly digest: Buffer
  /** Canonical, as it was hashed. */
  readonly body: string
}

function addRecord(round: Round, { record, key, digest, body }: Keyed, options: PrepareOptions): void {
  const { staged, records } = round
  const marking = options.markingOf(record.tlp)
  const n = records.count
  staged.row(4)
  staged.integer(n)
  records.row(8, 3)
  for (const rows of [staged, records]) {
    rows.text(key)
    rows.text(record.version)
    rows.bytes(digest)
  }
  records.json(withoutNul(body))
  records.integer(marking)
  for (const entity of record.entities) {
    const e = addEntity(round, entity)
    round.mentions.push(n, e)
    // A revoked record stands for its key, and states nothing any more.
    if (record.revoked !== true) addStatements(round, { record, entity, n, e, marking }, options)
  }
  if (record.revoked !== true) addLinks(round, record, { n, marking })
}

function addEntity({ numbers, entityKeys, entities }: Round, entity: StatedEntity): number {
  const known = numbers.get(entity.key)
  if (known !== undefined) return known
  const e = numbers.size
  numbers.set(entity.key, e)
  entityKeys.row(2)
  entityKeys.integer(e)
  entityKeys.text(entity.key)
  entities.row(6, 3)
  entities.uuid(newId())
  entities.text(entity.key)
  entities.small(kinds[entity.kind].number)
  return e
}

interface Stating {
  readonly record: SourceRecord
  readonly entity: StatedEntity
  readonly n: number
  readonly e: number
  readonly marking: number
}

function addStatements(
  { statements, statementsOf }: Round,
  { record, entity, n, e, marking }: Stating,
  options: PrepareOptions,
): void {
  for (const value of distinct(entity.values)) {
    const own = value.tlp === undefined ? marking : options.markingOf(stricter(value.tlp, record.tlp))
    statements.row(9, 2)
    statements.small(properties[value.property].number)
    statements.text(value.value)
    statements.text(value.norm)
    statements.integer(own)
    statements.small(gradeNumber(value.grade ?? options.grade))
    statements.text(value.from)
    statements.text(value.until)
    statementsOf.push(n, e, own)
  }
}

// So few are compared one by one: a set of texts would be garbage for each entity.
const few = 12

function distinct(values: readonly StatedValue[]): readonly StatedValue[] {
  if (values.length <= few)
    return values.filter(
      ({ property, value }, at) =>
        values.findIndex((one) => one.value === value && one.property === property) === at,
    )
  const seen = new Set<string>()
  return values.filter(({ property, value }) => {
    const { size } = seen
    return seen.add(`${property}\t${value}`).size > size
  })
}

function addLinks(
  { links, linksOf }: Round,
  record: SourceRecord,
  { n, marking }: { readonly n: number; readonly marking: number },
): void {
  for (const link of record.links) {
    links.row(12)
    links.integer(n)
    links.uuid(newId())
    links.text(link.key)
    links.small(linkKinds[link.kind].number)
    for (const text of [link.from, link.to, link.starts, link.ends, link.amount, link.currency])
      links.text(text)
    links.text(link.detail?.slice(0, 2000))
    links.integer(marking)
    linksOf.push(n)
  }
}

/** Canonical JSON that PostgreSQL takes: it can't hold NUL. A text that only spells the escape stays as it is. */
function withoutNul(body: string): string {
  if (!body.includes('\\u0000')) return body
  return JSON.stringify(JSON.parse(body), (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '') : value,
  )
}

const order: readonly Tlp[] = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED']

function stricter(value: Tlp, record: Tlp | undefined): Tlp {
  return record === undefined || order.indexOf(value) >= order.indexOf(record) ? value : record
}
