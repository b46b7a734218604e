import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import { useSession } from '../../api/session.ts'
import type { PackRow } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { packsQuery, useWipePack } from '../../offline/queries.ts'
import { TakeAlong } from '../../offline/take-along.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Fault, Loaded } from '../../ui/states.tsx'
import css from './devices.module.css'

const stateWords: Readonly<Record<PackRow['state'], MessageDescriptor>> = {
  out: msg`carries people`,
  ordered: msg`to be wiped when it next asks`,
  wiped: msg`wiped`,
  expired: msg`time is over: the people are gone from it`,
}

/** Devices of the own organisation that carry people: which, who has it, when it last asked; each can be wiped. */
export function DevicesScreen() {
  const { t } = useLingui()
  const found = useQuery(packsQuery)
  const { can } = useSession()
  const [isTaking, setTaking] = useState(false)
  return (
    <>
      <PageHead title={t`Devices`} tabTitle={t`Work`}>
        <Text>
          <Trans>
            They carry people in care without a network. A device that is lost is wiped when it next reaches
            the node, whoever holds it.
          </Trans>
        </Text>
      </PageHead>
      {can.includes('protection.work') ? (
        <Stack mb="md" align="flex-start">
          <Button size="md" variant="default" aria-expanded={isTaking} onClick={() => setTaking(!isTaking)}>
            <Trans>Take along those whom I hear…</Trans>
          </Button>
          {isTaking ? <TakeAlong /> : null}
        </Stack>
      ) : null}
      <Loaded of={found}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={<Trans>No device carries anybody</Trans>}
              next={
                <Trans>
                  Whoever works at a board takes it along there: “More”, “Work without a network…”.
                </Trans>
              }
            />
          ) : (
            <ul className={css['devices']}>
              {items.map((row) => (
                <li key={row.id}>
                  <Device row={row} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  )
}

function Device({ row }: { readonly row: PackRow }) {
  const { t } = useLingui()
  const { say, instant, number } = useLanguage()
  const [isAsking, setAsking] = useState(false)
  return (
    <Group justify="space-between" align="flex-start">
      <div>
        <Text fw={600} className="value">
          {row.device}
        </Text>
        <Text>
          {say(row.holder)} · {t(stateWords[row.state])}
          {row.state === 'ordered' && row.ordered
            ? ` (${say(row.ordered.by)}, ${instant(row.ordered.at)})`
            : ''}
          {row.wipedAt === undefined ? '' : ` ${instant(row.wipedAt)}`}
        </Text>
        <Text c="dimmed">
          <Trans>asked last {instant(row.seenAt)}</Trans> ·{' '}
          {row.state === 'out' ? (
            <Trans>until {instant(row.expiresAt)}</Trans>
          ) : (
            <Trans>taken {instant(row.takenAt)}</Trans>
          )}
        </Text>
        {row.people === undefined ? null : (
          <Text>
            {row.arrival ? (
              <Link to="/arrivals/$id" params={{ id: row.arrival.id }} className={css['way'] ?? ''}>
                {row.arrival.site}: <Trans>{number(row.people)} people</Trans>
              </Link>
            ) : (
              <Trans>{number(row.people)} people</Trans>
            )}
          </Text>
        )}
      </div>
      {row.can.includes('packWipe') ? (
        <Button size="md" variant="default" onClick={() => setAsking(true)}>
          <Trans>Wipe…</Trans>
        </Button>
      ) : null}
      <WipeDialog row={row} opened={isAsking} close={() => setAsking(false)} />
    </Group>
  )
}

interface WipeDialogProps {
  readonly row: PackRow
  readonly opened: boolean
  readonly close: () => void
}

function WipeDialog({ row, opened, close }: WipeDialogProps) {
  const { t } = useLingui()
  const wipe = useWipePack()
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t`Wipe ${row.device}?`}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <Stack>
        <Text>
          <Trans>
            When it next reaches the node, everything it carries is gone. What was done on it and not sent is
            sent first if its holder has it open; otherwise it is lost. This can't be taken back.
          </Trans>
        </Text>
        {wipe.error ? <Fault error={wipe.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" size="md" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button
            size="md"
            color="red"
            loading={wipe.isPending}
            onClick={() => wipe.mutate(row.id, { onSuccess: close })}
          >
            <Trans>Wipe it</Trans>
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
