import { Trans, useLingui } from '@lingui/react/macro'
import { Combobox, Text, TextInput, useCombobox } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useState } from 'react'

import { SuggestionOption, useSuggestions } from '../../shell/search-box.tsx'

interface CompareSearchProps {
  /** Those that stand together here already: comparing a thing with itself says nothing. */
  readonly without: readonly string[]
  readonly choose: (id: string) => void
}

/** Finds the other of two by name or number. */
export function CompareSearch({ without, choose }: CompareSearchProps) {
  const { t } = useLingui()
  const [text, setText] = useState('')
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const suggested = useSuggestions(text, combobox.dropdownOpened)
  const found = suggested.isOfText ? suggested.items.filter((one) => !without.includes(one.id)) : []
  // Enter takes the first, as soon as it is there.
  const shown = found.map((one) => one.id).join()
  const selectFirst = useEffectEvent(() => combobox.selectFirstOption())
  useEffect(() => {
    if (shown !== '') selectFirst()
  }, [shown])
  const submit = (id: string): void => {
    setText('')
    combobox.closeDropdown()
    choose(id)
  }
  return (
    <Combobox store={combobox} onOptionSubmit={submit} withinPortal={false}>
      <Combobox.Target autoComplete="off">
        <TextInput
          label={t`Compare with…`}
          description={t`Name, alias, phone, account or document of the other`}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            combobox.openDropdown()
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          leftSection={<IconSearch size={16} aria-hidden />}
          spellCheck={false}
          maxLength={200}
          maw={480}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={text.trim().length < 2}>
        <Combobox.Options aria-label={t`Suggestions`}>
          {found.map((suggestion) => (
            <SuggestionOption key={suggestion.id} suggestion={suggestion} />
          ))}
        </Combobox.Options>
        {found.length === 0 ? (
          <Text fz="sm" c="dimmed" p="xs">
            <Trans>Nothing begins so that you may see</Trans>
          </Text>
        ) : null}
      </Combobox.Dropdown>
    </Combobox>
  )
}
