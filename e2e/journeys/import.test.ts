import assert from 'node:assert/strict'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { results, search } from '../find.ts'
import { importFile } from '../import-file.ts'
import { journey } from '../journey.ts'
import { gone, seen } from '../see.ts'

journey(
  'a part of MITRE’s fraud framework comes in as published and is found by what it says',
  async ({ sit }) => {
    const page = await sit({ person: cast.moneyAnalyst, purpose: 'financial-intelligence' })
    await importFile(page, { file: 'stix/f3-part.json', source: 'MITRE F3', marking: /^Published/ })
    const newest = page.getByRole('region', { name: 'Newest of this source' })
    await newest.getByRole('link', { name: 'Abuse of Public-Facing API', exact: true }).click()
    await seen(page.getByRole('heading', { level: 1, name: 'Abuse of Public-Facing API' }))
    await page.getByRole('tab', { name: 'Links (2)' }).click()
    await seen(page.getByRole('link', { name: /Mobile API Abuse/ }))
    await assertFits(page, 'attack pattern')

    const other = await sit({ person: cast.analyst, purpose: 'investigation' })
    await search(other, 'Public-Facing API')
    await seen(results(other).getByRole('link', { name: 'Abuse of Public-Facing API', exact: true }))
  },
)

journey(
  'a table of a Thai desk says by itself what its columns mean; undone, nothing of it is left',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    // Windows-874, as an old desk saves it: the letters lie at 0xA1 in the order of Unicode's block.
    const thai = 'ชื่อ-สกุล,โทรศัพท์,วันเกิด\nวันเพ็ญ ทดสอบดี,081-234-5678,03/05/2530\n'
    const bytes = Buffer.from(
      Array.from(thai, (letter) => {
        const code = letter.charCodeAt(0)
        return code < 0x80 ? code : code - 0x0e01 + 0xa1
      }),
    )
    const file = { name: 'รายชื่อ.csv', mimeType: 'text/csv', buffer: bytes }
    await importFile(page, { file, source: 'Desk list', marking: /^Our agency only/ })
    await page
      .getByRole('region', { name: 'Newest of this source' })
      .getByRole('link', { name: 'วันเพ็ญ ทดสอบดี' })
      .click()
    await seen(page.getByRole('table', { name: 'Values' }).getByText('3 May 1987'))
    await page.goBack()

    await page.getByRole('button', { name: 'Undo the whole import…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Undo this import?' })
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('It was the list of another year')
    await assertAccessible(page, 'import undo')
    await dialog.getByRole('button', { name: 'Undo the import' }).click()
    await gone(dialog)
    await seen(page.getByText(/^This import was undone/))
    await assertAccessible(page, 'import undone')
    await search(page, 'วันเพ็ญ ทดสอบดี')
    await seen(
      page
        .getByRole('main')
        .getByText(/Nothing found that you may see|shown/)
        .first(),
    )
    assert.equal(await results(page).getByRole('link', { name: 'วันเพ็ญ ทดสอบดี' }).count(), 0)
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Import' }).click()
    await seen(
      page.getByRole('region', { name: 'Imports' }).getByRole('row').filter({ hasText: 'Desk list' }),
    )
    await assertAccessible(page, 'import list')
  },
)
