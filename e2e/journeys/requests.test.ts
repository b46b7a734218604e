import assert from 'node:assert/strict'

import type { Page } from 'playwright-core'

import type { RunningNode } from '../../server/src/start-node.ts'
import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { journey } from '../journey.ts'
import { choose, hasFocus, press, writeInto } from '../keyboard.ts'
import { comes, gone, seen, patienceMs } from '../see.ts'

const details = (page: Page) => page.getByRole('complementary', { name: 'Details' })
const patience = { timeout: patienceMs }

/** Somebody that the partner's own agency may hand over without a second person. */
async function giveable({ node }: RunningNode): Promise<string> {
  const found = await node.database.pool.query<{ wire: string }>(
    `select e.wire from entity e join statement st on st.entity_id = e.id and st.retracted_at is null join marking m on m.id = st.marking_id
     where m.block->>'organisation' = 'ph-wdk' and m.block->>'zone' = 'enforcement'
     group by e.id having max((m.block->>'level')::int) < 2 and bool_and(m.block->>'case' = '') order by e.id limit 1`,
  )
  return found.rows[0]?.wire ?? assert.fail('ph-wdk holds nobody it could hand over')
}

journey(
  'by the keyboard alone an officer asks to freeze an account; the partner accepts, answers by a release, and it is closed',
  async ({ sit, ph }) => {
    const page = await sit({ person: cast.officer, purpose: 'investigation' })
    await page.keyboard.press('ControlOrMeta+K')
    await hasFocus(page.getByRole('textbox', { name: 'Commands' }))
    await page.keyboard.type('Ask a partner for information')
    await gone(page.getByRole('button', { name: /^Go to: / }))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Whom to ask' }).waitFor()
    await assertAccessible(page, 'request new')
    await press(page, page.getByRole('button', { name: /^Send to/ }))
    await seen(page.getByText('Write in a few words what is asked'))
    await assertAccessible(page, 'request faults')
    await choose(page, page.getByRole('combobox', { name: 'Agency' }), 'ph-wdk')
    await choose(page, page.getByRole('combobox', { name: 'Kind', exact: true }), 'freeze-account')
    await choose(page, page.getByRole('combobox', { name: 'Wanted' }), '72')
    await writeInto(
      page,
      page.getByRole('textbox', { name: 'What is asked, in words' }),
      'Stop 2,400,000 that came in on Monday',
    )
    await press(page, page.getByRole('button', { name: 'Add a value' }))
    await choose(page, page.getByRole('combobox', { name: 'Kind of value 1' }), 'accountNumber')
    await writeInto(page, page.getByRole('textbox', { name: 'Value 1' }), '999-1-23456-7')
    await seen(page.getByRole('region', { name: 'The request as they read it' }).getByText('999-1-23456-7'))
    await press(page, page.getByRole('button', { name: /^Send to/ }))
    await seen(details(page).getByText('Sent, not opened yet'))
    await seen(details(page).getByText('3 days left'))
    await assertAccessible(page, 'request sent')

    const partner = await sit({ node: 'ph', person: cast.partnerOfficer, purpose: 'investigation' })
    const waits = partner.getByRole('region', { name: 'Requests that wait for you' })
    await comes(partner, waits.getByRole('link', { name: 'A partner asks' }))
    await assertAccessible(partner, 'my work with a request')
    await waits.getByRole('link', { name: 'A partner asks' }).first().click()
    await seen(details(partner).getByText('Stop 2,400,000 that came in on Monday'))
    await assertAccessible(partner, 'request in')
    await details(partner).getByRole('button', { name: 'Accept' }).click()
    await seen(details(partner).getByText('Accepted', { exact: true }))
    const request = partner.url()

    await partner.goto(`/releases?entity=${await giveable(ph)}`)
    await partner.getByRole('button', { name: 'Choose all' }).click()
    await partner.getByRole('textbox', { name: 'Reason' }).fill('Holder of the account')
    await partner.getByRole('button', { name: /^Release to/ }).click()
    await details(partner).waitFor()
    await partner.goto(request)
    await details(partner).getByRole('button', { name: 'Answer…' }).click()
    const answer = partner.getByRole('dialog', { name: 'Answer this request' })
    await answer.getByRole('combobox', { name: 'By which release it travels' }).selectOption({ index: 1 })
    await answer.getByRole('textbox').fill('Frozen since noon; the holder is in the release')
    await assertAccessible(partner, 'request answer')
    await answer.getByRole('button', { name: 'Answer and close' }).click()
    await gone(answer)
    await seen(details(partner).getByText('Closed', { exact: true }))

    await comes(page, details(page).getByText('Closed', { exact: true }))
    await seen(details(page).getByText('Frozen since noon; the holder is in the release'))
    await assertAccessible(page, 'request closed')
    await press(page, details(page).getByRole('link', { name: 'the release that came with it' }))
    await details(page).getByRole('heading', { name: 'What came in' }).waitFor(patience)
  },
)

journey(
  'an analyst’s request waits for a second person, is refused with a reason, goes to mutual legal assistance and is printed in Thai and English',
  async ({ sit }) => {
    const analyst = await sit({ person: cast.analyst, purpose: 'investigation' })
    await analyst.getByRole('link', { name: 'Requests' }).click()
    await analyst.getByRole('tab', { name: 'Asked by us' }).click()
    await assertAccessible(analyst, 'requests at the start')
    await analyst.getByRole('link', { name: 'Ask a partner…' }).first().click()
    await analyst.getByRole('combobox', { name: 'Agency' }).selectOption('ph-wdk')
    await analyst.getByRole('radio', { name: 'Urgent' }).check()
    await analyst
      .getByRole('textbox', { name: 'What is asked, in words' })
      .fill('Who rented the building in July?')
    await analyst.getByRole('button', { name: 'Ask a second person' }).click()
    await seen(details(analyst).getByText('Waits for a second person'))
    assert.equal(await details(analyst).getByRole('button', { name: 'Let it go…' }).count(), 0)
    const address = analyst.url()

    const officer = await sit({ person: cast.officer, purpose: 'investigation' })
    const waiting = officer.getByRole('region', { name: 'Waits for your decision' })
    await waiting
      .getByRole('link', { name: 'A request to a partner waits for you to let it go' })
      .first()
      .click()
    await details(officer).getByRole('button', { name: 'Let it go…' }).click()
    const approve = officer.getByRole('dialog', { name: 'Let this request go?' })
    await approve.getByRole('textbox').fill('In order, and needed')
    await assertAccessible(officer, 'request approve')
    await approve.getByRole('button', { name: 'Approve and send' }).click()
    await gone(approve)

    const partner = await sit({ node: 'ph', person: cast.partnerOfficer, purpose: 'investigation' })
    await partner.goto('/requests')
    const line = partner.getByRole('row').filter({ hasText: 'Who rented the building in July?' })
    await comes(partner, line)
    await line.getByRole('button').click()
    await details(partner).getByRole('button', { name: 'Refuse…' }).click()
    const refuse = partner.getByRole('dialog', { name: 'Refuse this request?' })
    await refuse.getByRole('textbox').fill('A court has to order that')
    await assertAccessible(partner, 'request refuse')
    await refuse.getByRole('button', { name: 'Refuse', exact: true }).click()
    await gone(refuse)

    await officer.goto(address)
    await comes(officer, details(officer).getByText('A court has to order that'))
    await seen(details(officer).getByText(/The law does not allow it/))
    await assertAccessible(officer, 'request refused')
    await details(officer).getByRole('button', { name: 'To mutual legal assistance…' }).click()
    const hand = officer.getByRole('dialog', { name: 'Hand this to mutual legal assistance?' })
    await hand.getByRole('textbox').fill('Office of the Attorney General, 0025/1143')
    await assertAccessible(officer, 'request to mutual legal assistance')
    await hand.getByRole('button', { name: 'Hand over' }).click()
    await gone(hand)
    await seen(details(officer).getByText('Handed to mutual legal assistance', { exact: true }))
    await details(officer).getByRole('link', { name: 'Print…' }).click()
    const pack = officer.frameLocator('iframe')
    for (const words of ['Request for information', 'คำขอข้อมูล', 'ความเร่งด่วน', '0025/1143', 'ใช้ในราชการ'])
      await seen(pack.getByText(words))
    await seen(officer.getByRole('button', { name: 'Print' }))
    await assertAccessible(officer, 'request to print')

    const small = await sit({ person: cast.analyst, purpose: 'investigation', width: 390, language: 'th' })
    await small.goto(address)
    await seen(small.getByRole('heading', { name: 'สิ่งที่ขอ' }))
    await assertFits(small, 'request on a telephone')
    await assertAccessible(small, 'request on a telephone in Thai')
    await small.goto('/requests?new=yes')
    await seen(small.getByRole('heading', { name: 'ขอจากใคร' }))
    await assertFits(small, 'new request on a telephone')
    await assertAccessible(small, 'new request on a telephone in Thai')
  },
)
