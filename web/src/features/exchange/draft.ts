import type { Profile, ReleaseDraft, ReleaseEdge } from '../../api/wire.ts'

/** What is chosen of a package: ids of statements, and links, each with the end that goes along as a stub for its sake. */
export interface Chosen {
  readonly statements: ReadonlySet<string>
  readonly links: ReadonlyMap<string, string | undefined>
}

export const nothingChosen: Chosen = { statements: new Set(), links: new Map() }

/** A choice as the node is asked about it: entities of which something is chosen, in the order in which they stand. */
export function partsOf(
  profiles: readonly Pick<Profile, 'id' | 'statements'>[],
  { statements, links }: Chosen,
): Pick<ReleaseDraft, 'entities' | 'stubs' | 'links'> {
  const entities = profiles.flatMap((profile) => {
    const own = profile.statements.map((one) => one.id).filter((id) => statements.has(id))
    return own.length === 0 ? [] : [{ entity: profile.id, statements: own.toSorted() }]
  })
  const whole = new Set(entities.map((one) => one.entity))
  const stubs = [...new Set(links.values())].filter((id) => id !== undefined).filter((id) => !whole.has(id))
  return { entities, stubs: stubs.toSorted(), links: [...links.keys()].toSorted() }
}

/** A link goes, or stays; one whose other end is not in the package takes that end along. */
export function toggleLink(chosen: Chosen, { link, outside }: Pick<ReleaseEdge, 'link' | 'outside'>): Chosen {
  const links = new Map(chosen.links)
  if (!links.delete(link)) links.set(link, outside)
  return { ...chosen, links }
}

/** Links whose ends are both chosen and that may go. */
export function freeInside(edges: readonly ReleaseEdge[]): readonly ReleaseEdge[] {
  return edges.filter((one) => one.outside === undefined && one.because === undefined)
}

export interface DraftSize {
  readonly entities: number
  readonly statements: number
  readonly links: number
}

export function sizeOf({
  entities,
  stubs = [],
  links = [],
}: Pick<ReleaseDraft, 'entities' | 'stubs' | 'links'>): DraftSize {
  return {
    entities: entities.length + stubs.length,
    statements: entities.reduce((sum, one) => sum + one.statements.length, 0) + stubs.length,
    links: links.length,
  }
}

/** What the node takes in one release. */
export const most: DraftSize = { entities: 100, statements: 1000, links: 500 }

export function isTooLarge(size: DraftSize): boolean {
  return size.entities > most.entities || size.statements > most.statements || size.links > most.links
}
