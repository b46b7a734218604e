import { kinds } from '@shield/core'

import { useLanguage } from '../../language/use-language.ts'
import { isOwnName } from './mapping.ts'
import type { Draft } from './mapping.ts'

/** What an entity of a mapping is called on the screen: the name somebody gave it, else its kind, numbered where there are several. */
export function useEntityNames(draft: Draft): (id: string) => string {
  const { say, number } = useLanguage()
  return (id) => {
    const entity = draft.entities.find((one) => one.id === id)
    if (!entity) return ''
    if (!isOwnName(entity)) return entity.name
    const alike = draft.entities.filter((one) => one.kind === entity.kind && isOwnName(one))
    const label = say(kinds[entity.kind].label)
    return alike.length > 1 ? `${label} ${number(alike.indexOf(entity) + 1)}` : label
  }
}
