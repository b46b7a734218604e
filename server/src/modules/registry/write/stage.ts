import { createHash } from 'node:crypto'

import { canonicalJson, gradeNumber, kinds, linkKinds, properties } from '@shield/core'
import type { Grade, Json, SourceRecord, Tlp } from '@shield/core'

import { newId } from '#store/identifier.ts'
import type { Client } from '#store/database.ts'
import { copyRows, createCopyText } from './copy.ts'
import type { CopyText } from './copy.ts'

/** Where the rows of one round wait to be written; gone with the transaction. */
const tables = `
create temp table if not exists stage_record (
  n integer not null, key text not null, version text not null, hash bytea not null, body jsonb not null, marking_id integer not null,
  outcome text not null default 'new', old_id bigint, old_batch bigint,
  record_id bigint not null default nextval('record_id_seq')) on commit drop;
create temp table if not exists stage_entity (
  e integer not null, key text not null, kind smallint not null, wire uuid not null,
  entity_id bigint, is_new boolean not null default false) on commit drop;
create temp table if not exists stage_value (
  n integer not null, e integer not null, property smallint not null, value text not null, norm text not null,
  marking_id integer not null, grade smallint not null, valid_from text, valid_until text) on commit drop;
create temp table if not exists stage_link (
  n integer not null, wire uuid not null, key text not null, kind smallint not null, from_key text not null, to_key text not null,
  starts text, ends text, amount numeric, currency text, detail text, marking_id integer not null) on commit drop;
truncate stage_record, stage_entity, stage_value, stage_link;`

export interface StageOptions {
  /** The marking a record or value of this TLP gets; undefined is the batch's own. */
  readonly markingOf: (tlp: Tlp | undefined) => number
  /** Grade of what states none. */
  readonly grade: Grade
}

/** Equal records have equal hashes: what the source said, and what was understood of it. */
export function recordHash(record: SourceRecord): Buffer {
  return createHash('sha256')
    .update(canonicalJson(record.body))
    .update(JSON.stringify([record.entities, record.links, record.revoked ?? false, record.tlp ?? '']))
    .digest()
}

export interface Staged {
  readonly record: SourceRecord
  readonly key: string
  readonly hash: Buffer
}

/** Puts the records of one round, each key once, into the staging table; what they say follows when it is known which are new. */
export async function stageRecords(
  client: Client,
  round: readonly Staged[],
  options: StageOptions,
): Promise<void> {
  await client.query(tables)
  const rows = createCopyText()
  round.forEach(({ record, key, hash }, n) =>
    rows.add([n, key, record.version, hash, jsonText(record.body), options.markingOf(record.tlp)]),
  )
  await copyRows(client, { table: 'stage_record', columns: 'n, key, version, hash, body, marking_id' }, rows)
}

interface Said {
  readonly entities: CopyText
  readonly values: CopyText
  readonly links: CopyText
  readonly numbers: Map<string, number>
}

/** Stages the entities, values and links of those records of the round that are news. */
export async function stageSaid(
  client: Client,
  round: readonly Staged[],
  { options, isNews }: { readonly options: StageOptions; readonly isNews: (n: number) => boolean },
): Promise<void> {
  const said: Said = {
    entities: createCopyText(),
    values: createCopyText(),
    links: createCopyText(),
    numbers: new Map(),
  }
  round.forEach(({ record }, n) => {
    if (isNews(n)) addSaid(said, { record, n }, options)
  })
  for (const [table, columns, rows] of [
    ['stage_entity', 'e, key, kind, wire', said.entities],
    ['stage_value', 'n, e, property, value, norm, marking_id, grade, valid_from, valid_until', said.values],
    [
      'stage_link',
      'n, wire, key, kind, from_key, to_key, starts, ends, amount, currency, detail, marking_id',
      said.links,
    ],
  ] as const)
    await copyRows(client, { table, columns }, rows)
}

function addSaid(
  said: Said,
  { record, n }: { record: SourceRecord; n: number },
  options: StageOptions,
): void {
  const marking = options.markingOf(record.tlp)
  for (const entity of record.entities) {
    let e = said.numbers.get(entity.key)
    if (e === undefined) {
      e = said.numbers.size
      said.numbers.set(entity.key, e)
      said.entities.add([e, entity.key, kinds[entity.kind].number, newId()])
    }
    // A revoked record stands for its key, and states nothing any more.
    if (record.revoked === true) continue
    const seen = new Set<string>()
    for (const value of entity.values) {
      const same = `${value.property}\t${value.value}`
      if (seen.has(same)) continue
      seen.add(same)
      said.values.add([
        ...[n, e, properties[value.property].number, value.value, value.norm],
        value.tlp === undefined ? marking : options.markingOf(stricter(value.tlp, record.tlp)),
        gradeNumber(value.grade ?? options.grade),
        value.from,
        value.until,
      ])
    }
  }
  if (record.revoked === true) return
  for (const link of record.links)
    said.links.add([
      ...[n, newId(), link.key, linkKinds[link.kind].number, link.from, link.to, link.starts, link.ends],
      ...[link.amount, link.currency, link.detail?.slice(0, 2000), marking],
    ])
}

/** JSON that PostgreSQL takes: it can't hold NUL. A text that only spells the escape stays as it is. */
function jsonText(body: Json): string {
  const text = JSON.stringify(body)
  if (!text.includes('\\u0000')) return text
  return JSON.stringify(body, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '') : value,
  )
}

const order: readonly Tlp[] = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED']

function stricter(value: Tlp, record: Tlp | undefined): Tlp {
  return record === undefined || order.indexOf(value) >= order.indexOf(record) ? value : record
}
