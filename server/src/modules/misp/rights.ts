import { audit } from '#audit/index.ts'
import type { Purpose } from '@shield/core'

import type { Visit } from '../../context.ts'
import { findClient } from '../identity/index.ts'
import type { FoundClient } from '../identity/index.ts'
import { bitsOf, purposeOfDoor } from '../outlet/index.ts'

/** A client at the door, with what it may see at this moment. */
export interface Asker extends Visit {
  readonly client: FoundClient
  readonly actor: FoundClient['actor']
  readonly purpose: Purpose
  readonly reference: string
  readonly bits: Uint8Array
  readonly canWrite: boolean
  /** Another MISP that synchronises: what it sends has made one hop. */
  readonly isPeer: boolean
}

/** Whose key it is: alone in the header, without a scheme, as MISP sends it. */
export async function findAsker(
  visit: Visit,
  { key, agent }: { readonly key: string | undefined; readonly agent: string | undefined },
): Promise<Asker | undefined> {
  if (key === undefined || !/^[A-Za-z0-9]{40}$/.test(key)) return undefined
  const client = await findClient(visit, key, 'misp')
  if (!client) return undefined
  const may = (action: 'feed.read' | 'feed.write'): boolean =>
    visit.node.policy.decide({
      ...{ actor: client.actor, action, resource: 'node', purpose: purposeOfDoor, secondPerson: false },
    }).allow
  if (!may('feed.read')) return undefined
  return {
    ...visit,
    ...{ client, actor: client.actor, purpose: purposeOfDoor, reference: '' },
    bits: await bitsOf(visit, client),
    canWrite: may('feed.write'),
    isPeer: /^MISP\b/.test(agent ?? ''),
  }
}

/** Notes what an answer showed. */
export async function noteRead(asker: Asker, shown: readonly string[], resource: string): Promise<void> {
  const detail = { resource, count: shown.length }
  await audit(asker, { action: 'misp.read', object: asker.client.id, shown, detail })
}
