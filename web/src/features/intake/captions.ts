import { properties } from '@shield/core'

import type { Preview } from '../../api/wire.ts'

/** What each entity of a preview is called, by its key: a name if it has one, else its first value, else the key. */
export function captionsOf(records: Preview['records']): (key: string) => string {
  const captions = new Map<string, string>()
  for (const { key, values } of records.flatMap((record) => record.entities)) {
    const named = values.find(({ property }) => isName(property))
    const caption = (named ?? values[0])?.value
    if (caption !== undefined && (named !== undefined || !captions.has(key))) captions.set(key, caption)
  }
  return (key) => captions.get(key) ?? key
}

function isName(property: string): boolean {
  const all: Readonly<Record<string, { readonly type: string }>> = properties
  return Object.hasOwn(all, property) && all[property]?.type === 'name'
}
