import type { KindName, PropertyName, Tlp } from '@shield/core'
import { kinds, linkKinds } from '@shield/core'
import type { JsonObject } from '../json/stated.ts'
import { withExtensions } from '../stix/extension.ts'
import { tlp2Extension, tlp2Ids } from '../stix/marking.ts'
import { ownPropertyName, typeOf } from '../stix/type.ts'
import type { ExportEntity, ExportLink } from './export-item.ts'

type Written = Record<string, JsonObject[string]>

interface Shape {
  readonly type: string
  /** Domain objects have `created` and `modified`, observables have not. */
  readonly observable: boolean
  /** Our property → theirs; `[]` at the end for a list. */
  readonly keys: Partial<Readonly<Record<PropertyName, string>>>
  /** Our property without which the type may not be written. */
  readonly needs?: PropertyName
  readonly fixed?: JsonObject
}

const names: Shape['keys'] = { name: 'name', description: 'description' }
const aliases: Shape['keys'] = { ...names, alias: 'aliases[]' }
const identity = (identityClass: string): Shape => ({
  type: 'identity',
  observable: false,
  keys: { ...names, role: 'roles[]', sector: 'sectors[]' },
  needs: 'name',
  fixed: { identity_class: identityClass },
})
const domain = (type: string, keys: Shape['keys'] = aliases): Shape => ({
  type,
  observable: false,
  keys,
  needs: 'name',
})
const observable = (
  type: string,
  needs: PropertyName,
  keys: Shape['keys'] = {},
  fixed: JsonObject = {},
): Shape => ({
  type,
  observable: true,
  keys: { [needs]: 'value', ...keys },
  needs,
  fixed,
})
const extension = (id: string): JsonObject => ({
  extensions: { [`extension-definition--${id}`]: { extension_type: 'new-sco' } },
})

const account: Shape['keys'] = {
  iban: 'iban',
  accountNumber: 'account_number',
  bic: 'bic',
  currency: 'currency',
}

/** Kinds that STIX 2.1 has a type for; any other, or one that lacks what the type asks, is written as `x-shield-…`. */
const shapes: Partial<Readonly<Record<KindName, Shape>>> = {
  Person: identity('individual'),
  Organization: identity('organization'),
  Company: identity('organization'),
  PublicBody: identity('organization'),
  LegalEntity: identity('unknown'),
  Address: {
    type: 'location',
    observable: false,
    needs: 'country',
    keys: { ...names, country: 'country', address: 'street_address', province: 'administrative_area' },
  },
  Location: {
    type: 'location',
    observable: false,
    needs: 'country',
    keys: { ...names, country: 'country', province: 'administrative_area' },
  },
  Technique: domain('attack-pattern'),
  Tactic: domain('x-mitre-tactic', names),
  ThreatActor: domain('threat-actor'),
  Campaign: domain('campaign', { ...aliases, purpose: 'objective' }),
  Tool: domain('tool'),
  Infrastructure: domain('infrastructure'),
  Countermeasure: domain('course-of-action', names),
  Event: domain('incident', names),
  UserAccount: observable('user-account', 'username', {
    username: 'account_login',
    userId: 'user_id',
    service: 'account_type',
    name: 'display_name',
  }),
  SimCard: observable('phone-number', 'phone', {}, extension('14a97ee2-e666-5ada-a6bd-b7177f79e211')),
  BankAccount: {
    type: 'bank-account',
    observable: true,
    keys: account,
    fixed: extension('f19f3291-6a84-5674-b311-d75a925d5bd9'),
  },
  CryptoWallet: observable('cryptocurrency-wallet', 'walletAddress', { currency: 'symbol' }),
  Domain: observable('domain-name', 'domain'),
  Website: observable('url', 'website'),
  EmailAddress: observable('email-addr', 'email', { name: 'display_name' }),
  Message: {
    type: 'email-message',
    observable: true,
    needs: 'content',
    keys: { content: 'body', summary: 'subject' },
    fixed: { is_multipart: false },
  },
}

/** What the address of a network is called depends on its version. */
function shapeOf(entity: ExportEntity): Shape {
  const found = entity.kind === 'NetworkAddress' ? networkShape(entity) : shapes[entity.kind]
  const needs = found?.needs
  if (
    found &&
    (needs === undefined || entity.values.some((item) => item.property === needs && text(item, found) !== ''))
  )
    return found
  const own = kinds[entity.kind].stix
  const kebab = entity.kind.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()
  return { type: own.startsWith('x-shield-') ? own : `x-shield-${kebab}`, observable: false, keys: names }
}

function networkShape(entity: ExportEntity): Shape {
  const address = entity.values.find((item) => item.property === 'ipAddress')
  return observable((address?.norm ?? address?.value)?.includes(':') ? 'ipv6-addr' : 'ipv4-addr', 'ipAddress')
}

/** Observables and countries carry the normal form, so that equal things are equal there too. */
function text(item: ExportEntity['values'][number], shape: Shape): string {
  const normal = item.property === 'country' ? item.norm.toUpperCase() : item.norm
  return (shape.observable || item.property === 'country') && normal !== '' ? normal : item.value
}

/**
 * Our ids as STIX may carry them. It knows the versions of RFC 4122, 1 to 5, and validators refuse the 7 that our ids have (RFC 9562):
 * its digit becomes 4 and nothing else, so equal ids stay equal.
 */
export function stixUuid(id: string): string {
  return id.replace(/^(.{14})7/, '$14')
}

/** A STIX object that says all of the entity's values: in STIX's own properties where there are, else as `x_shield_*`. */
export function entityObject(entity: ExportEntity, at: string): JsonObject {
  const shape = shapeOf(entity)
  const object: Written = {
    type: shape.type,
    spec_version: '2.1',
    id: `${shape.type}--${stixUuid(entity.id)}`,
    ...(shape.observable ? {} : { created: at, modified: at }),
    ...shape.fixed,
  }
  for (const item of entity.values) {
    const key = shape.keys[item.property]
    if (key?.endsWith('[]')) append(object, key.slice(0, -2), text(item, shape))
    else if (key !== undefined && !Object.hasOwn(object, key)) object[key] = text(item, shape)
    else append(object, ownPropertyName(item.property), item.value)
  }
  object['object_marking_refs'] = [tlp2Ids[entity.tlp]]
  if (typeOf(object).kind !== entity.kind || !typeOf(object).known) object['x_shield_kind'] = entity.kind
  return withExtensions(object)
}

function append(object: Written, key: string, value: string): void {
  const list = (object[key] ?? []) as readonly string[]
  if (!list.includes(value)) object[key] = [...list, value]
}

/** A relationship; the two ends are ids of objects in the same bundle. */
export function linkObject(link: ExportLink, from: string, to: string, at: string): JsonObject {
  const whole = (when: string | undefined): string | undefined =>
    when !== undefined && /^\d{4}-\d\d-\d\d$/.test(when) ? `${when}T00:00:00.000Z` : undefined
  const start = whole(link.starts)
  const stop = whole(link.ends)
  const inOrder = stop !== undefined && (start === undefined || stop > start)
  return withExtensions({
    type: 'relationship',
    spec_version: '2.1',
    id: `relationship--${stixUuid(link.id)}`,
    created: at,
    modified: at,
    relationship_type: linkKinds[link.kind].stix,
    source_ref: from,
    target_ref: to,
    ...(start === undefined ? {} : { start_time: start }),
    ...(inOrder ? { stop_time: stop } : {}),
    object_marking_refs: [tlp2Ids[link.tlp]],
    x_shield_kind: link.kind,
    ...(link.starts !== undefined && start === undefined ? { x_shield_starts: link.starts } : {}),
    ...(link.ends !== undefined && !inOrder ? { x_shield_ends: link.ends } : {}),
    ...(link.amount === undefined ? {} : { x_shield_amount: link.amount }),
    ...(link.currency === undefined ? {} : { x_shield_currency: link.currency }),
    ...(link.detail === undefined ? {} : { x_shield_detail: link.detail }),
  })
}

/** The marking-definition object of a TLP 2.0 colour, as OASIS publishes it. */
export function tlpObject(tlp: Tlp): JsonObject {
  return {
    type: 'marking-definition',
    spec_version: '2.1',
    id: tlp2Ids[tlp],
    created: '2022-10-01T00:00:00.000Z',
    name: `TLP:${tlp}`,
    extensions: { [tlp2Extension]: { extension_type: 'property-extension', tlp_2_0: tlp.toLowerCase() } },
  }
}

/** The marking-definition object of a TLP 1 colour, as the STIX 2.1 specification fixes it. */
export function tlp1Object(id: string, tlp: Tlp): JsonObject {
  const name = tlp === 'CLEAR' ? 'white' : tlp.toLowerCase()
  return {
    type: 'marking-definition',
    spec_version: '2.1',
    id,
    created: '2017-01-20T00:00:00.000Z',
    definition_type: 'tlp',
    name: `TLP:${name.toUpperCase()}`,
    definition: { tlp: name },
  }
}
