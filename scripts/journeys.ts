import { readdir } from 'node:fs/promises'

import { BrowserMissing, findChromium, openBrowser } from '../e2e/browser.ts'
import { root, runStep } from './run-step.ts'
import { tallyOf } from './tally.ts'
import type { Tally } from './tally.ts'

export interface Journeys {
  readonly faults: readonly string[]
  readonly walked: Tally
}

/** The browser journeys: one process, so that all of them share one browser and one start of the two nodes. */
export async function journeys(): Promise<Journeys> {
  const missing = await missingBrowser()
  if (missing !== undefined) {
    console.log(`✖ browser journeys: ${missing}`)
    return { faults: ['browser journeys: no browser'], walked: { ...none, failed: 1 } }
  }
  const files = (await readdir(`${root}e2e/journeys`)).filter((file) => file.endsWith('.test.ts')).toSorted()
  const run = await runStep('browser journeys', [
    'node',
    '--test',
    '--test-isolation=none',
    '--test-reporter=spec',
    ...files.map((file) => `e2e/journeys/${file}`),
  ])
  const walked = tallyOf(run)
  const faults = run.code === 0 ? [] : [run.name]
  // A run that walks nowhere is green for the wrong reason.
  if (walked.passed < 20) faults.push(`only ${walked.passed} browser journeys`)
  return { faults, walked }
}

const none: Tally = { passed: 0, failed: 0, skipped: 0, because: [] }

/** Why there is no browser, with what to install, before the journeys are tried one by one. */
async function missingBrowser(): Promise<string | undefined> {
  try {
    const browser = await openBrowser(await findChromium())
    await browser.close()
    return undefined
  } catch (error) {
    if (error instanceof BrowserMissing) return error.message
    throw error
  }
}

if (import.meta.main) {
  const { faults, walked } = await journeys()
  console.log(
    `${walked.passed} browser journeys passed, ${walked.skipped} skipped${faults.length > 0 ? `; FAILED: ${faults.join(', ')}` : ''}`,
  )
  process.exitCode = faults.length > 0 ? 1 : 0
}
