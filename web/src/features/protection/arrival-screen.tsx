import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Menu, Modal, Stack, Text } from '@mantine/core'
import { IconDots, IconListDetails, IconPrinter, IconWifiOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import type { ArrivalPlace } from '../../api/wire.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Fault, Loaded } from '../../ui/states.tsx'
import { BandSheet } from './band-sheet.tsx'
import { BoardCounts } from './board-counts.tsx'
import { BoardQueue } from './board-queue.tsx'
import { TakeAlong } from '../../offline/take-along.tsx'
import { ListIn } from './list-in.tsx'
import css from './protection.module.css'
import type { boardViews } from './protection-url.ts'
import { arrivalQuery, useEndArrival } from './queries.ts'
import { HideButton, Quiet } from '../../ui/quiet.tsx'
import { Receive } from './receive.tsx'

const viewWords: Readonly<Record<(typeof boardViews)[number], MessageDescriptor>> = {
  receive: msg`Receive a person`,
  bands: msg`Print wristbands`,
  list: msg`Take a list in`,
  carry: msg`Work without a network`,
}

/** The board of one place: how many, whose turn it is, who was not heard yet; receiving, wristbands and lists beside it. */
export function ArrivalScreen() {
  const { t } = useLingui()
  const { id } = useParams({ from: '/shell/arrivals/$id' })
  const { view, code } = useSearch({ from: '/shell/arrivals/$id' })
  const found = useQuery(arrivalQuery(id))
  const site = found.data?.site ?? t`Board`
  return (
    <Quiet>
      <PageHead
        title={view === undefined ? site : t(viewWords[view])}
        tabTitle={t`Work`}
        before={<Crumbs site={view === undefined ? undefined : site} id={id} />}
        actions={
          <>
            {found.data && view === undefined ? <BoardActs place={found.data} /> : null}
            <HideButton />
          </>
        }
      />
      <Loaded of={found}>
        {(place) => {
          if (view === 'receive') return <Receive key={code ?? ''} arrival={id} first={code} />
          if (view === 'bands') return <BandSheet arrival={id} />
          if (view === 'list') return <ListIn arrival={id} />
          if (view === 'carry') return <TakeAlong arrival={id} />
          return (
            <Stack>
              <BoardCounts place={place} />
              <BoardQueue place={place} />
            </Stack>
          )
        }}
      </Loaded>
    </Quiet>
  )
}

function Crumbs({ site, id }: { readonly site: string | undefined; readonly id: string }) {
  const { t } = useLingui()
  return (
    <Group component="nav" gap="xs" aria-label={t`Way back`} data-no-print>
      <Link className={css['way'] ?? ''} to="/arrivals">
        <Trans>Arrivals</Trans>
      </Link>
      {site === undefined ? null : (
        <>
          <span aria-hidden>›</span>
          <Link className={css['way'] ?? ''} to="/arrivals/$id" params={{ id }}>
            {site}
          </Link>
        </>
      )}
    </Group>
  )
}

function BoardActs({ place }: { readonly place: ArrivalPlace }) {
  const { t } = useLingui()
  const navigate = useNavigate({ from: '/arrivals/$id' })
  const [ending, setEnding] = useState(false)
  const has = (act: string): boolean => place.can.includes(act)
  if (place.can.length === 0) return null
  return (
    <>
      <Button size="md" onClick={() => void navigate({ search: { view: 'receive' } })}>
        <Trans>Receive a person</Trans>
      </Button>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button variant="default" size="md" leftSection={<IconDots size={18} aria-hidden />}>
            <Trans>More</Trans>
          </Button>
        </Menu.Target>
        <Menu.Dropdown aria-label={t`More`}>
          {has('arrivalCodes') ? (
            <Menu.Item
              mih={48}
              leftSection={<IconPrinter size={18} aria-hidden />}
              onClick={() => void navigate({ search: { view: 'bands' } })}
            >
              <Trans>Print wristbands</Trans>
            </Menu.Item>
          ) : null}
          {has('arrivalListTake') ? (
            <Menu.Item
              mih={48}
              leftSection={<IconListDetails size={18} aria-hidden />}
              onClick={() => void navigate({ search: { view: 'list' } })}
            >
              <Trans>Take a list in…</Trans>
            </Menu.Item>
          ) : null}
          <Menu.Item
            mih={48}
            leftSection={<IconWifiOff size={18} aria-hidden />}
            onClick={() => void navigate({ search: { view: 'carry' } })}
          >
            <Trans>Work without a network…</Trans>
          </Menu.Item>
          {has('arrivalEnd') ? (
            <Menu.Item mih={48} onClick={() => setEnding(true)}>
              <Trans>Nobody more arrives…</Trans>
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <EndDialog id={place.id} opened={ending} close={() => setEnding(false)} />
    </>
  )
}

interface EndDialogProps {
  readonly id: string
  readonly opened: boolean
  readonly close: () => void
}

function EndDialog({ id, opened, close }: EndDialogProps) {
  const { t } = useLingui()
  const end = useEndArrival(id)
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t`Nobody more arrives here?`}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <Stack>
        <Text>
          <Trans>
            Nobody new can be received at this board then. Those who are here are cared for as before. This
            can't be taken back.
          </Trans>
        </Text>
        {end.error ? <Fault error={end.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" size="md" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button
            size="md"
            loading={end.isPending}
            onClick={() => end.mutate(undefined, { onSuccess: close })}
          >
            <Trans>Nobody more arrives</Trans>
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
