import assert from 'node:assert/strict'

import { addClient } from '../../server/src/modules/identity/index.ts'
import { openCollection } from '../../server/src/modules/taxii/index.ts'
import { newId } from '../../server/src/store/identifier.ts'
import { assertAccessible, assertFits } from '../accessible.ts'
import { cast } from '../cast.ts'
import { journey } from '../journey.ts'
import { takePicture } from '../picture.ts'
import { gone, seen } from '../see.ts'

journey(
  'a partner’s desk pulls a collection of this node by the clock, lets it rest and goes on',
  async ({ sit, th, ph }) => {
    const { node } = th
    const client = await node.database.inTransaction((tx) =>
      addClient(
        { tx, node, now: node.now(), requestId: newId() },
        { name: 'Partner', door: 'taxii', organisation: 'th-aht', markings: ['agency', 'node', 'open'] },
      ),
    )
    const { id: user, secret } = client ?? assert.fail('there is no th-aht')
    const collection = await openCollection(node, user)

    const page = await sit({ node: 'ph', person: cast.partner, purpose: 'investigation' })
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Import' }).click()
    await page.getByRole('tab', { name: 'Feeds' }).click()
    await seen(page.getByText('Nothing is pulled yet'))
    await assertAccessible(page, 'feeds, none')
    await page.getByRole('button', { name: 'Add a feed…' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Pull a feed' })
    const address = `http://127.0.0.1:${th.port}/taxii2/shield/collections/${collection}/`
    await dialog.getByRole('textbox', { name: 'Source' }).fill('Thailand by TAXII')
    await dialog.getByRole('textbox', { name: 'Address' }).fill(address)
    await dialog.getByRole('textbox', { name: 'User' }).fill(user)
    await dialog.getByLabel('Password or token').fill(secret)
    await assertAccessible(page, 'feed, new')
    await dialog.getByRole('button', { name: 'Begin to pull' }).click()
    await seen(dialog.getByText(/SHIELD_OUTBOUND_HOSTS/).first())
    // Whoever runs the node allows the host.
    Object.assign(ph.node.config, {
      outbound: { hosts: [`127.0.0.1:${th.port}`], privateRanges: ['127.0.0.0/8'] },
    })
    await dialog.getByRole('button', { name: 'Begin to pull' }).click()
    await gone(dialog)
    const row = page
      .getByRole('region', { name: 'Feeds' })
      .getByRole('row')
      .filter({ hasText: 'Thailand by TAXII' })
    await seen(row.getByText('pulled by the clock'))
    await seen(row.getByText(/\d+ new/))
    await assertAccessible(page, 'feeds')
    await assertFits(page, 'feeds')
    await takePicture(page, 'feeds')
    await row.getByRole('button', { name: 'Let it rest: Thailand by TAXII' }).click()
    await seen(row.getByText('rests'))
    await row.getByRole('button', { name: 'Pull again: Thailand by TAXII' }).click()
    await seen(row.getByText('pulled by the clock'))
    await page.getByRole('tab', { name: 'Imports' }).click()
    await seen(
      page
        .getByRole('region', { name: 'Imports' })
        .getByRole('row')
        .filter({ hasText: 'Thailand by TAXII' })
        .first(),
    )
  },
)
