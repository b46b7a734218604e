import { properties } from '@shield/core'
import type { PropertyName } from '@shield/core'

import { useLanguage } from '../language/use-language.ts'
import { Defanged, ValueText } from './value-text.tsx'

/** A value as its type is read: dates in the reader's era, countries by name, web and mail addresses defanged, the rest in its own script. */
export function PropertyValue({
  property,
  value,
}: {
  readonly property: PropertyName
  readonly value: string
}) {
  const { when, country } = useLanguage()
  const { type } = properties[property]
  if (type === 'date') return <ValueText text={when(value)} />
  if (type === 'country') return <ValueText text={country(value)} />
  if (type === 'url' || type === 'domain' || type === 'email') return <Defanged address={value} />
  return <ValueText text={value} />
}
