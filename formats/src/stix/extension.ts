import type { JsonObject } from '../json/stated.ts'
import { isObject, own, textOf } from '../json/stated.ts'

/** Who publishes the extensions; its id and theirs are fixed for every node. */
const publisher: JsonObject = {
  type: 'identity',
  spec_version: '2.1',
  id: 'identity--674bdaca-4aee-5357-bab5-7c0177271221',
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
  name: 'SHIELD',
  identity_class: 'system',
}

/** Stands for nothing in the world. */
export const publisherId = publisher['id'] as string

const published = {
  type: 'extension-definition',
  spec_version: '2.1',
  created_by_ref: publisher['id'] as string,
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
  version: '1.0.0',
} as const

/** Properties `x_shield_…` on objects of STIX's own types: docs/formats/shield-properties.schema.json. */
const ownProperties: JsonObject = {
  ...published,
  id: 'extension-definition--37f3fc1b-a6a9-5751-8c51-dc8f474391c5',
  name: 'SHIELD properties',
  description:
    'What a police or protection record says of a person, an account or a place and STIX has no property for',
  schema: 'docs/formats/shield-properties.schema.json',
  extension_types: ['toplevel-property-extension'],
}

/** Types `x-shield-…`: docs/formats/shield-types.schema.json. */
const ownTypes: JsonObject = {
  ...published,
  id: 'extension-definition--be6726de-4cd0-5728-a67a-4d70132be49a',
  name: 'SHIELD types',
  description: 'Compounds, scam reports, job advertisements, legs of a journey, documents and vehicles',
  schema: 'docs/formats/shield-types.schema.json',
  extension_types: ['new-sdo'],
}

/** Says that parts of the object were left out for a reader: id and modified are those of the whole. */
export const redactedMark = 'x_shield_redacted'

const propertiesId = ownProperties['id'] as string
const typesId = ownTypes['id'] as string

/** Names the extensions that an object of ours needs, beside those it has. */
export function withExtensions(object: JsonObject): JsonObject {
  const type = textOf(object, 'type') ?? ''
  const isOwnType = type.startsWith('x-shield-')
  const hasOwn = Object.keys(object).some((name) => name.startsWith('x_shield_'))
  if (!isOwnType && !hasOwn) return object
  const given = own(object, 'extensions')
  const extensions = {
    ...(isObject(given) ? given : {}),
    ...(isOwnType ? { [typesId]: { extension_type: 'new-sdo' } } : {}),
    ...(hasOwn && !isOwnType ? { [propertiesId]: { extension_type: 'toplevel-property-extension' } } : {}),
  }
  return { ...object, extensions }
}

/** The object without some of what it said, named as such. */
export function asRedacted(object: JsonObject): JsonObject {
  return withExtensions({ ...object, [redactedMark]: true })
}

/** Our definitions among the extensions that an object names. */
export function extensionIds(object: JsonObject): readonly string[] {
  const extensions = own(object, 'extensions')
  return isObject(extensions)
    ? Object.keys(extensions).filter((id) => id === propertiesId || id === typesId)
    : []
}

/** The definitions behind these ids, with who publishes them. */
export function extensionDefinitions(ids: ReadonlySet<string>): readonly JsonObject[] {
  const found = [ownProperties, ownTypes].filter((one) => ids.has(one['id'] as string))
  return found.length === 0 ? [] : [publisher, ...found]
}
