import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'

import { startTestCluster } from '../server/src/store/testing.ts'
import { root, runStep } from './run-step.ts'
import type { StepResult } from './run-step.ts'

const node = ['node', '--test', '--test-reporter=spec', '--test-timeout=300000']

/** Code without its types is kept for the next process: reading the server 1.7 s of a processor, so 0.9. */
const keptCode = { NODE_COMPILE_CACHE: `${root}node_modules/.cache/code` }

function files(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: root }).toSorted()
}

const isProcessTest = (file: string): boolean => file.endsWith('.process.test.ts')

/** Whole lists of the world, and floors of accuracy over them: a quarter of what all unit tests take. */
const isWhole = (file: string): boolean => file.endsWith('.whole.test.ts')

/**
 * Tests of pure code, in one process: a process for each of the hundred files took twice as long.
 * `npm run check`, which is asked often, leaves those over whole lists to `npm test`.
 */
export async function unitTests(): Promise<StepResult> {
  const isQuick = process.env['SHIELD_TESTS'] === 'quick'
  const pure = files('{core,engine,formats,contract,world,web}/src/**/*.test.ts').filter(
    (file) => !(isQuick && isWhole(file)),
  )
  return runStep('unit tests', [...node, '--test-isolation=none', ...pure], { environment: keptCode })
}

/**
 * A process for each file reads the whole server and compiles the policy each time: 1.5 s of a processor.
 * More would keep too many nodes open at once: each file's is there until its process ends.
 */
const filesPerProcess = 5

/** Tests of nodes and of the tools, on one cluster, with a database for each file. */
export async function databaseTests(): Promise<readonly StepResult[]> {
  const found = files('{server/src/**,scripts,e2e,e2e/constellation}/*.test.ts').filter(
    (file) => !isProcessTest(file),
  )
  const cluster = await startTestCluster()
  try {
    const environment = { ...keptCode, SHIELD_TEST_CLUSTER: cluster.url('postgres') }
    const types = await runStep('database types', ['node', 'scripts/database-types.ts', '--check'], {
      environment,
    })
    // Those of the whole node listen to all that their process asks its databases: each is alone, the longest first.
    const whole = found.filter((file) => dirname(file) === 'server/src')
    const rest = found.filter((file) => !whole.includes(file))
    const groups = [
      ...whole.map((file) => [file]),
      ...dealtOut(rest, Math.ceil(rest.length / filesPerProcess)),
    ]
    const tests: StepResult[] = []
    const waiting = groups.entries()
    const work = async (): Promise<void> => {
      for (const [at, group] of waiting) {
        const name = `database tests ${at + 1} of ${groups.length}`
        tests.push(await runStep(name, [...node, '--test-isolation=none', ...group], { environment }))
      }
    }
    // While one waits for PostgreSQL another can run.
    await Promise.all(Array.from({ length: availableParallelism() + 1 }, work))
    return [types, ...tests]
  } finally {
    await cluster.stop()
  }
}

/** Neighbours are alike and take alike long: they go to different groups. */
export function dealtOut(all: readonly string[], count: number): string[][] {
  return Array.from({ length: count }, (_, group) => all.filter((_file, at) => at % count === group))
}

/** The storm, and what looks at how much memory a node takes: beside others they would measure these. */
const alone = ['e2e/constellation/constellation.process.test.ts', 'server/src/heavy-files.process.test.ts']

/** Tests that start the program itself, kill it, fill it with heavy files: each has its own cluster and needs quiet. */
export async function processTests(): Promise<readonly StepResult[]> {
  const found = files('{server/src/**,scripts,e2e/constellation}/*.process.test.ts')
  const [by, beside] = [
    found.filter((file) => alone.includes(file)),
    found.filter((file) => !alone.includes(file)),
  ]
  return [
    await runStep('process tests', [...node, '--test-concurrency=2', ...beside]),
    await runStep('process tests that run alone', [...node, '--test-concurrency=1', ...by]),
  ]
}
