import assert from 'node:assert/strict'

import type { Locator, Page } from 'playwright-core'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { journey } from '../journey.ts'
import { eventually, gone, seen, patienceMs } from '../see.ts'

const name = 'จ้าว หลาน หมิ่น'

/** Opens the queue of people; pairs are there within a minute of the first load. */
async function openQueue(page: Page): Promise<void> {
  await eventually(
    'the pair waits for a review',
    async () => {
      await page.waitForTimeout(1000)
      const answer = await page.request.get('/api/v1/candidates?kind=Person&own=true&limit=100')
      return (await answer.text()).includes(name)
    },
    patienceMs,
  )
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Review' }).click()
  await seen(page.getByRole('heading', { level: 1, name: 'Review' }))
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('Person')
  await seen(page.getByRole('table', { name: 'Pairs to review' }).getByRole('link', { name }))
}

async function openPair(page: Page): Promise<void> {
  await page.getByRole('table', { name: 'Pairs to review' }).getByRole('link', { name }).first().click()
  await seen(page.getByRole('heading', { level: 1, name: 'Same or different?' }))
  await seen(page.getByRole('table', { name: 'Two side by side' }))
}

journey(
  'a pair from two files is reviewed by its evidence, judged the same with a reason, and taken apart again',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    await openQueue(page)
    await assertAccessible(page, 'review queue')
    await openPair(page)
    const address = page.url()
    await seen(page.getByRole('region', { name: 'Speaks for one' }).getByText('Name: the same'))
    await seen(page.getByRole('cell').getByText('Chao Lan Min (read by machine)'))
    await page.getByText('How it was scored').click()
    await seen(page.getByText('Before anything is compared', { exact: false }))
    await assertAccessible(page, 'review pair')
    assert.doesNotMatch(
      (await page.getByRole('list', { name: 'How it was scored' }).textContent()) ?? '',
      /\d\.\d|%/,
      'no score stands as a number',
    )

    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('1')
    const dialog = page.getByRole('dialog', { name: 'Judge them the same?' })
    await seen(dialog.getByText('What this brings together'))
    await seen(dialog.getByText('TH-26-0143', { exact: false }))
    await dialog.getByRole('button', { name: 'Same', exact: true }).click()
    await seen(dialog.getByText('Write the reason in a few words'))
    await assertAccessible(page, 'review same')
    await dialog
      .getByRole('button', { name: 'The same name in another script, and the other details fit' })
      .click()
    await dialog.getByRole('button', { name: 'Same', exact: true }).click()
    await gone(dialog)
    await seen(page.getByText('Judged the same: one profile now.'))

    await page.goto(address)
    await seen(page.getByText('These two stand together already.', { exact: false }))
    await page.getByRole('link', { name: 'The joined profile' }).click()
    const panel = page.getByRole('tabpanel', { name: /^Same or different \(2\)/ })
    await seen(panel.getByText('The same name in another script', { exact: false }))
    await seen(panel.getByRole('heading', { name: 'The same number elsewhere' }))
    await assertAccessible(page, 'review joined profile')
    await panel.getByRole('link', { name: 'What holds them together' }).click()
    await seen(page.getByRole('heading', { level: 1, name: 'What holds together' }))
    await seen(page.getByText('bridge: without it the profile falls apart'))
    await seen(page.getByText('The weakest link on the way between them:', { exact: false }))
    await assertAccessible(page, 'review cluster')

    await page.getByRole('link', { name: 'Back to the profile' }).click()
    await panel.getByRole('button', { name: 'Withdraw…' }).click()
    const withdrawal = page.getByRole('dialog', { name: 'Take apart again?' })
    await withdrawal.getByRole('textbox', { name: 'Reason' }).fill('Two persons of one name after all')
    await withdrawal.getByRole('button', { name: 'Take apart' }).click()
    await gone(withdrawal)
    await seen(page.getByRole('tab', { name: 'Same or different (1)' }))
    await openQueue(page)
    await seen(page.getByRole('table', { name: 'Pairs to review' }).getByRole('link', { name }))
  },
)

journey('who may not see one side of a pair finds nothing of it', async ({ sit }) => {
  const page = await sit({ person: cast.analyst, purpose: 'investigation' })
  await openQueue(page)
  await openPair(page)
  const { pathname, search } = new URL(page.url())
  const other = await sit({ person: cast.moneyAnalyst, purpose: 'investigation' })
  await other.goto(pathname + search)
  await seen(other.getByRole('heading', { name: 'Nothing here for you' }))
  await other.goto('/review?all=true')
  await seen(other.getByRole('table', { name: 'Pairs to review' }))
  assert.equal(await other.getByRole('link', { name }).count(), 0)
  await assertAccessible(other, 'review of another agency')
})

journey(
  'the review stands on a telephone and in Thai; a cut tells what it would win and lose',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation', language: 'th', width: 390 })
    await page.goto('/review?kind=Person')
    await seen(page.getByRole('table', { name: 'คู่ที่รอพิจารณา' }))
    await assertFits(page, 'review queue narrow')
    await page.getByRole('table').getByRole('link').first().click()
    await seen(page.getByRole('heading', { level: 1, name: 'สิ่งเดียวกันหรือต่างกัน' }))
    await seen(page.getByRole('table', { name: 'เทียบสองฝ่าย' }).or(page.getByRole('table').first()))
    await assertFits(page, 'review pair narrow')
    await assertAccessible(page, 'review pair narrow')
    await page.goto('/review?tab=threshold')
    await seen(page.getByRole('slider'))
    await page.getByRole('slider').press('ArrowLeft')
    await assertAccessible(page, 'review threshold')
    for (const tab of ['proposals', 'questions']) {
      await page.goto(`/review?tab=${tab}`)
      await seen(page.getByRole('tabpanel'))
      await assertAccessible(page, `review ${tab}`)
    }
    await assertFits(page, 'review narrow')
  },
)

journey(
  'the bureau of immigration sees names across scripts first, and narrows its queue to one source',
  async ({ sit }) => {
    const page = await sit({ person: cast.border, purpose: 'border' })
    await eventually(
      'the pairs wait for a review',
      async () => {
        await page.waitForTimeout(1000)
        const answer = await page.request.get('/api/v1/candidates?own=true')
        return (await answer.text()).includes('Guest notices')
      },
      patienceMs,
    )
    await page.goto('/review')
    const pairs = page.getByRole('table', { name: 'Pairs to review' })
    await seen(pairs)
    const first = (await pairs.getByRole('row').nth(1).textContent()) ?? ''
    assert.match(first, /[ก-๙].*[A-Z]|[A-Z].*[ก-๙]/su, 'the first pair is one name in two scripts')

    const source = page.getByRole('combobox', { name: 'Source' })
    await source.selectOption({ label: await optionOf(source, 'Guest notices') })
    await eventually('the address keeps the source', async () => /[?&]source=/.test(page.url()))
    await eventually('each pair has a side of the source', async () => {
      const rows = await pairs.getByRole('row').allTextContents()
      return rows.length > 1 && rows.slice(1).every((row) => row.includes('Guest notices'))
    })
    await page.reload()
    await seen(pairs)
    assert.match(await source.locator('option:checked').innerText(), /^Guest notices/)
    await optionOf(source, 'Passenger lists')
    await assertAccessible(page, 'review queue of one source')
    await page.setViewportSize({ width: 390, height: 844 })
    await assertFits(page, 'review queue of one source on a telephone')
    await source.selectOption('')
    await eventually('the address has no source', async () => !page.url().includes('source='))
  },
)

/** The whole label of the choice that begins with a name. */
async function optionOf(select: Locator, name: string): Promise<string> {
  const label = async (): Promise<string | undefined> =>
    (await select.locator('option').allInnerTexts()).find((one) => one.startsWith(name))
  await eventually(`${name} can be chosen`, async () => (await label()) !== undefined)
  return (await label()) ?? ''
}
