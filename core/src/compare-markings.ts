import { handlings, normalMarking, paps, tlps } from './marking.ts'
import type { Handling, Level, Marking, Pap, Tlp } from './marking.ts'

/** How a block weighs against the one it would take the place of. `mixed`: stricter in one part, looser in another. */
export const weights = ['equal', 'stricter', 'looser', 'mixed'] as const
export type Weight = (typeof weights)[number]

/** The parts of a block that a person may change; owner, zone, purposes and legal ground stay what they are. */
export interface MarkingEdit {
  readonly level?: Level
  readonly case?: string
  readonly releasedTo?: readonly string[]
  readonly notReleasedTo?: readonly string[]
  readonly tlp?: Tlp
  readonly pap?: Pap
  readonly handling?: Handling
  readonly noCourtUse?: boolean
  readonly verifyBeforeUse?: boolean
  readonly noOnwardTransfer?: boolean
  readonly secondPerson?: boolean
}

export function editMarking(block: Marking, edit: MarkingEdit): Marking {
  const { level, case: reference, releasedTo, notReleasedTo, ...conditions } = edit
  return normalMarking({
    ...block,
    level: level ?? block.level,
    case: reference ?? block.case,
    releasedTo: releasedTo ?? block.releasedTo,
    notReleasedTo: notReleasedTo ?? block.notReleasedTo,
    conditions: { ...block.conditions, ...conditions },
  })
}

/** Another block's handling for the same owner's data: the ground it stands on and how long it is kept do not change with it. */
export function handleAs(block: Marking, like: Marking): Marking {
  const { node, organisation, gradeCeiling, legalBasis, agreement, retention, recalled } = block
  return normalMarking({
    ...like,
    ...{ node, organisation, gradeCeiling, legalBasis, agreement, retention, recalled },
  })
}

/** The node of an organisation, so that `node:th` is known to hold `th-aml`; undefined for one that is not known. */
export type NodeOf = (organisation: string) => string | undefined

/**
 * The partial order of blocks: `stricter` when `after` allows nobody anything that `before` did not allow.
 * What can't be compared (another owner, another case) is `mixed`, so that it is never taken for a mere raise.
 */
export function compareMarkings(before: Marking, after: Marking, nodeOf: NodeOf = () => undefined): Weight {
  const [b, a] = [before.conditions, after.conditions]
  // Where people are cared for, an organisation that is named may write too: out of its whole node it is more, not less.
  const isByName = [before.zone, after.zone].some((zone) => zone === 'protection' || zone === 'consular')
  const within = (inner: readonly string[], outer: readonly string[]): boolean =>
    inner.every((one) => (isByName ? outer.includes(one) : covers(outer, one, nodeOf)))
  // The owner reads in any case: naming it among the readers changes nothing.
  const readers = (block: Marking): readonly string[] =>
    block.releasedTo.filter((one) => one !== block.organisation)
  return together([
    same(before.node, after.node),
    same(before.organisation, after.organisation),
    narrowing(before.zone, after.zone, 'open'),
    rising(before.level, after.level),
    narrowing(before.case, after.case, ''),
    nested(within(readers(after), readers(before)), within(readers(before), readers(after))),
    nested(
      within(before.notReleasedTo, after.notReleasedTo),
      within(after.notReleasedTo, before.notReleasedTo),
    ),
    rising(Number(!before.announce), Number(!after.announce)),
    nested(
      after.purposes.every((one) => before.purposes.includes(one)),
      before.purposes.every((one) => after.purposes.includes(one)),
    ),
    rising(before.gradeCeiling, after.gradeCeiling),
    rising(tlps.indexOf(b.tlp), tlps.indexOf(a.tlp)),
    rising(paps.indexOf(b.pap), paps.indexOf(a.pap)),
    rising(handlings.indexOf(b.handling), handlings.indexOf(a.handling)),
    rising(Number(b.noCourtUse), Number(a.noCourtUse)),
    rising(Number(b.verifyBeforeUse), Number(a.verifyBeforeUse)),
    rising(Number(b.noOnwardTransfer), Number(a.noOnwardTransfer)),
    rising(Number(b.secondPerson), Number(a.secondPerson)),
    same(before.legalBasis, after.legalBasis),
    same(before.agreement, after.agreement),
    same(before.retention, after.retention),
    rising(Number(before.recalled), Number(after.recalled)),
  ])
}

/** One word for several weights: stricter in all of them, looser in all of them, or mixed. */
export function together(all: readonly Weight[]): Weight {
  const told = new Set(all.filter((weight) => weight !== 'equal'))
  if (told.size === 0) return 'equal'
  const [only] = told
  return told.size === 1 && only !== undefined ? only : 'mixed'
}

function covers(list: readonly string[], entry: string, nodeOf: NodeOf): boolean {
  if (list.includes(entry)) return true
  const node = nodeOf(entry)
  return node !== undefined && list.includes(`node:${node}`)
}

function same(before: string, after: string): Weight {
  return before === after ? 'equal' : 'mixed'
}

function rising<T extends string | number>(before: T, after: T): Weight {
  return before === after ? 'equal' : after > before ? 'stricter' : 'looser'
}

/** Of parts of which one word means "no restriction" and any two others exclude each other. */
function narrowing(before: string, after: string, free: string): Weight {
  if (before === after) return 'equal'
  return before === free ? 'stricter' : after === free ? 'looser' : 'mixed'
}

function nested(isNarrower: boolean, isWider: boolean): Weight {
  if (isNarrower && isWider) return 'equal'
  return isNarrower ? 'stricter' : isWider ? 'looser' : 'mixed'
}
