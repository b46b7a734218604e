import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import { Fault } from '../../ui/states.tsx'
import care from '../../ui/care.module.css'
import { useOpenReturn } from './queries.ts'

/** States whose people came out at these bridges; of any other nothing is chosen, and those who care ask the ministry. */
const states = [
  ...[
    'BD',
    'BR',
    'CM',
    'CN',
    'ET',
    'GH',
    'ID',
    'IN',
    'JP',
    'KE',
    'KG',
    'KH',
    'KR',
    'KZ',
    'LA',
    'LK',
    'MA',
    'MM',
    'MY',
  ],
  ...['NA', 'NG', 'NP', 'PH', 'PK', 'RU', 'RW', 'SG', 'TW', 'TZ', 'UA', 'UG', 'UZ', 'VN', 'ZA', 'ZM', 'ZW'],
]

/** Nothing is prepared for this person yet. To begin decides nothing: the first step is to ask. */
export function BeginReturn({ code }: { readonly code: string }) {
  const { t } = useLingui()
  const { country } = useLanguage()
  const [destination, setDestination] = useState('')
  const navigate = useNavigate()
  const open = useOpenReturn(code, (id) => void navigate({ to: '/returns/$id', params: { id } }))
  const begin = (): void => open.mutate(destination === '' ? undefined : destination)
  return (
    <section className={care['panel']} aria-label={t`Begin`}>
      <Stack>
        <Text>
          <Trans>
            Nothing is being prepared for this person. To begin decides nothing: the first step is to explain
            what there is to choose, and to stay is as good an answer as to go.
          </Trans>
        </Text>
        <NativeSelect
          size="lg"
          label={t`State that the person calls their own`}
          value={destination}
          onChange={(event) => setDestination(event.currentTarget.value)}
          data={[
            { value: '', label: t`Not known, or none` },
            ...states.map((value) => ({ value, label: country(value) })),
          ]}
        />
        {open.error ? <Fault error={open.error} /> : null}
        <Button size="lg" loading={open.isPending} onClick={begin}>
          <Trans>Begin</Trans>
        </Button>
      </Stack>
    </section>
  )
}
