import assert from 'node:assert/strict'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { journey } from '../journey.ts'
import { gone, seen } from '../see.ts'

journey(
  'a figure is counted, a small number stays back, a second person releases it, and everybody reads it in the register',
  async ({ sit }) => {
    const worker = await sit({ person: cast.worker, purpose: 'victim-protection' })
    await worker.goto('/figures')
    await worker.getByRole('link', { name: 'Make a figure…' }).click()
    await worker.getByLabel('First month').fill('2026-05')
    await worker.getByLabel('Last month').fill('2026-05')
    await seen(worker.getByText(/120 counted of 120/))
    const months = worker.getByRole('region', { name: 'Month of arrival' })
    await seen(months.getByRole('link', { name: /held back: small/ }))
    await assertAccessible(worker, 'making a figure')
    const small = months.getByRole('link', { name: /held back: small/ }).first()
    const people = Number.parseInt((await small.textContent()) ?? '', 10)
    assert.ok(people > 0 && people < 11, `a small number is under the bound, and not ${people}`)
    await small.click()
    await seen(worker.getByRole('heading', { level: 1, name: 'The people behind this number' }))
    await seen(worker.getByText(`${people} people`, { exact: true }))
    await assertAccessible(worker, 'the people behind a number')
    await worker.goBack()
    await worker.getByRole('button', { name: 'Ask a second person…' }).click()
    const dialog = worker.getByRole('dialog')
    await dialog.getByRole('textbox').fill('For the ministry of social development')
    await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
    await seen(worker.getByText('waits for a second person'))
    const address = new URL(worker.url()).pathname

    const police = await sit({ person: cast.analyst, purpose: 'investigation' })
    await police.goto(address)
    await seen(police.getByRole('heading', { name: 'Nothing here for you' }))

    const supervisor = await sit({
      person: cast.careSupervisor,
      purpose: 'victim-protection',
      language: 'th',
    })
    await supervisor.goto(address)
    await seen(supervisor.getByText('รอบุคคลที่สอง').first())
    await supervisor.getByRole('button', { name: 'เผยแพร่ตัวเลข…' }).click()
    const deciding = supervisor.getByRole('dialog')
    await deciding.getByRole('textbox').fill('ตรวจแล้วเผยแพร่ได้')
    await deciding.getByRole('button', { name: 'เผยแพร่ตัวเลข', exact: true }).click()
    await gone(deciding)
    await seen(supervisor.getByRole('button', { name: 'ถอน…' }))
    await assertAccessible(supervisor, 'a released figure in Thai')

    await police.goto(address)
    const table = police.getByRole('region', { name: 'Month of arrival' })
    await seen(table.getByRole('cell', { name: '120' }))
    assert.equal(await table.getByText(String(people), { exact: true }).count(), 0)
    await assertAccessible(police, 'a released figure')
    const [file] = await Promise.all([
      police.waitForEvent('download'),
      police.getByRole('button', { name: 'CSV' }).click(),
    ])
    assert.equal(file.suggestedFilename(), 'received-2026-05-2026-05.csv')

    const narrow = await sit({ person: cast.oversight, purpose: 'oversight', width: 390 })
    await narrow.goto('/figures')
    await narrow.getByRole('link', { name: 'People received' }).first().click()
    await seen(narrow.getByRole('region', { name: 'Month of arrival' }))
    await assertFits(narrow, 'a released figure on a telephone')
  },
)
