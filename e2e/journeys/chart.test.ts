import assert from 'node:assert/strict'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { journey } from '../journey.ts'
import { eventually, gone, seen } from '../see.ts'

journey(
  'a chart grows from a name, hides without silence, and leaves as a picture that says how to handle it',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    await page.getByRole('link', { name: 'Link chart' }).click()
    await assertAccessible(page, 'chart empty')
    const box = page.getByRole('textbox', { name: 'Add to the chart' })
    await box.fill('สมชาย แก้วภักดี')
    await seen(page.getByRole('option', { name: /^สมชาย แก้วภักดี/ }))
    await assertAccessible(page, 'chart suggestions')
    await box.press('Enter')
    const picture = page.getByRole('img', { name: /^Link chart\. Things: 1,/ })
    await seen(picture)
    await picture.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('e')
    await gone(picture)

    const legend = page.getByRole('region', { name: 'Legend' })
    await legend.getByRole('button', { name: /^Person/ }).click()
    await seen(page.getByRole('button', { name: /hidden: show$/ }))
    await assertAccessible(page, 'chart with hidden')
    await page.getByRole('button', { name: /hidden: show$/ }).click()
    await gone(page.getByRole('button', { name: /hidden: show$/ }))
    await page.keyboard.press('Control+z')
    await seen(page.getByRole('button', { name: /hidden: show$/ }))
    await page.keyboard.press('Control+Shift+Z')
    await gone(page.getByRole('button', { name: /hidden: show$/ }))

    const address = page.url()
    assert.match(address, /\/chart\?from=/)
    await page.getByRole('button', { name: 'Export…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Export a picture' })
    await seen(dialog.getByRole('textbox', { name: 'Title' }))
    await assertAccessible(page, 'chart export')
    const download = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Export', exact: true }).click()
    assert.match((await download).suggestedFilename(), /\.png$/)
    await gone(dialog)
    await assertFits(page, 'chart')
    await eventually('the picture is there in a window of 390 px', async () => {
      await page.setViewportSize({ width: 390, height: 844 })
      return page.getByRole('img', { name: /^Link chart\./ }).isVisible()
    })
    await assertFits(page, 'chart on a telephone')
    await assertAccessible(page, 'chart on a telephone')
  },
)

journey(
  'two on a chart are connected over what lies between, and the colours say communities and what they rest on',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    await page.getByRole('link', { name: 'Link chart' }).click()
    const box = page.getByRole('textbox', { name: 'Add to the chart' })
    for (const name of ['สมชาย แก้วภักดี', 'TSeHu3CZPyahzjficJzJEVFipUypwYiq9f']) {
      await box.fill(name)
      await seen(page.getByRole('option').first())
      await box.press('Enter')
      await eventually(`${name} is on the chart`, async () => (await box.inputValue()) === '')
    }
    await seen(page.getByRole('img', { name: /^Link chart\. Things: 2,/ }))
    const details = page.getByRole('complementary', { name: 'Details' })
    await details.getByRole('combobox', { name: 'With which on the chart' }).click()
    await page.getByRole('option', { name: 'สมชาย แก้วภักดี' }).click()
    await details.getByRole('button', { name: 'Find connections' }).click()
    await seen(details.getByText(/connections found, the shortest first/))
    await assertAccessible(page, 'chart with connections')
    await gone(page.getByRole('img', { name: /^Link chart\. Things: 2,/ }))
    await page.getByRole('button', { name: /^Undo: find connections/ }).click()
    await seen(page.getByRole('img', { name: /^Link chart\. Things: 2,/ }))
    await page.getByRole('button', { name: /^Redo: find connections/ }).click()

    await details.getByRole('checkbox', { name: 'In order of time' }).check()
    await details.getByRole('button', { name: 'Find connections' }).click()
    await seen(details.getByText(/connections? found|No connection of up to six links/))

    await page.getByRole('button', { name: 'Colour by community' }).click()
    const communities = page.getByRole('region', { name: 'Communities' })
    await seen(communities.getByText('Community 1'))
    await seen(communities.getByText(/links among the things on this chart that you may see/))
    assert.match(page.url(), /colour=community/)
    await assertAccessible(page, 'chart by community')
    await assertFits(page, 'chart by community')
    await page.getByRole('button', { name: 'Colour by community' }).click()
    await gone(communities)
  },
)
