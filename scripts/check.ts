import { runStep } from './run-step.ts'
import type { StepResult } from './run-step.ts'
import { databaseTests, unitTests } from './run-tests.ts'
import { sumOf, tallyOf } from './tally.ts'
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

/** Format, lint, types, boundaries, dead code, then unit and database tests; what fails does not stop the rest. */
export async function check(): Promise<Checked> {
  // Side by side: the unit tests are one process and leave the other core to the tools.
  const [results, unit] = await Promise.all([staticChecks(), unitTests()])
  const database = await databaseTests()
  const tests = sumOf([unit, ...database.slice(1)].map(tallyOf))
  const faults = [...results, unit, ...database].filter((one) => one.code !== 0).map((one) => one.name)
  // A run that finds no tests is green for the wrong reason.
  if (tests.passed < 400) faults.push(`only ${tests.passed} tests ran`)
  return { faults, tests }
}

async function staticChecks(): Promise<readonly StepResult[]> {
  return [
    await runStep('format', ['npx', 'oxfmt', '--check']),
    await runStep('lint', ['npx', 'oxlint', '--type-aware', '--quiet']),
    await typesOf('types', '.'),
    await typesOf('types of the web app', 'web'),
    await typesOf('types of the browser journeys', 'e2e'),
    await runStep('boundaries', ['node', 'scripts/boundaries.ts']),
    await runStep('dead code and dependencies', ['npx', ...deadCode]),
  ]
}

/** What was found is kept, and only what changed since is looked at again (28 s of a processor, so 5). */
function typesOf(name: string, folder: string): Promise<StepResult> {
  const kept = `node_modules/.cache/types/${folder === '.' ? 'node' : folder}.tsbuildinfo`
  const args = ['-p', `${folder}/tsconfig.json`, '--incremental', '--tsBuildInfoFile', kept]
  return runStep(name, ['npx', 'tsc', ...args])
}

if (import.meta.main) {
  process.env['SHIELD_TESTS'] = 'quick'
  const { faults, tests } = await check()
  console.log(
    `check: ${tests.passed} tests passed, ${tests.skipped} skipped${faults.length > 0 ? `; FAILED: ${faults.join(', ')}` : ''}`,
  )
  process.exitCode = faults.length > 0 ? 1 : 0
}
