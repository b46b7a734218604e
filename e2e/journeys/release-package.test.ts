import assert from 'node:assert/strict'

import type { Page } from 'playwright-core'

import type { TestNode } from '../../server/src/testing.ts'
import { assertAccessible } from '../accessible.ts'
import { cast } from '../cast.ts'
import { openProfile } from '../find.ts'
import { journey } from '../journey.ts'
import { comes, eventually, gone, seen } from '../see.ts'

const report = 'RPT-2569-0121'

/** Chooses every value of every thing, and every link between them. */
async function chooseAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Choose all' }).first().waitFor()
  await eventually('every value is chosen', async () => {
    const more = page.getByRole('button', { name: 'Choose all' })
    if ((await more.count()) === 0) return true
    await more.first().click()
    return false
  })
}

const details = (page: Page) => page.getByRole('complementary', { name: 'Details' })

async function openReceived(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Exchange' }).click()
  await page.getByRole('tab', { name: 'Received' }).click()
  await page.getByRole('table', { name: 'Releases in' }).getByRole('button').first().click()
}

journey(
  'what hangs together goes together from the chart, is narrowed by one link, and is taken back whole',
  async ({ sit }) => {
    const officer = await sit({ person: cast.officer, purpose: 'investigation' })
    await openProfile(officer, report, report)
    await officer.getByRole('link', { name: 'On the chart' }).click()
    const picture = officer.getByRole('img', { name: /^Link chart\. Things: 1,/ })
    await seen(picture)
    await picture.focus()
    await officer.keyboard.press('ArrowRight')
    await officer.keyboard.press('e')
    await gone(picture)
    await officer.getByRole('link', { name: 'Release these…' }).click()
    await chooseAll(officer)
    await officer.getByRole('button', { name: 'All between these' }).click()
    const seenThere = officer.getByRole('region', { name: 'The package as they see it' })
    await seen(seenThere.getByText('How they hang together'))
    await seen(seenThere.getByRole('img', { name: /5 links/ }))
    await officer.getByRole('textbox', { name: 'Reason' }).fill('The group works in both countries')
    await assertAccessible(officer, 'release of several')
    await officer.getByRole('button', { name: /^Release to / }).click()
    await seen(details(officer).getByText('Shown to them'))
    await assertAccessible(officer, 'release of several, told')

    const partner = await sit({ node: 'ph', person: cast.partnerOfficer, purpose: 'investigation' })
    await openReceived(partner)
    await details(partner).getByRole('link', { name: 'On the chart' }).click()
    await seen(
      partner.getByRole('img', { name: /^Link chart\. Things: 6, links: 5|^Link chart\. Things: 6,/ }),
    )

    await details(officer).getByRole('button', { name: 'Correct or narrow…' }).click()
    const change = officer.getByRole('dialog', { name: 'Correct or narrow this release' })
    await change.getByRole('checkbox', { name: new RegExp(`^${report} was reported by`) }).uncheck()
    await seen(change.getByText('Hidden there'))
    await assertAccessible(officer, 'release narrowed by a link')
    await change.getByRole('textbox', { name: 'Reason' }).fill('He only passed it on')
    await change.getByRole('button', { name: 'Tell the partner' }).click()
    await gone(change)
    await seen(details(officer).getByText('done there'))

    await details(officer).getByRole('button', { name: 'Recall…' }).click()
    const recall = officer.getByRole('dialog', { name: 'Recall this release?' })
    await recall.getByRole('textbox', { name: 'Reason' }).fill('It was another group')
    await recall.getByRole('button', { name: 'Recall', exact: true }).click()
    await gone(recall)
    await seen(officer.getByText(/^The recall is on its way to/))
    await seen(details(officer).getByText('Gone from there'))
    await openReceived(partner)
    await comes(partner, details(partner).getByText(/has taken this back/))
    assert.equal(await details(partner).getByRole('link', { name: 'On the chart' }).count(), 0)
  },
)

/** As its owner marked it: not to be handed on without its word. */
async function markH2({ node }: Pick<TestNode, 'node'>, value: string): Promise<void> {
  await node.database.inTransaction(async (tx) => {
    const found = await tx.client.query<{ id: number; block: object }>(
      `select m.id, m.block from statement st join marking m on m.id = st.marking_id where st.value = $1 and st.retracted_at is null limit 1`,
      [value],
    )
    const block = found.rows[0]?.block as Parameters<typeof node.markings.intern>[1] | undefined
    if (!block) throw new Error(`nothing says ${value}`)
    const marking = await node.markings.intern(tx, {
      ...block,
      conditions: { ...block.conditions, handling: 'H2' },
    })
    await tx.client.query('update statement set marking_id = $2 where value = $1', [value, marking])
  })
}

journey(
  'what its originator wants to be asked about waits for its word, and then for a second person',
  async ({ sit, th }) => {
    await markH2(th, '999-3-64106-6')
    const officer = await sit({ person: cast.officer, purpose: 'investigation' })
    await openProfile(officer, '999-3-64106-6', '999-3-64106-6')
    await officer.getByRole('link', { name: 'Release…' }).click()
    await chooseAll(officer)
    await seen(officer.getByText(/has to allow it first/))
    await officer.getByRole('textbox', { name: 'Reason' }).fill('The money went there')
    await assertAccessible(officer, 'release that asks its originator')
    await officer.getByRole('button', { name: 'Ask its originator' }).click()
    await seen(details(officer).getByText('Its originator has to allow it'))
    await assertAccessible(officer, 'release waits for its originator')

    const supervisor = await sit({ person: cast.supervisor, purpose: 'investigation' })
    const waiting = supervisor.getByRole('region', { name: 'Waits for your decision' })
    await waiting
      .getByRole('link', { name: /You are asked as the originator/ })
      .first()
      .click()
    const board = supervisor.getByRole('table', { name: 'Permissions of originators' })
    await board.getByRole('button', { name: 'Answer…' }).first().click()
    const dialog = supervisor.getByRole('dialog', { name: 'May this be handed on?' })
    await dialog.getByRole('radio', { name: 'All of it may go' }).check()
    await assertAccessible(supervisor, 'permission answer')
    await dialog.getByRole('textbox').fill('Needed there, and lawful')
    await dialog.getByRole('button', { name: 'Answer', exact: true }).click()
    await gone(dialog)
    await seen(board.getByText('Allowed'))
    await assertAccessible(supervisor, 'permissions')
    await board.getByRole('link').first().click()
    await details(supervisor).getByRole('button', { name: 'Approve…' }).click()
    const approve = supervisor.getByRole('dialog', { name: 'Approve this release?' })
    await approve.getByRole('textbox', { name: 'Reason' }).fill('As its originator allowed')
    await approve.getByRole('button', { name: 'Approve and send' }).click()
    await gone(approve)
    await seen(details(supervisor).getByText('Shown to them'))
    await seen(details(supervisor).getByText('Its originator allowed it'))
  },
)
