import assert from 'node:assert/strict'

import { assertAccessible } from '../accessible.ts'
import { cast } from '../cast.ts'
import { openProfile } from '../find.ts'
import { journey } from '../journey.ts'
import { gone, seen } from '../see.ts'

journey(
  'what is confidential leaves only when a second person has approved it, and not its asker',
  async ({ sit }) => {
    const officer = await sit({ person: cast.officer, purpose: 'exchange' })
    await openProfile(officer, 'ZZ3678508', 'จ้าว หลาน หมิ่น')
    await officer.getByRole('link', { name: 'Release…' }).click()
    await officer.getByRole('checkbox', { name: '赵兰敏' }).check()
    await seen(officer.getByText('A second person has to approve this.'))
    await officer.getByRole('button', { name: 'Ask a second person' }).click()
    await seen(officer.getByText('Write the reason in a few words'))
    await assertAccessible(officer, 'release reason missing')
    await officer.getByRole('textbox', { name: 'Reason' }).fill('The landlord has an office in Manila')
    await officer.getByRole('button', { name: 'Ask a second person' }).click()
    const own = officer.getByRole('complementary', { name: 'Details' })
    await seen(own.getByText('A second person has to approve it'))
    assert.equal(await own.getByRole('button', { name: 'Approve…' }).count(), 0, 'nobody approves his own')
    await assertAccessible(officer, 'release waiting')

    const supervisor = await sit({ person: cast.supervisor, purpose: 'investigation' })
    const waiting = supervisor.getByRole('region', { name: 'Waits for your decision' })
    await waiting.getByRole('link').first().click()
    const details = supervisor.getByRole('complementary', { name: 'Details' })
    await seen(details.getByText('The landlord has an office in Manila'))
    await details.getByRole('button', { name: 'Approve…' }).click()
    const dialog = supervisor.getByRole('dialog', { name: 'Approve this release?' })
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Lawful and needed there')
    await assertAccessible(supervisor, 'release approve')
    await dialog.getByRole('button', { name: 'Approve and send' }).click()
    await gone(dialog)
    await seen(details.getByText('Shown to them'))

    const partner = await sit({ node: 'ph', person: cast.partner, purpose: 'exchange' })
    await openProfile(partner, '赵兰敏', '赵兰敏')
    await assertAccessible(partner, 'received profile of one value')
    await partner.getByRole('link', { name: 'Exchange' }).click()
    await partner.getByRole('tab', { name: 'Agreements' }).click()
    await seen(partner.getByText('Training agreement on trafficking and scam compounds').first())
    await assertAccessible(partner, 'agreements')
  },
)
