import { randomBytes } from 'node:crypto'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import { checkOutside } from '../../ask-outside.ts'
import type { OutsideFault } from '../../ask-outside.ts'
import type { Visit } from '../../context.ts'
import { wrapSecret } from '../../node-secret.ts'
import { findClientById } from '../identity/index.ts'
import { outletEnd } from './changes.ts'

export type AddedWebhook =
  | { readonly id: string; readonly secret: string }
  | { readonly fault: OutsideFault | 'no-client' }

/** Lets a client be told of changes from now on at an address. The secret its messages are signed with is shown this once. */
export async function addWebhook(visit: Visit, client: string, url: string): Promise<AddedWebhook> {
  const found = await findClientById(visit, client)
  if (!found) return { fault: 'no-client' }
  const checked = await checkOutside(visit.node.config.outbound, url)
  if ('fault' in checked) return { fault: checked.fault }
  const id = newId()
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  await visit.tx.client.query(
    `insert into webhook (id, client_id, url, secret, position, next_try, created_at) values ($1, $2, $3, $4, $5, $6, $6)`,
    [...[id, client, url, wrapSecret(visit.node, secret), await outletEnd(visit.tx), visit.now]],
  )
  await audit(visit, {
    action: 'webhook.added',
    object: id,
    person: client,
    organisation: found.actor.organisation,
  })
  return { id, secret }
}

/** Ends a webhook; false where there is none to end. */
export async function endWebhook(visit: Visit, id: string): Promise<boolean> {
  const ended = await visit.tx.client.query(
    'update webhook set ended_at = $2 where id = $1 and ended_at is null',
    [id, visit.now],
  )
  if (ended.rowCount === 0) return false
  await audit(visit, { action: 'webhook.ended', object: id })
  return true
}
