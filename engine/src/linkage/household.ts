import type { FieldKind } from '../evidence/kind.ts'
import type { CodedRecords } from './code-columns.ts'

/** What is of one person alone; the rest, as surname, address and telephone, a whole household may have in common. */
const ownKinds: ReadonlySet<FieldKind> = new Set([
  'given-name',
  'full-name',
  'birth-date',
  'email',
  'document',
  'id',
  'account',
  'wallet',
  'device',
])

/** For each field 1 where it is of one person alone. All 0 where nothing is, or everything: there is no household to tell apart. */
export function ownFields({ columns }: Pick<CodedRecords, 'columns'>): Uint8Array {
  const own = Uint8Array.from(columns, ({ kind }) => (ownKinds.has(kind) ? 1 : 0))
  return own.includes(0) ? own : own.fill(0)
}
