import type { Chosen } from './draft.ts'
import { heldOf } from '../../ui/package-diff.ts'
import type { Travelling } from '../../ui/package-diff.ts'

/** Ids of the statements of a profile that a partner holds: those that say what the package says. */
function heldStatements(
  statements: readonly (Travelling & { readonly id: string })[],
  held: readonly Travelling[],
): ReadonlySet<string> {
  const same = ({ property, value, from, until }: Travelling): string =>
    JSON.stringify([property, value, from, until])
  const there = new Set(held.map(same))
  return new Set(statements.filter((one) => there.has(same(one))).map((one) => one.id))
}

interface Held {
  readonly entities: readonly { readonly entity: string; readonly statements: readonly Travelling[] }[]
  readonly links: readonly { readonly link: string }[]
}

interface Known {
  readonly id: string
  readonly members: readonly { readonly id: string }[]
  readonly statements: readonly (Travelling & { readonly id: string })[]
}

/** What a partner holds of these profiles: of each what stands under one of its members, or, passed on under its owner's ids, under any. */
export function heldIn(profiles: readonly Known[], held: Held = { entities: [], links: [] }): Chosen {
  const statements = profiles.flatMap((one) => {
    const own = [one.id, ...one.members.map(({ id }) => id)].flatMap((id) => heldOf(held, id))
    const there = own.length > 0 ? own : held.entities.flatMap((each) => each.statements)
    return [...heldStatements(one.statements, there)]
  })
  return {
    statements: new Set(statements),
    links: new Map(held.links.map((one) => [one.link, undefined])),
  }
}
