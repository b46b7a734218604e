import type { SourceRecord } from '@shield/core'

import type { Item } from './format.ts'
import { defectOf } from './rule.ts'

/** The longest key of a record or entity, in UTF-8 bytes: it is indexed, and PostgreSQL takes 2,700 bytes of an index entry. */
const maxKeyBytes = 2000

/** A record, or the defect that its keys could not be indexed. */
export function recordOrDefect(record: SourceRecord): Item {
  const long =
    Buffer.byteLength(record.key) > maxKeyBytes
      ? record.key
      : record.entities.find((entity) => Buffer.byteLength(entity.key) > maxKeyBytes)?.key
  return long === undefined ? { record } : defectOf('key-too-long', 'rejected', record.place, long)
}
