import { kinds } from '@shield/core'
import type { KindName, LinkKindName, PropertyName } from '@shield/core'

import type { Reading } from '../../api/wire.ts'

/** How the columns of a table become entities and links, and how the table is written, as the node keeps it. */
export interface Mapping extends Reading {
  readonly key: readonly string[]
  readonly entities: readonly MappedEntity[]
  readonly links: readonly MappedLink[]
}

export type Era = 'buddhist' | 'gregorian'

export interface MappedEntity {
  readonly name: string
  readonly kind: KindName
  readonly key: readonly string[]
  readonly columns: readonly {
    readonly column: string
    readonly property: PropertyName
    readonly date?: Era
  }[]
}

export interface MappedLink {
  readonly kind: LinkKindName
  readonly from: string
  readonly to: string
  readonly starts?: { readonly column: string; readonly date?: Era }
  readonly amount?: string
  readonly currency?: string
  readonly detail?: string
}

/** The same as it is edited: entities are known by an id, so that a new name or a removal reaches every use and link. */
export interface Draft {
  readonly key: readonly string[]
  readonly entities: readonly DraftEntity[]
  readonly uses: readonly Use[]
  readonly links: readonly DraftLink[]
}

export interface DraftEntity {
  readonly id: string
  readonly name: string
  readonly kind: KindName
  readonly key: readonly string[]
}

/** One column as one property of one entity; a column may be used several times. */
export interface Use {
  readonly id: string
  readonly column: string
  readonly entity: string
  readonly property: PropertyName
  readonly date?: Era
}

export interface DraftLink extends Omit<MappedLink, 'from' | 'to'> {
  readonly id: string
  /** Ids of entities. */
  readonly from: string
  readonly to: string
}

export type Change =
  | { readonly act: 'add-entity'; readonly kind: KindName }
  | { readonly act: 'remove-entity'; readonly id: string }
  | { readonly act: 'set-kind'; readonly id: string; readonly kind: KindName }
  | { readonly act: 'set-name'; readonly id: string; readonly name: string }
  | { readonly act: 'set-entity-key'; readonly id: string; readonly columns: readonly string[] }
  | { readonly act: 'set-key'; readonly columns: readonly string[] }
  | {
      readonly act: 'add-use'
      readonly column: string
      readonly entity: string
      readonly property: PropertyName
    }
  | {
      readonly act: 'set-use'
      readonly id: string
      readonly entity?: string
      readonly property?: PropertyName
      readonly date?: Era | ''
    }
  | { readonly act: 'remove-use'; readonly id: string }
  | { readonly act: 'add-link' }
  | { readonly act: 'set-link'; readonly id: string; readonly part: LinkPart }
  | { readonly act: 'remove-link'; readonly id: string }

/** What of a link is set; '' takes an optional column away. */
export interface LinkPart {
  readonly kind?: LinkKindName
  readonly from?: string
  readonly to?: string
  readonly starts?: string
  readonly date?: Era | ''
  readonly amount?: string
  readonly currency?: string
  readonly detail?: string
}

/** The node's own limits of one mapping. */
export const mostEntities = 50
export const mostLinks = 100

export function draftOf(mapping: Mapping): Draft {
  const idOf = new Map(mapping.entities.map((entity, at) => [entity.name, `e${at + 1}`]))
  return {
    key: mapping.key,
    entities: mapping.entities.map(({ name, kind, key }, at) => ({ id: `e${at + 1}`, name, kind, key })),
    uses: mapping.entities
      .flatMap((entity, at) => entity.columns.map((column) => ({ ...column, entity: `e${at + 1}` })))
      .map((use, at) => ({ ...use, id: `u${at + 1}` })),
    links: mapping.links.map((link, at) => ({
      ...link,
      id: `l${at + 1}`,
      from: idOf.get(link.from) ?? '',
      to: idOf.get(link.to) ?? '',
    })),
  }
}

/** The columns of a mapping; how the table is written is said beside them. */
export function mappingOf(draft: Draft, reading: Reading = {}): Mapping {
  const nameOf = new Map(draft.entities.map((entity) => [entity.id, entity.name]))
  return {
    key: draft.key,
    entities: draft.entities.map(({ id, name, kind, key }) => ({
      name,
      kind,
      key,
      columns: draft.uses
        .filter((use) => use.entity === id)
        .map(({ column, property, date }) => ({ column, property, ...(date ? { date } : {}) })),
    })),
    links: draft.links.map((link) => ({
      ...partsOf(link),
      from: nameOf.get(link.from) ?? '',
      to: nameOf.get(link.to) ?? '',
    })),
    ...reading,
  }
}

/** What a mapping says of how the table is written; nothing where the node's guess holds. */
export function readingOf({ encoding, delimiter, headerRow }: Reading): Reading {
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(headerRow === undefined ? {} : { headerRow }),
  }
}

function partsOf({ kind, starts, amount, currency, detail }: DraftLink): Omit<MappedLink, 'from' | 'to'> {
  return {
    kind,
    ...(starts ? { starts } : {}),
    ...(amount ? { amount } : {}),
    ...(currency ? { currency } : {}),
    ...(detail ? { detail } : {}),
  }
}

/** The draft after a change; the same draft where the change can't be made. A mapping that was accepted stays one that is. */
export function edited(draft: Draft, change: Change): Draft {
  switch (change.act) {
    case 'add-entity':
      return draft.entities.length >= mostEntities ? draft : withEntity(draft, change.kind)
    case 'remove-entity':
      return draft.entities.length <= 1 ? draft : withoutEntity(draft, change.id)
    case 'set-kind':
      return withKind(draft, change.id, change.kind)
    case 'set-name':
      return setEntity(draft, change.id, (entity) => ({ name: freeName(draft, entity, change.name) }))
    case 'set-entity-key':
      return setEntity(draft, change.id, () => ({ key: change.columns }))
    case 'set-key':
      return { ...draft, key: change.columns }
    case 'add-use': {
      const { column, entity, property } = change
      return { ...draft, uses: [...draft.uses, { id: nextId('u', draft.uses), column, entity, property }] }
    }
    case 'set-use':
      return {
        ...draft,
        uses: draft.uses.map((use) => (use.id === change.id ? changedUse(use, change) : use)),
      }
    case 'remove-use':
      return { ...draft, uses: draft.uses.filter((use) => use.id !== change.id) }
    case 'add-link':
      return withLink(draft)
    case 'set-link':
      return {
        ...draft,
        links: draft.links.map((link) => (link.id === change.id ? changedLink(link, change.part) : link)),
      }
    case 'remove-link':
      return { ...draft, links: draft.links.filter((link) => link.id !== change.id) }
  }
}

/** A name that only says the kind: given by this editor or by the node's suggestion, not by a person. */
export function isOwnName({ name, kind }: Pick<DraftEntity, 'name' | 'kind'>): boolean {
  return /^entity( \d+)?$/.test(name) || name.replace(/ \d+$/, '') === plainName(kind)
}

function plainName(kind: KindName): string {
  return kinds[kind].label.en.toLowerCase()
}

function withEntity(draft: Draft, kind: KindName): Draft {
  const id = nextId('e', draft.entities)
  const name = freeName(draft, { id, kind, name: '' }, '')
  return { ...draft, entities: [...draft.entities, { id, kind, name, key: [] }] }
}

function withoutEntity(draft: Draft, id: string): Draft {
  return {
    ...draft,
    entities: draft.entities.filter((entity) => entity.id !== id),
    uses: draft.uses.filter((use) => use.entity !== id),
    links: draft.links.filter((link) => link.from !== id && link.to !== id),
  }
}

function withKind(draft: Draft, id: string, kind: KindName): Draft {
  return setEntity(draft, id, (entity) => ({
    kind,
    name: isOwnName(entity) ? freeName(draft, { ...entity, kind }, '') : entity.name,
  }))
}

function setEntity(draft: Draft, id: string, part: (entity: DraftEntity) => Partial<DraftEntity>): Draft {
  return {
    ...draft,
    entities: draft.entities.map((entity) => (entity.id === id ? { ...entity, ...part(entity) } : entity)),
  }
}

/** The wish, or the kind's word where there is none, with a number where another entity has it. */
function freeName(draft: Draft, entity: Pick<DraftEntity, 'id' | 'kind' | 'name'>, wish: string): string {
  const base = wish.trim() || plainName(entity.kind)
  const taken = new Set(draft.entities.filter(({ id }) => id !== entity.id).map(({ name }) => name))
  if (!taken.has(base)) return base
  let number = 2
  while (taken.has(`${base} ${number}`)) number += 1
  return `${base} ${number}`
}

function changedUse(use: Use, change: Extract<Change, { readonly act: 'set-use' }>): Use {
  const date = change.date ?? use.date
  return {
    id: use.id,
    column: use.column,
    entity: change.entity ?? use.entity,
    property: change.property ?? use.property,
    ...(date ? { date } : {}),
  }
}

/** Between the first two entities; the likeliest word is chosen by the person. */
function withLink(draft: Draft): Draft {
  const [from, to] = draft.entities
  if (!from || !to || draft.links.length >= mostLinks) return draft
  const link: DraftLink = { id: nextId('l', draft.links), kind: 'UnknownLink', from: from.id, to: to.id }
  return { ...draft, links: [...draft.links, link] }
}

function changedLink(link: DraftLink, part: LinkPart): DraftLink {
  const starts = part.starts ?? link.starts?.column
  const date = part.date ?? link.starts?.date
  const optional = (name: 'amount' | 'currency' | 'detail'): object => {
    const column = part[name] ?? link[name]
    return column ? { [name]: column } : {}
  }
  return {
    id: link.id,
    kind: part.kind ?? link.kind,
    from: part.from ?? link.from,
    to: part.to ?? link.to,
    ...(starts ? { starts: { column: starts, ...(date ? { date } : {}) } } : {}),
    ...optional('amount'),
    ...optional('currency'),
    ...optional('detail'),
  }
}

function nextId(letter: string, things: readonly { readonly id: string }[]): string {
  return `${letter}${Math.max(0, ...things.map(({ id }) => Number(id.slice(1)))) + 1}`
}
