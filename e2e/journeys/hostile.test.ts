import assert from 'node:assert/strict'

import type { Page } from 'playwright-core'

import { assertAccessible } from '../accessible.ts'
import { cast } from '../cast.ts'
import { results, search } from '../find.ts'
import { importFile } from '../import-file.ts'
import { journey } from '../journey.ts'
import { seen } from '../see.ts'

const name = `<img src=x onerror="window.struck=1">Hostile Sender`
const address = 'javascript:window.struck=1'
const account = `"><svg onload="window.struck=1"><a href='${address}'>`
const table = [
  'name,website,username,notes',
  [name, address, account, `<script>window.struck=1</script>${account}`]
    .map((text) => `"${text.replaceAll('"', '""')}"`)
    .join(','),
].join('\n')

/** Nothing of it ran, was drawn or can be pressed. */
async function assertText(page: Page, where: string): Promise<void> {
  const found = await page.evaluate(() => ({
    struck: 'struck' in window,
    links: [...document.querySelectorAll('a[href], area[href], form[action]')].filter((one) =>
      /^\s*(?:javascript|data|vbscript):/i.test(one.getAttribute('href') ?? one.getAttribute('action') ?? ''),
    ).length,
    drawn: document.querySelectorAll('img[src="x"], svg[onload], [onerror]').length,
    scripts: [...document.scripts].filter((one) => one.src === '' && one.textContent?.includes('struck'))
      .length,
  }))
  assert.deepEqual(found, { struck: false, links: 0, drawn: 0, scripts: 0 }, where)
}

journey(
  'S14 stored script in shared content: a list of hostile names is text on every screen that shows it',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    const file = { name: 'hostile.csv', mimeType: 'text/csv', buffer: Buffer.from(table) }
    await importFile(page, { file, source: `Hostile ${account}`, marking: /^Our agency only/ })
    await assertText(page, 'import')
    await search(page, 'Hostile Sender')
    const hit = results(page).getByRole('link', { name })
    await seen(hit)
    await assertText(page, 'search')
    await hit.click()
    await seen(page.getByRole('heading', { level: 1, name }))
    await seen(page.getByRole('table', { name: 'Values' }))
    await assertText(page, 'profile')
    await page.getByRole('table', { name: 'Values' }).getByRole('button', { name }).click()
    const inspector = page.getByRole('complementary', { name: 'Details' })
    await inspector.getByRole('button', { name: 'The record as it came' }).click()
    await seen(inspector.getByText('<script>').first())
    await assertText(page, 'record')
    await assertAccessible(page, 'hostile record')
    await page.getByRole('tab', { name: 'History' }).click()
    await seen(
      page
        .getByRole('tabpanel', { name: 'History' })
        .getByText(/Hostile/)
        .first(),
    )
    await assertText(page, 'history')
  },
)
