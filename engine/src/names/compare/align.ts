import { assign, mostWords } from './assign.ts'
import { joinSteps } from './join.ts'
import { likeness } from './likeness.ts'
import type { Agreement, Likeness } from './likeness.ts'
import type { Word } from './prepare.ts'

/** One thing found when two names are laid side by side. */
export interface Step {
  /** Empty where only the other name has the word. */
  readonly left: readonly Word[]
  readonly right: readonly Word[]
  /** How much it counts. */
  readonly weight: number
  /** How alike the two are, 0 to 1. */
  readonly value: number
  readonly by: Agreement | 'joined' | 'acronym' | 'missing'
  /** Places of the first words, to see whether the order is the same; −1 where there is none. */
  readonly leftAt: number
  readonly rightAt: number
}

/** Two rows of words and how alike each is to each. */
export interface Grid {
  readonly left: readonly Word[]
  readonly right: readonly Word[]
  readonly likenessAt: (left: number, right: number) => Likeness
}

/** Of two ways that agree as well, the one that leaves less is better: whole words stand against whole words. */
const tie = 0.001
const leastOfParticle = 0.6

const none: Likeness = { value: 0, by: 'none' }
const cells: Likeness[] = Array.from({ length: mostWords * mostWords }, () => none)
const noWords: readonly Word[] = []
const noPlaces: readonly number[] = []
/** All places of a name of each length. */
const places = Array.from({ length: mostWords + 1 }, (_, length) => Array.from({ length }, (__, at) => at))
const gains = new Float32Array(mostWords * mostWords)
const result = new Int8Array(mostWords)
const inverse = new Int8Array(mostWords)

/** Lays the words of two names side by side: a word agrees with one of the other name, contradicts one, or is missing there. */
export function align(allLeft: readonly Word[], allRight: readonly Word[]): readonly Step[] {
  const left = allLeft.length > mostWords ? allLeft.slice(0, mostWords) : allLeft
  const right = allRight.length > mostWords ? allRight.slice(0, mostWords) : allRight
  let settled = 0
  for (let i = 0; i < left.length; i += 1)
    for (let j = 0; j < right.length; j += 1) {
      const found = likeness(left[i]!, right[j]!)
      cells[i * mostWords + j] = found
      if (found.by === 'same') settled += 1
    }
  const grid: Grid = { left, right, likenessAt: (i, j) => cells[i * mostWords + j] ?? none }
  // Where every word of the shorter name has its like, nothing is to be joined.
  const joins = settled >= Math.min(left.length, right.length) ? [] : joinSteps(grid)
  const steps = pairRest(grid, joins)
  return joins.length === 0 ? steps : [...joins, ...steps]
}

/** Pairs the words that no join has taken. */
function pairRest(grid: Grid, joins: readonly Step[]): Step[] {
  const lefts = restOf(grid.left.length, joins, 'left')
  const rights = restOf(grid.right.length, joins, 'right')
  const isTurned = lefts.length > rights.length
  // Of pairings that gain the same the same one is found from either side.
  const isFromRight = lefts.length === rights.length && isLater(grid.left, grid.right)
  const rows = isTurned ? rights : lefts
  const columns = isTurned ? lefts : rights
  for (let row = 0; row < rows.length; row += 1)
    for (let column = 0; column < columns.length; column += 1) {
      const at = isTurned ? columns[column]! : rows[row]!
      const to = isTurned ? rows[row]! : columns[column]!
      gains[isFromRight ? column * mostWords + row : row * mostWords + column] =
        weightOf(grid.left[at]!, grid.right[to]!) * (cells[at * mostWords + to]!.value + tie)
    }
  assign(gains, rows.length, columns.length, result)
  if (isFromRight) invert(rows.length)
  const steps: Step[] = []
  for (let row = 0; row < rows.length; row += 1) {
    const own = rows[row]!
    const other = columns[result[row]!]
    if (other === undefined || isApart(grid, isTurned ? other : own, isTurned ? own : other)) {
      steps.push(isTurned ? missingStep(grid, -1, own) : missingStep(grid, own, -1))
      if (other !== undefined)
        steps.push(isTurned ? missingStep(grid, other, -1) : missingStep(grid, -1, other))
    } else steps.push(isTurned ? pairStep(grid, other, own) : pairStep(grid, own, other))
  }
  for (let column = 0; column < columns.length; column += 1) {
    if (isTaken(column, rows.length)) continue
    const other = columns[column]!
    steps.push(isTurned ? missingStep(grid, other, -1) : missingStep(grid, -1, other))
  }
  return steps
}

/** As many rows as columns: which column each row got, told as which row each column got. */
function invert(size: number): void {
  for (let row = 0; row < size; row += 1) inverse[result[row]!] = row
  for (let row = 0; row < size; row += 1) result[row] = inverse[row]!
}

function isLater(left: readonly Word[], right: readonly Word[]): boolean {
  for (let at = 0; at < left.length; at += 1) {
    const one = left[at]!.part.written
    const other = right[at]?.part.written ?? ''
    if (one !== other) return one > other
  }
  return false
}

/** A particle contradicts nothing: beside another word both are missing on the other side. */
function isApart(grid: Grid, leftAt: number, rightAt: number): boolean {
  if (!grid.left[leftAt]!.isParticle && !grid.right[rightAt]!.isParticle) return false
  return grid.likenessAt(leftAt, rightAt).value < leastOfParticle
}

function isTaken(column: number, rows: number): boolean {
  for (let row = 0; row < rows; row += 1) if (result[row] === column) return true
  return false
}

/** Places of the words that no join has taken. */
function restOf(length: number, joins: readonly Step[], side: 'left' | 'right'): readonly number[] {
  if (joins.length === 0) return places[length] ?? noPlaces
  const rest: number[] = []
  for (let at = 0; at < length; at += 1) {
    const isJoined = joins.some((join) => {
      const from = side === 'left' ? join.leftAt : join.rightAt
      return at >= from && at < from + join[side].length
    })
    if (!isJoined) rest.push(at)
  }
  return rest
}

function pairStep(grid: Grid, leftAt: number, rightAt: number): Step {
  const left = grid.left[leftAt]!
  const right = grid.right[rightAt]!
  const { value, by } = grid.likenessAt(leftAt, rightAt)
  return { left: left.alone, right: right.alone, weight: weightOf(left, right), value, by, leftAt, rightAt }
}

function missingStep(grid: Grid, leftAt: number, rightAt: number): Step {
  const left = grid.left[leftAt]?.alone ?? noWords
  const right = grid.right[rightAt]?.alone ?? noWords
  const weight = (left[0] ?? right[0])?.weight ?? 0
  return { left, right, weight, value: 0, by: 'missing', leftAt, rightAt }
}

/** A pair counts as its words do on the average; an initial or particle says no more than it can. */
function weightOf(left: Word, right: Word): number {
  if (left.part.initial || right.part.initial || left.isParticle || right.isParticle)
    return Math.min(left.weight, right.weight)
  return (left.weight + right.weight) / 2
}
