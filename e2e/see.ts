import assert from 'node:assert/strict'

import type { Locator } from 'playwright-core'

/** Waits until it is on the screen. */
export async function seen(what: Locator): Promise<void> {
  await what.first().waitFor({ state: 'visible' })
}

/** Waits until it is no longer there. */
export async function gone(what: Locator): Promise<void> {
  await eventually(`${String(what)} is gone`, async () => (await what.count()) === 0)
}

/** Asks again, ten times a second, until it holds. */
export async function eventually(
  claim: string,
  holds: () => Promise<boolean>,
  milliseconds = 15_000,
): Promise<void> {
  const until = performance.now() + milliseconds
  while (!(await holds())) {
    assert.ok(performance.now() < until, `after ${milliseconds} ms it was not so that ${claim}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
