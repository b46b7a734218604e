import { kinds, properties } from '@shield/core'
import type { KindName, PropertyName } from '@shield/core'
import { kindOfSchema, propertyOf } from '../ftm/schema.ts'

export type Meaning = readonly [kind: KindName, ...properties: readonly (PropertyName | undefined)[]]

const hashes = [
  'md5',
  'sha1',
  'sha224',
  'sha256',
  'sha384',
  'sha512',
  'sha512/256',
  'sha3-256',
  'ssdeep',
  'imphash',
  'tlsh',
  'authentihash',
] as const

/** MISP attribute types: the kind of entity one stands for, and the property of each part (`a|b` has two parts). */
const attributeTypes: Readonly<Record<string, Meaning>> = {
  'phone-number': ['SimCard', 'phone'],
  'whois-registrant-phone': ['SimCard', 'phone'],
  prtn: ['SimCard', 'phone'],
  btc: ['CryptoWallet', 'walletAddress'],
  dash: ['CryptoWallet', 'walletAddress'],
  xmr: ['CryptoWallet', 'walletAddress'],
  iban: ['BankAccount', 'iban'],
  bic: ['BankAccount', 'bic'],
  'bank-account-nr': ['BankAccount', 'accountNumber'],
  'aba-rtn': ['BankAccount', 'bic'],
  domain: ['Domain', 'domain'],
  hostname: ['Domain', 'domain'],
  'domain|ip': ['Domain', 'domain', 'ipAddress'],
  'hostname|port': ['Domain', 'domain'],
  url: ['Website', 'website'],
  uri: ['Website', 'website'],
  link: ['Website', 'website'],
  email: ['EmailAddress', 'email'],
  'email-src': ['EmailAddress', 'email'],
  'email-dst': ['EmailAddress', 'email'],
  'email-reply-to': ['EmailAddress', 'email'],
  'target-email': ['EmailAddress', 'email'],
  'whois-registrant-email': ['EmailAddress', 'email'],
  'dns-soa-email': ['EmailAddress', 'email'],
  'ip-src': ['NetworkAddress', 'ipAddress'],
  'ip-dst': ['NetworkAddress', 'ipAddress'],
  'ip-src|port': ['NetworkAddress', 'ipAddress'],
  'ip-dst|port': ['NetworkAddress', 'ipAddress'],
  'mac-address': ['Device', 'externalId'],
  'jabber-id': ['UserAccount', 'username'],
  'twitter-id': ['UserAccount', 'username'],
  'github-username': ['UserAccount', 'username'],
  eppn: ['UserAccount', 'username'],
  'target-user': ['UserAccount', 'username'],
  'full-name': ['Person', 'name'],
  'first-name': ['Person', 'firstName'],
  'last-name': ['Person', 'lastName'],
  'whois-registrant-name': ['LegalEntity', 'name'],
  'whois-registrant-org': ['Organization', 'name'],
  'target-org': ['Organization', 'name'],
  'date-of-birth': ['Person', 'birthDate'],
  'place-of-birth': ['Person', 'birthPlace'],
  gender: ['Person', 'gender'],
  nationality: ['Person', 'nationality'],
  'passport-number': ['Passport', 'passportNumber'],
  'passport-country': ['Passport', 'country'],
  'passport-expiration': ['Passport', 'endDate'],
  'identity-card-number': ['Identification', 'idNumber'],
  'target-location': ['Location', 'address'],
  'threat-actor': ['ThreatActor', 'name'],
  'campaign-name': ['Campaign', 'name'],
  'malware-type': ['Tool', 'name'],
  filename: ['Observable', 'name'],
  'pattern-in-file': ['Indicator', 'pattern'],
  'pattern-in-traffic': ['Indicator', 'pattern'],
  'stix2-pattern': ['Indicator', 'pattern'],
  sigma: ['Indicator', 'pattern'],
  snort: ['Indicator', 'pattern'],
  yara: ['Indicator', 'pattern'],
  regkey: ['Observable', 'name'],
  'regkey|value': ['Observable', 'name', 'content'],
  'email-subject': ['Message', 'summary'],
  'email-body': ['Message', 'content'],
  vulnerability: ['Thing', 'name'],
  ...Object.fromEntries(hashes.map((hash) => [hash, ['Observable', 'fileHash'] as const])),
  ...Object.fromEntries(
    hashes.map((hash) => [`filename|${hash}`, ['Observable', 'name', 'fileHash'] as const]),
  ),
}

/** What an attribute stands for; a type SHIELD has no word for is something observed, with its text kept. */
export function meaningOf(type: string): Meaning {
  return (Object.hasOwn(attributeTypes, type) ? attributeTypes[type] : undefined) ?? ['Observable', 'content']
}

const objectKinds: Readonly<Record<string, KindName>> = {
  'attack-pattern': 'Technique',
  'attack-step': 'Technique',
  'bank-account': 'BankAccount',
  blog: 'Document',
  'btc-transaction': 'Event',
  'btc-wallet': 'CryptoWallet',
  'chat-message': 'Message',
  'coin-address': 'CryptoWallet',
  'course-of-action': 'Countermeasure',
  'cryptocurrency-transaction': 'Event',
  device: 'Device',
  'domain-ip': 'Domain',
  email: 'Message',
  employee: 'Person',
  event: 'Event',
  'fbi-most-wanted': 'Person',
  file: 'Observable',
  geolocation: 'Location',
  identity: 'LegalEntity',
  incident: 'Event',
  infrastructure: 'Infrastructure',
  'instant-message': 'Message',
  'intelligence-report': 'Document',
  'interpol-notice': 'Person',
  'intrusion-set': 'ThreatActor',
  'ip-port': 'NetworkAddress',
  'legal-entity': 'LegalEntity',
  malware: 'Tool',
  organization: 'Organization',
  person: 'Person',
  phishing: 'Website',
  phone: 'SimCard',
  'phone-number': 'SimCard',
  'postal-address': 'Address',
  publication: 'Document',
  report: 'Document',
  'scan-result': 'ScamReport',
  'short-message-service': 'Message',
  'temporal-event': 'Event',
  transaction: 'Event',
  url: 'Website',
  'user-account': 'UserAccount',
  vehicle: 'Vehicle',
  victim: 'LegalEntity',
}

/** Kind of a MISP object by its template's name; undefined for one SHIELD has no word for. */
export function kindOfObject(name: string, relations: ReadonlySet<string>): KindName | undefined {
  if (name === 'phone' && relations.has('imei')) return 'Device'
  if (Object.hasOwn(objectKinds, name)) return objectKinds[name]
  if (name.startsWith('ftm-')) return kindOfSchema(name.slice(4))
  if (name.endsWith('-account') || name.endsWith('-user')) return 'UserAccount'
  return undefined
}

/** Relations of an object's attributes that say more than the attribute's type. */
const relations: Readonly<Record<string, PropertyName>> = {
  account: 'accountNumber',
  'account-name': 'name',
  address: 'address',
  'address-crypto': 'walletAddress',
  'address-xmr': 'walletAddress',
  alias: 'alias',
  body: 'content',
  brand: 'category',
  city: 'address',
  'case-number': 'registrationNumber',
  'commercial-name': 'alias',
  country: 'country',
  countrycode: 'country',
  'currency-code': 'currency',
  date: 'date',
  'date-of-birth': 'birthDate',
  'date-of-inception': 'foundingDate',
  description: 'description',
  'display-name': 'name',
  'e-mail': 'email',
  'first-name': 'firstName',
  'first-seen': 'startDate',
  first_name: 'firstName',
  'full-name': 'name',
  function: 'position',
  gender: 'gender',
  handle: 'nickname',
  iccid: 'iccid',
  id: 'userId',
  'identity-card-number': 'idNumber',
  imei: 'imei',
  imsi: 'imsi',
  'institution-name': 'bankName',
  'last-name': 'lastName',
  'last-seen': 'endDate',
  last_name: 'lastName',
  'legal-form': 'legalForm',
  'license-plate-number': 'plate',
  make: 'category',
  model: 'model',
  msisdn: 'phone',
  name: 'name',
  nationality: 'nationality',
  nickname: 'nickname',
  occupation: 'position',
  opened: 'startDate',
  closed: 'endDate',
  'passport-number': 'passportNumber',
  phone: 'phone',
  'phone-number': 'phone',
  'place-of-birth': 'birthPlace',
  province: 'province',
  region: 'province',
  'registration-number': 'registrationNumber',
  role: 'role',
  sector: 'sector',
  business: 'sector',
  state: 'province',
  subject: 'summary',
  summary: 'summary',
  swift: 'bic',
  symbol: 'currency',
  text: 'notes',
  time: 'date',
  title: 'title',
  'transaction-number': 'externalId',
  'type-of-organization': 'category',
  'user-id': 'userId',
  username: 'username',
  VAT: 'taxNumber',
  vin: 'vin',
  website: 'website',
}

/** Relation of the attribute by which an object of ours says its kind, where its template stands for several. */
export const statedKind = 'shield-kind'

const kebab = (name: string): string =>
  name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()

/** Relation of a property that no template has a word for: `shield-birth-date`. */
export function ownRelation(property: PropertyName): string {
  return `shield-${kebab(property)}`
}

const ownProperties: ReadonlyMap<string, PropertyName> = new Map(
  (Object.keys(properties) as PropertyName[]).map((property) => [ownRelation(property), property]),
)

const ownObjects: ReadonlyMap<string, KindName> = new Map(
  (Object.keys(kinds) as KindName[]).map((kind) => [`shield-${kebab(kind)}`, kind]),
)

/** Kind of an object that only SHIELD writes: `shield-compound`. */
export function kindOfOwnObject(name: string): KindName | undefined {
  return ownObjects.get(name)
}

/** The kind that another SHIELD node said outright. */
export function kindNamed(name: string): KindName | undefined {
  return Object.hasOwn(kinds, name) ? (name as KindName) : undefined
}

/** Our property for an attribute of an object: by its relation, else by its type. */
export function propertyOfRelation(object: string, relation: string, type: string): PropertyName | undefined {
  if (relation.startsWith('shield-')) return ownProperties.get(relation)
  if (object.startsWith('ftm-')) return propertyOf(object.slice(4), relation)
  if (type === 'btc' || type === 'xmr' || type === 'dash') return 'walletAddress'
  if (object === 'report' && relation === 'title') return 'name'
  if (object === 'vehicle' && relation === 'state') return 'status'
  if (Object.hasOwn(relations, relation)) return relations[relation]
  return Object.hasOwn(attributeTypes, type) ? attributeTypes[type]?.[1] : undefined
}
