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

/** What a package adds to what the partner holds of one entity. A value with another grade or other dates is another statement. */
export function packageDiff<S extends Travelling>(goes: readonly S[], held: readonly S[]): PackageDiff<S> {
  const [known, going] = [new Set(held.map(sameness)), new Set(goes.map(sameness))]
  const staying = new Map(held.map((statement) => [sameness(statement), statement]))
  return {
    goes: goes.map((statement) => ({ statement, isNew: !known.has(sameness(statement)) })),
    stays: [...staying].filter(([same]) => !going.has(same)).map(([, statement]) => statement),
  }
}

interface Parts<S extends Travelling> {
  readonly entities: readonly { readonly entity: string; readonly statements: readonly S[] }[]
  readonly links: readonly { readonly link: string }[]
}

/** What they hold of one entity, from however many releases. */
export function heldOf<S extends Travelling>(held: Parts<S>, entity: string): readonly S[] {
  return held.entities.filter((one) => one.entity === entity).flatMap((one) => one.statements)
}

/** Does a package tell them anything that they do not hold? */
export function isNews<S extends Travelling>(goes: Parts<S>, held: Parts<S>): boolean {
  const links = new Set(held.links.map((one) => one.link))
  return (
    goes.links.some((one) => !links.has(one.link)) ||
    goes.entities.some((one) =>
      packageDiff(one.statements, heldOf(held, one.entity)).goes.some(({ isNew }) => isNew),
    )
  )
}

function sameness({ property, value, grade, from, until }: Travelling): string {
  return JSON.stringify([property, value, grade, from, until])
}
