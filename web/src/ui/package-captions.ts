import { calledBy } from '@shield/core'
import type { PropertyName } from '@shield/core'

interface Part {
  readonly entity: string
  readonly statements: readonly { readonly property: PropertyName; readonly value: string }[]
}

/** Every thing of a package by what it is called in it. */
export function captionsIn(entities: readonly Part[]): ReadonlyMap<string, string> {
  return new Map(entities.map((one) => [one.entity, calledBy(one.statements)]))
}
