import { Trans } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { IconHourglass } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'

import type { MarkingChange, Profile } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from './handling.module.css'
import { changesQuery } from './queries.ts'

/** On top of a profile: changes of its handling that wait for a second person. Only the owner's people are told of them. */
export function HandlingWaits({ profile }: { readonly profile: Profile }) {
  const isOwners = profile.members.some((member) => member.can.includes('content.write'))
  const changes = useQuery({ ...changesQuery(profile.id), enabled: isOwners })
  const waiting = (changes.data?.items ?? []).filter((change) => change.state === 'waiting')
  return waiting.map((change) => <Waits key={change.id} change={change} />)
}

function Waits({ change }: { readonly change: MarkingChange }) {
  const { say, instant } = useLanguage()
  const url = useSearch({ from: '/shell/entity/$id' })
  return (
    <section className={css['waits']}>
      <IconHourglass size={18} stroke={1.6} aria-hidden />
      <div>
        <Text fw={600}>
          <Trans>A change of handling waits for a second person</Trans>
        </Text>
        <Text fz="sm" c="dimmed">
          <Trans>
            {say(change.by)} asked on {instant(change.at)} for what “{change.sourceName}” says.
          </Trans>
        </Text>
      </div>
      <Button
        variant="default"
        size="xs"
        renderRoot={(props) => (
          <Link from="/entity/$id" to="." search={{ ...url, handling: change.id }} {...props} />
        )}
      >
        {change.can.includes('content.lower') ? <Trans>Look and decide</Trans> : <Trans>Look</Trans>}
      </Button>
    </section>
  )
}
