import { isWhen, properties, whenRange } from '@shield/core'
import type { PropertyName } from '@shield/core'

/** What a row of the profile needs to know of one statement. */
export interface RowStatement {
  readonly id: string
  readonly property: PropertyName
  readonly value: string
  readonly norm: string
  readonly grade: string
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly source: string
  readonly retractedAt?: string | undefined
}

/** One value of one property with all that was stated of it: what stands first, then by grade. */
export interface ValueRow<S extends RowStatement> {
  readonly key: string
  readonly value: string
  readonly norm: string
  readonly statements: readonly S[]
  readonly sources: number
  readonly grades: readonly string[]
  readonly from: string | undefined
  readonly until: string | undefined
  /** When the last who said so took it back; undefined while somebody stands by it. */
  readonly endedAt: string | undefined
}

export interface PropertyRows<S extends RowStatement> {
  readonly property: PropertyName
  readonly rows: readonly ValueRow<S>[]
  /** How many sources stand against each other where only one value can be true; 0 where they agree or several values are ordinary. */
  readonly differing: number
}

/** Of these a thing has one; two values mean that somebody is wrong. */
const single: ReadonlySet<PropertyName> = new Set<PropertyName>([
  'birthDate',
  'birthPlace',
  'deathDate',
  'gender',
  'foundingDate',
  'registrationNumber',
  'vin',
  'imoNumber',
  'imei',
  'iccid',
])

export function hasOneValue(property: PropertyName): boolean {
  return single.has(property)
}

/** Statements as the profile shows them: by property in the ontology's order, equal values in one row. */
export function valueRows<S extends RowStatement>(statements: readonly S[]): PropertyRows<S>[] {
  const byProperty = Map.groupBy(statements, (statement) => statement.property)
  return [...byProperty]
    .toSorted(([a], [b]) => properties[a].number - properties[b].number)
    .map(([property, stated]) => {
      const rows = [...Map.groupBy(stated, sameness)].map(([same, group]) =>
        rowOf(`${property}:${same}`, group),
      )
      const standing = rows.filter((row) => row.endedAt === undefined)
      return {
        property,
        rows: rows.toSorted(standingFirst),
        differing: single.has(property) ? differingSources(standing) : 0,
      }
    })
}

function sameness(statement: RowStatement): string {
  // Names keep their spelling and script apart: the same key would hide how each source writes a person.
  return properties[statement.property].type === 'name' || statement.norm === ''
    ? statement.value
    : statement.norm
}

function rowOf<S extends RowStatement>(key: string, group: readonly S[]): ValueRow<S> {
  const standing = group.filter((statement) => statement.retractedAt === undefined)
  const told = standing.length > 0 ? standing : group
  const starts = told.flatMap((statement) => statement.from ?? [])
  const ends = told.flatMap((statement) => statement.until ?? [])
  const statements = group.toSorted(
    (a, b) => compareText(a.retractedAt ?? '', b.retractedAt ?? '') || compareText(a.grade, b.grade),
  )
  return {
    key,
    value: statements[0]?.value ?? '',
    norm: statements[0]?.norm ?? '',
    statements,
    sources: new Set(told.map((statement) => statement.source)).size,
    grades: [...new Set(told.map((statement) => statement.grade))].toSorted(compareText),
    from: starts.toSorted(compareText)[0],
    until: ends.toSorted(compareText).at(-1),
    endedAt:
      standing.length > 0
        ? undefined
        : group
            .flatMap((statement) => statement.retractedAt ?? [])
            .toSorted(compareText)
            .at(-1),
  }
}

function differingSources<S extends RowStatement>(rows: readonly ValueRow<S>[]): number {
  if (!rows.some((row, at) => rows.slice(at + 1).some((other) => contradict(row, other)))) return 0
  return new Set(rows.flatMap((row) => row.statements.map((statement) => statement.source))).size
}

interface Comparable {
  readonly value: string
  readonly norm: string
}

/** Dates contradict when no day fits both: "1987" and "May 1987" agree. Other values of one row each differ by being two rows. */
export function contradict(left: Comparable, right: Comparable): boolean {
  const [one, other] = [whenOf(left), whenOf(right)]
  if (one === undefined || other === undefined) return true
  const [a, b] = [whenRange(one), whenRange(other)]
  return a.last < b.first || b.last < a.first
}

/** A date as it is held, whichever way its source wrote it. */
function whenOf({ value, norm }: Comparable): string | undefined {
  return [norm, value].find(isWhen)
}

function standingFirst<S extends RowStatement>(a: ValueRow<S>, b: ValueRow<S>): number {
  return (
    Number(a.endedAt !== undefined) - Number(b.endedAt !== undefined) ||
    b.sources - a.sources ||
    compareText(a.value, b.value)
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
