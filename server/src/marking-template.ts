import type { Level, Marking, Purpose, Words, Zone } from '@shield/core'

import type { OrganisationKind } from './policy/index.ts'

export const templateNames = ['agency', 'node', 'case', 'protection', 'open'] as const
export type TemplateName = (typeof templateNames)[number]

export interface TemplateOwner {
  readonly node: string
  readonly organisation: string
  readonly organisationKind: OrganisationKind
}

export const templateWords: Readonly<Record<TemplateName, Words>> = {
  agency: { en: 'Our agency only', th: 'เฉพาะหน่วยงานของเรา' },
  node: { en: 'All agencies of this node that work in the same zone', th: 'ทุกหน่วยงานของโหนดนี้ในเขตเดียวกัน' },
  case: { en: 'Only those who work on the case', th: 'เฉพาะผู้ทำคดีนี้' },
  protection: {
    en: 'Protection: social services and shelters only',
    th: 'คุ้มครอง: เฉพาะหน่วยงานสังคมและสถานพักพิง',
  },
  open: { en: 'Published: every agency of this node', th: 'ข้อมูลเผยแพร่: ทุกหน่วยงานของโหนดนี้' },
}

const working: readonly Purpose[] = [
  'investigation',
  'prosecution',
  'financial-intelligence',
  'border',
  'exchange',
]
const caring: readonly Purpose[] = ['victim-protection', 'consular-return']

/** The handling block of a named template for an organisation. A case needs its reference. */
export function templateMarking(name: TemplateName, owner: TemplateOwner, caseReference = ''): Marking {
  const zone = zoneOf(name, owner.organisationKind)
  const level: Level = name === 'open' ? 0 : name === 'case' ? 2 : 1
  return {
    node: owner.node,
    organisation: owner.organisation,
    zone,
    level,
    case: name === 'case' ? caseReference : '',
    releasedTo: name === 'node' || name === 'open' ? [`node:${owner.node}`] : [],
    notReleasedTo: [],
    announce: name !== 'protection' && name !== 'case',
    purposes: zone === 'open' ? [...working, ...caring] : zone === 'enforcement' ? working : caring,
    gradeCeiling: 'A1',
    conditions: {
      tlp: name === 'open' ? 'CLEAR' : name === 'node' ? 'GREEN' : 'AMBER',
      pap: name === 'open' ? 'CLEAR' : 'AMBER',
      handling: 'H0',
      noCourtUse: false,
      verifyBeforeUse: name !== 'open',
      noOnwardTransfer: false,
      secondPerson: name === 'case' || zone === 'protection',
    },
    legalBasis: '',
    agreement: '',
    retention: 'standard',
    recalled: false,
  }
}

function zoneOf(name: TemplateName, kind: OrganisationKind): Zone {
  if (name === 'open') return 'open'
  if (name === 'protection' || kind === 'social' || kind === 'ngo') return 'protection'
  return kind === 'embassy' ? 'consular' : 'enforcement'
}

/** Templates an organisation may use, by its kind. */
export function templatesOf(kind: OrganisationKind, cases: readonly string[]): readonly TemplateName[] {
  const cares = kind === 'social' || kind === 'ngo'
  return templateNames.filter(
    (name) =>
      (name !== 'protection' || cares) &&
      (name !== 'agency' || !cares) &&
      (name !== 'case' || cases.length > 0),
  )
}

/** The template that a block is like; blocks of partners and changed ones too. */
export function templateOf(block: Marking): TemplateName {
  if (block.case !== '') return 'case'
  if (block.zone === 'open' || block.zone === 'protection') return block.zone
  return block.releasedTo.length > 0 ? 'node' : 'agency'
}
