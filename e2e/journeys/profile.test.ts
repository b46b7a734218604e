import assert from 'node:assert/strict'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { openProfile } from '../find.ts'
import { journey } from '../journey.ts'
import { gone, seen } from '../see.ts'

journey(
  'a profile shows every value with its sources and grades, and the record as it came',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    await openProfile(page, 'Teo Lanmin', 'จ้าว หลาน หมิ่น')
    assert.equal(await page.title(), 'Person · SHIELD', 'the tab tells no name to somebody looking on')
    const values = page.getByRole('table', { name: 'Values' })
    for (const value of ['จ้าว หลาน หมิ่น', 'Teo Lanmin', '赵兰敏', '1981', 'ZZ3678508', '+999-97-008-7658'])
      await seen(values.getByRole('button', { name: value }))
    const passport = values.getByRole('row').filter({ hasText: 'ZZ3678508' })
    assert.match((await passport.textContent()) ?? '', /Passport number.*1 source/)
    await seen(
      passport.getByLabel(/^F6: source: reliability can't be judged · content: truth can't be judged$/),
    )
    await assertAccessible(page, 'profile values')

    await passport.getByRole('button', { name: 'ZZ3678508' }).click()
    const inspector = page.getByRole('complementary', { name: 'Details' })
    await seen(inspector.getByRole('heading', { name: 'ZZ3678508' }))
    await seen(
      inspector
        .getByRole('region', { name: 'Register of persons of interest' })
        .getByText('As written: ZZ3678508'),
    )
    await inspector.getByRole('button', { name: 'The record as it came' }).click()
    await seen(inspector.getByText('เลขหนังสือเดินทาง'))
    await assertAccessible(page, 'profile statement')
    await inspector.getByRole('button', { name: /^Handling: / }).click()
    await seen(page.getByRole('dialog').getByText('a second person decides with you'))
    await assertAccessible(page, 'profile marking')
    await page.keyboard.press('Escape')
    await gone(page.getByRole('dialog'))
    await page.reload()
    await seen(inspector.getByRole('heading', { name: 'ZZ3678508' }))
    await inspector.getByRole('button', { name: 'Close the details' }).click()
    await gone(inspector.getByRole('heading', { name: 'ZZ3678508' }))
  },
)

journey(
  'links, history and who looked stand on their tabs; the reader is among those who looked',
  async ({ sit }) => {
    const page = await sit({ person: cast.analyst, purpose: 'investigation' })
    await openProfile(page, 'Teo Lanmin', 'จ้าว หลาน หมิ่น')
    await page.getByRole('tab', { name: 'Links (2)' }).click()
    await page.waitForURL(/tab=links/)
    await seen(page.getByRole('link', { name: /\+999-97-008-7658/ }))
    await assertAccessible(page, 'profile links')
    await page.getByRole('link', { name: /\+999-97-008-7658/ }).click()
    await seen(page.getByRole('heading', { level: 1, name: '+999-97-008-7658' }))
    await page.goBack()
    await seen(page.getByRole('tab', { name: 'Links (2)', selected: true }))

    await page.getByRole('tab', { name: /^Same or different/ }).click()
    await seen(page.getByRole('heading', { name: 'Nobody has judged this yet' }))
    await assertAccessible(page, 'profile same or different')

    await page.getByRole('tab', { name: 'History' }).click()
    await seen(page.getByRole('tabpanel', { name: 'History' }).getByText('Register of persons of interest'))
    await assertAccessible(page, 'profile history')

    await page.getByRole('tab', { name: 'Who looked' }).click()
    const looks = page.getByRole('tabpanel', { name: 'Who looked' }).getByRole('row')
    const own = looks.filter({ hasText: 'Arisa Thongmankhong' }).filter({ hasText: 'opened a profile' })
    await seen(own.filter({ hasText: 'TH-26-0143' }))
    await assertAccessible(page, 'profile who looked')
    await assertFits(page, 'profile who looked')
  },
)

journey('a judgement joins two profiles, and withdrawing it parts them again', async ({ sit }) => {
  const page = await sit({ person: cast.analyst, purpose: 'investigation' })
  const ids: string[] = []
  for (const name of ['สมชาย มณีวัฒนา', 'สมชาย ไชยนิมิต']) {
    await openProfile(page, name, name)
    ids.push(new URL(page.url()).pathname.split('/').at(-1) ?? '')
  }
  const [left, right] = ids
  const judged = await page.evaluate(
    (body) =>
      fetch('/api/v1/judgements', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }).then((answer) => answer.status),
    { left, right, verdict: 'same', reason: 'One telephone, one address' },
  )
  assert.equal(judged, 200)
  await page.goto(`/entity/${left}?tab=same`)
  const panel = page.getByRole('tabpanel', { name: /^Same or different \(2\)/ })
  await seen(panel.getByText('One telephone, one address'))
  await assertAccessible(page, 'profile judged')

  await panel.getByRole('button', { name: 'Withdraw…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Take apart again?' })
  await dialog.getByRole('button', { name: 'Take apart' }).click()
  await seen(dialog.getByText('Write the reason in a few words'))
  await assertAccessible(page, 'profile withdraw')
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Two cousins share the telephone')
  await dialog.getByRole('button', { name: 'Take apart' }).click()
  await gone(dialog)
  await seen(page.getByRole('tab', { name: 'Same or different (1)' }))
})
