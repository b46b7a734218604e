import type { KindName } from '@shield/core'

export const families = [
  'people',
  'bodies',
  'money',
  'contact',
  'internet',
  'places',
  'travel',
  'papers',
  'events',
  'methods',
] as const
export type Family = (typeof families)[number]

/** 44 kinds are too many colours: kinds of one family share one, and the icon tells them apart. */
export const familyOf: Record<KindName, Family> = {
  Thing: 'papers',
  Person: 'people',
  LegalEntity: 'people',
  ThreatActor: 'people',
  Organization: 'bodies',
  Company: 'bodies',
  PublicBody: 'bodies',
  Project: 'bodies',
  BankAccount: 'money',
  CryptoWallet: 'money',
  Security: 'money',
  UserAccount: 'contact',
  SimCard: 'contact',
  Device: 'contact',
  EmailAddress: 'contact',
  Domain: 'internet',
  Website: 'internet',
  NetworkAddress: 'internet',
  Infrastructure: 'internet',
  Indicator: 'internet',
  Observable: 'internet',
  Compound: 'places',
  Address: 'places',
  RealEstate: 'places',
  Location: 'places',
  Vehicle: 'travel',
  Vessel: 'travel',
  Airplane: 'travel',
  JourneyLeg: 'travel',
  Passport: 'papers',
  Identification: 'papers',
  Document: 'papers',
  Message: 'papers',
  ScamReport: 'events',
  JobAdvertisement: 'events',
  Event: 'events',
  Sanction: 'events',
  CourtCase: 'events',
  Campaign: 'events',
  Technique: 'methods',
  Tactic: 'methods',
  Tool: 'methods',
  Countermeasure: 'methods',
  Measure: 'methods',
}

export type Scheme = 'light' | 'dark'

/** Each at least 4.5 : 1 against its icon, white on light grounds and black on dark ones, and 3 : 1 against the ground. */
export const familyFill: Record<Scheme, Record<Family, string>> = {
  light: {
    people: '#3b5bdb',
    bodies: '#0b7285',
    money: '#237a35',
    contact: '#b8430a',
    internet: '#6741d9',
    places: '#a61e4d',
    travel: '#566900',
    papers: '#4b5560',
    events: '#862e9c',
    methods: '#7a5a00',
  },
  dark: {
    people: '#91a7ff',
    bodies: '#66d9e8',
    money: '#8ce99a',
    contact: '#ffb074',
    internet: '#c0aaff',
    places: '#ffa3be',
    travel: '#c3dd6a',
    papers: '#ced4da',
    events: '#e6a5f5',
    methods: '#ffdd70',
  },
}

/** The colour of a kind's family. */
export function kindFill(scheme: Scheme, kind: KindName): string {
  return familyFill[scheme][familyOf[kind]]
}

export const iconInk: Record<Scheme, string> = { light: '#ffffff', dark: '#17191c' }
