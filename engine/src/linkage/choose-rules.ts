import type { KeyPart } from './key-parts.ts'
import { mixed } from './key-parts.ts'
import { randomFrom } from './random.ts'

/** Records that agree in all these parts are compared. No parts: every record with every other. */
export type Rule = readonly KeyPart[]

export interface CostedRule {
  readonly rule: Rule
  /** About how many pairs share its blocks. */
  readonly pairs: number
}

const sampleSize = 30_000
/** So few pairs are all compared. */
const everyPair = 2_500_000
const mostParts = 3
const mostRules = 40

/**
 * Which traits two records must share to be compared: all single traits, pairs and triples of different fields that meet few
 * enough pairs, but none that says more than a shorter one already taken. Where all pairs fit the budget, all are compared.
 * A long list of wide rules loses few pairs: what one slip hides from a rule another one finds.
 */
export function chooseRules(parts: readonly KeyPart[], count: number, budget: number): readonly CostedRule[] {
  const all = (count * (count - 1)) / 2
  if (all <= Math.min(budget, everyPair)) return [{ rule: [], pairs: all }]
  const random = randomFrom(count)
  const size = Math.min(count, sampleSize)
  const sample = Uint32Array.from({ length: size }, (_, at) =>
    size === count ? at : Math.floor(random() * count),
  )
  const scale = (count / size) ** 2
  const taken: CostedRule[] = []
  let open: readonly { readonly rule: Rule; readonly keys: Int32Array }[] = [
    { rule: [], keys: new Int32Array(size) },
  ]
  for (let length = 1; length <= mostParts; length += 1) {
    const next: { readonly rule: Rule; readonly keys: Int32Array }[] = []
    for (const { rule, keys } of open)
      for (const part of parts.slice(rule.length === 0 ? 0 : parts.indexOf(rule.at(-1) as KeyPart) + 1)) {
        if (rule.some((one) => one.fields.some((field) => part.fields.includes(field)))) continue
        const longer = [...rule, part]
        if (taken.some((one) => isWithin(one.rule, longer))) continue
        const joined = keys.map((key, at) => joinedKey(key, part.codes[sample[at] ?? 0] ?? -1))
        const pairs = pairsOf(joined) * scale
        if (pairs <= budget / 6) taken.push({ rule: longer, pairs })
        else next.push({ rule: longer, keys: joined })
      }
    open = next
  }
  return withinBudget(taken, budget)
}

/** The narrowest rules first, as many as the budget bears: a later rule then skips what an earlier one has met. */
function withinBudget(taken: readonly CostedRule[], budget: number): readonly CostedRule[] {
  const sorted = taken.toSorted((a, b) => a.pairs - b.pairs || a.rule.length - b.rule.length)
  let spent = 0
  const chosen: CostedRule[] = []
  for (const one of sorted) {
    if (spent + one.pairs > budget || chosen.length >= mostRules) break
    spent += one.pairs
    chosen.push(one)
  }
  return chosen
}

/** Whether who agrees in the longer rule agrees in the shorter one too. */
function isWithin(shorter: Rule, longer: Rule): boolean {
  return shorter.every((part) =>
    longer.some(
      (other) =>
        other === part ||
        (other.isWhole &&
          part.fields.every((field) => other.fields.includes(field)) &&
          part.fields.length === 1 &&
          other.fields.length === 1),
    ),
  )
}

export function joinedKey(key: number, code: number): number {
  return key < 0 || code < 0 ? -1 : mixed(key, code)
}

function pairsOf(keys: Int32Array): number {
  const sorted = keys.toSorted()
  let pairs = 0
  for (let at = 0, from = 0; at <= sorted.length; at += 1) {
    if (at < sorted.length && sorted[at] === sorted[from]) continue
    if ((sorted[from] ?? -1) >= 0) pairs += ((at - from) * (at - from - 1)) / 2
    from = at
  }
  return pairs
}
