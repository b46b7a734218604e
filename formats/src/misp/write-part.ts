import { createHash } from 'node:crypto'

import type { KindName, PropertyName, Tlp } from '@shield/core'
import { kinds, linkKinds, properties } from '@shield/core'
import type { JsonObject } from '../json/stated.ts'
import type { ExportEntity, ExportLink } from '../write/export-item.ts'
import { stixUuid } from '../write/stix-object.ts'
import { kindOfObject, kindOfOwnObject, ownRelation, propertyOfRelation, statedKind } from './type.ts'

interface Template {
  readonly uuid: string
  readonly version: string
  readonly category: string
  /** Our property → the template's relation. */
  readonly relations: Partial<Readonly<Record<PropertyName, string>>>
}

/** Templates of MISP's own objects (misp-objects), with the relations they have. */
const templates: Readonly<Record<string, Template>> = {
  person: {
    ...{ uuid: 'a15b0477-e9d1-4b9c-9546-abe78a4f4248', version: '21', category: 'misc' },
    relations: {
      ...{ name: 'full-name', alias: 'alias', firstName: 'first-name', lastName: 'last-name' },
      ...{ birthDate: 'date-of-birth', birthPlace: 'place-of-birth', gender: 'gender', role: 'role' },
      ...{ passportNumber: 'passport-number', idNumber: 'identity-card-number', phone: 'phone-number' },
      ...{ email: 'e-mail', address: 'address', title: 'title', nationality: 'nationality' },
      ...{ position: 'occupation', notes: 'text' },
    },
  },
  organization: {
    ...{ uuid: 'f750e12b-127a-432c-b022-b3f9153c4e2a', version: '9', category: 'misc' },
    relations: {
      ...{ name: 'name', alias: 'alias', address: 'address', description: 'description', email: 'e-mail' },
      ...{ phone: 'phone-number', registrationNumber: 'registration-number', role: 'role', sector: 'sector' },
      ...{ taxNumber: 'VAT' },
    },
  },
  'legal-entity': {
    ...{ uuid: '14f5688f-d89c-469f-9878-c48bf6c41c65', version: '2', category: 'misc' },
    relations: {
      ...{ name: 'name', alias: 'commercial-name', legalForm: 'legal-form', phone: 'phone-number' },
      ...{ registrationNumber: 'registration-number', sector: 'business', website: 'website', notes: 'text' },
    },
  },
  'postal-address': {
    ...{ uuid: 'c22cdd17-d38e-42d3-a365-4febdaaaf25e', version: '4', category: 'misc' },
    relations: { country: 'country', description: 'description', province: 'province', address: 'city' },
  },
  geolocation: {
    ...{ uuid: 'cd6f2238-ba55-4888-82c4-104e6e1acf21', version: '8', category: 'misc' },
    relations: { country: 'countrycode', province: 'region', address: 'address', notes: 'text' },
  },
  phone: {
    ...{ uuid: 'd7e4fbdd-b551-4862-bddb-a0b470a38509', version: '6', category: 'misc' },
    relations: {
      ...{ phone: 'msisdn', imei: 'imei', imsi: 'imsi', iccid: 'iccid', model: 'model', notes: 'text' },
    },
  },
  'user-account': {
    ...{ uuid: '49606b06-22f0-4ac8-8eee-2f12ad46f3d3', version: '6', category: 'misc' },
    relations: { username: 'username', userId: 'user-id', name: 'display-name', description: 'description' },
  },
  'bank-account': {
    ...{ uuid: 'b4712203-95a8-4883-80e9-b566f5df11c9', version: '3', category: 'financial' },
    relations: {
      ...{ accountNumber: 'account', name: 'account-name', iban: 'iban', bic: 'swift', notes: 'text' },
      ...{ bankName: 'institution-name', currency: 'currency-code' },
    },
  },
  'coin-address': {
    ...{ uuid: 'd0e6997e-78da-4815-a6a1-cfc1c1cb8a46', version: '7', category: 'financial' },
    relations: { walletAddress: 'address-crypto', currency: 'symbol', notes: 'text' },
  },
  'domain-ip': {
    ...{ uuid: '43b3b146-77eb-4931-b4cc-b66c60f28734', version: '11', category: 'network' },
    relations: { domain: 'domain', ipAddress: 'ip', notes: 'text' },
  },
  url: {
    ...{ uuid: '60efb77b-40b5-4c46-871b-ed1ed999fce5', version: '10', category: 'network' },
    relations: { website: 'url', domain: 'domain', notes: 'text' },
  },
  vehicle: {
    ...{ uuid: '683c076c-f695-4ff2-8efa-e98a418049f4', version: '5', category: 'misc' },
    relations: { plate: 'license-plate-number', model: 'model', vin: 'vin', description: 'description' },
  },
}

/** Type and category that MISP's templates ask of a relation; any other is a text. */
const typed: Readonly<Record<string, readonly [type: string, category: string]>> = {
  'full-name': ['full-name', 'Person'],
  'first-name': ['first-name', 'Person'],
  'last-name': ['last-name', 'Person'],
  'date-of-birth': ['date-of-birth', 'Person'],
  'place-of-birth': ['place-of-birth', 'Person'],
  nationality: ['nationality', 'Person'],
  gender: ['gender', 'Person'],
  'passport-number': ['passport-number', 'Person'],
  'identity-card-number': ['identity-card-number', 'Person'],
  'phone-number': ['phone-number', 'Other'],
  'e-mail': ['email-src', 'Payload delivery'],
  account: ['bank-account-nr', 'Financial fraud'],
  iban: ['iban', 'Financial fraud'],
  swift: ['bic', 'Financial fraud'],
  domain: ['domain', 'Network activity'],
  ip: ['ip-dst', 'Network activity'],
  url: ['url', 'Network activity'],
  website: ['link', 'External analysis'],
}

/** What MISP checks before it takes a value of the type; a value that fails goes as a text beside. */
const accepted: Readonly<Record<string, RegExp>> = {
  'date-of-birth': /^\d{4}-\d\d-\d\d$/,
  gender: /^(?:Male|Female|Other|Prefer not to say)$/,
  'phone-number': /^\+\d{5,20}$/,
  'email-src': /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
  iban: /^[A-Z]{2}\d{2}[A-Z0-9]{4,30}$/,
  bic: /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/,
  'bank-account-nr': /^[A-Za-z0-9-]+$/,
  domain: /^(?:[a-z0-9_-]+\.)+[a-z0-9-]{2,}$/i,
  'ip-dst': /^[0-9a-f.:]+$/i,
  url: /^[a-z][a-z0-9+.-]*:\/\/\S+$/i,
  link: /^https?:\/\/\S+$/i,
}

/** A UUID that is the same wherever it is made of the same words. */
export function derivedUuid(...words: readonly string[]): string {
  const hex = createHash('sha256').update(words.join('\n')).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const mispUuid = stixUuid

/** An entity as a MISP object that says all of its values: by the template's relations where it has them, else by `shield-…`. */
export function mispObject(entity: ExportEntity): JsonObject {
  const name = nameOf(entity.kind)
  const uuid = mispUuid(entity.id)
  const template = templates[name]
  const written = entity.values.map((item) => relationFor(item, name))
  const relations = new Set(written.map((one) => one.relation))
  const read = kindOfOwnObject(name) ?? kindOfObject(name, relations)
  if (read !== entity.kind) written.push({ relation: statedKind, ...plain, value: entity.kind })
  const seen = new Set<string>()
  const attributes = written.flatMap(({ relation, type, category, value }): JsonObject[] => {
    const attribute = derivedUuid(uuid, relation, value)
    if (seen.has(attribute)) return []
    seen.add(attribute)
    return [
      {
        ...{ uuid: attribute, object_relation: relation, type, category, value, to_ids: false },
        ...{ distribution: '5', sharing_group_id: '0', comment: '', deleted: false },
        ...{ disable_correlation: false, Tag: [tlpTag(entity.tlp)] },
      },
    ]
  })
  return {
    ...{ uuid, name, 'meta-category': template?.category ?? 'misc' },
    description: kinds[entity.kind].label.en,
    template_uuid: template?.uuid ?? derivedUuid('misp-object', name),
    template_version: template?.version ?? '1',
    ...{ distribution: '5', sharing_group_id: '0', comment: '', deleted: false },
    Attribute: attributes,
  }
}

/** A relation as MISP's reference of its first end; what MISP has no field for is in the comment. */
export function mispReference(link: ExportLink, from: string, to: string): JsonObject {
  const details = [link.starts, link.ends, link.amount, link.currency, link.detail]
  const { stix } = linkKinds[link.kind]
  return {
    ...{ uuid: mispUuid(link.id), object_uuid: from, referenced_uuid: to },
    // A verb of ours that stands for several kinds would come back as another one.
    relationship_type: link.kind === 'UnknownLink' ? (link.detail ?? stix) : stix,
    comment: details.filter((one) => one !== undefined).join(' '),
    deleted: false,
  }
}

export function tlpTag(tlp: Tlp): JsonObject {
  return { name: `tlp:${tlp.toLowerCase()}`, local: false }
}

function nameOf(kind: KindName): string {
  const { misp } = kinds[kind]
  return misp !== '' && (templates[misp] || misp.startsWith('ftm-')) ? misp : `shield-${kebab(kind)}`
}

const kebab = (name: string): string =>
  name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()

interface Said {
  readonly relation: string
  readonly type: string
  readonly category: string
  readonly value: string
}

const plain = { type: 'text', category: 'Other' } as const

function relationFor({ property, value, norm }: ExportEntity['values'][number], object: string): Said {
  const relation = templates[object]?.relations[property]
  const own: Said = { relation: ownRelation(property), ...plain, value }
  if (relation === undefined) return own
  const [type, category] = typed[relation] ?? [plain.type, plain.category]
  if (propertyOfRelation(object, relation, type) !== property) return own
  const normal = properties[property].type === 'country' ? norm.toUpperCase() : norm
  const text = type === 'text' || normal === '' ? value : normal
  const accepts = accepted[type]
  return accepts && !accepts.test(text) ? own : { relation, type, category, value: text }
}
