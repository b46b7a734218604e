import learned from './edit-costs.json' with { type: 'json' }
import type { EditCosts } from './edit-distance.ts'
import { symbolCount, symbols } from './letters.ts'

/**
 * Habits that the learned table can't show, for it comes from names in Russian, Hebrew and Arabic: Thai, Chinese and Korean names are
 * spelt with ch or j, k or g, t or d, sh or x at will, Burmese ones with ky or j.
 */
const habits: Readonly<Record<string, number>> = {
  'ch j': 35,
  'ch q': 30,
  'sh x': 30,
  'g k': 60,
  'd t': 60,
  'l r': 80,
  'c ts': 40,
  'j ky': 30,
  'ch ky': 40,
  'j gy': 30,
  'ky gy': 30,
  'k ky': 40,
  'g gy': 40,
}

/** Digits that people write, and machines read, for letters. */
const lookAlikes: Readonly<Record<string, number>> = {
  '0 o': 30,
  '1 i': 30,
  '1 l': 30,
  '5 s': 30,
  '3 e': 40,
  '4 a': 40,
  '8 b': 40,
  '9 g': 40,
}

/** Another digit is another thing: twice the cost of another letter. */
const digitCost = 200
const doubleCost = 50

export const editCosts: EditCosts = build()

function build(): EditCosts {
  const change = new Uint8Array(symbolCount * symbolCount).fill(100)
  const drop = new Uint8Array(symbolCount).fill(100)
  const double = new Uint8Array(symbolCount).fill(doubleCost)
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
    set(codeOf(one), codeOf(other), Math.min(cost, change[codeOf(one) * symbolCount + codeOf(other)] ?? 100))
  }
  for (const [symbol, cost] of Object.entries(learned.drop)) drop[codeOf(symbol)] = cost
  for (const [symbol, cost] of Object.entries(learned.double)) double[codeOf(symbol)] = cost
  for (let one = codeOf('0'); one <= codeOf('9'); one += 1) double[one] = digitCost
  return { change, drop, double }
}
