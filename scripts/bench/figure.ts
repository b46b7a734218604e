/** One measured number, with what it should be and on what it was measured. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly goal: { readonly at: 'least' | 'most'; readonly value: number }
  /** Data and load, in one line. */
  readonly conditions: string
}

export interface BenchOptions {
  /** Multiplies the amount of data; 1 is what the goals speak of. */
  readonly scale: number
  readonly tell: (line: string) => void
}

export interface Bench {
  readonly name: string
  readonly summary: string
  readonly run: (options: BenchOptions) => Promise<readonly Figure[]>
}

export function meets({ value, goal }: Figure): boolean {
  return goal.at === 'least' ? value >= goal.value : value <= goal.value
}

/** The value below which `share` of the samples lie; nearest rank. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** Milliseconds to one decimal, or whole numbers: more digits than the machine can repeat say nothing. */
export function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 10) / 10
}
