import { audit } from '#audit/index.ts'
import type { Purpose } from '@shield/core'

import type { Visit } from '../../context.ts'
import { notFound } from '../../problem.ts'
import { findClient } from '../identity/index.ts'
import type { FoundClient } from '../identity/index.ts'
import { bitsOf, epochOf, purposeOfDoor } from '../outlet/index.ts'

/** A client at the door, with what it may see at this moment. */
export interface Asker extends Visit {
  readonly client: FoundClient
  readonly actor: FoundClient['actor']
  readonly purpose: Purpose
  readonly reference: string
  readonly collection: string
  readonly bits: Uint8Array
  readonly epoch: string
  readonly canRead: boolean
  readonly canWrite: boolean
}

interface Credential {
  readonly user: string | undefined
  readonly secret: string
}

/** Basic and bearer, the scheme in any case (MISP sends `basic`). */
export function readCredential(header: string | undefined): Credential | undefined {
  const [, scheme = '', value = ''] = /^\s*(\w+)\s+(\S+)\s*$/.exec(header ?? '') ?? []
  if (scheme.toLowerCase() === 'bearer') return { user: undefined, secret: value }
  if (scheme.toLowerCase() !== 'basic') return undefined
  const text = Buffer.from(value, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? undefined : { user: text.slice(0, colon), secret: text.slice(colon + 1) }
}

/** Whose credential it is; undefined for none, a wrong one, a revoked one and one of another door. */
export async function findAsker(
  visit: Visit,
  credential: Credential | undefined,
): Promise<Asker | undefined> {
  if (!credential || !/^[\w-]{20,200}$/.test(credential.secret)) return undefined
  const client = await findClient(visit, credential.secret, 'taxii')
  if (!client || (credential.user !== undefined && credential.user !== client.id)) return undefined
  const [found, bits] = await Promise.all([
    visit.tx.client.query<{ id: string }>('select id from taxii_collection where client_id = $1', [
      client.id,
    ]),
    bitsOf(visit, client),
  ])
  const collection = found.rows[0]?.id
  if (collection === undefined) return undefined
  const may = (action: 'feed.read' | 'feed.write'): boolean =>
    visit.node.policy.decide({
      ...{ actor: client.actor, action, resource: 'node', purpose: purposeOfDoor, secondPerson: false },
    }).allow
  return {
    ...visit,
    ...{ client, actor: client.actor, purpose: purposeOfDoor, reference: '', collection },
    bits,
    epoch: epochOf(visit.node, client),
    canRead: may('feed.read'),
    canWrite: may('feed.write'),
  }
}

/** A collection of somebody else is as one that never was. */
export function permitCollection(asker: Asker, id: string): void {
  if (id !== asker.collection || !(asker.canRead || asker.canWrite)) throw notFound()
}

/** Notes what an answer showed. */
export async function noteRead(asker: Asker, shown: readonly string[], resource: string): Promise<void> {
  await audit(asker, {
    action: 'taxii.read',
    object: asker.collection,
    shown,
    detail: { resource, count: shown.length },
  })
}
