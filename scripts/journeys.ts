import { readFile, readdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'

import { BrowserMissing, findChromium, openBrowser } from '../e2e/browser.ts'
import { root, runStep } from './run-step.ts'
import type { StepResult } from './run-step.ts'
import { dealtOut } from './run-tests.ts'
import { failedOf, sumOf, tallyOf } from './tally.ts'
import type { Tally } from './tally.ts'

export interface Journeys {
  readonly faults: readonly string[]
  readonly walked: Tally
  /** Those that failed beside others and passed when their file was walked again alone. */
  readonly again: readonly string[]
}

/** Two: while one waits for a page, a worker or a partner, the other can walk. A third would make all of them wait. */
const most = 2

/** The browser journeys. Those of one process share one browser and one start of the two nodes, and share nothing with the others. */
export async function journeys(): Promise<Journeys> {
  const missing = await missingBrowser()
  if (missing !== undefined) {
    console.log(`✖ browser journeys: ${missing}`)
    return { faults: ['browser journeys: no browser'], walked: { ...none, failed: 1 }, again: [] }
  }
  const files = (await readdir(`${root}e2e/journeys`)).filter((file) => file.endsWith('.test.ts')).toSorted()
  const groups = dealtOut(files, Math.min(most, availableParallelism()))
  const runs = await Promise.all(
    groups.map((group, at) => walk(`browser journeys ${at + 1} of ${groups.length}`, group)),
  )
  const failed = runs.flatMap(failedOf)
  const again = (await passAlone(runs, failed)) ? failed : []
  const { passed, failed: ill, ...walked } = sumOf(runs.map(tallyOf))
  const faults = again.length > 0 ? [] : runs.filter((run) => run.code !== 0).map((run) => run.name)
  // A run that walks nowhere is green for the wrong reason.
  if (passed < 20) faults.push(`only ${passed} browser journeys`)
  return { faults, walked: { ...walked, passed: passed + again.length, failed: ill - again.length }, again }
}

function walk(name: string, files: readonly string[]): Promise<StepResult> {
  return runStep(name, [
    ...['node', '--test', '--test-isolation=none', '--test-reporter=spec'],
    ...files.map((file) => `e2e/journeys/${file}`),
  ])
}

/** More than these is no accident of the moment. */
const mostAgain = 2

/**
 * Two browsers, four nodes and PostgreSQL share two cores: now and then a press is lost between two frames (one of some eighty
 * journeys in one of three runs). Whether it is the product or the moment is seen when the file is walked again with nothing
 * beside it; what passes then is named at the end all the same. What broke off, or fails again, is a fault.
 */
async function passAlone(runs: readonly StepResult[], failed: readonly string[]): Promise<boolean> {
  const isNamed = runs.every((run) => tallyOf(run).failed === failedOf(run).length)
  if (failed.length === 0 || failed.length > mostAgain || !isNamed) return false
  const files = await filesOf(failed)
  if (files.length === 0) return false
  const { code } = await walk(`again, alone: ${files.join(', ')}`, files)
  return code === 0
}

/** The files that tell these journeys; none where one of them is told by no file or by several. */
async function filesOf(sentences: readonly string[]): Promise<readonly string[]> {
  const names = (await readdir(`${root}e2e/journeys`)).filter((file) => file.endsWith('.test.ts'))
  const texts = await Promise.all(names.map((name) => readFile(`${root}e2e/journeys/${name}`, 'utf8')))
  const found = sentences.map((sentence) => names.filter((_name, at) => texts[at]?.includes(sentence)))
  return found.every((some) => some.length === 1) ? [...new Set(found.flat())] : []
}

const none: Tally = { passed: 0, failed: 0, skipped: 0, because: [] }

/** What the closing line says of journeys that passed alone only. */
export function toldAgain(again: readonly string[]): string {
  return again.length === 0 ? '' : `; passed only when walked again alone: ${again.join('; ')}`
}

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
  const { faults, walked, again } = await journeys()
  console.log(
    `${walked.passed} browser journeys passed, ${walked.skipped} skipped${toldAgain(again)}${faults.length > 0 ? `; FAILED: ${faults.join(', ')}` : ''}`,
  )
  process.exitCode = faults.length > 0 ? 1 : 0
}
