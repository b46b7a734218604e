import assert from 'node:assert/strict'

import type { Page } from 'playwright-core'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { journey } from '../journey.ts'
import { gone, seen } from '../see.ts'

const caring = { purpose: 'victim-protection' } as const
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Somebody of the newest board of whom nothing is said yet; gives the code. */
async function someone(page: Page): Promise<string> {
  await page.goto('/arrivals')
  await page.getByRole('link', { name: /Friendship Bridge 2(?!,)/ }).click()
  const last = page.getByRole('region', { name: 'Queue' }).getByRole('link').last()
  await seen(last)
  await last.click()
  const title = page.getByRole('heading', { level: 1 })
  await seen(page.getByRole('region', { name: 'Held, charged, fined, barred?' }))
  return (await title.textContent()) ?? ''
}

async function write(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: label }).fill(text)
}

journey(
  'somebody in protection is in a cell: said by those who care, assessed by two, released, and seen to be free',
  async ({ sit }) => {
    const [worker, first, second] = await Promise.all([
      sit({ ...caring, person: cast.worker }),
      sit({ ...caring, person: cast.assessor }),
      sit({ ...caring, person: cast.secondAssessor }),
    ])
    const code = await someone(worker)
    await seen(worker.getByRole('region', { name: 'Time to recover and think' }))
    await button(worker, 'Say so…').click()
    await write(worker, 'By whom, if known', 'Border police (training)')
    await assertAccessible(worker, 'person, saying that somebody is held')
    await button(worker, 'Write it down').click()
    await seen(worker.getByRole('link', { name: /detained/ }))

    // The first assessor: an offence, and what is said of it.
    await first.goto('/non-punishment?punishment=detained')
    await seen(first.getByRole('link', { name: code }))
    await assertAccessible(first, 'findings')
    await first.getByRole('link', { name: code }).click()
    await seen(
      first
        .getByText('Nobody has assessed it yet')
        .or(first.getByText('No offence is written yet.', { exact: false })),
    )
    await button(first, 'Write an offence…').click()
    await write(first, 'What is alleged', 'Crossed the river at night')
    await button(first, 'Write it down').click()
    const offence = first.getByRole('region', { name: 'Entering or staying without permission' })
    await seen(offence)
    await offence.getByRole('button', { name: 'Assess…' }).click()
    await offence.getByRole('radio', { name: /to be dropped/ }).check()
    await offence.getByRole('textbox', { name: 'Reason' }).fill('Was taken over the border by the guards')
    await assertAccessible(first, 'finding, assessing an offence')
    await offence.getByRole('button', { name: 'Assess', exact: true }).click()
    await seen(offence.getByText('nobody yet'))
    assert.equal(await offence.getByRole('button', { name: 'I agree' }).count(), 0, 'one person is not two')

    // The second opens the reason, and agrees.
    await second.goto(first.url())
    await second.getByRole('button', { name: 'Open…' }).click()
    await second.getByRole('button', { name: 'To look at it as the second person' }).click()
    await second.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click()
    await seen(second.getByText('Was taken over the border by the guards'))
    await write(second, 'Your reason as the second person', 'The route was the network’s')
    await assertAccessible(second, 'finding, opened, as the second person')
    await button(second, 'I agree').click()
    await seen(second.getByRole('heading', { name: 'the authority is to answer' }))
    await button(second, 'Released from custody…').click()
    await write(
      second.getByRole('dialog').page(),
      'How it was told, and the reason given',
      'Order of the court, by letter',
    )
    await second.getByRole('dialog').getByRole('button', { name: 'Write it down' }).click()
    await seen(second.getByRole('heading', { name: 'reported as ended, to be seen' }))

    // Those who care look whether it is so; it stands in their work.
    await worker.goto('/')
    await seen(worker.getByRole('link', { name: 'Look whether a punishment has ended as reported' }))
    await worker.goto(new URL(second.url()).pathname)
    await button(worker, 'It is so: I have seen it…').click()
    await write(worker, 'How you know', 'She is with us in the house')
    await worker.getByRole('dialog').getByRole('button', { name: 'Write it down' }).click()
    await seen(worker.getByRole('heading', { name: 'ended, and seen to have' }))
    await gone(button(worker, 'It is so: I have seen it…'))

    const [oversight, lead, police] = await Promise.all([
      sit({ person: cast.oversight, language: 'th' }),
      sit({ ...caring, person: cast.teamLead, width: 390 }),
      sit({ person: cast.analyst, purpose: 'investigation' }),
    ])
    await oversight.goto('/non-punishment')
    await seen(oversight.getByRole('heading', { name: 'สถานะ' }))
    assert.ok(!(await oversight.textContent('main'))?.includes(code))
    await assertAccessible(oversight, 'figures of punishment, in Thai')
    await lead.goto('/quality?by=site')
    await seen(lead.getByRole('link', { name: /of 12/ }))
    await assertFits(lead, 'how panels decide, on a telephone')
    await assertAccessible(lead, 'how panels decide, on a telephone')
    await lead.getByRole('link', { name: /of 12/ }).click()
    await seen(lead.getByRole('list', { name: 'People' }).getByRole('link').first())
    await police.goto(new URL(second.url()).pathname)
    await seen(police.getByRole('heading', { name: 'Your role does not allow this' }))
    assert.equal(await police.getByRole('link', { name: 'Non-punishment' }).count(), 0)
  },
)
