import type { KindName, PropertyName } from '@shield/core'
import { kinds, linkKinds, properties } from '@shield/core'
import { isObject, own, textOf } from '../json/stated.ts'
import { closed, inChunks, isLink } from './export-item.ts'
import type { ExportEntity, ExportItems, ExportLink, Written } from './export-item.ts'

/** Kinds that FollowTheMoney has no schema for, with the nearest one that may be used. */
const nearest: Partial<Readonly<Record<KindName, string>>> = {
  Thing: 'Asset',
  SimCard: 'UserAccount',
  EmailAddress: 'UserAccount',
  Compound: 'RealEstate',
  ScamReport: 'Event',
  Campaign: 'Event',
  JobAdvertisement: 'Document',
  Technique: 'Document',
  Tactic: 'Document',
  Countermeasure: 'Document',
  Measure: 'Document',
  ThreatActor: 'Organization',
}

const thing = 'name alias weakAlias previousName country address description notes summary sourceUrl'
const legal = `${thing} email phone website idNumber taxNumber registrationNumber jurisdiction legalForm sector status`
const asset = `${thing} amount currency`
const dated = 'startDate endDate date description summary sourceUrl'

const organization = `${legal} imoNumber`

/** Property names each schema takes under our own name (FollowTheMoney 3.8.4). */
const taken: Readonly<Record<string, string>> = {
  Person: `${legal} firstName lastName title gender birthDate birthPlace deathDate nationality position passportNumber`,
  LegalEntity: legal,
  Organization: organization,
  PublicBody: organization,
  Company: `${organization} amount currency`,
  BankAccount: `${asset} accountNumber iban bankName bic`,
  CryptoWallet: asset,
  Passport: `${dated} country authority birthDate birthPlace gender passportNumber`,
  Identification: `${dated} country authority`,
  Vehicle: `${asset} model`,
  Vessel: `${asset} model registrationNumber callSign flag imoNumber tonnage`,
  Airplane: `${asset} model registrationNumber`,
  UserAccount: `${thing} email ipAddress service username`,
  RealEstate: `${asset} registrationNumber`,
  Event: `${thing} startDate endDate date`,
  Trip: `${thing} startDate endDate date`,
  Sanction: `${dated} country authority listingDate reason status`,
  CourtCase: `${thing} status`,
  Document: `${thing} date language title`,
  Message: `${thing} startDate endDate date language title`,
  Project: `${thing} startDate endDate date amount currency status`,
  Security: `${asset} registrationNumber`,
  Asset: asset,
  Address: thing,
}

/** Our property → FollowTheMoney's, where the names differ; the first that fits the schema. */
const renamed: Readonly<Record<string, Partial<Readonly<Record<PropertyName, string>>>>> = {
  '*': { topic: 'topics', category: 'keywords' },
  Address: { address: 'full', province: 'state' },
  CryptoWallet: { walletAddress: 'publicKey', currency: 'currencySymbol', service: 'mangingExchange' },
  Company: { foundingDate: 'incorporationDate', programme: 'program' },
  Organization: { foundingDate: 'incorporationDate' },
  PublicBody: { foundingDate: 'incorporationDate' },
  LegalEntity: { foundingDate: 'incorporationDate' },
  Vehicle: { plate: 'registrationNumber' },
  UserAccount: { phone: 'number' },
  Passport: { lastName: 'surname', firstName: 'givenName', idNumber: 'personalNumber', documentType: 'type' },
  Identification: { idNumber: 'number', documentType: 'type' },
  Sanction: { programme: 'program', externalId: 'authorityId' },
  CourtCase: { registrationNumber: 'caseNumber', authority: 'court' },
  Document: { content: 'bodyText', fileHash: 'contentHash' },
  Message: { content: 'bodyText' },
}

/** Schemata under Interval but not under Thing take no notes and no keywords. */
const intervals = new Set(['Passport', 'Identification', 'Sanction'])

/**
 * FollowTheMoney entities, one a line. What the schema has no property for goes into its notes as `Label: value`,
 * so that nothing is lost. `tlp` stands beside the properties, where FollowTheMoney keeps what it does not know.
 */
export function writeFtm(items: ExportItems): AsyncGenerator<Uint8Array, Written> {
  return inChunks(lines(items))
}

async function* lines(items: ExportItems): AsyncGenerator<string, Written> {
  const ids = new Map<string, string>()
  let entities = 0
  let links = 0
  const source = closed(items)
  for (;;) {
    const next = await source.next()
    if (next.done) return { entities, links, leftOut: next.value.map((link) => link.id) }
    const item = next.value
    if (isLink(item)) {
      links++
      yield `${JSON.stringify(verbatim(item) ?? linkOf(item, ids))}\n`
    } else {
      entities++
      const body = verbatim(item)
      if (body) ids.set(item.id, body.id)
      yield `${JSON.stringify(body ?? entityOf(item))}\n`
    }
  }
}

interface FtmEntity {
  readonly id: string
  readonly schema: string
}

/** The body as it came, where it is an entity of this format. */
function verbatim(item: ExportEntity | ExportLink): FtmEntity | undefined {
  if (!isObject(item.body) || !isObject(own(item.body, 'properties'))) return undefined
  const id = textOf(item.body, 'id')
  const schema = textOf(item.body, 'schema')
  return id === undefined || schema === undefined ? undefined : { ...item.body, id, schema }
}

function entityOf(entity: ExportEntity): FtmEntity & { readonly properties: object } {
  const schema = nearest[entity.kind] ?? (kinds[entity.kind].ftm || 'Asset')
  const said = new Map<string, string[]>()
  const add = (name: string, text: string): void => {
    const list = said.get(name) ?? []
    if (!list.includes(text)) list.push(text)
    said.set(name, list)
  }
  for (const { property, value, norm } of entity.values) {
    const name = nameIn(schema, property)
    // Dates and countries must be normal in FollowTheMoney; names stay as written.
    const { type } = properties[property]
    const text = (type === 'date' || type === 'country' || type === 'phone') && norm !== '' ? norm : value
    if (name !== undefined) add(name, text)
    else add(intervals.has(schema) ? 'summary' : 'notes', `${properties[property].label.en}: ${value}`)
  }
  return { id: entity.id, schema, properties: Object.fromEntries(said), ...{ tlp: entity.tlp } }
}

function nameIn(schema: string, property: PropertyName): string | undefined {
  const special = renamed[schema]?.[property]
  if (special !== undefined) return special
  if (taken[schema]?.split(' ').includes(property)) return property
  return intervals.has(schema) ? undefined : renamed['*']?.[property]
}

function linkOf(link: ExportLink, ids: ReadonlyMap<string, string>): object {
  const kind = linkKinds[link.kind]
  const edge = kind.ftm ?? { schema: 'UnknownLink', from: 'subject', to: 'object' }
  const role = link.detail ?? (kind.ftm ? undefined : kind.forward.en)
  const list = (name: string, text: string | undefined): object =>
    text === undefined ? {} : { [name]: [text] }
  const day = (text: string | undefined): string | undefined => text?.replace('~', '')
  const money = edge.schema === 'Payment' || edge.schema === 'Debt'
  const rest = money || link.amount === undefined ? undefined : `${link.amount} ${link.currency ?? ''}`.trim()
  return {
    id: link.id,
    schema: edge.schema,
    properties: {
      [edge.from]: [ids.get(link.from) ?? link.from],
      [edge.to]: [ids.get(link.to) ?? link.to],
      ...list('startDate', day(link.starts)),
      ...list('endDate', day(link.ends)),
      ...(money
        ? { ...list('amount', link.amount), ...list('currency', link.currency) }
        : list('summary', rest)),
      ...list(roleName(edge.schema), role),
    },
    tlp: link.tlp,
  }
}

function roleName(schema: string): string {
  if (schema === 'Family' || schema === 'Associate') return 'relationship'
  if (schema === 'Payment') return 'purpose'
  return schema === 'Debt' || schema === 'Occupancy' || schema === 'Call' ? 'description' : 'role'
}
