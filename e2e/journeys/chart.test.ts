import assert from 'node:assert/strict'

import type { CDPSession, Page } from 'playwright-core'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { journey } from '../journey.ts'
import { eventually, gone, seen } from '../see.ts'

journey(
  'a chart grows from a name, hides without silence, and leaves as a picture that says how to handle it',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    await page.getByRole('link', { name: 'Link chart' }).click()
    await seen(page.getByText('Begin with something you know'))
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
    await page.getByRole('button', { name: 'Export a picture…' }).click()
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
  'what is written while the first thing comes onto an empty chart stays in the box',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    await page.getByRole('link', { name: 'Link chart' }).click()
    const box = page.getByRole('textbox', { name: 'Add to the chart' })
    await box.fill('สมชาย แก้วภักดี')
    await seen(page.getByRole('option', { name: /^สมชาย แก้วภักดี/ }))
    const { promise: written, resolve: isWritten } = Promise.withResolvers<void>()
    await page.route('**/api/v1/graph/open', async (route) => {
      await written
      await route.continue()
    })
    await box.press('Enter')
    await box.pressSequentially('081')
    isWritten()
    await seen(page.getByRole('img', { name: /^Link chart\. Things: 1,/ }))
    await box.pressSequentially('9')
    assert.equal(await box.inputValue(), '0819')
  },
)

journey(
  'two on a chart are connected over what lies between, and the colours say communities and what they rest on',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    await page.getByRole('link', { name: 'Link chart' }).click()
    const box = page.getByRole('textbox', { name: 'Add to the chart' })
    const names = ['สมชาย แก้วภักดี', 'TSeHu3CZPyahzjficJzJEVFipUypwYiq9f']
    for (const [at, name] of names.entries()) {
      await box.fill(name)
      await seen(page.getByRole('option').first())
      await box.press('Enter')
      await seen(page.getByRole('img', { name: new RegExp(`^Link chart\\. Things: ${at + 1},`) }))
    }
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

    const colours = page.getByRole('combobox', { name: 'Colours of the chart' })
    await colours.selectOption({ label: 'Colour by community' })
    const communities = page.getByRole('region', { name: 'Communities' })
    await seen(communities.getByText('Community 1'))
    await seen(communities.getByText(/links among the things on this chart that you may see/))
    assert.match(page.url(), /colour=community/)
    await assertAccessible(page, 'chart by community')
    await assertFits(page, 'chart by community')
    await colours.selectOption('')
    await gone(communities)
  },
)

journey(
  'sizes say how well connected things are and what that does not say, colours what hangs apart, and the table says the same in words',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    await page.getByRole('link', { name: 'Link chart' }).click()
    const box = page.getByRole('textbox', { name: 'Add to the chart' })
    for (const [at, name] of ['สมชาย แก้วภักดี', 'TSeHu3CZPyahzjficJzJEVFipUypwYiq9f'].entries()) {
      await box.fill(name)
      await seen(page.getByRole('option').first())
      await box.press('Enter')
      await seen(page.getByRole('img', { name: new RegExp(`^Link chart\\. Things: ${at + 1},`) }))
    }
    const details = page.getByRole('complementary', { name: 'Details' })
    await details
      .getByRole('button', { name: /^Expand/ })
      .first()
      .click()
    await gone(page.getByRole('img', { name: /^Link chart\. Things: 2,/ }))

    const sizes = page.getByRole('button', { name: 'Size by importance' })
    await sizes.click()
    await seen(page.getByText('not how guilty', { exact: false }))
    await seen(details.getByText(/^Importance here: place 1 of \d+$/))
    await page.getByRole('combobox', { name: 'Colours of the chart' }).selectOption('group')
    const groups = page.getByRole('region', { name: 'Separate groups' })
    await seen(groups.getByText('Group 1'))
    await seen(groups.getByText('Linked with nothing here'))
    await seen(details.getByText('Separate group 1 of 1'))
    assert.match(page.url(), /colour=group/)
    assert.match(page.url(), /by=importance/)
    await assertAccessible(page, 'chart by importance')
    await assertFits(page, 'chart by importance')

    await page.getByText('Table', { exact: true }).click()
    const things = page.getByRole('region', { name: 'Things' })
    await seen(things.getByRole('columnheader', { name: 'Importance' }))
    const first = things.getByRole('row').nth(1)
    assert.match((await first.textContent()) ?? '', /TSeHu3CZ/)
    const places = await things.locator('tbody tr td:nth-child(5)').allTextContents()
    assert.deepEqual(
      places,
      places.toSorted((a, b) => Number(a) - Number(b)),
    )
    assert.equal(places[0], '1')
    const apart = things.getByRole('row', { name: /สมชาย แก้วภักดี/ }).locator('td:nth-child(6)')
    assert.equal(await apart.textContent(), '–')
    await assertAccessible(page, 'chart by importance as a table')
    await page.setViewportSize({ width: 390, height: 844 })
    await assertFits(page, 'chart by importance on a telephone, as a table')
    await page.getByText('Chart', { exact: true }).click()
    await assertFits(page, 'chart by importance on a telephone')
    await assertAccessible(page, 'chart by importance on a telephone')
  },
)

journey('a phone that 320 people use comes onto the chart in two steps and is arranged', async ({ sit }) => {
  const page = await sit({ person: cast.analyst, purpose: 'investigation' })
  const phone = await importStar(page, 320)
  await page.evaluate(() => localStorage.setItem('shield.expansion', '200'))
  await page.goto(`/chart?from=${phone}&chosen=${phone}`)
  const holding = (count: number): Promise<void> =>
    seen(page.getByRole('img', { name: new RegExp(`^Link chart\\. Things: ${count},`) }))
  const expand = page.getByRole('button', { name: /^Expand: is used by/ })
  await expand.click()
  await seen(page.getByText('120 left out by the limit'))
  await holding(201)
  const from = performance.now()
  await expand.click()
  await holding(321)
  const took = performance.now() - from
  assert.ok(took < 5000, `120 more onto 201 took ${Math.round(took)} ms`)
  await page.getByRole('button', { name: 'Arrange' }).click()
  await seen(page.getByRole('button', { name: /^Undo: / }))
  await assertAccessible(page, 'chart of 321')
  await page.getByText('Table', { exact: true }).click()
  await seen(page.getByRole('heading', { name: 'Things (321)' }))
  await assertAccessible(page, 'chart of 321 as a table')
})

journey(
  'on a telephone a finger moves a thing, a tap opens it, two fingers move nothing',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation', width: 390 })
    await page.goto('/chart')
    await page.getByRole('textbox', { name: 'Add to the chart' }).fill('สมชาย แก้วภักดี')
    await page.getByRole('option', { name: /^สมชาย แก้วภักดี/ }).click()
    const details = page.getByRole('heading', { name: 'สมชาย แก้วภักดี' })
    await seen(details)
    const touch = await fingerOn(page)
    const picture = page.getByRole('img', { name: /^Link chart\. Things: 1,/ })
    await seen(picture.locator('canvas').last())
    await page.waitForTimeout(400)
    // The page follows to the details and back, so each touch asks anew where the picture is.
    const spot = async (right: number, down: number): Promise<Spot> => {
      await picture.hover({ trial: true })
      const { x, y, width, height } = (await picture.boundingBox()) ?? assert.fail('no chart')
      return { x: x + width / 2 + right, y: y + height / 2 + down }
    }

    const undo = page.getByRole('button', { name: 'Undo: move (Ctrl Z)' })
    await touch([await spot(0, 0)], [await spot(80, -90)])
    await seen(undo)
    await touch([await spot(-120, 40)])
    await gone(details)
    await undo.click()
    await gone(undo)
    // A tap within 300 ms of another is the second half of a double tap.
    await page.waitForTimeout(400)
    await touch([await spot(0, 0)])
    await seen(details)
    await touch([await spot(0, 0), await spot(40, 0)], [await spot(-60, 0), await spot(100, 0)])
    await page.waitForTimeout(400)
    assert.equal(await undo.count(), 0, 'two fingers move nothing')
  },
)

/** Brings in that many people who use one phone, and gives the phone. */
async function importStar(page: Page, count: number): Promise<string> {
  const people = Array.from({ length: count }, (_, at) => `${at},Star Training ${at},+999970990320\n`)
  return page.evaluate(
    async (content) => {
      const json = { 'content-type': 'application/json' }
      const ask = async (path: string, init?: RequestInit): Promise<never> =>
        (await (await fetch(`/api/v1/${path}`, init)).json()) as never
      const body = new FormData()
      body.set('source', 'A star')
      body.set('marking', 'agency')
      body.set('file', new Blob([content], { type: 'text/csv' }), 'star.csv')
      const { id, source }: { id: string; source: string } = await ask('imports', { method: 'POST', body })
      const mapping = {
        key: ['id'],
        entities: [
          { name: 'person', kind: 'Person', key: ['id'], columns: [{ column: 'name', property: 'name' }] },
          { name: 'phone', kind: 'SimCard', key: ['tel'], columns: [{ column: 'tel', property: 'phone' }] },
        ],
        links: [{ kind: 'Uses', from: 'person', to: 'phone' }],
      }
      const start = JSON.stringify({ dryRun: false, mapping })
      await fetch(`/api/v1/imports/${id}/start`, { method: 'POST', headers: json, body: start })
      for (let tries = 0; tries < 60; tries += 1) {
        const { state }: { state: string } = await ask(`imports/${id}`)
        if (state === 'done') break
        await new Promise((resolve) => void setTimeout(resolve, 250))
      }
      const newest: { items: { id: string }[] } = await ask(`entities?source=${source}&kind=SimCard`)
      return newest.items[0]?.id ?? ''
    },
    `id,name,tel\n${people.join('')}`,
  )
}

interface Spot {
  readonly x: number
  readonly y: number
}

/** Fingers go down, to where they are drawn, and up; a tap where nothing is said of that. */
async function fingerOn(page: Page): Promise<(from: readonly Spot[], to?: readonly Spot[]) => Promise<void>> {
  const debug: CDPSession = await page.context().newCDPSession(page)
  await debug.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 2 })
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', spots: readonly Spot[]): Promise<unknown> =>
    debug.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: spots.map(({ x, y }, id) => ({ x, y, id })),
    })
  const steps = 10
  return async (from, to) => {
    for (let fingers = 1; fingers <= from.length; fingers += 1)
      await send('touchStart', from.slice(0, fingers))
    for (let step = 1; to && step <= steps; step += 1)
      await send(
        'touchMove',
        from.map(({ x, y }, at) => ({
          x: x + (((to[at]?.x ?? x) - x) * step) / steps,
          y: y + (((to[at]?.y ?? y) - y) * step) / steps,
        })),
      )
    await send('touchEnd', [])
  }
}
