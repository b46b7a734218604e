import { Trans, useLingui } from '@lingui/react/macro'
import { Group, NativeSelect, NumberInput, Text } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'

import type { Preview, Reading } from '../../api/wire.ts'
import { pickedFrom } from './choices.ts'
import { delimiterWords, encodingWords } from './import-words.ts'

interface ReadingFieldsProps {
  readonly preview: Preview
  readonly reading: Reading
  readonly setReading: (reading: Reading) => void
}

/** How the table is written: what was found out, to be said otherwise where the rows look wrong. */
export function ReadingFields({ preview, reading, setReading }: ReadingFieldsProps) {
  const { t } = useLingui()
  const { encoding, delimiter } = { ...preview, ...reading }
  return (
    <>
      <Text fz="sm" c="dimmed" mt="sm">
        <Trans>If the rows below look wrong, say here how the file is written.</Trans>
      </Text>
      <Group align="flex-end" mt={4}>
        {encoding === undefined ? null : (
          <NativeSelect
            label={t`Letters`}
            value={encoding}
            onChange={(event) => {
              const picked = pickedFrom(encodingWords, event.currentTarget.value)
              if (picked) setReading({ ...reading, encoding: picked })
            }}
            data={Object.entries(encodingWords).map(([value, words]) => ({ value, label: t(words) }))}
          />
        )}
        {delimiter === undefined ? null : (
          <NativeSelect
            label={t`Between cells`}
            value={delimiter}
            onChange={(event) => {
              const picked = pickedFrom(delimiterWords, event.currentTarget.value)
              if (picked) setReading({ ...reading, delimiter: picked })
            }}
            data={Object.entries(delimiterWords).map(([value, words]) => ({ value, label: t(words) }))}
          />
        )}
        <HeaderRow
          row={reading.headerRow ?? 1}
          setRow={(headerRow) => setReading({ ...reading, headerRow })}
        />
      </Group>
    </>
  )
}

interface HeaderRowProps {
  readonly row: number
  readonly setRow: (row: number) => void
}

function HeaderRow({ row, setRow }: HeaderRowProps) {
  const { t } = useLingui()
  const [typed, setTyped] = useState<number | string>(row)
  const [shown, setShown] = useState(row)
  // A mapping that was loaded may name another row.
  if (row !== shown) {
    setShown(row)
    setTyped(row)
  }
  // The file is read anew for each: not for the 1 of a 12.
  const settle = useDebouncedCallback((next: number | string) => {
    if (typeof next === 'number' && next >= 1) setRow(next)
  }, 600)
  return (
    <NumberInput
      label={t`Row with the column names`}
      w={200}
      min={1}
      max={1000}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      value={typed}
      onChange={(next) => {
        setTyped(next)
        settle(next)
      }}
    />
  )
}
