import { people } from '@shield/world'
import type { DemonstrationPerson, Role } from '@shield/world'

/** The invented people of the journeys, by what they do. */
export const cast = {
  analyst: one('analyst', 'th-aht'),
  moneyAnalyst: one('analyst', 'th-aml'),
  border: one('analyst', 'th-imm'),
  officer: one('exchange-officer', 'th-aht'),
  supervisor: one('supervisor', 'th-aht'),
  administrator: one('administrator', 'th-aht'),
  secondAdministrator: one('administrator', 'th-msd'),
  oversight: one('oversight', 'th-hrc'),
  worker: one('case-worker', 'th-msd'),
  careSupervisor: one('shelter-head', 'th-msd'),
  shelterWorker: one('case-worker', 'th-bfm'),
  assessor: one('assessor', 'th-osp'),
  secondAssessor: one('assessor', 'th-osp', 1),
  teamLead: one('shelter-head', 'th-msd', 1),
  consul: one('consular-officer', 'th-kem'),
  shelterSupervisor: one('shelter-head', 'th-bfm'),
  panelMember: one('panel-member', 'th-aht'),
  partner: one('analyst', 'ph-wdk'),
  partnerOfficer: one('exchange-officer', 'ph-wdk'),
  partnerAdministrator: one('administrator', 'ph-wdk'),
} as const

/** A supervisor is an analyst too: who has the one role asked for stands first. */
function one(role: Role, organisation: string, nth = 0): DemonstrationPerson {
  const found = people
    .filter((person) => person.organisation === organisation && person.roles.includes(role))
    .toSorted((a, b) => a.roles.length - b.roles.length)[nth]
  if (!found) throw new Error(`nobody is ${role} of ${organisation}`)
  return found
}
