import assert from 'node:assert/strict'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { openProfile } from '../find.ts'
import { journey } from '../journey.ts'
import { hasFocus } from '../keyboard.ts'
import { eventually, gone, seen } from '../see.ts'

journey(
  'a partner is looked at, tried, suspended with a reason and taken up again, by keys alone as well',
  async ({ sit }) => {
    const officer = await sit({ person: cast.officer, purpose: 'exchange' })
    await officer.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Partners' }).click()
    const table = officer.getByRole('table', { name: 'Partners' })
    await seen(table.getByText('In reach'))
    await assertAccessible(officer, 'partners')
    await officer.keyboard.press('j')
    const details = officer.getByRole('complementary', { name: 'Details' })
    await seen(details.getByText('Witnesses of the audit'))
    await seen(details.getByText('Signs its audit log'))
    await seen(details.getByText('what your organisation and the node itself send'))
    await assertAccessible(officer, 'partner')
    await details.getByRole('button', { name: 'Try now' }).click()
    await seen(officer.getByText('Philippines (training) is being asked'))

    await details.getByRole('button', { name: 'Suspend…' }).focus()
    await officer.keyboard.press('Enter')
    const suspend = officer.getByRole('dialog', { name: 'Suspend this partner?' })
    await hasFocus(suspend.getByRole('textbox'))
    await officer.keyboard.type('A complaint about their desk is looked into')
    await assertAccessible(officer, 'partner suspend')
    await officer.keyboard.press('Tab')
    await officer.keyboard.press('Tab')
    await officer.keyboard.press('Enter')
    await gone(suspend)
    await seen(details.getByText('A complaint about their desk is looked into'))
    await seen(table.getByText('Suspended by us'))
    await assertAccessible(officer, 'partner suspended')

    const administrator = await sit({ person: cast.administrator })
    await administrator.getByRole('link', { name: 'Partners', exact: true }).click()
    await administrator.getByRole('button', { name: 'Philippines (training)' }).click()
    const theirs = administrator.getByRole('complementary', { name: 'Details' })
    await seen(theirs.getByText('what every organisation of this node sends'))
    await theirs.getByRole('button', { name: 'End the suspension…' }).click()
    const resume = administrator.getByRole('dialog', { name: 'End the suspension?' })
    await resume.getByRole('textbox', { name: 'Reason' }).fill('Nothing was found in it')
    await resume.getByRole('button', { name: 'End it', exact: true }).click()
    await gone(resume)
    await seen(administrator.getByRole('table', { name: 'Partners' }).getByText('In reach'))
    assert.equal(
      await administrator.getByRole('tab', { name: 'What goes which way' }).count(),
      0,
      'who sees no content counts none',
    )

    const analyst = await sit({ person: cast.analyst, purpose: 'investigation' })
    await analyst.goto('/partners')
    await seen(analyst.getByRole('alert'))
    await assertAccessible(analyst, 'partners, no rights')
  },
)

journey('what goes which way is a chart and a table, and each number opens its list', async ({ sit }) => {
  const officer = await sit({ person: cast.officer, purpose: 'exchange' })
  await openProfile(officer, 'ZZ3678508', 'จ้าว หลาน หมิ่น')
  await officer.getByRole('link', { name: 'Release…' }).click()
  await officer.getByRole('checkbox', { name: '赵兰敏' }).check()
  await officer.getByRole('textbox', { name: 'Reason' }).fill('The landlord has an office in Manila')
  await officer.getByRole('button', { name: 'Ask a second person' }).click()
  await seen(officer.getByText('A second person has to approve it'))
  const supervisor = await sit({ person: cast.supervisor, purpose: 'exchange' })
  await supervisor.getByRole('region', { name: 'Waits for your decision' }).getByRole('link').first().click()
  await supervisor.getByRole('button', { name: 'Approve…' }).click()
  const approve = supervisor.getByRole('dialog', { name: 'Approve this release?' })
  await approve.getByRole('textbox', { name: 'Reason' }).fill('Lawful and needed there')
  await approve.getByRole('button', { name: 'Approve and send' }).click()
  await gone(approve)
  await seen(supervisor.getByText('Shown to them'))

  await officer.getByRole('link', { name: 'Partners', exact: true }).click()
  await officer.getByRole('tab', { name: 'What goes which way' }).click()
  const flow = officer.getByRole('region', { name: 'Philippines (training)', exact: true })
  const number = flow.getByRole('link', { name: /^\d+: Handed over/ }).first()
  await seen(number)
  await assertAccessible(officer, 'flows')
  await assertFits(officer, 'flows')
  const count = Number(await number.innerText())
  await number.click()
  const list = officer.getByRole('table', { name: 'Releases out' })
  await seen(list)
  await seen(officer.getByText(/handed over/))
  await eventually(
    'a number is as long as its list',
    async () => (await list.locator('tbody tr').count()) === count,
  )
  await assertAccessible(officer, 'releases of a number')

  const thai = await sit({ person: cast.supervisor, purpose: 'exchange', language: 'th', width: 390 })
  await thai.goto('/partners')
  await thai.getByRole('button', { name: 'ฟิลิปปินส์ (ฝึกอบรม)' }).click()
  await seen(thai.getByText('การรับรองบันทึกการตรวจสอบ'))
  await assertAccessible(thai, 'partner, Thai and narrow')
  await assertFits(thai, 'partner, Thai and narrow')
  await thai.goto('/partners?tab=flows&period=month')
  await seen(thai.getByRole('region', { name: 'ฟิลิปปินส์ (ฝึกอบรม)', exact: true }))
  await assertAccessible(thai, 'flows, Thai and narrow')
  await assertFits(thai, 'flows, Thai and narrow')
})
