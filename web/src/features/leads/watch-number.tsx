import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { properties } from '@shield/core'
import type { PropertyName } from '@shield/core'
import { IconEyePlus } from '@tabler/icons-react'
import { useState } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import { WatchDialog } from '../../ui/watch-dialog.tsx'

/** What is worth watching by itself: the rest is found by a saved search. */
const watched: readonly PropertyName[] = [
  'phone',
  'accountNumber',
  'walletAddress',
  'passportNumber',
  'idNumber',
  'registrationNumber',
  'email',
  'domain',
  'website',
  'ipAddress',
  'imei',
  'imsi',
  'plate',
  'fileHash',
]

/** Watches a number wherever a record states it. */
export function WatchNumber() {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [opened, setOpened] = useState(false)
  const [property, setProperty] = useState<PropertyName>('phone')
  const [value, setValue] = useState('')
  const written = value.trim()
  return (
    <>
      <Button leftSection={<IconEyePlus size={16} aria-hidden />} onClick={() => setOpened(true)}>
        <Trans>Watch a number…</Trans>
      </Button>
      <WatchDialog
        opened={opened}
        close={() => {
          setOpened(false)
          setValue('')
        }}
        title={t`Watch a number`}
        about={written === '' ? undefined : { property, value: written }}
        missing={t`Write the number`}
      >
        <NativeSelect
          label={t`Kind of number`}
          value={property}
          onChange={(event) => {
            const { value: name } = event.currentTarget
            setProperty(watched.find((one) => one === name) ?? 'phone')
          }}
          data={watched.map((name) => ({ value: name, label: say(properties[name].label) }))}
        />
        <TextInput
          label={t`Number`}
          description={t`A phone with its country, an account or document as it is written.`}
          value={value}
          maxLength={300}
          required
          data-autofocus
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      </WatchDialog>
    </>
  )
}
