import assert from 'node:assert/strict'

import type { Page } from 'playwright-core'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { openProfile, results } from '../find.ts'
import { journey } from '../journey.ts'
import { fillPurpose, linkFor } from '../person.ts'
import { eventually, gone, seen } from '../see.ts'

journey('from the sign-in to a value of a profile and out again without a mouse', async ({ sit, th }) => {
  const page = await sit()
  await page.goto(await linkFor(th, cast.analyst))
  await tabTo(page, 'Enter the TRAINING node')
  await page.keyboard.press('Enter')
  await seen(page.getByRole('link', { name: 'My work' }))
  await page.keyboard.press('Tab')
  assert.equal(await focused(page), 'Skip to the content')
  await tabTo(page, 'Purpose: no purpose stated. Change')
  await page.keyboard.press('Enter')
  await seen(page.getByRole('dialog').getByRole('combobox', { name: 'Purpose' }))
  await assertAccessible(page, 'purpose form')
  await eventually('the first field has the focus', async () => (await focused(page)) === 'Purpose')
  await page.keyboard.press('End')
  await page.keyboard.type('Crim')
  await page.keyboard.press('Tab')
  await page.keyboard.type('TH-26-0143')
  await page.keyboard.press('Enter')
  await gone(page.getByRole('dialog'))
  await eventually('the focus is back where it came from', async () =>
    (await focused(page)).startsWith('Purpose: Criminal investigation · TH-26-0143'),
  )

  await page.keyboard.press('/')
  await page.keyboard.type('สมชาย ทองรักษา')
  await page.keyboard.press('Enter')
  await seen(results(page).getByRole('link').first())
  await tabTo(page, 'สมชาย ทองรักษา')
  await page.keyboard.press('Enter')
  await seen(page.getByRole('heading', { level: 1, name: 'สมชาย ทองรักษา' }))
  await tabTo(page, 'Somchaai Thongraksa')
  await page.keyboard.press('Enter')
  const details = page.getByRole('complementary', { name: 'Details' })
  await seen(details.getByRole('heading', { name: 'Somchaai Thongraksa' }))
  await tabTo(page, 'Close the details')
  await page.keyboard.press('Enter')
  await gone(details.getByRole('heading', { name: 'Somchaai Thongraksa' }))
  await page.keyboard.press('Control+k')
  await eventually('the commands have the focus', async () => (await focused(page)) === 'Commands')
  await page.keyboard.type('sign out')
  await page.keyboard.press('Enter')
  await seen(page.getByRole('button', { name: 'Sign in with a passkey' }))
})

/** Presses Tab until the thing of this name has the focus; each stop on the way shows where it is. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    const here = await focused(page)
    assert.ok(await showsFocus(page), `the focus on “${here}” is not to be seen`)
    if (here === name) return
  }
  assert.fail(`sixty presses of Tab do not reach “${name}”`)
}

/** The name of what has the focus, as a screen reader says it. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement)) return ''
    const label =
      element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels?.[0] : null
    return (element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent ?? '').trim()
  })
}

async function showsFocus(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const around: Element[] = []
    for (let one = document.activeElement; one && around.length < 3; one = one.parentElement) around.push(one)
    const next = document.activeElement?.nextElementSibling
    if (next) around.push(next)
    return (
      document.activeElement === document.body ||
      around.some((one) => {
        const style = getComputedStyle(one)
        return (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none'
      })
    )
  })
}

journey(
  'on a telephone nothing runs out of the side, and the list of screens opens and closes',
  async ({ sit, th }) => {
    const page = await sit({ width: 390 })
    await page.goto(await linkFor(th, cast.analyst))
    await assertFits(page, 'sign-in')
    await page.getByRole('button', { name: 'Enter the TRAINING node' }).click()
    await page.getByRole('button', { name: 'Screens' }).click()
    await seen(page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Exchange' }))
    await assertAccessible(page, 'rail on a telephone')
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Search' }).click()
    await page.getByRole('button', { name: /^Purpose: / }).click()
    await fillPurpose(page.getByRole('dialog'), 'investigation', 'TH-26-0143')
    await gone(page.getByRole('dialog'))
    await openProfile(page, 'Teo Lanmin', 'จ้าว หลาน หมิ่น')
    const profile = new URL(page.url()).pathname
    for (const address of [
      '/',
      '/search?q=สมชาย',
      profile,
      `${profile}?tab=links`,
      `${profile}?tab=same`,
      `${profile}?tab=history`,
      `${profile}?tab=looked`,
      '/chart',
      '/import',
      '/releases',
    ]) {
      await page.goto(address)
      await seen(page.getByRole('main').getByRole('heading').first())
      await assertFits(page, address)
      await assertAccessible(page, `telephone ${address.replace(profile, 'profile')}`)
    }
    for (const [person, purpose, address] of [
      [cast.oversight, 'oversight', '/audit'],
      [cast.administrator, 'administration', '/people'],
    ] as const) {
      const other = await sit({ width: 390, person, purpose })
      await other.goto(address)
      await seen(other.getByRole('main').getByRole('table'))
      await assertFits(other, address)
      await assertAccessible(other, `telephone ${address}`)
    }
  },
)

journey(
  'each screen says what to do when there is no purpose, nothing yet, or nothing there',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst })
    await page.goto('/search?q=สมชาย')
    await seen(page.getByRole('heading', { name: 'First say what for' }))
    await assertAccessible(page, 'purpose missing')
    await fillPurpose(page.getByRole('main').locator('form'), 'investigation', 'TH-26-0143')
    await seen(results(page).getByRole('link').first())

    for (const [address, heading] of [
      ['/search', /^Write a name, a phone/],
      ['/entity/019b7615-6c00-7000-8000-00000000ffff', 'Nothing here for you'],
      ['/entity/nonsense', 'Nothing here for you'],
      ['/nowhere', 'Nothing here for you'],
    ] as const) {
      await page.goto(address)
      await seen(page.getByRole('heading', { name: heading }))
      await assertAccessible(page, `empty ${address}`)
    }
  },
)
