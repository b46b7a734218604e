import assert from 'node:assert/strict'

import type { Page } from 'playwright-core'

import type { RunningNode } from '../../server/src/start-node.ts'
import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { openProfile } from '../find.ts'
import { journey } from '../journey.ts'
import { comes, eventually, gone, seen, patienceMs } from '../see.ts'

const details = (page: Page) => page.getByRole('complementary', { name: 'Details' })
const patience = { timeout: patienceMs }

/** A telephone that one person of ph-wdk alone has, and that ph lets th ask about, once th has heard so. */
async function heldThere(th: RunningNode, ph: RunningNode): Promise<string> {
  await eventually(
    'ph has published its telephones',
    async () => {
      const found = await th.node.database.pool.query(`select 1 from match_filter where identifier = 'phone'`)
      return (found.rowCount ?? 0) > 0
    },
    patienceMs,
  )
  const found = await ph.node.database.pool.query<{ norm: string }>(
    `select t.norm from match_token t join statement st on st.norm = t.norm and st.retracted_at is null join marking m on m.id = st.marking_id
     where t.identifier = 'phone' group by t.norm
     having count(distinct st.entity_id) = 1 and bool_and(m.block->>'organisation' = 'ph-wdk') and max((m.block->>'level')::int) < 2
       and bool_and(m.block->>'case' = '') order by t.norm limit 1`,
  )
  return found.rows[0]?.norm ?? assert.fail('ph-wdk has no telephone that th could find')
}

journey(
  'th asks ph about twenty telephones without telling: one is held there, more is asked for, and core data comes as a release',
  async ({ sit, th, ph }) => {
    const held = await heldThere(th, ph)
    const others = Array.from(
      { length: 19 },
      (_, at) => `+999 87 ${100 + at * 41} ${1000 + ((at * 977) % 9000)}`,
    )
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    await page.getByRole('link', { name: 'Ask without telling' }).click()
    await seen(page.getByRole('tab', { name: 'What we asked' }))
    await assertAccessible(page, 'matching at the start')
    await page.getByRole('link', { name: 'Ask without telling…' }).first().click()
    await page.getByRole('textbox', { name: 'Values' }).fill([...others, held, '081 234 5678'].join('\n'))
    await seen(page.getByText('20 values will be asked about, 1 stays here'))
    await seen(page.getByText('a telephone without its country: write +66 …'))
    await page.getByRole('button', { name: /without telling$/ }).click()
    await seen(page.getByText('Write the reason in a few words'))
    await assertAccessible(page, 'matching faults')
    await page.getByRole('textbox', { name: 'Legal basis' }).fill('Training agreement, article 4')
    await page.getByRole('textbox', { name: 'Reason' }).fill('Numbers of a telephone that was seized')
    await assertAccessible(page, 'matching new')
    await page.getByRole('button', { name: /without telling$/ }).click()
    const found = details(page).getByRole('heading', { name: /holds 1 of them/ })
    await found.waitFor(patience)
    await seen(details(page).getByText('19 were not found'))
    await assertAccessible(page, 'matching found')
    await details(page).getByRole('button', { name: 'Ask for more…' }).click()
    const disclose = page.getByRole('dialog', { name: /for more\?$/ })
    await disclose.getByRole('textbox').fill('Called three people who were held in one compound')
    await assertAccessible(page, 'matching disclose')
    await disclose.getByRole('button', { name: 'Show it and ask' }).click()
    await gone(disclose)
    await seen(details(page).getByText(/^4[78] hours left$/))
    // Where the question stands open on a screen, its answer is seen there and is no news.
    await page.goto('/search')

    const owner = await sit({ node: 'ph', person: cast.partnerOfficer, purpose: 'investigation' })
    const waits = owner
      .getByRole('region', { name: 'Hits to confirm' })
      .getByRole('link', { name: 'A hit to confirm' })
    await comes(owner, waits)
    await waits.first().click()
    await seen(details(owner).getByText('Called three people who were held in one compound'))
    await assertAccessible(owner, 'hit')
    await details(owner).getByRole('button', { name: 'Answer…' }).click()
    const answer = owner.getByRole('dialog', { name: /^Answer / })
    await seen(answer.getByText('This is what they will see'))
    await answer.getByRole('table').waitFor()
    await answer.getByRole('textbox', { name: 'Reason' }).fill('A recruiter known to us')
    await assertAccessible(owner, 'hit answer')
    await answer.getByRole('button', { name: 'Hand over core data' }).click()
    await gone(answer)
    await owner.getByText('Answered', { exact: true }).click()
    await owner.getByRole('table', { name: 'Hits to confirm' }).getByRole('button').first().click()
    await seen(details(owner).getByText('A recruiter known to us'))
    await assertAccessible(owner, 'hit answered')

    await page.goto('/')
    const news = page
      .getByRole('region', { name: 'Answers that came' })
      .getByRole('link', { name: 'A partner has answered about a hit' })
    await comes(page, news)
    await news.first().click()
    await seen(details(page).getByText('They answered: core data was handed over'))
    await assertAccessible(page, 'matching answered')
    await details(page).getByRole('link', { name: 'What they released' }).click()
    await details(page).getByRole('heading', { name: 'What came in' }).waitFor(patience)
  },
)

journey(
  'what a profile holds is asked about from where it stands, and watched; limits stop a list that is too long',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    await openProfile(page, 'ZZ3678508', 'จ้าว หลาน หมิ่น')
    await page.getByRole('button', { name: 'Ask a partner…' }).click()
    await assertAccessible(page, 'ask menu')
    await page.getByRole('link', { name: 'whether it holds its numbers, without telling' }).click()
    await seen(page.getByText('Taken from:'))
    assert.notEqual(await page.getByRole('textbox', { name: 'Values' }).inputValue(), '')
    await page.getByRole('checkbox', { name: 'Go on watching' }).check()
    await page.getByRole('button', { name: /without telling$/ }).click()
    await seen(page.getByText('Give the whole date: day, month and year'))
    const many = Array.from({ length: 501 }, (_, at) => `+999 88 ${(at * 7919) % 1_000_000}`)
    await page.getByRole('textbox', { name: 'Values' }).fill(many.join('\n'))
    await seen(page.getByText('At most 500 in one question: ask about the rest after'))
    const range = Array.from({ length: 40 }, (_, at) => `+999 81 600 ${1000 + at}`)
    await page.getByRole('textbox', { name: 'Values' }).fill(range.join('\n'))
    await seen(page.getByText(/The numbers count up/))
    await assertAccessible(page, 'matching a range')

    const small = await sit({ person: cast.analyst, purpose: 'investigation', width: 390, language: 'th' })
    await small.goto('/matching?new=yes')
    await seen(small.getByRole('heading', { name: 'สิ่งที่ออกจากโหนดนี้' }))
    await assertFits(small, 'matching on a telephone')
    await assertAccessible(small, 'matching on a telephone in Thai')
    await small.goto('/matching?tab=partners')
    await seen(small.getByRole('list', { name: 'คู่ร่วมมือ' }))
    await assertFits(small, 'matching partners on a telephone')
    await assertAccessible(small, 'matching partners on a telephone in Thai')
  },
)

journey('oversight opens a ticket and sees that its values are those that were asked', async ({ sit }) => {
  const inspector = await sit({ person: cast.oversight, purpose: 'oversight' })
  await inspector.getByRole('link', { name: 'Ask without telling' }).click()
  await seen(inspector.getByRole('tab', { name: 'Tickets' }))
  assert.equal(await inspector.getByRole('tab', { name: 'What we asked' }).count(), 0)
  await inspector.getByRole('table', { name: 'Tickets' }).getByRole('button').first().click()
  await seen(details(inspector).getByText(/It is written into the audit with your name/))
  await assertAccessible(inspector, 'ticket')
  await details(inspector).getByRole('button', { name: 'Open this ticket' }).click()
  await seen(details(inspector).getByText('The values fit the ticket: these and no others were asked about.'))
  await assertAccessible(inspector, 'ticket opened')
})
