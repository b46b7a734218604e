import { identifierTypes, kinds, linkKinds, properties } from '@shield/core'
import type { KindName, LinkKindName, PropertyName, ValueType } from '@shield/core'
import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'

import { useLanguage } from '../../language/use-language.ts'

interface Choice<T extends string> {
  readonly value: T
  readonly label: string
}

/** Kinds of entity in the order of the reader's alphabet. */
export function useKindChoices(): Choice<KindName>[] {
  const { say, language } = useLanguage()
  return useMemo(
    () =>
      sorted(
        namesOf(kinds).map((value) => ({ value, label: say(kinds[value].label) })),
        language,
      ),
    [say, language],
  )
}

export function useLinkChoices(): Choice<LinkKindName>[] {
  const { say, language } = useLanguage()
  return useMemo(
    () =>
      sorted(
        namesOf(linkKinds).map((value) => ({ value, label: say(linkKinds[value].forward) })),
        language,
      ),
    [say, language],
  )
}

const groups: readonly { readonly title: MessageDescriptor; readonly types: readonly ValueType[] }[] = [
  { title: msg`Names`, types: ['name'] },
  {
    title: msg`Numbers, addresses and papers that identify`,
    types: identifierTypes,
  },
  { title: msg`Dates`, types: ['date'] },
  { title: msg`Countries and places`, types: ['country', 'geo'] },
  { title: msg`Amounts`, types: ['money', 'number'] },
  { title: msg`Other words`, types: ['text', 'code', 'topic'] },
]

/** Properties by what their values are, so that seventy-five of them are found. */
export function usePropertyChoices(): { group: string; items: Choice<PropertyName>[] }[] {
  const { t } = useLingui()
  const { say, language } = useLanguage()
  return useMemo(
    () =>
      groups.map(({ title, types }) => ({
        group: t(title),
        items: sorted(
          namesOf(properties)
            .filter((name) => types.includes(properties[name].type))
            .map((value) => ({ value, label: say(properties[value].label) })),
          language,
        ),
      })),
    [t, say, language],
  )
}

function namesOf<T extends object>(words: T): (keyof T & string)[] {
  return Object.keys(words) as (keyof T & string)[]
}

function sorted<T extends string>(choices: Choice<T>[], language: string): Choice<T>[] {
  const order = new Intl.Collator(language)
  return choices.toSorted((a, b) => order.compare(a.label, b.label))
}

/** The one of a closed list that a select gave back. */
export function pickedFrom<T extends string>(
  words: Readonly<Record<T, unknown>>,
  value: string,
): T | undefined {
  return Object.hasOwn(words, value) ? (value as T) : undefined
}
