import type { Locator, Page } from 'playwright-core'

import type { Purpose } from '@shield/core'
import type { DemonstrationPerson } from '@shield/world'

import { createDemonstrationLink, createSetUpSecret } from '../server/src/modules/identity/index.ts'
import type { RunningNode } from '../server/src/start-node.ts'
import { newId } from '../server/src/store/identifier.ts'

/** A node that is on the air. */
export type Site = Pick<RunningNode, 'node'>

/** A new one-time link to sign an invented person in, as `bin/shield demo links` prints it. */
export function linkFor(site: Site, person: DemonstrationPerson): Promise<string> {
  return oneTime(site, person, 'demonstration')
}

/** A link that registers a passkey once, as `bin/shield set-up` prints it. */
export function setUpLinkFor(site: Site, person: DemonstrationPerson): Promise<string> {
  return oneTime(site, person, 'set-up')
}

async function oneTime(
  { node }: Site,
  person: DemonstrationPerson,
  kind: 'demonstration' | 'set-up',
): Promise<string> {
  return node.database.inTransaction(async (tx) => {
    const visit = { tx, node, now: node.now(), requestId: newId() }
    const create = kind === 'set-up' ? createSetUpSecret : createDemonstrationLink
    return `${node.config.origin}/sign-in#${kind}=${await create(visit, person.id)}`
  })
}

/** Signs in by pressing the button of a one-time link's page, and waits for the shell. */
export async function signIn(page: Page, site: Site, person: DemonstrationPerson): Promise<void> {
  await page.goto(await linkFor(site, person))
  await page.getByRole('button', { name: /Enter the TRAINING node|เข้าสู่/ }).click()
  await page.getByRole('search').waitFor()
}

/** States what the reading is for, in the form behind the purpose chip. */
export async function statePurpose(page: Page, purpose: Purpose, reference: string): Promise<void> {
  await page.getByRole('button', { name: /^(Purpose|วัตถุประสงค์): / }).click()
  const dialog = page.getByRole('dialog', { name: /^(Purpose|วัตถุประสงค์): / })
  await fillPurpose(dialog, purpose, reference)
  await dialog.waitFor({ state: 'hidden' })
}

/** The purpose form wherever it stands: behind the chip, or in place of a screen that needs a purpose. */
export async function fillPurpose(form: Locator, purpose: Purpose, reference: string): Promise<void> {
  await form.getByRole('combobox').selectOption({ value: purpose })
  await form.getByRole('textbox').fill(reference)
  await form.getByRole('button').click()
}
