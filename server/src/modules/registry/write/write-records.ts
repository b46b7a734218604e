import { hash } from 'node:crypto'

import type { SourceRecord } from '@shield/core'

import type { Tx } from '#store/database.ts'
import { holdSource } from './hold-source.ts'
import { recordHash } from './stage.ts'
import type { Staged, StageOptions } from './stage.ts'
import { joinParked, writeRound } from './write-round.ts'
import type { RoundCounts } from './write-round.ts'

export interface BatchWriter {
  /** Writes a few thousand records; later calls may carry the same keys again. */
  write(records: readonly SourceRecord[]): Promise<RoundCounts>
  /** Joins links whose ends came late. Call it once at the end. */
  finish(): Promise<void>
}

/** Writes the records of one batch of one source, inside the caller's transaction. */
export function createBatchWriter(
  tx: Tx,
  batch: { readonly id: number; readonly source: number },
  options: StageOptions,
): BatchWriter {
  const seen = new Map<number, number>()
  return {
    write: async (records) => {
      const counts = { new: 0, matched: 0, changed: 0, conflict: 0 }
      if (seen.size === 0) await holdSource(tx.client, batch.source)
      for (const round of roundsOf(records, seen, counts)) {
        const wrote = await writeRound(tx.client, { batch: batch.id, source: batch.source, options }, round)
        for (const name of ['new', 'matched', 'changed', 'conflict'] as const) counts[name] += wrote[name]
      }
      return counts
    },
    finish: () => joinParked(tx.client, batch.source),
  }
}

// Records a batch remembers (2 M take 120 MB); what comes behind so many is compared with the tables only.
const mostSeen = 2_000_000

/**
 * Each round has each key once. A source without versions may speak of one key in several records of one file
 * (FollowTheMoney writes fragments so): each is kept under a key of its own, and equal ones are one.
 */
function roundsOf(
  records: readonly SourceRecord[],
  seen: Map<number, number>,
  counts: { matched: number },
): readonly (readonly Staged[])[] {
  const rounds: { readonly keys: Set<string>; readonly staged: Staged[] }[] = []
  for (const record of records) {
    const digest = recordHash(record)
    const content = digest.readUIntBE(0, 6)
    const identity = numberOf(`${record.key}\n${record.version}`)
    const before = seen.get(identity)
    let { key } = record
    if (before === undefined) {
      if (seen.size < mostSeen) seen.set(identity, content)
    } else if (before === content || seen.has(numberOf(`${identity}\n${content}`))) {
      counts.matched += 1
      continue
    } else if (record.version === '') {
      seen.set(numberOf(`${identity}\n${content}`), content)
      key = `${record.key}#${digest.toString('hex', 0, 8)}`
    }
    let round = rounds.find((one) => !one.keys.has(key))
    if (!round) rounds.push((round = { keys: new Set(), staged: [] }))
    round.keys.add(key)
    round.staged.push({ record, key, hash: digest })
  }
  return rounds.map((round) => round.staged)
}

/** 48 bits stand for a text: a sixth of the memory; a chance collision gives a record a longer key, and loses none. */
function numberOf(text: string): number {
  return hash('sha256', text, 'buffer').readUIntBE(0, 6)
}
