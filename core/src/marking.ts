import { canonicalJson } from './canonical-json.ts'
import type { Json } from './canonical-json.ts'
import type { Purpose } from './purpose.ts'

export const zones = ['open', 'enforcement', 'protection', 'consular'] as const
export type Zone = (typeof zones)[number]

/** Levels of handling, lowest first: who is cleared for 2 reads 0, 1 and 2. */
export const levels = ['open', 'restricted', 'confidential', 'secret'] as const
export type Level = 0 | 1 | 2 | 3

export const tlps = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const
export type Tlp = (typeof tlps)[number]
export const paps = ['CLEAR', 'GREEN', 'AMBER', 'RED'] as const
export type Pap = (typeof paps)[number]
/** Europol handling codes: H0 none, H1 not in court without permission, H2 ask the originator first, H3 see text. */
export const handlings = ['H0', 'H1', 'H2', 'H3'] as const
export type Handling = (typeof handlings)[number]

/**
 * A handling block. Equal blocks are one row of the node's `marking` table and one small integer everywhere else.
 * Names in `releasedTo` and `notReleasedTo` are organisation codes (`th-aht`) or `node:ph` for every organisation of a node.
 * `case` is '' where no need-to-know case applies; `agreement` is '' where no agreement is the ground.
 */
export interface Marking {
  readonly node: string
  readonly organisation: string
  readonly zone: Zone
  readonly level: Level
  readonly case: string
  readonly releasedTo: readonly string[]
  readonly notReleasedTo: readonly string[]
  readonly announce: boolean
  readonly purposes: readonly Purpose[]
  /** The best grade a value under this block may claim. */
  readonly gradeCeiling: string
  readonly conditions: {
    readonly tlp: Tlp
    readonly pap: Pap
    readonly handling: Handling
    readonly noCourtUse: boolean
    readonly verifyBeforeUse: boolean
    readonly noOnwardTransfer: boolean
    /** Releasing or lowering asks a second person whatever the role (safeguard S10). */
    readonly secondPerson: boolean
  }
  readonly legalBasis: string
  readonly agreement: string
  readonly retention: string
  readonly recalled: boolean
}

/** The block with its sets sorted and without repeats, so that equal handling is equal text. */
export function normalMarking(marking: Marking): Marking {
  const set = <T extends string>(items: readonly T[]): T[] => [...new Set(items)].toSorted()
  return {
    ...marking,
    releasedTo: set(marking.releasedTo),
    notReleasedTo: set(marking.notReleasedTo),
    purposes: set(marking.purposes),
  }
}

/** The text that is hashed and interned: two blocks are one marking exactly when this text is equal. */
export function markingText(marking: Marking): string {
  return canonicalJson(normalMarking(marking) as unknown as Json)
}

/** The recalled twin: same handling, readable by nobody but the owner's oversight. */
export function recalledTwin(marking: Marking): Marking {
  return { ...marking, recalled: true }
}

/**
 * The strictest of two blocks of ONE owner: what a value derived from both inherits (domain rule R-POL-3).
 * A second case can't be said in one block, so two different cases give the case `a+b`, which nobody is assigned to.
 * Throws RangeError when the owners differ: derived data of two owners carries both markings, not one.
 */
export function strictest(left: Marking, right: Marking): Marking {
  if (left.node !== right.node || left.organisation !== right.organisation)
    throw new RangeError('two owners have no common block')
  const both = <T>(a: readonly T[], b: readonly T[]): T[] => a.filter((item) => b.includes(item))
  const later = <T extends string>(order: readonly T[], a: T, b: T): T =>
    order.indexOf(a) >= order.indexOf(b) ? a : b
  const l = left.conditions
  const r = right.conditions
  return normalMarking({
    node: left.node,
    organisation: left.organisation,
    zone: strictestZone(left.zone, right.zone),
    level: Math.max(left.level, right.level) as Level,
    case:
      left.case === right.case || right.case === ''
        ? left.case
        : left.case === ''
          ? right.case
          : `${left.case}+${right.case}`,
    releasedTo: both(left.releasedTo, right.releasedTo),
    notReleasedTo: [...left.notReleasedTo, ...right.notReleasedTo],
    announce: left.announce && right.announce,
    purposes: both(left.purposes, right.purposes),
    gradeCeiling: left.gradeCeiling > right.gradeCeiling ? left.gradeCeiling : right.gradeCeiling,
    conditions: {
      tlp: later(tlps, l.tlp, r.tlp),
      pap: later(paps, l.pap, r.pap),
      handling: later(handlings, l.handling, r.handling),
      noCourtUse: l.noCourtUse || r.noCourtUse,
      verifyBeforeUse: l.verifyBeforeUse || r.verifyBeforeUse,
      noOnwardTransfer: l.noOnwardTransfer || r.noOnwardTransfer,
      secondPerson: l.secondPerson || r.secondPerson,
    },
    legalBasis: left.legalBasis === right.legalBasis ? left.legalBasis : '',
    agreement: left.agreement === right.agreement ? left.agreement : '',
    retention: left.retention === right.retention ? left.retention : 'shortest',
    recalled: left.recalled || right.recalled,
  })
}

/** Protection is the strictest zone: what touches it leaves it only through a named gate. */
function strictestZone(a: Zone, b: Zone): Zone {
  const order: readonly Zone[] = ['open', 'enforcement', 'consular', 'protection']
  return order.indexOf(a) >= order.indexOf(b) ? a : b
}
