import { purposeNames } from '@shield/core'
import type { Marking, Purpose } from '@shield/core'

import type { Context, Visit } from '../../context.ts'
import type { Actor, OrganisationKind } from '../../policy/index.ts'

/** What somebody would have in hand, were he here now for a purpose: the follower looks with the eyes of whom it tells. */
export async function inTheirPlace(visit: Visit, actor: Actor, purpose: Purpose): Promise<Context> {
  const blocks = await visit.node.markings.all(visit.tx)
  return {
    ...visit,
    actor,
    session: '',
    purpose,
    reference: '',
    visible: visit.node.visibility.of(actor, purpose, blocks),
  }
}

/** May he follow leads for this purpose at all? */
export function worksOnLeads({ node }: Pick<Visit, 'node'>, actor: Actor, purpose: Purpose): boolean {
  return node.policy.decide({ actor, action: 'lead.work', resource: 'node', purpose, secondPerson: false })
    .allow
}

/** Does he see all of these markings for one purpose for which he may follow leads? */
export async function seesAll(visit: Visit, actor: Actor, markings: readonly number[]): Promise<boolean> {
  for (const purpose of purposeNames) {
    if (!worksOnLeads(visit, actor, purpose)) continue
    const { visible } = await inTheirPlace(visit, actor, purpose)
    if (markings.every((marking) => isSet(visible, marking))) return true
  }
  return false
}

function isSet(bits: Uint8Array, marking: number): boolean {
  return (((bits[marking >> 3] ?? 0) >> (marking & 7)) & 1) === 1
}

/** Could anybody of an organisation, cleared for everything and in the case, read a block for any purpose? */
export function couldRead(
  { node }: Pick<Visit, 'node'>,
  organisation: { readonly code: string; readonly kind: OrganisationKind },
  block: Marking,
): boolean {
  const somebody: Actor = {
    person: '',
    organisation: organisation.code,
    organisationKind: organisation.kind,
    node: node.name,
    roles: ['analyst'],
    clearance: 3,
    cases: [block.case],
  }
  return block.purposes.some(
    (purpose) =>
      node.policy.decide({
        actor: somebody,
        action: 'content.read',
        resource: block,
        purpose,
        secondPerson: false,
      }).allow,
  )
}
