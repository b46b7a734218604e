import { isPurpose, kinds, linkKinds, properties } from '@shield/core'
import type { Marking } from '@shield/core'
import { packageLimits } from '@shield/contract'
import type { AgreementBody, ReleaseMessage } from '@shield/contract'

import type { Visit } from '../../context.ts'
import { isClosed } from './compare-packages.ts'

/** It is for us alone, and its owner is who it says. */
export function isMeantFor({ organisation, package: { marking } }: ReleaseMessage, to: string): boolean {
  return (
    marking.organisation === organisation &&
    !marking.recalled &&
    marking.releasedTo.length === 1 &&
    marking.releasedTo[0] === `node:${to}`
  )
}

/** Whose data it is was agreed: of which zones; an agreement that names none speaks of all. */
export function coversZone(
  { zones }: Pick<AgreementBody, 'zones'>,
  { zone }: Pick<Marking, 'zone'>,
): boolean {
  return zones === undefined || zones.includes(zone)
}

/** The partner may speak for itself alone, and to us alone. */
export function isTheirs(body: ReleaseMessage, from: string, to: string): boolean {
  return body.package.marking.node === from && isMeantFor(body, to)
}

/** Applied whole or not at all: closed under references, of kinds that this node knows, and no larger than a package may be. */
export function isWhole({ entities, links }: ReleaseMessage['package']): boolean {
  const values = entities.reduce((sum, one) => sum + one.statements.length, 0)
  return (
    entities.length <= packageLimits.entities &&
    values <= packageLimits.statements &&
    links.length <= packageLimits.links &&
    links.every((one) => Object.hasOwn(linkKinds, one.kind)) &&
    isClosed({ entities, links })
  )
}

/** It speaks of what was agreed, for a purpose that was agreed. */
export function isCovered(
  { purpose, package: { entities, marking } }: ReleaseMessage,
  agreement: AgreementBody,
): boolean {
  const [agreedKinds, agreedProperties]: readonly (readonly string[])[] = [
    agreement.kinds,
    agreement.properties,
  ]
  return (
    marking.purposes.every((one) => agreement.purposes.includes(one)) &&
    isPurpose(purpose) &&
    coversZone(agreement, marking) &&
    agreement.purposes.includes(purpose) &&
    entities.every(
      ({ kind, statements }) =>
        Object.hasOwn(kinds, kind) &&
        agreedKinds?.includes(kind) === true &&
        statements.every(
          (one) =>
            Object.hasOwn(properties, one.property) && agreedProperties?.includes(one.property) === true,
        ),
    )
  )
}

/** An organisation of this node, or of a third, is not a partner's to own things for. */
export async function speaksForItself(visit: Visit, from: string, organisation: string): Promise<boolean> {
  const known = await visit.tx.db
    .selectFrom('organisation')
    .select('node')
    .where('code', '=', organisation)
    .executeTakeFirst()
  return known === undefined || known.node === from
}
