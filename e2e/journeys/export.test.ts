import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { results, search } from '../find.ts'
import { journey } from '../journey.ts'
import { gone, seen } from '../see.ts'

const name = 'จ้าว หลาน หมิ่น'

journey(
  'what is confidential leaves when a second person has agreed: asked for, agreed to with a reason, taken once',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    await search(page, name)
    await seen(results(page).getByText(name).first())
    await page.getByRole('button', { name: 'Export…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Ask a second person of my organisation' }).check()
    await assertAccessible(page, 'export asks a second person')
    await dialog.getByRole('textbox').fill('For the prosecutor in TH-26-0143')
    await dialog.getByRole('button', { name: 'Ask a second person', exact: true }).click()
    await seen(page.getByRole('heading', { level: 1, name: 'Confidential exports' }))
    await gone(dialog)
    const mine = page.getByRole('listitem').filter({ hasText: 'For the prosecutor in TH-26-0143' })
    await seen(mine.getByText('waits for a second person'))
    assert.equal(await mine.getByRole('button', { name: 'Agree…' }).count(), 0, 'nobody agrees with himself')
    await assertAccessible(page, 'export waits')

    const second = await sit({ person: cast.supervisor, purpose: 'investigation' })
    await second.getByRole('link', { name: 'An export waits for a second person' }).click()
    const theirs = second.getByRole('listitem').filter({ hasText: 'For the prosecutor in TH-26-0143' })
    await seen(theirs.getByRole('link', { name }).first())
    await theirs.getByRole('button', { name: 'Agree…' }).click()
    const deciding = second.getByRole('dialog', { name: 'Agree that this leaves?' })
    await deciding.getByRole('textbox').fill('The prosecutor asked by letter')
    await deciding.getByRole('button', { name: 'Agree', exact: true }).click()
    await gone(deciding)
    await seen(theirs.getByText('agreed', { exact: true }))
    await assertAccessible(second, 'export agreed to')

    const officer = await sit({ person: cast.officer, purpose: 'investigation' })
    await officer.goto(new URL('/exports', officer.url()).href)
    const entry = officer.getByRole('listitem').filter({ hasText: 'For the prosecutor in TH-26-0143' })
    await seen(entry.getByRole('link', { name: 'Release these…' }))
    await assertAccessible(officer, 'an export that a release begins with')
    await entry.getByRole('link', { name: 'Release these…' }).click()
    await seen(officer.getByRole('heading', { name: 'New release' }))
    await officer.getByRole('button', { name: 'Choose all' }).first().click()
    await seen(officer.getByText('A second person has to approve this.'))

    await page.reload()
    const download = page.waitForEvent('download')
    await mine.getByRole('button', { name: 'Take the file' }).click()
    const file = await readFile(await (await download).path(), 'utf8')
    assert.ok(file.includes(name))
    await seen(mine.getByText('the file was taken'))
    await gone(mine.getByRole('button', { name: 'Take the file' }))
    await page.setViewportSize({ width: 390, height: 844 })
    await assertFits(page, 'exports on a telephone')
    await assertAccessible(page, 'exports on a telephone')
  },
)

journey(
  'what a search finds leaves from the exports screen in each format, a MISP event too',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    await page.goto(new URL('/exports', page.url()).href)
    for (const [label, beginning] of [
      ['CSV', /^\uFEFF?[^{]/],
      ['STIX 2.1', /^\{"type":"bundle"/],
      ['FollowTheMoney', /^\{/],
      ['MISP', /^\{"response":\[\{"Event":/],
    ] as const) {
      await page.getByRole('button', { name: 'New export…' }).click()
      const dialog = page.getByRole('dialog', { name: 'Export what a search finds?' })
      await dialog.getByRole('textbox', { name: 'Everything that this search finds' }).fill('+999*')
      await dialog.getByRole('radio', { name: label }).check()
      await dialog.getByRole('textbox', { name: 'Reason' }).fill('For the desk of the partner')
      if (label === 'MISP') await assertAccessible(page, 'new export')
      const download = page.waitForEvent('download')
      await dialog.getByRole('button', { name: 'Export', exact: true }).click()
      const file = await readFile(await (await download).path(), 'utf8')
      assert.match(file, beginning, label)
      await gone(dialog)
    }
  },
)
