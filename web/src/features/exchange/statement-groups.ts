import { properties } from '@shield/core'
import type { PropertyName, Words } from '@shield/core'

/** What a choice of statements needs to know of one. */
export interface Choosable {
  readonly id: string
  readonly property: PropertyName
  readonly value: string
}

export interface StatementGroup<S extends Choosable> {
  readonly property: PropertyName
  readonly rows: readonly { readonly statement: S; readonly refused: Words | undefined }[]
  /** Ids of those that can go. */
  readonly free: readonly string[]
}

/** Statements by property in the ontology's order, equal values side by side; each with why it can't go, if so. */
export function statementGroups<S extends Choosable>(
  statements: readonly S[],
  refused: readonly { readonly statement: string; readonly because: Words }[],
): readonly StatementGroup<S>[] {
  const reasons = new Map(refused.map((one) => [one.statement, one.because]))
  return [...Map.groupBy(statements, (statement) => statement.property)]
    .toSorted(([a], [b]) => properties[a].number - properties[b].number)
    .map(([property, group]) => {
      const rows = group
        .toSorted((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0))
        .map((statement) => ({ statement, refused: reasons.get(statement.id) }))
      return {
        property,
        rows,
        free: rows.filter((row) => row.refused === undefined).map((row) => row.statement.id),
      }
    })
}

export type Extent = 'none' | 'some' | 'all'

/** How much of what can go is chosen. */
export function extentOf(free: readonly string[], chosen: ReadonlySet<string>): Extent {
  const count = free.filter((id) => chosen.has(id)).length
  if (count === 0) return 'none'
  return count === free.length ? 'all' : 'some'
}

/** Chooses all of these, or when all are chosen none of them. */
export function toggleAll(free: readonly string[], chosen: ReadonlySet<string>): ReadonlySet<string> {
  return extentOf(free, chosen) === 'all' ? chosen.difference(new Set(free)) : chosen.union(new Set(free))
}

export function toggleOne(id: string, chosen: ReadonlySet<string>): ReadonlySet<string> {
  return chosen.has(id) ? chosen.difference(new Set([id])) : chosen.union(new Set([id]))
}
