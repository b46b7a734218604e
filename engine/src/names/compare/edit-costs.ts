import learned from './edit-costs.json' with { type: 'json' }
import type { EditCosts } from './edit-distance.ts'
import { symbolCount, symbols } from './letters.ts'

/**
 * Habits that the learned table can't show, for it comes from names in Russian, Hebrew and Arabic: Thai, Chinese and Korean names are
 * spelt with ch or j, k or g, t or d, sh or x at will.
 */
const habits: Readonly<Record<string, number>> = {
  'ch j': 0.35,
  'ch q': 0.3,
  'sh x': 0.3,
  'g k': 0.6,
  'd t': 0.6,
  'l r': 0.8,
  'c ts': 0.4,
}

/** Digits that people write, and machines read, for letters. */
const lookAlikes: Readonly<Record<string, number>> = {
  '0 o': 0.3,
  '1 i': 0.3,
  '1 l': 0.3,
  '5 s': 0.3,
  '3 e': 0.4,
  '4 a': 0.4,
  '8 b': 0.4,
  '9 g': 0.4,
}

/** Another digit is another thing: twice the cost of another letter. */
const digitCost = 2
const doubleCost = 0.5

export const editCosts: EditCosts = build()

function build(): EditCosts {
  const change = new Float32Array(symbolCount * symbolCount).fill(1)
  const drop = new Float32Array(symbolCount).fill(1)
  const double = new Float32Array(symbolCount).fill(doubleCost)
  const codes = new Map(symbols.map((symbol, code) => [symbol, code]))
  const codeOf = (symbol: string): number => codes.get(symbol) ?? 0
  const set = (one: number, other: number, cost: number): void => {
    change[one * symbolCount + other] = cost
    change[other * symbolCount + one] = cost
  }
  for (let code = 0; code < symbolCount; code += 1) set(code, code, 0)
  for (let one = codeOf('0'); one <= codeOf('9'); one += 1) {
    drop[one] = digitCost
    double[one] = digitCost
    for (let other = codeOf('0'); other < one; other += 1) set(one, other, digitCost)
  }
  for (const [pair, cost] of Object.entries({ ...learned.change, ...lookAlikes })) {
    const [one = '', other = ''] = pair.split(' ')
    set(codeOf(one), codeOf(other), cost)
  }
  for (const [pair, cost] of Object.entries(habits)) {
    const [one = '', other = ''] = pair.split(' ')
    set(codeOf(one), codeOf(other), Math.min(cost, change[codeOf(one) * symbolCount + codeOf(other)] ?? 1))
  }
  for (const [symbol, cost] of Object.entries(learned.drop)) drop[codeOf(symbol)] = cost
  for (const [symbol, cost] of Object.entries(learned.double)) double[codeOf(symbol)] = cost
  for (let one = codeOf('0'); one <= codeOf('9'); one += 1) double[one] = digitCost
  return { change, drop, double }
}
