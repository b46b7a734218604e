/** Least and greatest value of a sum of unknowns, each at least nothing, under equations; the simplex method with Bland's rule. */
export interface Equations {
  readonly unknowns: number
  readonly equations: readonly { readonly of: ReadonlyMap<number, number>; readonly equals: number }[]
}

const tiny = 1e-9

export function boundsOf(
  { unknowns, equations }: Equations,
  sum: readonly number[],
): { readonly least: number; readonly most: number } {
  const goal = (sign: number): number => {
    const price = Array.from({ length: unknowns }, () => 0)
    for (const unknown of sum) price[unknown] = sign
    return sign * solve(unknowns, equations, price)
  }
  return { least: goal(-1), most: goal(1) }
}

/** Greatest value of the price; infinite where nothing holds it. Phase one drives the helpers out, phase two climbs. */
function solve(unknowns: number, equations: Equations['equations'], price: readonly number[]): number {
  const width = unknowns + equations.length
  const rows = equations.map(({ of, equals }, index) => {
    const sign = equals < 0 ? -1 : 1
    const row = Array.from({ length: width + 1 }, (_, at) => sign * (of.get(at) ?? 0))
    row[unknowns + index] = 1
    row[width] = sign * equals
    return row
  })
  const base = equations.map((_, index) => unknowns + index)
  const helpers = Array.from({ length: width }, (_, at) => (at < unknowns ? 0 : -1))
  if (climb(rows, base, helpers, width) < -1e-6) throw new Error('the equations contradict each other')
  return climb(rows, base, [...price, ...equations.map(() => 0)], unknowns)
}

function climb(rows: number[][], base: number[], price: readonly number[], usable: number): number {
  const last = (rows[0]?.length ?? 1) - 1
  for (let round = 0; round < 5000; round++) {
    const gain = (at: number): number =>
      (price[at] ?? 0) -
      rows.reduce((total, row, index) => total + (price[base[index] ?? 0] ?? 0) * (row[at] ?? 0), 0)
    const enters = Array.from({ length: usable }, (_, at) => at).find((at) => gain(at) > tiny)
    if (enters === undefined)
      return rows.reduce((total, row, index) => total + (price[base[index] ?? 0] ?? 0) * (row[last] ?? 0), 0)
    let leaves = -1
    for (const [index, row] of rows.entries()) {
      if ((row[enters] ?? 0) <= tiny) continue
      const best = rows[leaves]
      const [ratio, least] = [
        ratioOf(row, enters, last),
        best ? ratioOf(best, enters, last) : Number.POSITIVE_INFINITY,
      ]
      if (ratio < least - tiny || (ratio < least + tiny && (base[index] ?? 0) < (base[leaves] ?? 0)))
        leaves = index
    }
    if (leaves < 0) return Number.POSITIVE_INFINITY
    pivot(rows, leaves, enters)
    base[leaves] = enters
  }
  throw new Error('no end of the climb')
}

const ratioOf = (row: readonly number[], enters: number, last: number): number =>
  (row[last] ?? 0) / (row[enters] ?? 1)

function pivot(rows: number[][], leaves: number, enters: number): void {
  const chosen = rows[leaves] ?? []
  const by = chosen[enters] ?? 1
  for (const at of chosen.keys()) chosen[at] = (chosen[at] ?? 0) / by
  for (const [index, row] of rows.entries()) {
    const times = row[enters] ?? 0
    if (index === leaves || times === 0) continue
    for (const at of row.keys()) row[at] = (row[at] ?? 0) - times * (chosen[at] ?? 0)
  }
}
