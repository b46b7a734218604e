import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'

import { CodeField } from './code-field.tsx'
import css from './protection.module.css'

interface StaysWithProps {
  readonly own: string
  /** Chosen now. */
  readonly codes: readonly string[]
  readonly setCodes: (codes: readonly string[]) => void
  /** Together already. */
  readonly known: readonly { readonly code: string }[]
}

/** Who stays together, by scanning each other's wristband. */
export function StaysWith({ own, codes, setCodes, known }: StaysWithProps) {
  const { t } = useLingui()
  const refusal = (code: string): string | undefined => {
    if (code === own) return t`This is the person's own wristband. Scan the other one.`
    const isThere = codes.includes(code) || known.some((one) => one.code === code)
    return isThere ? t`They are together already.` : undefined
  }
  return (
    <Stack gap="sm" mt="sm">
      <CodeField
        label={t`Stays together with: the other wristband`}
        act={t`Add`}
        refusal={refusal}
        take={(code) => setCodes([...codes, code])}
      />
      <Text className={css['soft'] ?? ''}>
        <Trans>
          Who has no wristband yet joins later: when they are received, scan this person's wristband there.
        </Trans>
      </Text>
      {known.length + codes.length === 0 ? null : (
        <ul className={css['queue']} aria-label={t`Stays together with`}>
          {known.map(({ code }) => (
            <li key={code} className={css['code']}>
              {code}
            </li>
          ))}
          {codes.map((code) => (
            <li key={code}>
              <span className={css['code']}>{code}</span>{' '}
              <Button
                variant="default"
                size="md"
                leftSection={<IconX size={16} aria-hidden />}
                aria-label={t`Take ${code} away again`}
                onClick={() => setCodes(codes.filter((one) => one !== code))}
              >
                <Trans>Take away</Trans>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Stack>
  )
}
