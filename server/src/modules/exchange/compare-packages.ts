import { markingText, strictest } from '@shield/core'
import type { AmendAct, PackageLink, PackageParts, PackageStatement, ReleasePackage } from '@shield/contract'

/** What a release holds from some version on. */
export interface Holding {
  readonly package: ReleasePackage
  /** Its last day, `2026-11-30`; absent, it has none. */
  readonly expiresOn?: string | undefined
}

export interface Difference {
  readonly added: PackageParts
  readonly taken: PackageParts
  readonly acts: AmendAct[]
  /** The newer one shows nothing, and for no longer, that the older did not: it needs nobody's leave. */
  readonly isNarrower: boolean
}

/** What changes from one version of a release to a newer one, in the words of the acts that lead there. */
export function comparePackages(before: Holding, after: Holding): Difference {
  const [old, now] = [before.package, after.package]
  const added = without(now, old)
  const taken = without(old, now)
  const isLonger = laterThan(after.expiresOn, before.expiresOn)
  const acts: AmendAct[] = []
  if (!isEmpty(added) || isLonger) acts.push('correct')
  else if (!isEmpty(taken) || laterThan(before.expiresOn, after.expiresOn)) acts.push('narrow')
  if (markingText(old.marking) !== markingText(now.marking)) acts.push('remark')
  const grades = gradesOf(old)
  if ([...gradesOf(now)].some(([same, grade]) => (grades.get(same) ?? grade) !== grade)) acts.push('regrade')
  const isNarrower = isEmpty(added) && !isLonger && isAsStrict(old, now)
  return { added, taken, acts, isNarrower }
}

/** The part of a newer version that shows no more than the older: what is left when nothing may be added. */
export function narrowed(before: Holding, after: Holding): Holding {
  const [old, now] = [before.package, after.package]
  const expiresOn = laterThan(after.expiresOn, before.expiresOn) ? before.expiresOn : after.expiresOn
  const parts = closed(within(now, (same) => keysOf(old).has(same)))
  return {
    package: { ...parts, marking: strictest(old.marking, now.marking) },
    ...(expiresOn === undefined ? {} : { expiresOn }),
  }
}

/** Has every link both its ends in it, and every entity once? */
export function isClosed({ entities, links }: PackageParts): boolean {
  const ids = new Set(entities.map((one) => one.entity))
  return (
    ids.size === entities.length &&
    new Set(links.map((one) => one.link)).size === links.length &&
    links.every(({ from, to }) => from !== to && ids.has(from) && ids.has(to))
  )
}

/** Without entities that have no value left, and without links that lost an end. */
export function closed({ entities, links }: PackageParts): PackageParts {
  const left = entities.filter((one) => one.statements.length > 0)
  const ids = new Set(left.map((one) => one.entity))
  return { entities: left, links: links.filter(({ from, to }) => ids.has(from) && ids.has(to)) }
}

/** The statements and links of a package whose key fits; entities that lost all are still there, empty. */
export function within({ entities, links }: PackageParts, fits: (key: string) => boolean): PackageParts {
  return {
    entities: entities.map((one) => ({
      ...one,
      statements: one.statements.filter((statement) => fits(statementKey(one.entity, statement))),
    })),
    links: links.filter((one) => fits(linkKey(one))),
  }
}

/** What a package says, each as a key by which the same is known again. One value is one value whatever grade it is given. */
export function keysOf({ entities, links }: PackageParts): ReadonlySet<string> {
  return new Set([
    ...entities.flatMap((one) => one.statements.map((statement) => statementKey(one.entity, statement))),
    ...links.map(linkKey),
  ])
}

function without(all: PackageParts, held: PackageParts): PackageParts {
  const known = keysOf(held)
  const { entities, links } = within(all, (key) => !known.has(key))
  return { entities: entities.filter((one) => one.statements.length > 0), links }
}

function isEmpty({ entities, links }: PackageParts): boolean {
  return entities.length === 0 && links.length === 0
}

export function statementKey(entity: string, { property, value, from, until }: PackageStatement): string {
  return JSON.stringify([entity, property, value, from, until])
}

function linkKey({ link, kind, from, to, starts, ends, amount, detail }: PackageLink): string {
  return JSON.stringify([link, kind, from, to, starts, ends, amount?.amount, amount?.currency, detail])
}

function gradesOf({ entities }: PackageParts): ReadonlyMap<string, string> {
  return new Map(
    entities.flatMap((one) =>
      one.statements.map((each) => [statementKey(one.entity, each), each.grade] as const),
    ),
  )
}

function isAsStrict(old: ReleasePackage, now: ReleasePackage): boolean {
  return (
    old.marking.node === now.marking.node &&
    old.marking.organisation === now.marking.organisation &&
    markingText(strictest(old.marking, now.marking)) === markingText(now.marking)
  )
}

/** No last day is later than any. */
function laterThan(day: string | undefined, other: string | undefined): boolean {
  return other !== undefined && (day === undefined || day > other)
}
