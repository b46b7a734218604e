import type { PropertyName } from '@shield/core'

/** A statement as it travels, without where it comes from. */
export interface Travelling {
  readonly property: PropertyName
  readonly value: string
  readonly grade: string
  readonly from?: string | undefined
  readonly until?: string | undefined
}

export interface PackageDiff<S extends Travelling> {
  readonly goes: readonly { readonly statement: S; readonly isNew: boolean }[]
  /** What they hold from earlier releases and is not in this one: it stays with them until that release is recalled. */
  readonly stays: readonly S[]
}

/** What a package adds to what the partner holds. A value with another grade or other dates is another statement. */
export function packageDiff<S extends Travelling>(goes: readonly S[], held: readonly S[]): PackageDiff<S> {
  const [known, going] = [new Set(held.map(sameness)), new Set(goes.map(sameness))]
  const staying = new Map(held.map((statement) => [sameness(statement), statement]))
  return {
    goes: goes.map((statement) => ({ statement, isNew: !known.has(sameness(statement)) })),
    stays: [...staying].filter(([same]) => !going.has(same)).map(([, statement]) => statement),
  }
}

function sameness({ property, value, grade, from, until }: Travelling): string {
  return JSON.stringify([property, value, grade, from, until])
}
