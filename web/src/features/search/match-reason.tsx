import { properties } from '@shield/core'

import type { Hit } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { PropertyValue } from '../../ui/property-value.tsx'
import css from './search.module.css'

/** Which value of the hit answers the question, and how: never a naked score. */
export function MatchReason({ hit }: { readonly hit: Hit }) {
  const { say } = useLanguage()
  const first = hit.matched[0]
  if (!first) return null
  return (
    <span className={css['because']}>
      {say(properties[first.property].label)}: <PropertyValue property={first.property} value={first.value} />{' '}
      · {say(first.because)}
    </span>
  )
}
