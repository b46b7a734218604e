import assert from 'node:assert/strict'

import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { openProfile } from '../find.ts'
import { journey } from '../journey.ts'
import { eventually, gone, seen } from '../see.ts'

journey(
  'oversight sees who looked at what and what for, in words, and follows it by filters in the address',
  async ({ sit }) => {
    const analyst = await sit({ person: cast.analyst, purpose: 'investigation' })
    await openProfile(analyst, 'ZZ3678508', 'จ้าว หลาน หมิ่น')
    const id = new URL(analyst.url()).pathname.split('/').at(-1) ?? ''

    const page = await sit({ person: cast.oversight, purpose: 'oversight' })
    await page.getByRole('link', { name: 'Audit' }).click()
    const acts = page.getByRole('region', { name: 'Acts' })
    await seen(acts.getByRole('row').nth(1))
    const words = await acts.getByRole('row').getByRole('button').allTextContents()
    assert.ok(words.length > 10)
    assert.deepEqual(
      words.filter((word) => /^[a-z]+\.[a-z]+$/.test(word)),
      [],
      'no act stands as its code',
    )
    await assertAccessible(page, 'audit')

    await page.getByRole('combobox', { name: 'Act' }).selectOption({ label: 'opened a profile' })
    await page.getByRole('textbox', { name: 'Thing looked at (id)' }).fill(id)
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.waitForURL(new RegExp(`object=${id}`))
    const row = acts.getByRole('row').filter({ hasText: 'Arisa Thongmankhong' }).first()
    await seen(row.filter({ hasText: 'TH-26-0143' }))
    await row.getByRole('button', { name: 'opened a profile' }).click()
    const details = page.getByRole('complementary', { name: 'Details' })
    await seen(details.getByText('Criminal investigation'))
    await assertAccessible(page, 'audit act')
    await page.reload()
    await seen(details.getByRole('link', { name: id }))
    await eventually('the act has its place in the log', async () => {
      if (await details.getByText('Place in the log').isVisible()) return true
      await page.reload()
      await seen(details.getByRole('link', { name: id }))
      return false
    })
    await details.getByRole('link', { name: 'Arisa Thongmankhong' }).click()
    await page.waitForURL(new RegExp(`person=${cast.analyst.id}`))
    await gone(details.getByRole('heading'))
    await page.goBack()
    await page.waitForURL(new RegExp(`object=${id}`))

    await page.getByRole('textbox', { name: 'From: year' }).fill('2030')
    await page.getByRole('button', { name: 'Filter' }).click()
    await seen(page.getByRole('heading', { name: 'No act fits' }))
    await assertAccessible(page, 'audit nothing')
    await page.getByRole('button', { name: 'Remove all filters' }).click()
    await seen(acts.getByRole('row').nth(1))
    await assertFits(page, 'audit')
  },
)

journey(
  'a role is proposed by one administrator, approved by another, and never by its proposer',
  async ({ sit }) => {
    const first = await sit({ person: cast.administrator })
    await first.getByRole('link', { name: 'People and roles' }).click()
    await assertAccessible(first, 'people')
    await first.getByRole('button', { name: 'Praewa Maniphithak' }).click()
    const details = first.getByRole('complementary', { name: 'Details' })
    await details.getByRole('combobox', { name: 'Another role' }).selectOption({ label: 'Analyst' })
    await assertAccessible(first, 'people person')
    await details.getByRole('button', { name: 'Propose…' }).click()
    const dialog = first.getByRole('dialog', { name: 'Propose this role?' })
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Covers for a colleague in May')
    await assertAccessible(first, 'people propose')
    await dialog.getByRole('button', { name: 'Propose' }).click()
    await gone(dialog)
    await seen(details.getByText('Analyst: waits for approval'))
    assert.equal(await details.getByRole('button', { name: 'Approve' }).count(), 0, 'nobody approves his own')

    const second = await sit({ person: cast.secondAdministrator })
    await seen(second.getByRole('region', { name: 'Waits for your decision' }))
    await assertAccessible(second, 'my work decide')
    await second.getByRole('region', { name: 'Waits for your decision' }).getByRole('link').first().click()
    await second.getByRole('button', { name: 'Praewa Maniphithak' }).click()
    const theirs = second.getByRole('complementary', { name: 'Details' })
    await seen(theirs.getByText('Covers for a colleague in May'))
    await theirs.getByRole('button', { name: 'Approve' }).click()
    await gone(theirs.getByText('Analyst: waits for approval'))
    await seen(theirs.getByRole('region', { name: 'Analyst' }).getByText('Analyst', { exact: true }))

    const grant = theirs.getByRole('region', { name: 'Analyst' })
    await grant.getByRole('button', { name: 'Revoke…' }).click()
    const revoke = second.getByRole('dialog', { name: 'Revoke this role?' })
    await revoke.getByRole('textbox', { name: 'Reason' }).fill('The colleague is back')
    await assertAccessible(second, 'people revoke')
    await revoke.getByRole('button', { name: 'Revoke' }).click()
    await gone(revoke)
    await gone(grant)
    await gone(second.getByRole('navigation', { name: 'Screens' }).getByRole('note'))
  },
)

journey(
  'administrators and oversight see no content: not in the rail, not by an address typed by hand',
  async ({ sit, th }) => {
    const analyst = await sit({ person: cast.analyst, purpose: 'investigation' })
    await openProfile(analyst, 'ZZ3678508', 'จ้าว หลาน หมิ่น')
    const profile = new URL(analyst.url()).pathname
    for (const [person, purpose, screens] of [
      [
        cast.administrator,
        'administration',
        [
          'My work',
          'Keeping and erasing',
          'Exchange',
          'Ask without telling',
          'Partners',
          'Alarms',
          'Evacuation',
          'Words and sets',
          'People and roles',
        ],
      ],
      [
        cast.oversight,
        'oversight',
        [
          ...[
            'My work',
            'Non-punishment',
            'How panels decide',
            'Figures',
            'Emergency',
            'Keeping and erasing',
            'Ask without telling',
          ],
          ...['Partners', 'Audit', 'Complaints', 'Alarms', 'Evacuation'],
        ],
      ],
    ] as const) {
      const page = await sit({ person, purpose })
      const rail = page.getByRole('navigation', { name: 'Screens' })
      await seen(rail.getByRole('link', { name: 'My work' }))
      assert.deepEqual(
        (await rail.getByRole('link').allTextContents()).map((text) => text.replace(/\d+$/, '')),
        screens,
      )
      for (const address of ['/search?q=ZZ3678508', profile, '/import', '/chart']) {
        await page.goto(`${th.node.config.origin}${address}`)
        await seen(
          page.getByRole('heading', {
            name: /^(Your role (can't open|does not allow) this|Nothing here for you)$/,
          }),
        )
        assert.equal(await page.getByText('จ้าว หลาน หมิ่น').count(), 0)
        await assertAccessible(page, `no rights ${address.split(/[/?]/)[1]} ${person.roles[0]}`)
      }
      await page.goto('/releases')
      await seen(page.getByRole('heading', { level: 1, name: 'Exchange' }))
      assert.equal(await page.getByRole('tab', { name: /^(Released|Received)$/ }).count(), 0)
      await assertAccessible(page, `no releases ${person.roles[0]}`)
    }
  },
)
