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
    const thai = 'ชื่อ-สกุล,โทรศัพท์,วันเกิด\nวันเพ็ญ ทดสอบดี,081-234-5678,03/05/2530\n'
    const file = { name: 'รายชื่อ.csv', mimeType: 'text/csv', buffer: windows874(thai) }
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
    await seen(results(page).or(page.getByRole('heading', { name: 'Nothing found that you may see' })))
    assert.equal(await results(page).getByRole('link', { name: 'วันเพ็ญ ทดสอบดี' }).count(), 0)
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Import' }).click()
    await seen(
      page.getByRole('region', { name: 'Imports' }).getByRole('row').filter({ hasText: 'Desk list' }),
    )
    await assertAccessible(page, 'import list')
  },
)

journey(
  'a table that was guessed wrongly is put right where its first rows show it, and comes in so',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    // Initials and letters of rooms stand alone, as accents do in European text: the guess goes wrong. Two lines of title
    // stand above the columns.
    const initials = ['ก', 'ข', 'ค'].map((letter) => `${letter}. ง.;081-234-5671;${letter};จ\n`).join('')
    const list = windows874(
      `ทะเบียน;2569\nจัดทำ;ด่าน\nชื่อ;โทรศัพท์;แถว;ห้อง\nวันดี ทดสอบงาม;081-234-5670;ก;ข\n${initials}`,
    )
    const mend = async (): Promise<void> => {
      const rows = page.getByRole('region', { name: 'First rows of the file' })
      const isNamed = (name: string): Promise<void> =>
        seen(rows.getByRole('columnheader', { name: new RegExp(`^${name}`) }))
      await isNamed('·ÐàºÕÂ¹')
      await page.getByRole('combobox', { name: 'Letters' }).selectOption('Windows-874 (Thai, TIS-620)')
      await isNamed('ทะเบียน')
      await page.getByRole('textbox', { name: 'Row with the column names' }).fill('900')
      await seen(page.getByText('There are no rows here'))
      await assertAccessible(page, 'import read wrongly')
      await page.getByRole('textbox', { name: 'Row with the column names' }).fill('3')
      await isNamed('โทรศัพท์')
      await seen(
        rows
          .getByRole('row')
          .filter({ hasText: 'วันดี ทดสอบงาม' })
          .getByRole('cell', { name: '4', exact: true }),
      )
      await page.getByRole('combobox', { name: 'Between cells' }).selectOption('comma')
      await isNamed('ชื่อ;โทรศัพท์')
      await page.getByRole('combobox', { name: 'Between cells' }).selectOption('semicolon')
      await isNamed('โทรศัพท์')
      await assertAccessible(page, 'import read as told')
      await assertFits(page, 'import read as told')
    }
    await importFile(page, {
      file: { name: 'ด่าน.csv', mimeType: 'text/csv', buffer: list },
      source: 'Post list',
      marking: /^Our agency only/,
      mend,
    })
    await page
      .getByRole('region', { name: 'Newest of this source' })
      .getByRole('link', { name: 'Open in Search' })
      .click()
    const newest = page.getByRole('table', { name: 'Newest of Post list' })
    await newest.getByRole('link', { name: 'วันดี ทดสอบงาม' }).click()
    await seen(page.getByRole('heading', { level: 1, name: 'วันดี ทดสอบงาม' }))
  },
)

/** As an old desk saves it: the letters lie at 0xA1 in the order of Unicode's block. */
function windows874(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.charCodeAt(0)
      return code < 0x80 ? code : code - 0x0e01 + 0xa1
    }),
  )
}
