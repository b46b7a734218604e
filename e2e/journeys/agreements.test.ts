import assert from 'node:assert/strict'

import type { AgreementBody } from '@shield/contract'
import type { Page } from 'playwright-core'

import { addAgreement, signAgreement } from '../../server/src/modules/exchange/index.ts'
import { newId } from '../../server/src/store/identifier.ts'
import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { openProfile } from '../find.ts'
import { journey } from '../journey.ts'
import { comes, gone, seen } from '../see.ts'
import type { World } from '../world.ts'

const title = 'Agreement on names of recruiters'

/** Opens the agreements of the exchange by its tab. */
async function openAgreements(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Exchange' }).click()
  await page.getByRole('tab', { name: 'Agreements' }).click()
}

const details = (page: Page) => page.getByRole('complementary', { name: 'Details' })

/** Decides with a reason; the button that opens the dialog ends in an ellipsis, the one in it does not. */
async function decide(page: Page, act: string, reason: string, state?: string): Promise<void> {
  await details(page)
    .getByRole('button', { name: `${act}…` })
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason)
  if (state !== undefined) await assertAccessible(page, state)
  // By the keyboard: a press of the mouse was lost here once, between two frames of a dialog that was still finding its height.
  await dialog.getByRole('button', { name: act, exact: true }).press('Enter')
  await gone(dialog)
}

/** A proposal that waits at this node, opened. */
async function openProposal(page: Page, name: RegExp): Promise<void> {
  await openAgreements(page)
  const row = page.getByRole('region', { name: 'Proposals' }).getByRole('button', { name })
  await seen(row)
  await row.click()
}

/** Fills in what a first version needs beside its days. */
async function writeTerms(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Title in English' }).fill(title)
  await page.getByRole('textbox', { name: 'Title in Thai' }).fill('ข้อตกลงว่าด้วยชื่อผู้จัดหา')
  await page.getByRole('textbox', { name: 'Legal basis' }).fill('Treaty of 2026, article 4')
  const pick = async (legend: string, names: readonly string[]): Promise<void> => {
    const group = page.getByRole('group', { name: legend, exact: true })
    for (const name of names) await group.getByRole('checkbox', { name, exact: true }).check()
  }
  await pick('Purposes', ['Criminal investigation', 'Exchange with partners'])
  await pick('Kinds', ['Person'])
  await pick('Values', ['Name', 'Phone', 'Passport number'])
  await page.getByRole('checkbox', { name: /Each side may ask/ }).check()
  await pick('Identifiers', ['Telephone numbers'])
  await pick('Compared for', ['Criminal investigation'])
  await page.getByRole('textbox', { name: 'Valid until: day' }).fill('31')
  await page.getByRole('combobox', { name: 'Valid until: month' }).selectOption({ label: 'December' })
  await page.getByRole('textbox', { name: 'Valid until: year' }).fill('2030')
  await page.getByRole('textbox', { name: 'Reason' }).fill('As decided at the meeting in Manila')
}

journey(
  'an agreement is proposed and signed by two of one side, read in words and signed by two of the other',
  async ({ sit }) => {
    const officer = await sit({ person: cast.officer, purpose: 'exchange' })
    await openAgreements(officer)
    await officer.getByRole('link', { name: 'Propose an agreement…' }).click()
    await seen(officer.getByRole('heading', { name: 'Propose an agreement' }))
    await officer.getByRole('button', { name: 'Propose', exact: true }).click()
    await seen(officer.getByText(/fields are missing or wrong/))
    await assertAccessible(officer, 'agreement propose, missing')
    await writeTerms(officer)
    await assertFits(officer, 'agreement propose')
    await officer.getByRole('button', { name: 'Propose', exact: true }).click()
    await seen(details(officer).getByText('Waits for the second signature here'))
    assert.equal(
      await details(officer).getByRole('button', { name: 'Sign…' }).count(),
      0,
      'nobody signs his own proposal',
    )
    await assertAccessible(officer, 'agreement proposed')

    const supervisor = await sit({ person: cast.supervisor, purpose: 'exchange' })
    const waiting = supervisor.getByRole('region', { name: 'Waits for your decision' })
    await waiting.getByRole('link', { name: 'An agreement waits for a second signature' }).first().click()
    await seen(details(supervisor).getByText('As decided at the meeting in Manila'))
    await decide(supervisor, 'Sign', 'Lawful and wanted by both', 'agreement sign')
    await seen(details(supervisor).getByText('With the partner'))

    const partner = await sit({ node: 'ph', person: cast.partnerOfficer, purpose: 'exchange' })
    await openProposal(partner, new RegExp(title))
    await seen(details(partner).getByText('Proposed by the partner'))
    await seen(details(partner).getByText(/Telephone numbers; for Criminal investigation; at most 100 a day/))
    await seen(details(partner).getByText('at most 365 days'))
    assert.equal(await partner.getByText('As decided at the meeting').count(), 0, 'why stays at home')
    await assertAccessible(partner, 'agreement received')
    await decide(partner, 'Agree', 'It is what was negotiated', 'agreement agree')
    await seen(details(partner).getByText('Waits for the second signature here'))

    const administrator = await sit({ node: 'ph', person: cast.partnerAdministrator })
    await openProposal(administrator, new RegExp(title))
    await decide(administrator, 'Sign', 'Checked against the treaty')
    await seen(details(administrator).getByText('Signed by both'))
    await assertAccessible(administrator, 'agreement signed')

    await openAgreements(officer)
    const row = officer.getByRole('table', { name: 'Agreements' }).getByRole('button', { name: title })
    await seen(row)
    await row.click()
    await seen(details(officer).getByText('In force'))
    await assertAccessible(officer, 'agreement in force')
  },
)

/** An agreement that two people of each side have signed before. */
async function agree({ th, ph }: Pick<World, 'th' | 'ph'>, named: string): Promise<void> {
  const body: AgreementBody = {
    ...{ id: newId(), version: 1, parties: ['ph', 'th'], title: { en: named, th: named } },
    ...{ kinds: ['Person'], properties: ['name', 'passportNumber'], zones: ['enforcement'] },
    ...{ purposes: ['investigation', 'exchange'], legalBasis: 'Treaty of 2026, article 4', onward: false },
    ...{ validFrom: '2026-01-01', validUntil: '2030-12-31' },
  }
  const signed = { th: await signAgreement(th.node, body), ph: await signAgreement(ph.node, body) }
  for (const { node } of [th, ph])
    await node.database.inTransaction((tx) =>
      addAgreement({ tx, node, now: node.now(), requestId: newId() }, body, {
        ours: node.name === 'th' ? signed.th : signed.ph,
        theirs: node.name === 'th' ? signed.ph : signed.th,
      }),
    )
}

journey(
  'an agreement is narrowed by a version whose changes are read in words, and stopped at once by one side: no release goes',
  async ({ sit, ...world }) => {
    const named = 'Agreement on passports'
    await agree(world, named)
    const officer = await sit({ person: cast.officer, purpose: 'exchange' })
    const supervisor = await sit({ person: cast.supervisor, purpose: 'exchange' })
    const partner = await sit({ node: 'ph', person: cast.partnerOfficer, purpose: 'exchange' })
    const administrator = await sit({ node: 'ph', person: cast.partnerAdministrator })
    await openAgreements(officer)
    const row = officer.getByRole('table', { name: 'Agreements' }).getByRole('button', { name: named })
    await row.click()
    await details(officer).getByRole('link', { name: 'Propose a new version…' }).click()
    await officer
      .getByRole('group', { name: 'Values', exact: true })
      .getByRole('checkbox', { name: 'Passport number', exact: true })
      .uncheck()
    await seen(officer.getByText('No longer: Passport number'))
    await seen(officer.getByText('allows less'))
    await officer.getByRole('textbox', { name: 'Reason' }).fill('Passports go by another way')
    await assertAccessible(officer, 'agreement new version')
    await officer.getByRole('button', { name: 'Propose', exact: true }).click()
    await seen(details(officer).getByText('Waits for the second signature here'))
    await openProposal(supervisor, new RegExp(`${named}, version 2`))
    await decide(supervisor, 'Sign', 'Narrower is lawful too')
    await openProposal(partner, new RegExp(`${named}, version 2`))
    await seen(details(partner).getByText('No longer: Passport number'))
    await decide(partner, 'Agree', 'Narrower is fine with us')
    await openProposal(administrator, new RegExp(`${named}, version 2`))
    await decide(administrator, 'Sign', 'Checked against the treaty')

    await openAgreements(officer)
    await row.click()
    const versions = details(officer).getByRole('table', { name: 'Versions' })
    await comes(officer, versions.getByText('Replaced by a later version'))
    await assertAccessible(officer, 'agreement history')

    await openProfile(officer, 'ZZ3678508', 'จ้าว หลาน หมิ่น')
    await officer.getByRole('link', { name: 'Release…' }).click()
    await officer
      .getByRole('combobox', { name: 'Agreement' })
      .selectOption({ label: `Philippines (training): ${named}` })
    await seen(officer.getByText('The agreement does not cover this kind of value').first())

    await openAgreements(partner)
    await partner.getByRole('table', { name: 'Agreements' }).getByRole('button', { name: named }).click()
    await decide(partner, 'Suspend', 'A complaint is being looked into')
    await openAgreements(officer)
    await row.click()
    await seen(details(officer).getByText(/The partner suspended it/))
    await openProfile(officer, 'ZZ3678508', 'จ้าว หลาน หมิ่น')
    await officer.getByRole('link', { name: 'Release…' }).click()
    await officer
      .getByRole('combobox', { name: 'Agreement' })
      .selectOption({ label: `Philippines (training): ${named}` })
    await seen(officer.getByText('Nothing can be released under this agreement.'))
    await assertAccessible(officer, 'release under a stopped agreement')
  },
)

journey(
  'all that went under an agreement is recalled in one act, and each place is reported on',
  async ({ sit }) => {
    const officer = await sit({ person: cast.officer, purpose: 'exchange' })
    await openProfile(officer, 'ZZ3678508', 'จ้าว หลาน หมิ่น')
    for (let times = 0; times < 2; times += 1) {
      await officer.getByRole('link', { name: 'Release…' }).click()
      await officer.getByRole('checkbox', { name: '赵兰敏' }).check()
      await officer.getByRole('textbox', { name: 'Reason' }).fill('The landlord has an office in Manila')
      await officer.getByRole('button', { name: 'Ask a second person' }).click()
      await seen(details(officer).getByText('A second person has to approve it'))
      await openProfile(officer, 'ZZ3678508', 'จ้าว หลาน หมิ่น')
    }
    const supervisor = await sit({ person: cast.supervisor, purpose: 'exchange' })
    const waiting = supervisor.getByRole('region', { name: 'Waits for your decision' })
    await waiting.getByRole('link').first().click()
    await details(supervisor).getByRole('button', { name: 'Approve…' }).click()
    const approve = supervisor.getByRole('dialog', { name: 'Approve this release?' })
    await approve.getByRole('textbox', { name: 'Reason' }).fill('Lawful and needed there')
    await approve.getByRole('button', { name: 'Approve and send' }).click()
    await gone(approve)
    await seen(details(supervisor).getByText('Shown to them'))

    await openAgreements(officer)
    await officer
      .getByRole('table', { name: 'Agreements' })
      .getByRole('button', { name: 'Training agreement on trafficking and scam compounds' })
      .click()
    await details(officer).getByRole('button', { name: 'Recall all under it…' }).click()
    const dialog = officer.getByRole('dialog', { name: 'Recall all of them?' })
    await seen(dialog.getByText(/releases? at Philippines/))
    await seen(dialog.getByText(/waits? for somebody/))
    await assertAccessible(officer, 'recall all')
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The source was wrong about all of it')
    await dialog.getByRole('button', { name: /^Recall \d+$/ }).click()
    await gone(dialog)
    await seen(details(officer).getByText('What their nodes report, all together'))
    await seen(details(officer).getByText('Gone from there'))
    await assertAccessible(officer, 'recall of many')
    await assertFits(officer, 'recall of many')
  },
)
