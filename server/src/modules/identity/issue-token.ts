import type { Purpose } from '@shield/core'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Visit } from '../../context.ts'
import { newSecret, secretHash, startSession } from './session.ts'

/** A bearer for scripts, good for an hour at most and audited by its session. */
export async function issueToken(
  visit: Visit,
  token: { readonly person: string; readonly purpose: Purpose; readonly reference: string },
): Promise<string> {
  await audit(visit, { action: 'token.issued', object: token.person, detail: { purpose: token.purpose } })
  return startSession(visit, { ...token, method: 'token', hours: 1 })
}

/** A credential of a machine, shown once. */
export async function addClient(
  visit: Visit,
  client: {
    readonly name: string
    readonly door: 'api' | 'taxii' | 'misp'
    readonly organisation: string
    readonly markings: readonly string[]
  },
): Promise<{ readonly id: string; readonly secret: string }> {
  const organisation = await visit.tx.db
    .selectFrom('organisation')
    .select('id')
    .where('code', '=', client.organisation)
    .executeTakeFirstOrThrow()
  const id = newId()
  const secret = newSecret()
  await visit.tx.db
    .insertInto('client')
    .values({
      id,
      name: client.name,
      door: client.door,
      organisation_id: organisation.id,
      secret_hash: secretHash(secret),
      markings: [...client.markings],
    })
    .execute()
  await audit(visit, {
    action: 'client.added',
    object: id,
    organisation: client.organisation,
    detail: { door: client.door },
  })
  return { id, secret }
}
