import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Radio, Stack, Text, Title } from '@mantine/core'
import { erasureRefusals } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'

import { useSession } from '../../api/session.ts'
import type { ErasureRow, RetentionView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import care from '../../ui/care.module.css'
import { PageHead } from '../../ui/page-head.tsx'
import { HideButton, Quiet } from '../../ui/quiet.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/states.tsx'
import { ClockPanel } from './clock-panel.tsx'
import { HoldPanel } from './hold-panel.tsx'
import css from './retention.module.css'
import { keepingQuery, usePropose } from './queries.ts'
import { groundWords, stateWords } from './words.ts'

/** How long one person is kept, what stops that, and whether an end was asked for. */
export function PersonKeepingScreen() {
  const { t } = useLingui()
  const { code } = useParams({ from: '/shell/protected/$code/retention' })
  const { can } = useSession()
  const found = useQuery(keepingQuery(code))
  return (
    <Quiet>
      <PageHead
        title={t`Keeping and erasing`}
        tabTitle={t`Work`}
        before={
          <Group component="nav" gap="xs" aria-label={t`Way back`}>
            <Link className={care['way'] ?? ''} to="/keeping" search={{}}>
              <Trans>Keeping and erasing</Trans>
            </Link>
            <span aria-hidden>›</span>
            {can.includes('protection.work') ? (
              <Link className={care['way'] ?? ''} to="/protected/$code" params={{ code }}>
                <span className={care['code']}>{code}</span>
              </Link>
            ) : (
              <span className={care['code']}>{code}</span>
            )}
          </Group>
        }
        actions={<HideButton />}
      />
      <Loaded of={found}>
        {(view) => (
          <Stack>
            <ClockPanel view={view} />
            <HoldPanel view={view} />
            <ErasurePanel view={view} />
          </Stack>
        )}
      </Loaded>
    </Quiet>
  )
}

function ErasurePanel({ view }: { readonly view: RetentionView }) {
  const { t } = useLingui()
  const [proposing, setProposing] = useState(false)
  return (
    <section className={care['panel']} aria-label={t`Erasing`}>
      <Group justify="space-between" mb="sm">
        <Title order={2} fz="lg">
          <Trans>Erasing</Trans>
        </Title>
        {view.can.includes('erasurePropose') ? (
          <Button size="md" variant="default" onClick={() => setProposing(true)}>
            <Trans>Propose to erase…</Trans>
          </Button>
        ) : null}
      </Group>
      {view.erasures.length === 0 ? (
        <Text c="dimmed">
          <Trans>
            Nothing was proposed. Nobody is erased by the clock alone: one person proposes, the head decides.
          </Trans>
        </Text>
      ) : (
        <ErasureRows rows={view.erasures} />
      )}
      {proposing ? <ProposeDialog view={view} close={() => setProposing(false)} /> : null}
    </section>
  )
}

/** Proposals, refusals and certificates; each opens. */
export function ErasureRows({ rows }: { readonly rows: readonly ErasureRow[] }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  return (
    <ul className={css['links']}>
      {rows.map((row) => (
        <li key={row.id}>
          <Link to="/erasures/$id" params={{ id: row.id }}>
            <span>
              <span className={care['code']}>{row.code}</span> · {t(stateWords[row.state])}
              {row.refusal ? ` · ${say(erasureRefusals[row.refusal])}` : ''}
            </span>
            <span className={care['soft']}>
              {t(groundWords[row.ground])} · {say(row.proposed.by)}, {instant(row.proposed.at)}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

const grounds = Object.keys(groundWords) as ErasureRow['ground'][]

function ProposeDialog({ view, close }: { readonly view: RetentionView; readonly close: () => void }) {
  const { t } = useLingui()
  const isDue = view.clock?.state === 'due'
  const [id] = useState(() => crypto.randomUUID())
  const [ground, setGround] = useState<ErasureRow['ground']>(isDue ? 'due' : 'request')
  const propose = usePropose(view.code)
  return (
    <ReasonDialog
      opened
      close={close}
      title={t`Propose to erase this person`}
      act={t`Propose it`}
      note={t`Sealed, and erased with the person: the ground and your name stay.`}
      isActing={propose.isPending}
      error={propose.error}
      decide={(reason) => propose.mutate({ id, ground, reason }, { onSuccess: close })}
    >
      <Stack gap="sm">
        <Trans>
          Nothing is erased yet. The head decides. Then everything goes, in backups too, and nobody brings it
          back.
        </Trans>
        <Radio.Group
          label={t`Ground`}
          value={ground}
          onChange={(value) => setGround(grounds.find((one) => one === value) ?? 'request')}
        >
          <Stack gap="xs" mt="xs">
            {grounds.map((one) => (
              <Radio key={one} value={one} disabled={one === 'due' && !isDue} label={t(groundWords[one])} />
            ))}
          </Stack>
        </Radio.Group>
      </Stack>
    </ReasonDialog>
  )
}
