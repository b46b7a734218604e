import { useLingui } from '@lingui/react/macro'
import { kinds, properties, purposes } from '@shield/core'
import type { KindName, PropertyName, Purpose, Zone } from '@shield/core'

import { useLanguage } from '../../language/use-language.ts'
import { zoneWords } from '../../ui/marking-words.ts'
import { matchIdentifierWords } from '../../ui/match-identifier-words.ts'
import type { ListField, ValueField } from './agreement-changes.ts'

/** A word or a value of an agreement's terms, as it is told to a person. */
export function useTermSpeech() {
  const { t } = useLingui()
  const { say, when, number } = useLanguage()
  const zone = (one: string): string =>
    one === 'all' ? t`every zone whose handling allows it` : t(zoneWords[one as Zone])
  const wordOf = (field: ListField, one: string): string => {
    switch (field) {
      case 'kinds':
        return say(kinds[one as KindName].label)
      case 'properties':
        return say(properties[one as PropertyName].label)
      case 'zones':
        return zone(one)
      case 'identifiers':
        return t(matchIdentifierWords[one as keyof typeof matchIdentifierWords])
      default:
        return say(purposes[one as Purpose])
    }
  }
  const valueOf = (field: ValueField, value: string | undefined): string => {
    switch (field) {
      case 'onward':
        return value === 'true'
          ? t`they may pass it on where its handling allows`
          : t`they may not pass it on to anybody`
      case 'retention':
        return value === undefined
          ? t`as long as its owner lets it stand`
          : t`at most ${number(Number(value))} days`
      case 'validFrom':
      case 'validUntil':
        return when(value ?? '')
      case 'title':
      case 'text':
      case 'legalBasis':
        return value ?? t`nothing`
      default:
        return value === undefined ? t`none` : number(Number(value))
    }
  }
  return { wordOf, valueOf, zone }
}
