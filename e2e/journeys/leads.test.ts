import assert from 'node:assert/strict'

import type { Page } from 'playwright-core'

import { addPerson } from '../../server/src/modules/identity/index.ts'
import { importUnder } from '../../server/src/testing-guard.ts'
import { ownBlock } from '../../server/src/modules/leads/testing.ts'
import type { RunningNode } from '../../server/src/start-node.ts'
import { newId } from '../../server/src/store/identifier.ts'
import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { openProfile, search } from '../find.ts'
import { importFile } from '../import-file.ts'
import { journey } from '../journey.ts'
import { eventually, gone, seen } from '../see.ts'

const screens = (page: Page) => page.getByRole('navigation', { name: 'Screens' })
const leads = (page: Page) => page.getByRole('table', { name: 'Leads' })
const details = (page: Page) => page.getByRole('complementary', { name: 'Details' })

/** A lead is found within seconds; the list asks again by itself, and a reader may too. */
async function leadComes(page: Page, text: string): Promise<void> {
  await eventually(
    `a lead on ${text} is listed`,
    async () => {
      await page.reload()
      await page.getByRole('tab', { name: 'Leads' }).waitFor()
      return leads(page)
        .getByText(text)
        .first()
        .waitFor({ timeout: 1500 })
        .then(
          () => true,
          () => false,
        )
    },
    30_000,
  )
}

journey(
  'an analyst watches a number; a file of her agency states it, and she has a lead with its path that others do not see',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    await screens(page).getByRole('link', { name: 'Leads' }).click()
    await seen(page.getByRole('tab', { name: 'Watches' }))
    await assertAccessible(page, 'leads at the start')
    await page.getByRole('button', { name: 'Watch a number…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Watch a number' })
    await dialog.getByRole('button', { name: 'Watch' }).click()
    await seen(dialog.getByText('Write the number'))
    await dialog.getByRole('textbox', { name: 'Number' }).fill('+999 81 555 0107')
    await assertAccessible(page, 'watch a number')
    await dialog.getByRole('button', { name: 'Watch' }).click()
    await gone(dialog)
    await page.getByRole('tab', { name: 'Watches' }).click()
    await seen(page.getByRole('region', { name: 'Watches' }).getByText('+999 81 555 0107'))
    await assertAccessible(page, 'watches')

    const colleague = await sit({ person: cast.supervisor, purpose: 'investigation' })
    const file = {
      name: 'seized.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('ชื่อ-สกุล,โทรศัพท์\nวันชัย ทดสอบดี,+999 81 555 0107\n'),
    }
    await importFile(colleague, { file, source: 'Seized phones', marking: /^Our agency only/ })

    await screens(page).getByRole('link', { name: 'Leads' }).click()
    await leadComes(page, '+999 81 555 0107')
    await leads(page)
      .getByRole('button', { name: /\+999 81 555 0107/ })
      .click()
    await seen(details(page).getByRole('heading', { name: 'A watched number was stated' }))
    await seen(
      details(page).getByRole('img', {
        name: 'From what is watched by Phone +999 81 555 0107 to Seized phones',
      }),
    )
    await seen(details(page).getByRole('link', { name: 'วันชัย ทดสอบดี' }))
    await assertAccessible(page, 'lead with its path')
    await page.keyboard.press('a')
    await seen(details(page).getByText('Taken up'))
    await page.keyboard.press('d')
    const dismiss = page.getByRole('dialog', { name: 'Dismiss this lead?' })
    await dismiss.getByRole('button', { name: 'Known already' }).click()
    await assertAccessible(page, 'lead dismiss')
    await dismiss.getByRole('textbox').fill('Known already from the raid')
    await dismiss.getByRole('button', { name: 'Dismiss' }).click()
    await gone(dismiss)
    await seen(details(page).getByText('Dismissed', { exact: true }))
    await page.getByRole('button', { name: 'Undo' }).click()
    await seen(details(page).getByText('Taken up'))
    await page.getByRole('tab', { name: 'What came of them' }).click()
    await seen(page.getByText('too few to say (n = 0)').first())
    await assertAccessible(page, 'what came of the leads')

    const other = await sit({ person: cast.moneyAnalyst, purpose: 'financial-intelligence' })
    await screens(other).getByRole('link', { name: 'Leads' }).click()
    await seen(other.getByRole('tab', { name: 'Watches' }))
    assert.equal(await other.getByText('+999 81 555 0107').count(), 0)
    assert.equal(await other.getByRole('tab', { name: 'Contact desk' }).count(), 0)
    await other.goto(page.url())
    assert.equal(await other.getByText('+999 81 555 0107').count(), 0)
  },
)

journey(
  'a profile and a search are watched where they stand; a lead is read on a telephone, and in Thai',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    await openProfile(page, 'สมชาย ทองรักษา', 'สมชาย ทองรักษา')
    await page.getByRole('button', { name: 'Watch…' }).click()
    const watch = page.getByRole('dialog', { name: 'Watch this profile' })
    await watch.getByRole('combobox', { name: 'Be told' }).selectOption({ label: 'once a day, at 07:00' })
    await watch.getByRole('checkbox', { name: 'for the whole desk' }).check()
    await watch.getByRole('button', { name: 'Watch' }).click()
    await gone(watch)
    await search(page, 'Wanchai Nobody')
    await page.getByRole('button', { name: 'Save and watch…' }).click()
    const save = page.getByRole('dialog', { name: 'Save and watch this search' })
    await save.getByRole('button', { name: 'Watch' }).click()
    await gone(save)
    await screens(page).getByRole('link', { name: 'Leads' }).click()
    await page.getByRole('tab', { name: 'Watches' }).click()
    const list = page.getByRole('region', { name: 'Watches' })
    await seen(list.getByText('once a day, at 07:00'))
    const line = list.getByRole('row').filter({ hasText: 'Wanchai Nobody' })
    await line.getByRole('button', { name: 'Let it rest' }).click()
    await seen(line.getByText('rests'))
    await line.getByRole('button', { name: 'End it' }).click()
    await seen(line.getByText('ended'))

    const small = await sit({ person: cast.analyst, purpose: 'investigation', width: 390, language: 'th' })
    await small.goto('/leads?state=all')
    const first = small.getByRole('table', { name: 'เบาะแส' }).getByRole('button').first()
    await seen(first)
    await assertFits(small, 'leads on a telephone')
    await assertAccessible(small, 'leads on a telephone in Thai')
    await first.click()
    await seen(small.getByRole('heading', { name: 'เหตุที่เป็นเบาะแส' }))
    await assertFits(small, 'lead on a telephone')
    await assertAccessible(small, 'lead on a telephone in Thai')
    await small.goto('/leads?tab=watches')
    await seen(small.getByRole('region', { name: 'การเฝ้าดู' }))
    await assertFits(small, 'watches on a telephone')
  },
)

const shared = 'id,name,phone,company\nP1,Desk Matter,+999 81 555 0999,\n'

async function deskOf(site: RunningNode, organisation: string): Promise<string> {
  const { node } = site
  return node.database.inTransaction((tx) =>
    addPerson(
      { tx, node, now: new Date(), requestId: newId() },
      {
        organisation,
        name: { en: 'Nattaya Suwannaphum', th: 'ณัฐยา สุวรรณภูมิ' },
        roles: ['exchange-officer'],
        clearance: 2,
        cases: [],
      },
    ),
  )
}

journey(
  'two agencies hold one number and may announce it: each contact desk has a ticket, the officers nothing, and a question is answered',
  async ({ sit, th }) => {
    for (const organisation of ['th-aht', 'th-aml'])
      await importUnder(th.node, ownBlock(organisation, { announce: true }), {
        sourceName: `Desk list of ${organisation}`,
        content: shared,
      })
    const officer = await sit({ person: cast.officer, purpose: 'investigation' })
    await screens(officer).getByRole('link', { name: 'Leads' }).click()
    await officer.getByRole('tab', { name: 'Contact desk' }).click()
    const own = officer
      .getByRole('list', { name: 'Tickets' })
      .getByRole('listitem')
      .filter({ hasText: '0999' })
    await eventually('the ticket is there', async () => {
      await officer.reload()
      return own.waitFor({ timeout: 1500 }).then(
        () => true,
        () => false,
      )
    })
    await assertAccessible(officer, 'tickets')
    await own.getByRole('button', { name: 'Ask…' }).click()
    const dialog = officer.getByRole('dialog', { name: 'Ask the other contact desk?' })
    await dialog.getByRole('button', { name: /^We investigate this number/ }).click()
    await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
    await gone(dialog)
    await seen(own.getByText('No answer yet.'))
    assert.equal(await officer.getByText(/aml|Money/).count(), 0, 'nothing of the other side')

    const other = await sit({
      person: { ...cast.officer, id: await deskOf(th, 'th-aml') },
      purpose: 'financial-intelligence',
    })
    await seen(other.getByRole('region', { name: 'Leads' }).getByText(/A contact desk asks/))
    await other.getByRole('link', { name: /A contact desk asks/ }).click()
    const question = other.getByRole('group', { name: 'A question to you' })
    await seen(question.getByText(/Anti-Trafficking Centre/))
    await question.getByRole('textbox', { name: 'Where to reach you' }).fill('Room 4, extension 12')
    await assertAccessible(other, 'a question to the contact desk')
    await question.getByRole('button', { name: 'Contact us' }).click()
    await seen(question.getByText('You answered: contact us.'))

    await officer.reload()
    await seen(own.getByText('Room 4, extension 12'))
    await seen(own.getByText(/Anti-Money-Laundering Desk/))

    const analyst = await sit({ person: cast.analyst, purpose: 'investigation' })
    await screens(analyst).getByRole('link', { name: 'Leads' }).click()
    await seen(analyst.getByRole('tab', { name: 'Watches' }))
    assert.equal(await analyst.getByText('+999 81 555 0999').count(), 0)
    assert.equal(await analyst.getByRole('tab', { name: 'Contact desk' }).count(), 0)
  },
)
