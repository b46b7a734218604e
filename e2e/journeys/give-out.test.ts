import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'

import type { Page } from 'playwright-core'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { journey } from '../journey.ts'
import { comes, gone, seen } from '../see.ts'

journey(
  'cases go to a named organisation: who agreed is seen, a second person lets them go, the file is taken, and a consent taken back names whom to tell',
  async ({ sit }) => {
    const worker = await sit({ person: cast.worker, purpose: 'victim-protection' })
    await worker.goto('/figures')
    await worker.getByRole('link', { name: 'Cases given out' }).click()
    await worker.getByRole('link', { name: 'Give cases out…' }).click()
    await worker.getByLabel('What it is for').selectOption('statistics')
    await worker.getByLabel('Who receives it').selectOption('th-hrc')
    await seen(worker.getByLabel('Arrived from'))
    await worker.goto(`${worker.url()}&since=2026-05&until=2026-05`)
    await seen(worker.getByRole('heading', { name: /^Going to .*: \d+$/ }))
    await seen(worker.getByRole('heading', { name: /^Staying here: \d+$/ }))
    await seen(worker.getByText(/Nothing agreed to names this recipient/))
    await assertAccessible(worker, 'choosing cases to give out')
    await worker.getByRole('button', { name: 'Ask a second person…' }).click()
    const dialog = worker.getByRole('dialog')
    await dialog.getByRole('textbox').fill('For their yearly report')
    await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
    await worker.waitForURL(/\/case-releases\/[0-9a-f-]{36}$/)
    await seen(worker.getByText('waits for a second person'))
    const address = new URL(worker.url()).pathname

    await letGo(
      await sit({ person: cast.careSupervisor, purpose: 'victim-protection', language: 'th' }),
      address,
    )

    await comes(worker, worker.getByRole('button', { name: 'Take the file (JSON)' }))
    await seen(worker.getByText('not taken yet'))
    const [file] = await Promise.all([
      worker.waitForEvent('download'),
      worker.getByRole('button', { name: 'Take the file (JSON)' }).click(),
    ])
    assert.match(file.suggestedFilename(), /^htcds-th-msd-\d+\.json$/)
    const { cases } = JSON.parse(await readFile(await file.path(), 'utf8')) as {
      readonly cases: readonly Readonly<Record<string, unknown>>[]
    }
    assert.ok(cases.length >= 12)
    await seen(worker.getByText(/in the file since/))
    await assertAccessible(worker, 'cases given out')

    await takeBack(worker)
    await comes(worker, worker.getByRole('alert').getByText(/Tell the recipient/))
    const recalled = (await worker.getByRole('alert').locator('code').first().textContent())?.trim()
    assert.ok(cases.some((one) => one['prs_IdentityNumber'] === recalled))
    await assertAccessible(worker, 'a recipient to be told')
    await worker.getByRole('button', { name: 'They were told' }).click()
    await gone(worker.getByText(/Tell the recipient/))
    await seen(worker.getByText(/recipient told .* by telephone/))
    await takeIn(worker, await file.path(), cases.length)
    const police = await sit({ person: cast.analyst, purpose: 'investigation', width: 390 })
    await police.goto(address)
    await seen(police.getByRole('main'))
    assert.equal(await police.getByText('C-').count(), 0)
  },
)

/** The same file comes in at a board: looked at first, then taken, and nobody's agreement with it. */
async function takeIn(worker: Page, path: string, cases: number): Promise<void> {
  await worker.goto('/case-releases')
  await worker.getByRole('link', { name: 'Take cases in…' }).click()
  await worker.locator('input[type=file]').setInputFiles({
    ...{ name: 'cases.json', mimeType: 'application/json' },
    buffer: await readFile(path),
  })
  await seen(
    worker.getByText(`HTCDS 2.0: ${cases} cases, ${cases} new, 0 were taken before`, { exact: false }),
  )
  await assertAccessible(worker, 'a file of cases looked at')
  await worker.getByRole('button', { name: `Take ${cases} cases in` }).click()
  await seen(worker.getByRole('heading', { name: `${cases} cases taken in, 0 were here already` }))
  await assertAccessible(worker, 'a file of cases taken')
}

/** The second person sees codes of the file and nobody behind them. */
async function letGo(supervisor: Page, address: string): Promise<void> {
  await supervisor.setViewportSize({ width: 390, height: 844 })
  await supervisor.goto('/')
  await seen(supervisor.getByText('การส่งกรณีรอบุคคลที่สอง'))
  await supervisor.goto(address)
  await seen(supervisor.getByText('รอบุคคลที่สอง').first())
  await assertFits(supervisor, 'cases that wait, on a telephone')
  await assertAccessible(supervisor, 'cases that wait, in Thai')
  await supervisor.getByRole('button', { name: 'อนุญาตให้ส่ง…' }).click()
  const dialog = supervisor.getByRole('dialog')
  await dialog.getByRole('textbox').fill('ตรวจแล้วส่งได้')
  await dialog.getByRole('button', { name: 'อนุญาตให้ส่ง', exact: true }).click()
  await gone(dialog)
  await seen(supervisor.getByText('ส่งแล้ว').first())
}

/** Somebody of the file takes the consent back; the screen of the ledger has a journey of its own. */
async function takeBack(worker: Page): Promise<void> {
  const link = worker.getByRole('link', { name: /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/ }).first()
  const path = `/api/v1/protected/${(await link.textContent()) ?? ''}/consent`
  const read = await worker.request.get(path)
  const { entries } = (await read.json()) as {
    readonly entries: readonly { readonly id: string; readonly purpose: string }[]
  }
  const entry = entries.find(({ purpose }) => purpose === 'statistics') ?? assert.fail('nobody agreed')
  const answer = await worker.request.post(`${path}/${entry.id}/withdraw`, {
    data: { at: new Date().toISOString(), mode: 'spoken' },
  })
  assert.equal(answer.status(), 200, await answer.text())
}
