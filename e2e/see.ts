import assert from 'node:assert/strict'

import type { Locator, Page } from 'playwright-core'

/** What is waited for comes within a second; on a machine with thirty programs at work on two cores a minute was too short. */
export const patienceMs = 180_000

/** Waits until it is on the screen. */
export async function seen(what: Locator): Promise<void> {
  await what.first().waitFor({ state: 'visible' })
}

/** Waits until it is no longer there. */
export async function gone(what: Locator): Promise<void> {
  await eventually(`${String(what)} is gone`, async () => (await what.count()) === 0)
}

/** Waits for what another node or another hand does, looking at the page anew. */
export async function comes(page: Page, what: Locator): Promise<void> {
  await eventually(`${String(what)} comes`, async () => {
    await page.reload()
    return what
      .first()
      .waitFor({ timeout: 3000 })
      .then(
        () => true,
        () => false,
      )
  })
}

/** Asks again, ten times a second, until it holds. */
export async function eventually(
  claim: string,
  holds: () => Promise<boolean>,
  milliseconds = patienceMs,
): Promise<void> {
  const until = performance.now() + milliseconds
  while (!(await holds())) {
    assert.ok(performance.now() < until, `after ${milliseconds} ms it was not so that ${claim}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
