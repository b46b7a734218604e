import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core'
import { trackWords } from '@shield/core'
import { useState } from 'react'

import type { ReturnTrack, ReturnView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { nameOf } from '../../ui/names-of.ts'
import { Fault } from '../../ui/states.tsx'
import care from '../../ui/care.module.css'
import { useOwner } from './queries.ts'

interface OwnerMenuProps {
  readonly home: ReturnView
  readonly track: ReturnTrack
}

/** Whose turn a track is, and to whom it is given. */
export function OwnerMenu({ home, track }: OwnerMenuProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [giving, setGiving] = useState(false)
  const [to, setTo] = useState(track.owner)
  const give = useOwner(home.id)
  return (
    <Group gap="xs">
      <Text className={care['soft'] ?? ''}>
        <Trans>Turn of {nameOf(track.owner, home, say)}</Trans>
      </Text>
      {home.can.includes('returnOwner') ? (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t`change… whose turn it is: ${say(trackWords[track.track])}`}
          onClick={() => setGiving(true)}
        >
          <Trans>change…</Trans>
        </Button>
      ) : null}
      <Modal
        opened={giving}
        onClose={() => setGiving(false)}
        title={t`Whose turn is it: ${say(trackWords[track.track])}`}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        <Stack>
          <NativeSelect
            size="lg"
            label={t`Organisation`}
            value={to}
            data={home.organisationsHere.map(({ code, name }) => ({ value: code, label: say(name) }))}
            onChange={(event) => setTo(event.currentTarget.value)}
            data-autofocus
          />
          {give.error ? <Fault error={give.error} /> : null}
          <Group justify="flex-end">
            <Button
              size="md"
              loading={give.isPending}
              onClick={() =>
                give.mutate({ track: track.track, organisation: to }, { onSuccess: () => setGiving(false) })
              }
            >
              <Trans>Give</Trans>
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Group>
  )
}
