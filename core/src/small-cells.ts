import { holdBack, placeKey, releaseBounds } from './release-figures.ts'

/** A count that may be told, or `undefined` where it is withheld. */
export type Told = number | undefined

/** Counts of parts of one whole whose total is told, with what may not be told withheld: the rule of releases, for one list. */
export function withholdSmall(
  counts: readonly number[],
  bound: number = releaseBounds.partner,
): readonly Told[] {
  const table = {
    rows: counts.map((_, at) => String(at)),
    columns: ['people'],
    cells: counts.map((one) => [one]),
  }
  const held = holdBack(table, { bound })
  return counts.map((count, at) =>
    held?.has(placeKey({ row: at, column: 0 })) === false ? count : undefined,
  )
}
