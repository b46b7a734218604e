export interface FlowBar {
  /** Which flow. */
  readonly row: number
  readonly period: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const [periodWidth, chartHeight, gap] = [64, 120, 12]

/** Bars of several rows of numbers beside each other in each period, all to the scale of the largest; a number above 0 is never too small to see. */
export function chartOf(
  rows: readonly (readonly number[])[],
  periods: number,
): {
  readonly width: number
  readonly height: number
  readonly largest: number
  readonly bars: readonly FlowBar[]
} {
  const largest = Math.max(0, ...rows.flat())
  const width = (periodWidth - gap) / rows.length
  const bars = rows.flatMap((row, at) =>
    row.flatMap((count, period) => {
      if (count === 0) return []
      const height = Math.max(2, (count / largest) * (chartHeight - 14))
      const x = period * periodWidth + gap / 2 + at * width
      return [{ row: at, period, x, y: chartHeight - height, width: width - 2, height }]
    }),
  )
  return { width: periods * periodWidth, height: chartHeight, largest, bars }
}
