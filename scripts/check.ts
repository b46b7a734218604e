import { startTestCluster } from '../server/src/store/testing.ts'
import { runStep } from './run-step.ts'
import type { StepResult } from './run-step.ts'
import { tallyOf } from './tally.ts'
import type { Tally } from './tally.ts'

export interface Checked {
  /** The steps that failed, by name. */
  readonly faults: readonly string[]
  readonly tests: Tally
}

/** What finds files nobody imports, and packages nobody uses or that are not listed. */
export const deadCode = [
  ...['knip', '--no-progress', '--include', 'files,dependencies,unlisted,unresolved,binaries,exports,types'],
]

/** Format, lint, types, boundaries, database types, dead code, then unit and database tests; what fails does not stop the rest. */
export async function check(): Promise<Checked> {
  const results: StepResult[] = [
    await runStep('format', ['npx', 'oxfmt', '--check']),
    await runStep('lint', ['npx', 'oxlint', '--type-aware', '--quiet']),
    await runStep('types', ['npx', 'tsc', '-p', 'tsconfig.json']),
    await runStep('types of the web app', ['npx', 'tsc', '-p', 'web/tsconfig.json']),
    await runStep('types of the browser journeys', ['npx', 'tsc', '-p', 'e2e/tsconfig.json']),
    await runStep('boundaries', ['node', 'scripts/boundaries.ts']),
    await runStep('dead code and dependencies', ['npx', ...deadCode]),
  ]
  const cluster = await startTestCluster()
  try {
    const environment = { SHIELD_TEST_CLUSTER: cluster.url('postgres') }
    results.push(
      await runStep('database types', ['node', 'scripts/database-types.ts', '--check'], { environment }),
    )
    const tests = await runStep(
      'unit and database tests',
      [
        'node',
        '--test',
        '--test-reporter=spec',
        '--test-timeout=300000',
        '{core,engine,formats,contract,world,server,web}/src/**/*.test.ts',
        '{scripts,e2e}/*.test.ts',
      ],
      { environment },
    )
    results.push(tests)
    const tally = tallyOf(tests)
    const faults = results.filter((result) => result.code !== 0).map((result) => result.name)
    // A run that finds no tests is green for the wrong reason.
    if (tally.passed < 100) faults.push(`only ${tally.passed} tests ran`)
    return { faults, tests: tally }
  } finally {
    await cluster.stop()
  }
}

if (import.meta.main) {
  const { faults, tests } = await check()
  console.log(
    `check: ${tests.passed} tests passed, ${tests.skipped} skipped${faults.length > 0 ? `; FAILED: ${faults.join(', ')}` : ''}`,
  )
  process.exitCode = faults.length > 0 ? 1 : 0
}
