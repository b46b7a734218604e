import { people } from '@shield/world'
import type { DemonstrationPerson, Role } from '@shield/world'

/** The invented people of the journeys, by what they do. */
export const cast = {
  analyst: one('analyst', 'th-aht'),
  moneyAnalyst: one('analyst', 'th-aml'),
  officer: one('exchange-officer', 'th-aht'),
  supervisor: one('supervisor', 'th-aht'),
  administrator: one('administrator', 'th-aht'),
  secondAdministrator: one('administrator', 'th-msd'),
  oversight: one('oversight', 'th-hrc'),
  partner: one('analyst', 'ph-wdk'),
  partnerOfficer: one('exchange-officer', 'ph-wdk'),
} as const

/** A supervisor is an analyst too: who has the one role asked for stands first. */
function one(role: Role, organisation: string): DemonstrationPerson {
  const found = people
    .filter((person) => person.organisation === organisation && person.roles.includes(role))
    .toSorted((a, b) => a.roles.length - b.roles.length)[0]
  if (!found) throw new Error(`nobody is ${role} of ${organisation}`)
  return found
}
