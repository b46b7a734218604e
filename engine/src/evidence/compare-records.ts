import { isSuspectDay, mostBirthBits } from './compare-dates.ts'
import { crossedLevel } from './compare-words.ts'
import { comparisons, fieldKinds } from './kind.ts'
import type { FieldKind } from './kind.ts'
import { weigh } from './weigh.ts'
import type { Evidence, Weighed } from './weigh.ts'

/** What is known of somebody: values as written, several where a source or several sources give several. */
export type KnownValues = Readonly<Partial<Record<FieldKind, readonly string[]>>>

/** What weighs the evidence. The starting model has no more than the population; one learned from a register replaces its bits. */
export interface EvidenceModel {
  /** How many people or things chance picks from. */
  readonly population: number
  /** Share of the population that has this value, in normal form; undefined where it isn't known. */
  readonly frequency?: (kind: FieldKind, normal: string) => number | undefined
  /** Bits of a level as learned; undefined for what was not. */
  readonly bits?: (kind: FieldKind, level: string) => number | undefined
}

/** A value shared by more than this says little: it is told as common. */
const commonShare = 1 / 500
/** Whole names repeat what their parts say, and a code what its place says: of each group the one that tells more counts. */
const groups: readonly (readonly [FieldKind, readonly FieldKind[]])[] = [
  ['full-name', ['given-name', 'family-name']],
]

/** Two records against each other: what agrees, what contradicts, and how sure they are of one person. Missing values say nothing. */
export function compareRecords(left: KnownValues, right: KnownValues, model: EvidenceModel): Weighed {
  const found = new Map<FieldKind, Evidence>()
  for (const kind of fieldKinds) {
    const evidence = best(kind, left[kind] ?? [], { others: right[kind] ?? [], model })
    if (evidence) found.set(kind, evidence)
  }
  for (const evidence of crossedNames(left, right, model)) found.set(evidence.kind, evidence)
  for (const [whole, parts] of groups) {
    const told = parts.flatMap((part) => found.get(part) ?? [])
    const all = found.get(whole)
    if (!all || told.length === 0) continue
    const sum = told.reduce((total, { bits }) => total + bits, 0)
    if (Math.abs(sum) > Math.abs(all.bits)) found.delete(whole)
    else for (const part of parts) found.delete(part)
  }
  return weigh([...found.values()], model.population)
}

/** The pair of values that agree most: somebody's second number contradicts nothing when the first is shared. */
function best(
  kind: FieldKind,
  values: readonly string[],
  { others, model }: { readonly others: readonly string[]; readonly model: EvidenceModel },
): Evidence | undefined {
  let found: Evidence | undefined
  for (const left of values)
    for (const right of others) {
      const evidence = evidenceOf(kind, left, { right, model })
      if (evidence && (!found || evidence.bits > found.bits)) found = evidence
    }
  return found
}

function evidenceOf(
  kind: FieldKind,
  left: string,
  { right, model }: { readonly right: string; readonly model: EvidenceModel },
): Evidence | undefined {
  const { levels, normalise, compare } = comparisons[kind]
  const [a, b] = [normalise(left), normalise(right)]
  if (a === '' || b === '') return undefined
  const number = compare(a, b)
  const level = levels[number]
  if (!level) return undefined
  const bits = model.bits?.(kind, level.name) ?? level.bits
  if (number < levels.length - 1) return { kind, level: level.name, left, right, bits, isCommon: false }
  const share = model.frequency?.(kind, a)
  const isFiller = kind === 'birth-date' && isSuspectDay(a)
  const weighed = share === undefined || share <= 0 ? bits : Math.log2(level.share / share)
  return {
    kind,
    level: level.name,
    left,
    right,
    bits: kind === 'birth-date' ? Math.min(weighed, mostBirthBits(a)) : weighed,
    isCommon: isFiller || (share ?? 0) > commonShare,
  }
}

/** Given and family name exchanged on one side: one finding in place of two contradictions. */
function crossedNames(left: KnownValues, right: KnownValues, model: EvidenceModel): readonly Evidence[] {
  const { normalise, levels } = comparisons['given-name']
  const [given, family] = [left['given-name']?.[0], left['family-name']?.[0]]
  const [otherGiven, otherFamily] = [right['given-name']?.[0], right['family-name']?.[0]]
  if (given === undefined || family === undefined || otherGiven === undefined || otherFamily === undefined)
    return []
  const isCrossed = normalise(given) === normalise(otherFamily) && normalise(family) === normalise(otherGiven)
  if (!isCrossed || normalise(given) === normalise(family) || normalise(given) === '') return []
  const level = levels[crossedLevel]?.name ?? ''
  const bits = model.bits?.('given-name', level) ?? 2 * (levels[crossedLevel]?.bits ?? 0)
  const crossed: Evidence = {
    kind: 'given-name',
    level,
    left: `${given} ${family}`,
    right: `${otherGiven} ${otherFamily}`,
    bits,
    isCommon: false,
  }
  return [crossed, { ...crossed, kind: 'family-name', bits: 0 }]
}
