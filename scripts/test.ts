import { existsSync } from 'node:fs'

import { check } from './check.ts'
import { journeys, toldAgain } from './journeys.ts'
import { root, runStep } from './run-step.ts'
import { processTests } from './run-tests.ts'
import { sumOf, tallyOf } from './tally.ts'

/** What `npm test` runs: every check, the tests that start the program itself, the build of the web app, and the browser journeys. Ends with lines that count. */
const from = performance.now()
const { faults: checkFaults, tests: checked } = await check()
const processes = await processTests()
const tests = sumOf([checked, ...processes.map(tallyOf)])
const build = await runStep('build of the web app', ['npx', 'vite', 'build'], { folder: 'web' })
const {
  faults: journeyFaults,
  walked,
  again,
} = build.code === 0
  ? await journeys()
  : {
      faults: ['build of the web app', 'browser journeys: nothing to walk through'],
      walked: { passed: 0, failed: 0, skipped: 0, because: [] },
      again: [],
    }
const faults = [
  ...checkFaults,
  ...processes.filter((one) => one.code !== 0).map((one) => one.name),
  ...journeyFaults,
]

const skipped = tests.skipped + walked.skipped
// Each test names the file it lacks; that the whole folder is not there is said once.
const reasons = [...tests.because, ...walked.because].map((one) =>
  one.replace(/^(no \.\.\/shared\/data).*/, '$1'),
)
const because = [...new Set(reasons)].join('; ')
const shared = existsSync(`${root}../shared/data`) ? 'with ../shared/data' : 'without ../shared/data'
const seconds = Math.round((performance.now() - from) / 1000)
console.log(
  `shield test: ${tests.passed} tests and ${walked.passed} browser journeys passed, ` +
    `${skipped} skipped${because === '' ? '' : ` (${because})`}, ${shared}, ${seconds} s${toldAgain(again)}` +
    (faults.length > 0 ? `; FAILED: ${faults.join(', ')}` : ''),
)
// The same for a reader that is a program: a check that failed without a test of its own counts as one.
const failed = Math.max(tests.failed + walked.failed, faults.length)
console.log(`${tests.passed + walked.passed} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = faults.length > 0 ? 1 : 0
