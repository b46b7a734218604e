import { useLingui } from '@lingui/react/macro'
import { Combobox, Kbd, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { kinds } from '@shield/core'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Ref } from 'react'

import { api } from '../api/api.ts'
import { useSession } from '../api/session.ts'
import type { Suggestion } from '../api/wire.ts'
import { useLanguage } from '../language/use-language.ts'
import { KindIcon } from '../ui/kind-icon.tsx'
import { ValueText } from '../ui/value-text.tsx'
import css from './shell.module.css'

interface SearchBoxProps {
  readonly ref: Ref<HTMLInputElement>
}

/** The one search box. Enter opens the results; a suggestion opens its profile; the query stays while its results are on the screen. */
export function SearchBox({ ref }: SearchBoxProps) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const { q = '', source } = useSearch({ strict: false })
  const [text, setText] = useState(q)
  const [shown, setShown] = useState(q)
  const [isTyping, setIsTyping] = useState(false)
  // A screen that arrives late must not take away what somebody has begun to write.
  if (q !== shown) {
    setShown(q)
    if (!isTyping) setText(q)
  }
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const { items: found } = useSuggestions(text, combobox.dropdownOpened)
  const search = (): void => {
    combobox.closeDropdown()
    if (text.trim() !== '') void navigate({ to: '/search', search: { q: text.trim() } })
    // Words taken out of a search that a source narrows leave the source: its newest.
    else if (source !== undefined) void navigate({ to: '/search', search: { source } })
  }
  const open = (id: string): void => {
    combobox.closeDropdown()
    void navigate({ to: '/entity/$id', params: { id } })
  }
  return (
    <form
      role="search"
      className={css['search']}
      onSubmit={(event) => {
        event.preventDefault()
        search()
      }}
    >
      <Combobox store={combobox} onOptionSubmit={open} withinPortal={false} shadow="md">
        <Combobox.Target autoComplete="off">
          <TextInput
            ref={ref}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value)
              combobox.openDropdown()
            }}
            onFocus={() => setIsTyping(true)}
            onBlur={() => {
              setIsTyping(false)
              combobox.closeDropdown()
            }}
            aria-label={t`Search`}
            placeholder={t`Search people, phones, accounts, places…`}
            leftSection={<IconSearch size={16} aria-hidden />}
            rightSection={<Kbd aria-hidden>/</Kbd>}
            spellCheck={false}
            maxLength={200}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={found.length === 0}>
          <Combobox.Options aria-label={t`Suggestions`}>
            {found.map((suggestion) => (
              <SuggestionOption key={suggestion.id} suggestion={suggestion} />
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </form>
  )
}

/** One suggestion, for every box that completes names. */
export function SuggestionOption({ suggestion }: { readonly suggestion: Suggestion }) {
  const { say } = useLanguage()
  return (
    <Combobox.Option value={suggestion.id}>
      <span className={css['suggestion']}>
        <KindIcon kind={suggestion.kind} />
        <ValueText text={suggestion.caption} />
        <small>{say(kinds[suggestion.kind].label)}</small>
      </span>
    </Combobox.Option>
  )
}

interface Suggestions {
  readonly items: readonly Suggestion[]
  /** Whether they answer what is written now: those of a moment ago stay on the screen until the next come. */
  readonly isOfText: boolean
}

/** Asked from the second letter on, 120 ms after the last key, and only with a purpose: a suggestion is a look. */
export function useSuggestions(text: string, isOpen: boolean): Suggestions {
  const { can, purpose } = useSession()
  const [typed] = useDebouncedValue(text.trim(), 120)
  const { data, isPlaceholderData } = useQuery({
    queryKey: ['suggestions', typed],
    queryFn: () => api.searchSuggest({ query: { q: typed } }),
    enabled: isOpen && typed.length > 1 && purpose !== undefined && can.includes('search.run'),
    placeholderData: keepPreviousData,
    retry: false,
  })
  return {
    items: typed.length > 1 ? (data?.items ?? []) : [],
    isOfText: typed === text.trim() && !isPlaceholderData,
  }
}
