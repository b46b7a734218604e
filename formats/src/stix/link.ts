import type { Json, LinkKindName, StatedLink, When } from '@shield/core'
import { isWhen, linkKinds } from '@shield/core'
import { dayOf, isObject, own, pointerOf, textOf, warn } from '../json/stated.ts'
import type { JsonObject, Reading } from '../json/stated.ts'

/** `type--uuid`; types of STIX 2.0 may hold underscores no more than of 2.1. */
const idShape =
  /^([a-z0-9][a-z0-9-]*)--[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/

/** The type an id names, or undefined when the text is no STIX id. */
export function typeOfId(id: string): string | undefined {
  return idShape.exec(id)?.[1]
}

/** Verbs of STIX 2.1, ATT&CK and MISP that one of our kinds can stand for; the verb itself stays as `detail`. */
const otherVerbs: readonly (readonly [string, LinkKindName])[] = [
  ['remediates', 'Mitigates'],
  ['investigates', 'Mentions'],
  ['originates-from', 'LocatedAt'],
  ['subtechnique-of', 'PartOf'],
  ['authored-by', 'AttributedTo'],
  ['compromises', 'Targets'],
  ['exploits', 'Targets'],
  ['based-on', 'Mentions'],
  ['works-for', 'Employment'],
  ['employed-by', 'Employment'],
]

const verbs: ReadonlyMap<string, LinkKindName> = new Map([
  ...(Object.keys(linkKinds) as LinkKindName[])
    .map((kind) => [linkKinds[kind].stix, kind] as const)
    .toReversed(),
  ...otherVerbs,
])

/** Kind of a relationship_type; a verb that says more than the kind, or is unknown, is the detail. */
export function linkKindOf(verb: string): {
  readonly kind: LinkKindName
  readonly detail: string | undefined
} {
  const kind = verbs.get(verb) ?? 'UnknownLink'
  return { kind, detail: linkKinds[kind].stix === verb ? undefined : verb }
}

/** The link of a relationship object, or undefined when an end or the verb is missing. */
export function relationshipLink(object: JsonObject, key: string): StatedLink | undefined {
  const from = textOf(object, 'source_ref')
  const to = textOf(object, 'target_ref')
  const verb = textOf(object, 'relationship_type')
  if (from === undefined || to === undefined || verb === undefined) return undefined
  if (typeOfId(from) === undefined || typeOfId(to) === undefined) return undefined
  const stated = textOf(object, 'x_shield_kind')
  const exact =
    stated !== undefined && Object.hasOwn(linkKinds, stated) ? (stated as LinkKindName) : undefined
  const { kind, detail } = exact ? { kind: exact, detail: undefined } : linkKindOf(verb)
  const said = textOf(object, 'x_shield_detail') ?? detail
  const starts = dayOf(own(object, 'start_time')) ?? whenOf(own(object, 'x_shield_starts'))
  const ends = dayOf(own(object, 'stop_time')) ?? whenOf(own(object, 'x_shield_ends'))
  const amount = amountOf(own(object, 'x_shield_amount'))
  const currency = textOf(object, 'x_shield_currency')
  return {
    key,
    kind,
    from,
    to,
    ...(said === undefined ? {} : { detail: said }),
    ...(starts === undefined ? {} : { starts }),
    ...(ends === undefined ? {} : { ends }),
    ...(amount === undefined ? {} : { amount }),
    ...(currency === undefined ? {} : { currency }),
  }
}

function whenOf(value: Json | undefined): When | undefined {
  return typeof value === 'string' && isWhen(value) ? value : undefined
}

interface Embedded {
  readonly kind: LinkKindName
  /** The object that has the property is the link's second end. */
  readonly back?: boolean
}

/** Reference properties with a meaning of their own; any other becomes an UnknownLink that keeps the property's name. */
const embedded: Readonly<Record<string, Embedded>> = {
  object_refs: { kind: 'Mentions' },
  sighting_of_ref: { kind: 'Mentions' },
  observed_data_refs: { kind: 'Mentions' },
  sample_refs: { kind: 'Mentions' },
  sample_ref: { kind: 'Mentions' },
  where_sighted_refs: { kind: 'ReportedBy' },
  holder_ref: { kind: 'Holder', back: true },
  owner_ref: { kind: 'Holder', back: true },
  country_ref: { kind: 'LocatedAt' },
  contains_refs: { kind: 'PartOf', back: true },
  child_refs: { kind: 'PartOf', back: true },
  tactic_refs: { kind: 'PartOf', back: true },
  parent_ref: { kind: 'PartOf' },
  parent_directory_ref: { kind: 'PartOf' },
  x_mitre_data_source_ref: { kind: 'PartOf' },
}

/** Who wrote the object is a link only for reports of people; elsewhere it would tie every object to its publisher. */
const reported = new Set(['report', 'note', 'opinion', 'grouping', 'incident', 'observed-data', 'sighting'])
const notALink = new Set(['object_marking_refs', 'created_by_ref', 'x_mitre_modified_by_ref'])

/** Links that an object's `*_ref` and `*_refs` properties give. Keys are `id#property[index]`. */
export function embeddedLinks(object: JsonObject, key: string, reading: Reading): readonly StatedLink[] {
  const links: StatedLink[] = []
  for (const property in object) {
    if (!property.endsWith('_ref') && !property.endsWith('_refs')) continue
    const targets = referencesAt(object, property, reading)
    const author = property === 'created_by_ref' && reported.has(textOf(object, 'type') ?? '')
    if (notALink.has(property) && !author) continue
    const known = Object.hasOwn(embedded, property) ? embedded[property] : undefined
    const special = author ? { kind: 'ReportedBy' as const } : (emailAccount(object, property) ?? known)
    for (const { id, index } of targets) {
      const [from, to] = special?.back ? [id, key] : [key, id]
      const detail = special ? {} : { detail: property.replace(/_refs?$/, '').replaceAll('_', '-') }
      links.push({
        key: `${key}#${property}[${index}]`,
        kind: special?.kind ?? 'UnknownLink',
        from,
        to,
        ...detail,
      })
    }
  }
  if (textOf(object, 'type') === 'cryptocurrency-transaction') links.push(...coinLinks(object, key, reading))
  return links
}

/** `belongs_to_ref` of an e-mail address names the account that holds it. */
function emailAccount(object: JsonObject, property: string): Embedded | undefined {
  if (property !== 'belongs_to_ref') return undefined
  return textOf(object, 'type') === 'email-addr' ? { kind: 'Holder', back: true } : undefined
}

function referencesAt(
  object: JsonObject,
  property: string,
  reading: Reading,
): readonly { readonly id: string; readonly index: number }[] {
  const value = own(object, property)
  const list = (Array.isArray(value) ? value : [value]) as readonly Json[]
  return list.flatMap((id, index) => {
    const pointer = Array.isArray(value) ? `/${property}/${index}` : `/${property}`
    if (id === '' || id === null) warn(reading, 'empty-reference', pointer, property)
    else if (typeof id !== 'string' || typeOfId(id) === undefined)
      warn(reading, 'malformed-reference', pointer, JSON.stringify(id))
    else return [{ id, index }]
    return []
  })
}

/** Coins flow from each input into the transaction and from it to each output: which input paid which output is not known. */
function coinLinks(object: JsonObject, key: string, reading: Reading): readonly StatedLink[] {
  const links: StatedLink[] = []
  const starts = dayOf(own(object, 'execution_time'))
  const currency = textOf(object, 'symbol')
  for (const side of ['input', 'output'] as const) {
    const list = own(object, side)
    if (!Array.isArray(list)) continue
    for (const [index, item] of (list as readonly Json[]).entries()) {
      if (!isObject(item)) continue
      const wallet = textOf(item, 'address_ref')
      if (wallet === undefined || typeOfId(wallet) === undefined) {
        warn(reading, 'malformed-reference', pointerOf(`${side}.[${index}].address_ref`), wallet ?? '')
        continue
      }
      const amount = amountOf(own(item, 'amount'))
      links.push({
        key: `${key}#${side}[${index}]`,
        kind: 'Payment',
        from: side === 'input' ? wallet : key,
        to: side === 'input' ? key : wallet,
        ...(amount === undefined ? {} : { amount }),
        ...(currency === undefined ? {} : { currency }),
        ...(starts === undefined ? {} : { starts }),
      })
    }
  }
  return links
}

/** A decimal as plain text: a float such as 7.28e-06 is written out. No amount of money has sixty digits. */
export function amountOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') {
    const text = value.trim()
    return /^-?\d{1,60}(?:\.\d{1,60})?$/.test(text) ? text : undefined
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
  const text = String(value)
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!parts) return text
  const [, sign = '', whole = '', rest = '', exponent = '0'] = parts
  const digits = `${whole}${rest}`
  const shift = Number(exponent)
  if (shift >= 0) return `${sign}${digits.padEnd(shift + 1, '0')}`
  return `${sign}0.${'0'.repeat(-shift - 1)}${digits}`
}
