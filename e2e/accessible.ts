import assert from 'node:assert/strict'

import axe from 'axe-core'
import type { Page } from 'playwright-core'

import { takePicture } from './picture.ts'

const everyRule: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // Off in axe until asked for: WCAG 2.2, 2.5.8.
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
}
/** Other colours change the outcome of these alone. */
const colourRules: axe.RunOptions = {
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
  resultTypes: ['violations'],
}

/**
 * What is on the screen now, in light and in dark, holds every rule of WCAG 2.2 A and AA and of good practice that axe can check.
 * A picture of it is taken when pictures are asked for; its name says which state of which screen it is.
 */
export async function assertAccessible(page: Page, state: string): Promise<void> {
  // A screen that is still being fetched has nothing to look at; each has a heading.
  await page.locator('h1').first().waitFor({ state: 'attached' })
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.waitForFunction((to) => document.documentElement.dataset['mantineColorScheme'] === to, scheme)
    const violations = await lasting(page, scheme === 'light' ? everyRule : colourRules)
    assert.equal(violations.length, 0, `${state}, ${scheme}:\n${violations.map(told).join('\n')}`)
    await takePicture(page, `${state}-${scheme}`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/** What axe finds twice: on a busy machine a button has been woken by an answer while axe looked, and had the colours of one at rest. */
async function lasting(page: Page, rules: axe.RunOptions): Promise<axe.Result[]> {
  await stillness(page)
  const first = await check(page, rules)
  if (first.length === 0) return first
  await stillness(page)
  return check(page, rules)
}

/** Fonts have come and nothing has moved or faded for three frames: a half-faded text has no contrast. */
async function stillness(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    const isMoving = (one: Animation): boolean =>
      one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity
    for (let still = 0; still < 3; still++) {
      await new Promise(requestAnimationFrame)
      if (document.getAnimations().some(isMoving)) still = -1
    }
  })
}

async function check(page: Page, rules: axe.RunOptions): Promise<axe.Result[]> {
  // Through the debugger, not by a script element: the node's content policy lets none in.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate(
    (options) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, options),
    rules,
  )
  return violations
}

function told(violation: axe.Result): string {
  const nodes = violation.nodes
    .slice(0, 5)
    .map(
      (node) =>
        `    ${node.target.join(' ')}\n      ${node.html.slice(0, 200)}\n      ${node.failureSummary}`,
    )
  return `  ${violation.id} (${violation.nodes.length}): ${violation.help}\n${nodes.join('\n')}`
}

/** The page itself never scrolls sideways; a wide table or chart may, inside its own frame. */
export async function assertFits(page: Page, state: string): Promise<void> {
  const { wide, inner } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    inner: document.documentElement.clientWidth,
  }))
  assert.ok(wide <= inner, `${state} is ${wide} px wide in a window of ${inner} px`)
}
