import type { SourceRecord } from '@shield/core'

import type { Tx } from '#store/database.ts'
import { holdSource } from './hold-source.ts'
import { createPreparer } from '../../../prepare-records.ts'
import type { Prepared, PrepareOptions } from '../../../prepare-records.ts'
import { joinParked, writeRound } from './write-round.ts'
import type { RoundCounts, Writing } from './write-round.ts'

export interface BatchWriter<What> {
  /** Writes a few thousand records; later calls may carry the same keys again. */
  write(records: What): Promise<RoundCounts>
  /** Joins links whose ends came late. Call it once at the end. */
  finish(): Promise<void>
}

/** Writes the records of one batch of one source, as a preparer made them ready, inside the caller's transaction. */
export function createPreparedWriter({ client }: Tx, batch: Writing): BatchWriter<Prepared> {
  let isHeld = false
  return {
    write: async ({ rounds, repeated }) => {
      const counts = { new: 0, matched: repeated, changed: 0, conflict: 0 }
      if (!isHeld) await holdSource(client, batch.source)
      isHeld = true
      for (const round of rounds) {
        const wrote = await writeRound(client, batch, round)
        for (const name of ['new', 'matched', 'changed', 'conflict'] as const) counts[name] += wrote[name]
      }
      return counts
    },
    finish: () => joinParked(client, batch.source),
  }
}

/** Writes records that are at hand. */
export function createBatchWriter(
  tx: Tx,
  batch: Writing,
  options: PrepareOptions,
): BatchWriter<readonly SourceRecord[]> {
  const preparer = createPreparer(options)
  const writer = createPreparedWriter(tx, batch)
  return {
    write: (records) => {
      for (const record of records) preparer.add(record)
      return writer.write(preparer.take())
    },
    finish: () => writer.finish(),
  }
}
