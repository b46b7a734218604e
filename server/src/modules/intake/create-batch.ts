import type { Marking, Purpose } from '@shield/core'
import type { FormatName } from '@shield/formats'

import { newId } from '#store/identifier.ts'
import type { Visit } from '../../context.ts'

export interface NewBatch {
  readonly wire: string
  readonly fileName: string
  readonly fileHash: Buffer
  readonly bytes: number
  readonly format: FormatName
  readonly sourceName: string
  readonly organisation: string
  readonly marking: Marking
  readonly purpose: Purpose
  readonly person: string | undefined
  readonly state: 'uploaded' | 'queued'
  readonly dryRun?: boolean
  readonly settings?: object
}

/**
 * A batch of a source; the source is made when its organisation has none of that name under that marking.
 * Other organisations' are not looked at, nor a colleague's of the same name that is handled otherwise.
 */
export async function createBatch(visit: Visit, batch: NewBatch): Promise<void> {
  const { tx, node } = visit
  const marking = await node.markings.intern(tx, batch.marking)
  await tx.db
    .insertInto('source')
    .values({
      wire: newId(),
      organisation: batch.organisation,
      name: batch.sourceName,
      origin_node: node.name,
      marking_id: marking,
      created_by: batch.person ?? null,
    })
    .onConflict((conflict) => conflict.columns(['organisation', 'name', 'marking_id']).doNothing())
    .execute()
  const source = await tx.db
    .selectFrom('source')
    .select('id')
    .where('organisation', '=', batch.organisation)
    .where('name', '=', batch.sourceName)
    .where('marking_id', '=', marking)
    .executeTakeFirstOrThrow()
  await tx.db
    .insertInto('batch')
    .values({
      wire: batch.wire,
      source_id: source.id,
      organisation: batch.organisation,
      marking_id: marking,
      file_name: batch.fileName,
      file_hash: batch.fileHash,
      format: batch.format,
      mapping: batch.settings === undefined ? null : JSON.stringify(batch.settings),
      state: batch.state,
      dry_run: batch.dryRun ?? false,
      progress: JSON.stringify({ records: 0, bytes: 0, totalBytes: batch.bytes }),
      created_by: batch.person ?? null,
      purpose: batch.purpose,
    })
    .execute()
}
