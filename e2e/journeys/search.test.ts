import assert from 'node:assert/strict'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { results, search, searchBox } from '../find.ts'
import { journey } from '../journey.ts'
import { hasFocus } from '../keyboard.ts'
import { eventually, gone, seen } from '../see.ts'

journey(
  'a name is found in any script, a phone and a passport however they are written, parts by wildcards',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    for (const [text, reason] of [
      ['赵兰敏', 'The same name'],
      ['จ้าว หลาน หมิ่น', 'The same name'],
      ['Teo Lanmin', 'The same name'],
      ['+999 97 008 7658', 'The same value'],
      ['+99997008*', 'Fits the pattern'],
      ['ZZ3678508', 'The same value'],
      ['ZZ36785?8', 'Fits the pattern'],
    ] as const) {
      await search(page, text)
      const row = results(page)
        .getByRole('row')
        .filter({ has: page.getByRole('link', { name: 'จ้าว หลาน หมิ่น' }) })
      await seen(row.filter({ hasText: reason }))
    }
    await search(page, 'สมช?ย')
    for (const surname of ['ทองรักษา', 'แก้วภักดี', 'มณีวัฒนา', 'ไชยวัฒนา', 'ไชยนิมิต'])
      await seen(results(page).getByRole('link', { name: `สมชาย ${surname}` }))
    await assertAccessible(page, 'search results')
    await results(page)
      .getByRole('button', { name: /^Handling: / })
      .first()
      .click()
    await seen(page.getByRole('dialog').getByText('Read by th-aht only, if cleared for it.'))
    await assertAccessible(page, 'search marking')
  },
)

journey('what another agency keeps for itself is not found, and does not even count', async ({ sit }) => {
  const police = await sit({ person: cast.analyst, purpose: 'investigation' })
  const money = await sit({ person: cast.moneyAnalyst, purpose: 'financial-intelligence' })
  await search(police, '赵兰敏')
  await seen(results(police).getByRole('link', { name: 'จ้าว หลาน หมิ่น' }))
  await search(money, '赵兰敏')
  await seen(results(money).getByRole('link', { name: 'Zhao Lanmin' }))
  await gone(results(money).getByRole('link', { name: 'จ้าว หลาน หมิ่น' }))
  await search(police, 'Zheng Jianguo nobody')
  await seen(police.getByRole('heading', { name: 'Nothing found that you may see' }))
  await assertAccessible(police, 'search nothing')
})

journey(
  'narrowing lives in the address: a reload keeps it, Back takes it away, a sent link brings it',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    await search(page, '+999 97 008 7658')
    await eventually('four are found', async () => (await results(page).locator('tbody tr').count()) === 4)
    await page
      .getByRole('region', { name: 'Narrow by: Kind' })
      .getByRole('button', { name: /^Person/ })
      .click()
    await page.waitForURL(/kind=Person/)
    await eventually('one is left', async () => (await results(page).locator('tbody tr').count()) === 1)
    await seen(page.getByRole('button', { name: 'Remove Person' }))
    await page
      .getByRole('region', { name: 'Narrow by: Source' })
      .getByRole('button', { name: /Register of persons of interest/ })
      .click()
    await page.waitForURL(/source=/)
    await seen(page.getByRole('button', { name: 'Remove Register of persons of interest' }))
    await assertAccessible(page, 'search narrowed')
    const sent = page.url()
    await page.reload()
    await eventually('one is left', async () => (await results(page).locator('tbody tr').count()) === 1)
    await page.getByRole('button', { name: 'Remove Register of persons of interest' }).click()
    await page.waitForURL((url) => !url.searchParams.has('source'))
    await page.goBack()
    await page.waitForURL(/source=/)
    await page.goBack()
    await page.goBack()
    await page.waitForURL((url) => !url.searchParams.has('kind'))
    await eventually('four again', async () => (await results(page).locator('tbody tr').count()) === 4)
    assert.equal(await searchBox(page).inputValue(), '+999 97 008 7658')
    await page.goto(sent)
    await eventually('one is left', async () => (await results(page).locator('tbody tr').count()) === 1)
  },
)

journey('a source alone lists what it brought, the newest first', async ({ sit }) => {
  const page = await sit({ person: cast.analyst, purpose: 'investigation' })
  await search(page, '+999 97 008 7658')
  await page
    .getByRole('region', { name: 'Narrow by: Source' })
    .getByRole('button', { name: /Register of persons of interest/ })
    .click()
  await page.getByRole('link', { name: 'Newest of this source, without the words' }).click()
  const newest = page.getByRole('table', { name: 'Newest of Register of persons of interest' })
  await eventually('a page of them', async () => (await newest.locator('tbody tr').count()) === 20)
  assert.equal(await searchBox(page).inputValue(), '')
  await assertAccessible(page, 'search of a source')
  await page.getByRole('button', { name: 'Show more' }).click()
  await eventually('two pages', async () => (await newest.locator('tbody tr').count()) > 20)
  await page.getByRole('main').focus()
  await page.keyboard.press('j')
  const first = (await newest.getByRole('link').first().textContent()) ?? ''
  await eventually('the first is chosen', async () =>
    newest
      .getByRole('row')
      .nth(1)
      .evaluate((row) => row.dataset['chosen'] === 'true'),
  )
  await page.keyboard.press('Enter')
  await seen(page.getByRole('heading', { level: 1, name: first }))
  await page.goBack()
  await page.getByRole('button', { name: 'Remove Register of persons of interest' }).click()
  await seen(page.getByText(/^Write a name, a phone/))

  await search(page, '+999 97 008 7658')
  await page
    .getByRole('region', { name: 'Narrow by: Source' })
    .getByRole('button', { name: /Register of persons of interest/ })
    .click()
  await page.waitForURL(/source=/)
  await searchBox(page).fill('')
  await page.keyboard.press('Enter')
  await seen(newest)
  await page.setViewportSize({ width: 390, height: 844 })
  await assertFits(page, 'search of a source on a telephone')
})

journey('typing suggests what is there; arrows and Enter open its profile', async ({ sit }) => {
  const page = await sit({ person: cast.analyst, purpose: 'investigation' })
  await searchBox(page).pressSequentially('Teo Lan')
  const suggestion = page.getByRole('option', { name: /^Teo Lanmin/ })
  await seen(suggestion)
  await assertAccessible(page, 'search suggestions')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await seen(page.getByRole('heading', { level: 1, name: 'จ้าว หลาน หมิ่น' }))
  await gone(suggestion)
})

journey(
  'Ctrl+K goes anywhere, / to the search box, ? to the keys; J, K and Enter walk the hits',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    await page.keyboard.press('/')
    await eventually('the search box has the focus', () =>
      searchBox(page).evaluate((input) => input === document.activeElement),
    )
    await search(page, 'สมชาย')
    await seen(results(page).getByRole('link').first())
    await page.getByRole('main').focus()
    const chosen = (): Promise<string | null> => page.locator('tr[data-chosen=true] a').textContent()
    const names = await results(page).getByRole('link').allTextContents()
    await page.keyboard.press('j')
    assert.equal(await chosen(), names[0])
    await seen(page.getByRole('link', { name: 'Open the profile' }))
    await page.keyboard.press('j')
    await eventually('the second is chosen', async () => (await chosen()) === names[1])
    await assertAccessible(page, 'search preview')
    await page.keyboard.press('k')
    await eventually('the first is chosen', async () => (await chosen()) === names[0])
    await page.keyboard.press('Enter')
    await seen(page.getByRole('heading', { level: 1, name: names[0] ?? '' }))

    await page.keyboard.press('?')
    await seen(page.getByRole('dialog', { name: 'Help and keys' }))
    await assertAccessible(page, 'help')
    await page.keyboard.press('Escape')
    await gone(page.getByRole('dialog'))

    await page.keyboard.press('Control+k')
    await seen(page.getByRole('button', { name: 'Go to: Import' }))
    await assertAccessible(page, 'palette')
    await hasFocus(page.getByRole('textbox', { name: 'Commands' }))
    await page.keyboard.type('impo')
    await eventually(
      'one command is left beside the search',
      async () => (await page.getByRole('button', { name: /^Go to: / }).count()) === 1,
    )
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/import$/)
  },
)
