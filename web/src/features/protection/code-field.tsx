import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { readPersonCode } from '@shield/core'
import { IconCamera, IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import { CameraScan, hasCamera } from './camera-scan.tsx'

interface CodeFieldProps {
  readonly label: string
  /** The button's word. */
  readonly act: string
  readonly take: (code: string) => void
  readonly autoFocus?: boolean
  /** Why a code that is right does not fit here. */
  readonly refusal?: ((code: string) => string | undefined) | undefined
}

/** A wristband's code: typed, read by a scanner that types, or by the camera. A wrong one is told at once. */
export function CodeField({ label, act, take, autoFocus = false, refusal }: CodeFieldProps) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState(false)
  const [scanning, setScanning] = useState(false)
  const code = readPersonCode(typed)
  const isWhole = typed.replaceAll(/[\s-]/g, '').length >= 12
  const refused = code === undefined ? undefined : refusal?.(code)
  const wrong =
    typed !== '' && code === undefined && (asked || isWhole)
      ? t`No such code: a symbol is wrong or missing. Scan or type it again.`
      : refused
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (code === undefined || refused !== undefined) return
    setTyped('')
    setAsked(false)
    take(code)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Group align="flex-start" gap="sm">
          <TextInput
            label={label}
            placeholder="K7MQ-4XTN-P2HW"
            size="lg"
            style={{ flex: '1 1 220px' }}
            styles={{ input: { textTransform: 'uppercase', fontFamily: 'ui-monospace, monospace' } }}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={40}
            autoFocus={autoFocus}
            value={typed}
            error={wrong ?? null}
            rightSection={code === undefined ? null : <IconCheck size={20} aria-hidden />}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Group gap="sm" mt={29}>
            {hasCamera() ? (
              <Button
                variant="default"
                size="lg"
                leftSection={<IconCamera size={20} aria-hidden />}
                aria-expanded={scanning}
                onClick={() => setScanning(!scanning)}
              >
                <Trans>Camera</Trans>
              </Button>
            ) : null}
            <Button type="submit" size="lg">
              {act}
            </Button>
          </Group>
        </Group>
        {scanning ? (
          <CameraScan
            found={(text) => {
              const read = readPersonCode(text)
              if (read === undefined) {
                setTyped(text.slice(0, 40))
                setAsked(true)
                return
              }
              setScanning(false)
              if (refusal?.(read) === undefined) take(read)
              else setTyped(read)
            }}
          />
        ) : null}
      </Stack>
    </form>
  )
}
