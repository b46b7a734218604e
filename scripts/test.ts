import { existsSync } from 'node:fs'

import { check } from './check.ts'
import { root, runStep } from './run-step.ts'

/** What `npm test` runs: every check, the build of the web app, and the browser journeys. Ends with a line that counts. */
const from = performance.now()
const { failed, passed, skipped } = await check()
const faults = [...failed]
const build = await runStep('build of the web app', ['npx', 'vite', 'build'], { folder: 'web' })
if (build.code !== 0) faults.push(build.name)
let journeys = 0
if (build.code === 0 && existsSync(`${root}e2e/journeys`)) {
  const run = await runStep('browser journeys', [
    'node',
    '--test',
    '--test-reporter=spec',
    '--test-concurrency=1',
    '--test-timeout=600000',
    'e2e/journeys/*.test.ts',
  ])
  journeys = Number(/^ℹ pass (\d+)$/m.exec(run.output)?.[1] ?? 0)
  if (run.code !== 0 || journeys === 0) faults.push(run.name)
}
const shared = existsSync(`${root}../shared/data`) ? 'with ../shared/data' : 'without ../shared/data'
const seconds = Math.round((performance.now() - from) / 1000)
console.log(
  `shield test: ${passed} tests and ${journeys} browser journeys passed, ${skipped} skipped, ${shared}, ${seconds} s` +
    (faults.length > 0 ? `; FAILED: ${faults.join(', ')}` : ''),
)
process.exitCode = faults.length > 0 ? 1 : 0
