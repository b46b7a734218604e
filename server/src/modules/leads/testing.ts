import { templateMarking } from '../../marking-template.ts'
import type { Marking } from '@shield/core'
import { organisations } from '@shield/world'

/** A block of an agency for its own eyes, of which another desk may or may not learn that something is there. */
export function ownBlock(organisation: string, more: Partial<Marking> = {}): Marking {
  const owner = organisations.find((one) => one.code === organisation)
  if (!owner) throw new Error(`there is no ${organisation}`)
  const block = templateMarking('agency', { node: owner.node, organisation, organisationKind: owner.kind })
  return { ...block, announce: false, ...more }
}
