import { audit } from '#audit/index.ts'
import { Problem, notFound } from '../../problem.ts'
import type { Asker } from './asker.ts'
import type { Filter } from './filter.ts'
import { readMicros } from './time.ts'

/**
 * Takes an object out of this client's collection and of nothing else: what the linked database holds is not a client's to delete.
 * It comes back when its content changes.
 */
export async function deleteObject(asker: Asker, object: string, filter: Filter): Promise<void> {
  if (!asker.canRead || !asker.canWrite) throw new Problem('not-allowed')
  const { client } = asker.tx
  const stamps = filter.versions.filter((word) => readMicros(word) !== undefined)
  const isAll = filter.versions.includes('all')
  const gone = await client.query(
    `delete from taxii_version v where collection_id = $1 and object_id = $2
       and ($3::text[] is null or spec_version = any($3::text[]))
       and ($4 or ($5 and is_last) or version::timestamptz = any($6::timestamptz[]) or ($7 and added =
         (select min(added) from taxii_version where collection_id = $1 and object_id = $2)))`,
    [
      ...[asker.collection, object, filter.specVersions ?? null, isAll, filter.versions.includes('last')],
      ...[stamps, filter.versions.includes('first')],
    ],
  )
  if (gone.rowCount === 0) throw notFound()
  await client.query(
    `update taxii_version set is_last = true where collection_id = $1 and object_id = $2
       and added = (select max(added) from taxii_version where collection_id = $1 and object_id = $2)`,
    [asker.collection, object],
  )
  await audit(asker, {
    action: 'taxii.deleted',
    object: asker.collection,
    detail: { count: gone.rowCount ?? 0 },
  })
}
