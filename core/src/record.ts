import type { Json } from './canonical-json.ts'
import type { Grade } from './grade.ts'
import type { Tlp } from './marking.ts'
import type { KindName, LinkKindName, PropertyName } from './ontology.ts'
import type { When } from './when.ts'

/** One value a source states of an entity. `value` is as written; `norm` is its comparable form ('' when it has none). */
export interface StatedValue {
  readonly property: PropertyName
  readonly value: string
  readonly norm: string
  readonly grade?: Grade
  readonly from?: When
  readonly until?: When
  /** A narrower TLP than the record's (STIX granular marking). */
  readonly tlp?: Tlp
}

export interface StatedEntity {
  /** Stable within the source. */
  readonly key: string
  readonly kind: KindName
  readonly values: readonly StatedValue[]
}

export interface StatedLink {
  readonly key: string
  readonly kind: LinkKindName
  /** Entity keys of the same source; an end that never arrives leaves the link parked, not lost. */
  readonly from: string
  readonly to: string
  readonly starts?: When
  readonly ends?: When
  /** Decimal text, never a float. */
  readonly amount?: string
  readonly currency?: string
  /** The relation's own word where the kind is coarser (a STIX relationship_type, a role). */
  readonly detail?: string
}

/** What one record of a file says: verbatim body, and what SHIELD understood of it. */
export interface SourceRecord {
  /** Stable within the source: STIX id, FtM id, list number, or a hash of the row. */
  readonly key: string
  /** Order of versions (STIX `modified`, list date); '' where the source has none. Greater text is later. */
  readonly version: string
  readonly body: Json
  readonly entities: readonly StatedEntity[]
  readonly links: readonly StatedLink[]
  /** TLP stated by the file, mapped to 2.0; undefined where it states none. */
  readonly tlp?: Tlp
  /** The source takes the record back (STIX `revoked`). */
  readonly revoked?: boolean
  readonly place: Place
}

/** Where in the file. Rows and columns count from 1; `pointer` is an RFC 6901 JSON pointer. */
export interface Place {
  readonly row?: number
  readonly column?: string
  readonly pointer?: string
}

/** Something wrong with the input: what, where, which rule, how to mend. Never the end of the rest. */
export interface Defect {
  readonly place: Place
  /** The offending value, shortened to 200 characters. */
  readonly value: string
  /** A name of the closed list in formats/src/rule.ts. */
  readonly rule: string
  readonly hint: string
  /** `rejected`: the record or value was left out. `warning`: it was kept. */
  readonly weight: 'rejected' | 'warning'
}
