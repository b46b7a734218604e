import assert from 'node:assert/strict'

import type { Page } from 'playwright-core'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { openProfile, results, search } from '../find.ts'
import { importFile } from '../import-file.ts'
import { journey } from '../journey.ts'
import { eventually, gone, seen } from '../see.ts'

journey(
  'a file becomes profiles, a profile a chart, a part of it goes to the partner country, and is taken back',
  async ({ sit }) => {
    const analyst = await sit({ person: cast.analyst, purpose: 'investigation' })
    await importFile(analyst, {
      file: 'ftm/network.ijson',
      source: 'Training network',
      marking: /^Our agency only/,
    })
    await analyst
      .getByRole('region', { name: 'Newest of this source' })
      .getByRole('link', { name: 'Somchai Training' })
      .click()
    await seen(analyst.getByRole('heading', { level: 1, name: 'Somchai Training' }))
    await assertAccessible(analyst, 'main job profile')
    await expandChart(analyst)

    const officer = await sit({ person: cast.officer, purpose: 'exchange' })
    await openProfile(officer, 'Somchai Training', 'Somchai Training')
    await release(officer)

    const partner = await sit({ node: 'ph', person: cast.partner, purpose: 'investigation' })
    await receive(partner)
    await recall(officer, partner)

    const books = await sit({ node: 'ph', person: cast.partnerOfficer, purpose: 'exchange' })
    await takenBack(books)
  },
)

async function expandChart(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'On the chart' }).click()
  const picture = page.getByRole('img', { name: /^Link chart\. Things: 1,/ })
  await seen(picture)
  await picture.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  const details = page.getByRole('complementary', { name: 'Details' })
  await seen(details.getByRole('heading', { name: 'Somchai Training' }))
  await assertAccessible(page, 'chart of one')
  await details.getByRole('button', { name: 'Expand all kinds' }).click()
  await seen(details.getByText(/ added\.$/))
  await assertAccessible(page, 'chart expanded')

  await page.getByText('Table', { exact: true }).click()
  const things = page.getByRole('region', { name: 'Things' })
  await seen(things.getByRole('button', { name: 'Golden Lotus Park Holdings', exact: true }))
  await seen(
    page
      .getByRole('region', { name: 'Links' })
      .getByRole('row')
      .filter({ hasText: 'Golden Lotus Park Holdings' }),
  )
  await assertAccessible(page, 'chart table')
  const before = await things.getByRole('row').count()
  await page.getByRole('button', { name: /^Undo: / }).click()
  await eventually('one thing is left', async () => (await things.getByRole('row').count()) === 2)
  await page.getByRole('button', { name: /^Redo: / }).click()
  await eventually('they are back', async () => (await things.getByRole('row').count()) === before)
  await assertFits(page, 'chart table')
}

/** The name and the birth date go; the phone stays at home. */
async function release(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Release…' }).click()
  await seen(page.getByRole('heading', { name: 'New release' }))
  await page.getByRole('checkbox', { name: 'Somchai Training' }).check()
  await page.getByRole('checkbox', { name: '12 April 1990' }).check()
  await page.getByRole('textbox', { name: 'Reason' }).fill('The same recruiter works in both countries')
  const seenThere = page.getByRole('region', { name: 'The package as they see it' })
  await seen(seenThere.getByText('12 April 1990'))
  assert.equal(await seenThere.getByText('010 0101').count(), 0)
  await assertAccessible(page, 'release new')
  await page.getByRole('button', { name: /^Release to Philippines/ }).click()
  const details = page.getByRole('complementary', { name: 'Details' })
  await seen(details.getByText('Shown to them'))
  await assertAccessible(page, 'release with the partner')
}

async function receive(page: Page): Promise<void> {
  await search(page, 'สมชาย ฝึกหัด')
  await seen(results(page))
  assert.equal(await results(page).getByText('ฝึกหัด').count(), 0, 'a name that was not chosen did not come')
  await openProfile(page, 'Somchai Training', 'Somchai Training')
  const values = page.getByRole('table', { name: 'Values' })
  await seen(values.getByRole('button', { name: '12 April 1990' }))
  assert.equal(await values.getByText('010 0101').count(), 0, 'what was not chosen did not come')
  await seen(page.getByRole('button', { name: /^Handling: .*TH-AHT/ }))
  await values.getByRole('button', { name: '12 April 1990' }).click()
  const details = page.getByRole('complementary', { name: 'Details' })
  await seen(details.getByText('th-aht'))
  await assertAccessible(page, 'received profile')
  await page.getByRole('link', { name: 'Exchange' }).click()
  await page.getByRole('tab', { name: 'Received' }).click()
  await page
    .getByRole('table', { name: 'Releases in' })
    .getByRole('button', { name: 'Somchai Training' })
    .click()
  await seen(details.getByText('Received, and confirmed to them'))
  await assertAccessible(page, 'received release')
}

async function recall(officer: Page, partner: Page): Promise<void> {
  await search(partner, 'Somchai Training')
  const theirs = results(partner).getByRole('link', { name: 'Somchai Training' })
  await seen(theirs)
  const profile = (await theirs.getAttribute('href')) ?? ''

  const details = officer.getByRole('complementary', { name: 'Details' })
  await details.getByRole('button', { name: 'Recall…' }).click()
  const dialog = officer.getByRole('dialog', { name: 'Recall this release?' })
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('It was another person of that name')
  await assertAccessible(officer, 'release recall')
  await dialog.getByRole('button', { name: 'Recall' }).click()
  const from = performance.now()
  await eventually(
    'the partner finds it no more',
    async () => {
      await partner.reload()
      await seen(
        results(partner).or(partner.getByRole('heading', { name: 'Nothing found that you may see' })),
      )
      return (await theirs.count()) === 0
    },
    10_000,
  )
  const took = performance.now() - from
  assert.ok(took < 10_000, `it took ${Math.round(took)} ms`)
  await gone(dialog)
  await seen(details.getByText('Hidden there, with their receipt'))
  await assertAccessible(officer, 'release recalled')
  await partner.goto(profile)
  await seen(partner.getByRole('heading', { name: 'Nothing here for you' }))
}

/** Who keeps the books of the exchange sees that something came and went, and nothing of what it was. */
async function takenBack(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Exchange' }).click()
  await page.getByRole('tab', { name: 'Received' }).click()
  const row = page.getByRole('table', { name: 'Releases in' }).getByRole('row').nth(1)
  await seen(row.getByText('Taken back by its owner'))
  await seen(row.getByText('content not shown any more'))
  assert.equal(await page.getByText('Somchai').count(), 0)
  await assertAccessible(page, 'received taken back')
}
