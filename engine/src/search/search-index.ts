import { createNameIndex } from '../names/index/name-index.ts'
import type { NameIndex } from '../names/index/name-index.ts'
import { standingEntities } from '../names/index/segment.ts'
import { findValues } from './find-values.ts'
import { createIdentifiers } from './identifiers.ts'
import type { IndexedValue, SearchIndex } from './index-door.ts'
import { rankEntities } from './rank-entities.ts'
import { nameKindOf, readQuery } from './read-query.ts'
import { keepSuggestions, suggestNames } from './suggest.ts'

/** The search index with its names, which are rebuilt now and then. */
export interface TendedSearchIndex extends SearchIndex {
  readonly names: NameIndex
}

/** A search index in this process's memory: names in segments of typed arrays, identifiers in a dictionary. */
export function createSearchIndex(): TendedSearchIndex {
  const names = createNameIndex()
  const identifiers = createIdentifiers()

  const add = (values: readonly IndexedValue[]): void => {
    for (const value of values) if (value.type === 'identifier') identifiers.add(value)
    names.add(
      values
        .filter((value) => value.type === 'name')
        .map(({ entity, text, kind, property, marking }) => ({
          entity,
          text,
          kind: nameKindOf(kind, text),
          marking,
          tag: (kind << 8) | property,
        })),
    )
  }
  const remove = (entities: readonly number[]): void => {
    names.remove(entities)
    for (const entity of entities) identifiers.removeEntity(entity)
  }

  return {
    names,
    add,
    removeEntity: (entity) => remove([entity]),
    replace: ({ entities, values }) => {
      remove(entities)
      add(values)
    },
    settle: () => {
      names.open()
    },
    search: (request) => rankEntities(findValues({ open: names.open(), identifiers }, request), request),
    suggest: ({ text, visible, limit }) => {
      const suggestions = keepSuggestions(limit)
      for (const name of readQuery(text)) suggestNames(names.open(), { name, visible }, suggestions)
      identifiers.eachTyped(text, visible, (one) =>
        suggestions.offer({ entity: one.entity, property: one.property, text: one.text }),
      )
      return suggestions.all
    },
    sameValue: ({ text, visible, limit }) => {
      const entities = new Set<number>()
      identifiers.eachSame(text, visible, (one) => entities.add(one.entity))
      return [...entities].toSorted((a, b) => a - b).slice(0, limit)
    },
    size: () => {
      const entities = new Set(identifiers.entities())
      for (const { segment } of names.open())
        for (const entity of standingEntities(segment)) entities.add(entity)
      return { values: names.count + identifiers.count, entities: entities.size }
    },
  }
}
