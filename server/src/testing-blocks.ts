import type { Marking } from '@shield/core'
import { organisations } from '@shield/world'

import { templateMarking } from './marking-template.ts'

export const office = { organisation: 'th-aht', organisationKind: 'police', cases: ['TH-26-0143'] } as const

export const careOffice = { organisation: 'th-msd', organisationKind: 'social', cases: [] } as const

export const assessOffice = { organisation: 'th-osp', organisationKind: 'prosecutor', cases: [] } as const
export const consularOffice = { organisation: 'th-kem', organisationKind: 'embassy', cases: [] } as const

const owner = (organisation: string): Parameters<typeof templateMarking>[1] => {
  const found = organisations.find((one) => one.code === organisation)
  if (!found) throw new Error(`there is no ${organisation}`)
  return { node: found.node, organisation, organisationKind: found.kind }
}

/** Every way a block can stand to somebody of th-aht, seen and unseen. */
export function blocksAround(): Readonly<Record<string, Marking>> {
  const own = templateMarking('agency', owner('th-aht'))
  const released = templateMarking('node', owner('th-aml'))
  const shelter = templateMarking('protection', owner('th-bfm'))
  return {
    'own agency': own,
    'other agency': templateMarking('agency', owner('th-aml')),
    'other zone': templateMarking('protection', owner('th-msd')),
    'own, other zone': { ...own, zone: 'consular' },
    'level above clearance': { ...own, level: 3 },
    'own case': templateMarking('case', owner('th-aht'), office.cases[0]),
    'other case': templateMarking('case', owner('th-aht'), 'TH-26-9999'),
    'not released to': { ...released, notReleasedTo: ['th-aht'] },
    recalled: { ...own, recalled: true },
    'released to the node': released,
    'from a partner': { ...templateMarking('node', owner('ph-wdk')), releasedTo: ['node:th'] },
    'for no purpose': { ...own, purposes: [] },
    'of a shelter': shelter,
    'of who assesses': templateMarking('protection', owner('th-osp')),
    'of a shelter, shared with welfare': { ...shelter, releasedTo: ['th-msd'] },
    'asked of an embassy': {
      ...templateMarking('protection', owner('th-msd')),
      ...{ zone: 'consular', releasedTo: ['th-kem'], purposes: ['consular-return'] },
    },
  }
}
