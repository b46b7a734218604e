import type { KindName, LinkKindName, PropertyName } from '@shield/core'
import { kinds, linkKinds, properties } from '@shield/core'

/** Schemata of FollowTheMoney 3.8.4 that are not a kind by their own name, with the nearest kind above them. */
const nearest: Readonly<Record<string, KindName>> = {
  Article: 'Document',
  Assessment: 'Document',
  Asset: 'Thing',
  Audio: 'Document',
  CallForTenders: 'Thing',
  Contract: 'Thing',
  EconomicActivity: 'Thing',
  Email: 'Message',
  Folder: 'Document',
  HyperText: 'Document',
  Image: 'Document',
  License: 'Thing',
  Mention: 'LegalEntity',
  Note: 'Document',
  Package: 'Document',
  Page: 'Document',
  Pages: 'Document',
  PlainText: 'Document',
  Position: 'Thing',
  Post: 'Thing',
  Table: 'Document',
  TaxRoll: 'Thing',
  Trip: 'JourneyLeg',
  Video: 'Document',
  Workbook: 'Document',
}

/** The kind of a schema, or undefined where the schema is not known. */
export function kindOfSchema(schema: string): KindName | undefined {
  if (Object.hasOwn(nearest, schema)) return nearest[schema]
  return Object.hasOwn(kinds, schema) ? (schema as KindName) : undefined
}

export interface Edge {
  readonly kind: LinkKindName
  /** Properties that hold each end, the first that is filled counts: money moves between accounts before people. */
  readonly from: readonly string[]
  readonly to: readonly string[]
  /** Said of the link when the entity itself says nothing more. */
  readonly detail?: string
}

const otherEdges: Readonly<Record<string, Edge>> = {
  Call: { kind: 'Call', from: ['caller', 'callerNumber'], to: ['receiver', 'receiverNumber'] },
  ContractAward: { kind: 'UnknownLink', from: ['contract'], to: ['supplier'], detail: 'awarded-to' },
  CourtCaseParty: { kind: 'Mentions', from: ['case'], to: ['party'] },
  Documentation: { kind: 'Mentions', from: ['document'], to: ['entity'] },
  Payment: { kind: 'Payment', from: ['payerAccount', 'payer'], to: ['beneficiaryAccount', 'beneficiary'] },
  ProjectParticipant: { kind: 'Membership', from: ['participant'], to: ['project'], detail: 'participant' },
  // Somebody else's guess that two are one: shown, never acted on.
  Similar: { kind: 'UnknownLink', from: ['candidate'], to: ['match'], detail: 'similar' },
}

const edges: ReadonlyMap<string, Edge> = new Map([
  ...(Object.keys(linkKinds) as LinkKindName[]).flatMap((kind): [string, Edge][] => {
    const { ftm } = linkKinds[kind]
    return ftm ? [[ftm.schema, { kind, from: [ftm.from], to: [ftm.to] }]] : []
  }),
  ...Object.entries(otherEdges),
])

export function edgeOf(schema: string): Edge | undefined {
  return edges.get(schema)
}

/** FollowTheMoney property → ours, where the names differ. Passwords and private keys have no property on purpose. */
const renamed: Readonly<Record<string, PropertyName>> = {
  accountType: 'category',
  authorityId: 'externalId',
  authorityReferenceId: 'externalId',
  author: 'authority',
  authoredAt: 'date',
  bodyText: 'content',
  bvdId: 'externalId',
  cadastralCode: 'registrationNumber',
  caseNumber: 'registrationNumber',
  citizenship: 'nationality',
  classification: 'category',
  closeDate: 'endDate',
  closingDate: 'endDate',
  contentHash: 'fileHash',
  court: 'authority',
  creationDate: 'startDate',
  currencySymbol: 'currency',
  dissolutionDate: 'endDate',
  dunsCode: 'registrationNumber',
  duration: 'notes',
  fileDate: 'startDate',
  fileName: 'name',
  figiCode: 'registrationNumber',
  full: 'address',
  givenName: 'firstName',
  goal: 'purpose',
  grossRegisteredTonnage: 'tonnage',
  icaoCode: 'callSign',
  icijId: 'externalId',
  inceptionDate: 'startDate',
  incorporationDate: 'foundingDate',
  innCode: 'taxNumber',
  isin: 'registrationNumber',
  isinCode: 'registrationNumber',
  keywords: 'category',
  leiCode: 'registrationNumber',
  licenseNumber: 'registrationNumber',
  location: 'address',
  mainCountry: 'country',
  mangingExchange: 'service',
  messageId: 'externalId',
  mimeType: 'documentType',
  mmsi: 'externalId',
  number: 'phone',
  ogrnCode: 'registrationNumber',
  okpoCode: 'registrationNumber',
  openingDate: 'startDate',
  opencorporatesUrl: 'sourceUrl',
  pastFlags: 'flag',
  personalNumber: 'idNumber',
  phase: 'status',
  program: 'programme',
  programUrl: 'sourceUrl',
  projectId: 'externalId',
  propertyType: 'category',
  provisions: 'description',
  publicKey: 'walletAddress',
  publishDate: 'date',
  publishedAt: 'date',
  recordId: 'externalId',
  region: 'province',
  remarks: 'notes',
  serialNumber: 'externalId',
  socialSecurityNumber: 'idNumber',
  state: 'province',
  subject: 'summary',
  surname: 'lastName',
  swiftBic: 'bic',
  titleNumber: 'registrationNumber',
  topics: 'topic',
  type: 'category',
  uniqueEntityId: 'registrationNumber',
  unscId: 'externalId',
  vatCode: 'taxNumber',
  wikidataId: 'externalId',
  wikipediaUrl: 'sourceUrl',
}

/** Where the same word means another thing in one schema. */
const bySchema: Readonly<Record<string, Readonly<Record<string, PropertyName>>>> = {
  Passport: { number: 'passportNumber', type: 'documentType' },
  Identification: { number: 'idNumber', type: 'documentType' },
  Vehicle: { registrationNumber: 'plate' },
  Post: { organization: 'position' },
}

const isDocument = (schema: string): boolean => {
  const kind = kindOfSchema(schema)
  return kind === 'Document' || kind === 'Message'
}

/** Our property for a FollowTheMoney property of a schema, or undefined where it stays in the verbatim record only. */
export function propertyOf(schema: string, name: string): PropertyName | undefined {
  const special = Object.hasOwn(bySchema, schema) ? bySchema[schema] : undefined
  if (special && Object.hasOwn(special, name)) return special[name]
  if (name === 'title' && isDocument(schema)) return 'name'
  if (Object.hasOwn(renamed, name)) return renamed[name]
  return Object.hasOwn(properties, name) ? (name as PropertyName) : undefined
}

export interface Reference {
  readonly kind: LinkKindName
  /** The entity that has the property is the link's second end. */
  readonly back?: boolean
  readonly detail?: string
}

const unknown = (detail: string): Reference => ({ kind: 'UnknownLink', detail })

/** Properties that name another entity. */
const references: Readonly<Record<string, Reference>> = {
  addressEntity: { kind: 'LocatedAt' },
  bank: unknown('bank'),
  bankAccount: { kind: 'Uses' },
  bankForeign: { kind: 'Uses', detail: 'bank-foreign' },
  bankRub: { kind: 'Uses', detail: 'bank-rub' },
  callForTenders: unknown('call-for-tenders'),
  contract: unknown('contract'),
  contractHolder: unknown('contract-holder'),
  declarant: unknown('declarant'),
  document: { kind: 'PartOf' },
  emitters: { kind: 'ReportedBy', detail: 'emitter' },
  endLocation: { kind: 'LocatedAt', detail: 'end' },
  entity: { kind: 'Mentions' },
  holder: { kind: 'Holder', back: true },
  inReplyToEmail: unknown('in-reply-to'),
  inReplyToMessage: unknown('in-reply-to'),
  involved: { kind: 'Mentions', detail: 'involved' },
  issuer: unknown('issuer'),
  onBehalfOf: unknown('on-behalf-of'),
  operator: { kind: 'Uses', back: true, detail: 'operator' },
  organizer: unknown('organizer'),
  owner: { kind: 'Ownership', back: true },
  parent: { kind: 'PartOf' },
  passport: { kind: 'DocumentOf' },
  pictured: { kind: 'Mentions', detail: 'pictured' },
  project: unknown('project'),
  proof: { kind: 'Mentions', back: true, detail: 'proof' },
  recipientAccount: unknown('recipient'),
  recipients: unknown('recipient'),
  resolved: unknown('resolved'),
  senderAccount: { kind: 'ReportedBy', detail: 'sender' },
  startLocation: { kind: 'LocatedAt', detail: 'start' },
  taxee: unknown('taxee'),
  tenderers: unknown('tenderer'),
  transport: { kind: 'Uses' },
  vehicle: { kind: 'Uses' },
}

const referencesBySchema: Readonly<Record<string, Readonly<Record<string, Reference>>>> = {
  Assessment: { author: { kind: 'ReportedBy' } },
  CallForTenders: { authority: unknown('authority') },
  Contract: { authority: unknown('authority') },
  EconomicActivity: { sender: unknown('sender'), receiver: unknown('receiver') },
  Identification: { holder: { kind: 'DocumentOf', back: true } },
  License: { authority: unknown('authority') },
  Mention: { document: { kind: 'Mentions', back: true } },
  Message: { sender: { kind: 'ReportedBy', detail: 'sender' } },
  Passport: { holder: { kind: 'DocumentOf', back: true } },
  Position: { organization: { kind: 'PartOf' } },
  Post: { holder: { kind: 'Occupancy', back: true } },
  Sanction: { entity: { kind: 'SanctionedBy', back: true } },
  UserAccount: { owner: { kind: 'Holder', back: true } },
}

export function referenceOf(schema: string, name: string): Reference | undefined {
  const special = Object.hasOwn(referencesBySchema, schema) ? referencesBySchema[schema] : undefined
  if (special && Object.hasOwn(special, name)) return special[name]
  return Object.hasOwn(references, name) ? references[name] : undefined
}
