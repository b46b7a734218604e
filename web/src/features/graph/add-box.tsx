import { Trans, useLingui } from '@lingui/react/macro'
import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { KeyboardEvent } from 'react'

import { api } from '../../api/api.ts'
import type { Suggestion } from '../../api/wire.ts'
import { SuggestionOption, useSuggestions } from '../../shell/search-box.tsx'
import css from './chart.module.css'

interface AddBoxProps {
  readonly add: (id: string) => void
}

/**
 * Names, phones, accounts, completed while they are written; where nothing begins like that, Enter searches as the search box does,
 * in any spelling and script. The chosen one comes onto the chart and the box is free for the next.
 */
export function AddBox({ add }: AddBoxProps) {
  const { t } = useLingui()
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const suggested = useSuggestions(text, combobox.dropdownOpened)
  const hits = useHits(asked)
  // Enter takes the first: it must not be one of what was written before.
  const begun = suggested.isOfText ? suggested.items : []
  const found = begun.length > 0 ? begun : asked === text.trim() ? hits.items : []
  useFirstChosen(found, combobox.selectFirstOption)
  const enter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || found.length > 0 || text.trim().length < 2) return
    event.preventDefault()
    setAsked(text.trim())
  }
  return (
    <div className={css['add']}>
      <Combobox
        store={combobox}
        withinPortal={false}
        shadow="md"
        onOptionSubmit={(id) => {
          setText('')
          setAsked('')
          combobox.closeDropdown()
          add(id)
        }}
      >
        <Combobox.Target autoComplete="off">
          <TextInput
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value)
              combobox.openDropdown()
            }}
            onKeyDown={enter}
            onBlur={() => combobox.closeDropdown()}
            aria-label={t`Add to the chart`}
            placeholder={t`Add a person, phone, account…`}
            leftSection={<IconPlus size={16} aria-hidden />}
            spellCheck={false}
            maxLength={200}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={text.trim().length < 2}>
          <Combobox.Options aria-label={t`Suggestions`}>
            {found.map((suggestion) => (
              <SuggestionOption key={suggestion.id} suggestion={suggestion} />
            ))}
            {found.length === 0 ? (
              <Combobox.Empty>
                <EmptyWords
                  isAsked={asked === text.trim()}
                  isLooking={hits.isLooking || !suggested.isOfText}
                />
              </Combobox.Empty>
            ) : null}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </div>
  )
}

function EmptyWords({ isAsked, isLooking }: { readonly isAsked: boolean; readonly isLooking: boolean }) {
  if (isLooking) return <Trans>Searching…</Trans>
  if (isAsked) return <Trans>Nothing found that you may see</Trans>
  return <Trans>Press Enter to search in every spelling and script</Trans>
}

/** Enter takes the first unless the arrows went elsewhere. */
function useFirstChosen(found: readonly Suggestion[], selectFirst: () => void): void {
  const ids = found.map((one) => one.id).join(' ')
  useEffect(() => {
    if (ids !== '') selectFirst()
  }, [ids, selectFirst])
}

function useHits(asked: string): { readonly items: readonly Suggestion[]; readonly isLooking: boolean } {
  const { data, isFetching } = useQuery({
    queryKey: ['search', 'chart', asked],
    queryFn: () => api.searchRun({ query: { q: asked, limit: 8 } }),
    enabled: asked !== '',
  })
  return { items: data?.items ?? [], isLooking: isFetching }
}
