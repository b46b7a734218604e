import { properties } from '@shield/core'
import type { PropertyName } from '@shield/core'

import { contradict, hasOneValue, valueRows } from '../../ui/value-rows.ts'
import type { RowStatement, ValueRow } from '../../ui/value-rows.ts'

/** How two entities stand to each other in one property: a shared value, values that can't both be true, or neither. */
export type Bearing = 'agrees' | 'contradicts' | 'differs' | 'one-sided'

export interface ComparedValue<S extends RowStatement> {
  readonly row: ValueRow<S>
  /** The other side states it too. */
  readonly isShared: boolean
}

export interface ComparedProperty<S extends RowStatement> {
  readonly property: PropertyName
  readonly bearing: Bearing
  readonly left: readonly ComparedValue<S>[]
  readonly right: readonly ComparedValue<S>[]
}

const order: readonly Bearing[] = ['contradicts', 'agrees', 'differs', 'one-sided']

/** Two entities side by side, property by property: what speaks against them being one first, then what speaks for it. */
export function compareProfiles<S extends RowStatement>(
  left: readonly S[],
  right: readonly S[],
): ComparedProperty<S>[] {
  const [l, r] = [rowsBy(left), rowsBy(right)]
  return [...new Set([...l.keys(), ...r.keys()])]
    .map((property) => compareOne(property, l, r))
    .toSorted(
      (a, b) =>
        order.indexOf(a.bearing) - order.indexOf(b.bearing) ||
        properties[a.property].number - properties[b.property].number,
    )
}

type Rows<S extends RowStatement> = ReadonlyMap<PropertyName, readonly ValueRow<S>[]>

function rowsBy<S extends RowStatement>(
  statements: readonly S[],
): ReadonlyMap<PropertyName, readonly ValueRow<S>[]> {
  return new Map(valueRows(statements).map(({ property, rows }) => [property, rows]))
}

function compareOne<S extends RowStatement>(
  property: PropertyName,
  left: Rows<S>,
  right: Rows<S>,
): ComparedProperty<S> {
  const sides = { left: marked(property, left, right), right: marked(property, right, left) }
  return { property, bearing: bearingOf(property, sides), ...sides }
}

/** One side's values. A name is shared wherever the other side has it: what is an alias to one source is the name to another. */
function marked<S extends RowStatement>(
  property: PropertyName,
  own: Rows<S>,
  others: Rows<S>,
): readonly ComparedValue<S>[] {
  const isName = properties[property].type === 'name'
  const rivals = [...others].flatMap(([name, rows]) =>
    name === property || (isName && properties[name].type === 'name') ? rows : [],
  )
  return (own.get(property) ?? []).map((row) => ({
    row,
    isShared: rivals.some((other) => agree(property, row, other)),
  }))
}

function bearingOf<S extends RowStatement>(
  property: PropertyName,
  { left, right }: Pick<ComparedProperty<S>, 'left' | 'right'>,
): Bearing {
  if ([...left, ...right].some((value) => value.isShared)) return 'agrees'
  if (left.length === 0 || right.length === 0) return 'one-sided'
  const isAgainst = left.every((one) => right.every((other) => contradict(one.row, other.row)))
  return hasOneValue(property) && isAgainst ? 'contradicts' : 'differs'
}

function agree<S extends RowStatement>(
  property: PropertyName,
  left: ValueRow<S>,
  right: ValueRow<S>,
): boolean {
  if (left.norm !== '' && right.norm !== '' && left.norm === right.norm) return true
  if (left.value === right.value) return true
  return properties[property].type === 'date' && !contradict(left, right)
}
