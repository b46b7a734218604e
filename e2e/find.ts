import type { Locator, Page } from 'playwright-core'

/** The one search box. */
export const searchBox = (page: Page): Locator =>
  page.getByRole('search').getByRole('textbox', { name: /^(Search|ค้นหา)$/ })

export const results = (page: Page): Locator => page.getByRole('table', { name: /^(Results|ผลการค้นหา)$/ })

/** Asks the search box and waits for its address. */
export async function search(page: Page, text: string): Promise<void> {
  await searchBox(page).fill(text)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === '/search' && url.searchParams.get('q') === text)
}

/** Finds by the text and opens the profile of that name. */
export async function openProfile(page: Page, text: string, name: string): Promise<void> {
  await search(page, text)
  await results(page).getByRole('link', { name, exact: true }).first().click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}
