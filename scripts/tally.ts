import type { StepResult } from './run-step.ts'

/** What a run of node:test comes to. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** Why tests were skipped, each reason once. */
  readonly because: readonly string[]
}

/** Counts what the spec reporter wrote. A run that broke before its tests counts as one failure. */
export function tallyOf({ output, code }: Pick<StepResult, 'output' | 'code'>): Tally {
  const count = (word: string): number => Number(new RegExp(`^ℹ ${word} (\\d+)$`, 'm').exec(output)?.[1] ?? 0)
  const because = [...output.matchAll(/^\s*﹣ .* \([\d.]+ms\) # (.+)$/gm)].map((found) => found[1] ?? '')
  const failed = count('fail') + count('cancelled')
  return {
    passed: count('pass'),
    failed: code === 0 ? failed : Math.max(1, failed),
    skipped: count('skipped'),
    because: [...new Set(because.filter((reason) => reason !== 'SKIP'))].toSorted(),
  }
}

/** The names of the tests that failed, each once, as the spec reporter wrote them. */
export function failedOf({ output }: Pick<StepResult, 'output'>): readonly string[] {
  return [...new Set([...output.matchAll(/^\s*✖ (.+) \([\d.]+ms\)$/gm)].map((found) => found[1] ?? ''))]
}

export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = (of: (one: Tally) => number): number => tallies.reduce((total, one) => total + of(one), 0)
  return {
    passed: sum((one) => one.passed),
    failed: sum((one) => one.failed),
    skipped: sum((one) => one.skipped),
    because: [...new Set(tallies.flatMap((one) => one.because))].toSorted(),
  }
}
