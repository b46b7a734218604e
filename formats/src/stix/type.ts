import type { KindName, PropertyName } from '@shield/core'
import { kinds, properties } from '@shield/core'
import { own, textOf } from '../json/stated.ts'
import type { JsonObject } from '../json/stated.ts'

type Values = Readonly<Record<string, PropertyName>>

interface StixType {
  readonly kind: KindName
  /** Path in the object → property; see `valuesAt`. */
  readonly values: Values
}

/** What every object may say. */
const common: Values = {
  name: 'name',
  'aliases[]': 'alias',
  'x_mitre_aliases[]': 'alias',
  description: 'description',
  'labels[]': 'category',
  lang: 'language',
  first_seen: 'startDate',
  last_seen: 'endDate',
}

const file: Values = { 'hashes.*': 'fileHash', mime_type: 'documentType', url: 'website' }
const phases: Values = { 'kill_chain_phases[].phase_name': 'category' }

const t = (kind: KindName, values: Values = {}): StixType => ({ kind, values })

/** STIX 2.1 (and 2.0) types, and the extension types in use for money and phones. */
const types: Readonly<Record<string, StixType>> = {
  'attack-pattern': t('Technique', { ...phases, x_mitre_detection: 'notes' }),
  'x-mitre-tactic': t('Tactic', { x_mitre_shortname: 'category' }),
  campaign: t('Campaign', { objective: 'purpose' }),
  'course-of-action': t('Countermeasure'),
  grouping: t('Document', { context: 'category' }),
  identity: t('LegalEntity', {
    'roles[]': 'role',
    'sectors[]': 'sector',
    contact_information: 'notes',
  }),
  incident: t('Event'),
  indicator: t('Indicator', {
    ...phases,
    'indicator_types[]': 'category',
    pattern: 'pattern',
    valid_from: 'startDate',
    valid_until: 'endDate',
  }),
  infrastructure: t('Infrastructure', { ...phases, 'infrastructure_types[]': 'category' }),
  'intrusion-set': t('ThreatActor', { 'goals[]': 'purpose', primary_motivation: 'reason' }),
  location: t('Location', {
    country: 'country',
    administrative_area: 'province',
    street_address: 'address',
    city: 'address',
    postal_code: 'address',
    region: 'category',
  }),
  malware: t('Tool', { ...phases, 'malware_types[]': 'category' }),
  'malware-analysis': t('Document', { product: 'name', result: 'status', submitted: 'date' }),
  note: t('Document', { abstract: 'summary', content: 'content', 'authors[]': 'authority' }),
  'observed-data': t('Event', { first_observed: 'startDate', last_observed: 'endDate' }),
  opinion: t('Document', { opinion: 'status', explanation: 'content', 'authors[]': 'authority' }),
  report: t('Document', { 'report_types[]': 'category', published: 'date' }),
  sighting: t('Event', { summary: 'summary' }),
  'threat-actor': t('ThreatActor', {
    'threat_actor_types[]': 'category',
    'roles[]': 'role',
    'goals[]': 'purpose',
    primary_motivation: 'reason',
  }),
  tool: t('Tool', { ...phases, 'tool_types[]': 'category', tool_version: 'model' }),
  vulnerability: t('Thing'),
  'x-mitre-analytic': t('Thing'),
  'x-mitre-asset': t('Thing', { 'x_mitre_sectors[]': 'sector' }),
  'x-mitre-collection': t('Document', { x_mitre_version: 'model' }),
  'x-mitre-data-component': t('Thing'),
  'x-mitre-data-source': t('Thing'),
  'x-mitre-detection-strategy': t('Thing'),
  'x-mitre-matrix': t('Thing'),
  artifact: t('Observable', file),
  'autonomous-system': t('Observable', { number: 'externalId', rir: 'authority' }),
  directory: t('Observable', { path: 'name' }),
  'domain-name': t('Domain', { value: 'domain' }),
  'email-addr': t('EmailAddress', { value: 'email', display_name: 'name' }),
  'email-message': t('Message', { subject: 'summary', body: 'content', date: 'date' }),
  file: t('Observable', file),
  'ipv4-addr': t('NetworkAddress', { value: 'ipAddress' }),
  'ipv6-addr': t('NetworkAddress', { value: 'ipAddress' }),
  'mac-addr': t('Device', { value: 'externalId' }),
  mutex: t('Observable'),
  'network-traffic': t('Observable', { 'protocols[]': 'category', start: 'startDate', end: 'endDate' }),
  process: t('Observable', { command_line: 'content', created_time: 'startDate' }),
  software: t('Observable', { vendor: 'authority', version: 'model' }),
  url: t('Website', { value: 'website' }),
  'user-account': t('UserAccount', {
    user_id: 'userId',
    account_login: 'username',
    account_type: 'service',
    display_name: 'name',
    account_created: 'startDate',
    account_expires: 'endDate',
  }),
  'windows-registry-key': t('Observable', { key: 'name' }),
  'x509-certificate': t('Observable', {
    subject: 'name',
    serial_number: 'externalId',
    'hashes.*': 'fileHash',
  }),
  'bank-account': t('BankAccount', {
    iban: 'iban',
    account_number: 'accountNumber',
    number: 'accountNumber',
    bic: 'bic',
    swift_code: 'bic',
    bank: 'bankName',
    currency: 'currency',
    country: 'country',
  }),
  'phone-number': t('SimCard', { value: 'phone', country: 'country', provider: 'service' }),
  'cryptocurrency-wallet': t('CryptoWallet', {
    value: 'walletAddress',
    address: 'walletAddress',
    symbol: 'currency',
    currency: 'currency',
  }),
  'cryptocurrency-transaction': t('Event', {
    value: 'externalId',
    symbol: 'currency',
    execution_time: 'date',
  }),
}

/** Types that describe other objects and stand for nothing in the world: kept as records, without an entity. */
export const withoutEntity: ReadonlySet<string> = new Set([
  'marking-definition',
  'extension-definition',
  'language-content',
  'relationship',
])

/** Our own kinds travel under the names the ontology gives them (`x-shield-compound`). */
const ownKinds: ReadonlyMap<string, KindName> = new Map(
  (Object.keys(kinds) as KindName[])
    .filter((kind) => kinds[kind].stix.startsWith('x-shield-'))
    .map((kind) => [kinds[kind].stix, kind]),
)

/** `birthDate` travels as `x_shield_birth_date`. */
export function ownPropertyName(property: PropertyName): string {
  return `x_shield_${property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`
}

const ownProperties: ReadonlyMap<string, PropertyName> = new Map(
  (Object.keys(properties) as PropertyName[]).map((property) => [ownPropertyName(property), property]),
)

export function ownProperty(key: string): PropertyName | undefined {
  return ownProperties.get(key)
}

/** Kind and value paths of an object; `known` is false for a type SHIELD has no word for. */
export function typeOf(object: JsonObject): StixType & { readonly known: boolean } {
  const name = textOf(object, 'type') ?? ''
  const found = Object.hasOwn(types, name) ? types[name] : undefined
  const kind = statedKind(object) ?? (found ? exactKind(object, name, found.kind) : ownKinds.get(name))
  return { kind: kind ?? 'Thing', values: { ...common, ...found?.values }, known: kind !== undefined }
}

/** What another SHIELD node said outright. */
function statedKind(object: JsonObject): KindName | undefined {
  const stated = textOf(object, 'x_shield_kind')
  return stated !== undefined && Object.hasOwn(kinds, stated) ? (stated as KindName) : undefined
}

function exactKind(object: JsonObject, type: string, kind: KindName): KindName {
  if (type === 'identity') {
    const identityClass = textOf(object, 'identity_class')
    if (identityClass === 'individual') return 'Person'
    if (identityClass === 'organization' || identityClass === 'group') return 'Organization'
    // A class is a sector or a role, a system a machine: neither is somebody.
    if (identityClass === 'class' || identityClass === 'system') return 'Thing'
  }
  if (type === 'location' && own(object, 'street_address') !== undefined) return 'Address'
  return kind
}

/** Kinds that stand for several STIX types, so that the type itself is worth a statement. */
export function statesType(kind: KindName): boolean {
  return (
    kind === 'Thing' || kind === 'Observable' || kind === 'Tool' || kind === 'Event' || kind === 'Document'
  )
}
