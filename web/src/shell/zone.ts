import type { Zone } from '@shield/core'

/** The zone whose colour a person's screens carry, from the kind of the organisation. */
export function zoneOf(organisationKind: string): Zone | 'oversight' {
  if (organisationKind === 'social' || organisationKind === 'ngo') return 'protection'
  if (organisationKind === 'embassy') return 'consular'
  if (organisationKind === 'oversight') return 'oversight'
  return 'enforcement'
}
