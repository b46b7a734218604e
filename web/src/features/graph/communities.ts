import { families, familyFill } from './kind-colour.ts'
import type { Scheme } from './kind-colour.ts'

/** Groups that hang together, the largest first, and what stands alone. */
export interface Communities {
  readonly groups: readonly (readonly string[])[]
  readonly alone: number
  /** The number of a thing's group, from 1; absent for what stands alone. */
  readonly numberOf: ReadonlyMap<string, number>
}

export function communitiesFrom(groups: readonly (readonly string[])[]): Communities {
  const several = groups.filter((group) => group.length > 1)
  return {
    groups: several,
    alone: groups.length - several.length,
    numberOf: new Map(several.flatMap((group, at) => group.map((id) => [id, at + 1] as const))),
  }
}

/** Of the families' colours, which were chosen to be told apart, the grey one is kept for what has no colour of its own. */
const coloured = families.filter((family) => family !== 'papers')
export const mostColoured = coloured.length

/** The colour of a group by its number; beyond the ninth, and for what stands alone, grey. */
export function communityFill(number: number | undefined, scheme: Scheme): string {
  return familyFill[scheme][(number === undefined ? undefined : coloured[number - 1]) ?? 'papers']
}

export function fillOf(communities: Communities, id: string, scheme: Scheme): string {
  return communityFill(communities.numberOf.get(id), scheme)
}
