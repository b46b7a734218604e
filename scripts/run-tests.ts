import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'

import { startTestCluster } from '../server/src/store/testing.ts'
import { root, runStep } from './run-step.ts'
import type { StepResult } from './run-step.ts'

const node = ['node', '--test', '--test-reporter=spec', '--test-timeout=300000']

function files(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: root }).toSorted()
}

const isProcessTest = (file: string): boolean => file.endsWith('.process.test.ts')

/** Tests of pure code, in one process: a process for each of the hundred files took twice as long. */
export async function unitTests(): Promise<StepResult> {
  const pure = files('{core,engine,formats,contract,world,web}/src/**/*.test.ts')
  return runStep('unit tests', [...node, '--test-isolation=none', ...pure])
}

/** Tests of nodes and of the tools, a process and a database for each file, on one cluster. */
export async function databaseTests(): Promise<readonly StepResult[]> {
  const found = files('{server/src/**,scripts,e2e}/*.test.ts').filter((file) => !isProcessTest(file))
  const cluster = await startTestCluster()
  try {
    const environment = { SHIELD_TEST_CLUSTER: cluster.url('postgres') }
    const types = ['node', 'scripts/database-types.ts', '--check']
    return [
      await runStep('database types', types, { environment }),
      // While one file waits for PostgreSQL another can run.
      await runStep(
        'database tests',
        [...node, `--test-concurrency=${availableParallelism() + 1}`, ...found],
        {
          environment,
        },
      ),
    ]
  } finally {
    await cluster.stop()
  }
}

/** Tests that start the program itself, kill it, fill it with heavy files: each has its own cluster and needs quiet. */
export async function processTests(): Promise<StepResult> {
  const found = files('{server/src/**,scripts}/*.process.test.ts')
  return runStep('process tests', [...node, '--test-concurrency=2', ...found])
}
