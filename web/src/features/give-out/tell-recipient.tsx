import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useState } from 'react'

import type { CaseRelease } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Fault } from '../../ui/states.tsx'
import { showDone } from '../../ui/undo.tsx'
import { wayWords } from './give-out-words.ts'
import { useTellRecipient } from './queries.ts'

const ways = ['telephone', 'letter', 'meeting', 'system'] as const

/** Consent was taken back: whom to tell, about which of their codes, and that it was done. */
export function TellRecipient({ release }: { readonly release: CaseRelease }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [way, setWay] = useState<(typeof ways)[number]>('telephone')
  const tell = useTellRecipient(release.id)
  const open = release.people.filter(
    ({ takenAt, recalledAt, toldAt }) =>
      takenAt !== undefined && recalledAt !== undefined && toldAt === undefined,
  )
  const [office, stamp] = [say(release.recipientName), release.stamp ?? '']
  return (
    <Alert color="red" title={t`Tell the recipient: ${office}`} role="alert" mb="md">
      <Stack gap="sm">
        <Text>
          <Trans>
            A consent was taken back. Ask them to delete these cases of the file {stamp}, and to tell whoever
            they gave them to:
          </Trans>{' '}
          {open.map(({ pseudonym }) => (
            <code key={pseudonym}>{pseudonym} </code>
          ))}
        </Text>
        <Group align="flex-end">
          <NativeSelect
            label={t`How they were told`}
            value={way}
            data={ways.map((value) => ({ value, label: t(wayWords[value]) }))}
            onChange={(event) => setWay(ways.find((one) => one === event.currentTarget.value) ?? 'telephone')}
          />
          <Button
            loading={tell.isPending}
            onClick={() => tell.mutate(way, { onSuccess: () => showDone(t`Written down`) })}
          >
            <Trans>They were told</Trans>
          </Button>
        </Group>
        {tell.error ? <Fault error={tell.error} /> : null}
      </Stack>
    </Alert>
  )
}
