import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, Stack, Text, Textarea } from '@mantine/core'
import { declineReasons, serviceKinds } from '@shield/core'
import type { DeclineReason } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'

import { problemOf } from '../../../api/problem.ts'
import type { ReferralPackage, ReferralRow } from '../../../api/wire.ts'
import { useLanguage } from '../../../language/use-language.ts'
import { PageHead } from '../../../ui/page-head.tsx'
import { ReasonDialog } from '../../../ui/reason-dialog.tsx'
import { Fault, Loaded } from '../../../ui/states.tsx'
import css from '../protection.module.css'
import { HideButton, Quiet } from '../../../ui/quiet.tsx'
import { PackageItems } from './package-items.tsx'
import { Panel } from './panel.tsx'
import { referralQuery, useAnswer, useEnd, useOpenPackage, useSend } from './queries.ts'
import { factWord, referralStateWords } from './words.ts'

/** One referral: where it stands, the package for who may read it, and what can be done. It is gone when it is taken back. */
export function ReferralScreen() {
  const { t } = useLingui()
  const { id } = useParams({ from: '/shell/care/referral/$id' })
  const found = useQuery(referralQuery(id))
  // What was read a moment ago may no longer be read: it leaves the screen, whatever is cached.
  const isGone = found.error !== null && problemOf(found.error).status === 404
  return (
    <Quiet>
      <PageHead
        title={t`Referral`}
        tabTitle={t`Work`}
        before={
          <Group component="nav" gap="xs" aria-label={t`Way back`}>
            <Link className={css['way'] ?? ''} to="/care">
              <Trans>Care</Trans>
            </Link>
          </Group>
        }
        actions={<HideButton />}
      />
      {isGone ? (
        <Text role="status">
          <Trans>There is nothing here for you, or not any more: it was answered, done or taken back.</Trans>
        </Text>
      ) : (
        <Loaded of={found}>{(row) => <Shown key={row.id} row={row} />}</Loaded>
      )}
    </Quiet>
  )
}

function Shown({ row }: { readonly row: ReferralRow }) {
  return (
    <Stack>
      <Standing row={row} />
      {row.can.includes('referralOpen') ? <PackagePanel row={row} /> : null}
      <Acts row={row} />
    </Stack>
  )
}

function Standing({ row }: { readonly row: ReferralRow }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const { code, direction, service, kind, from, to, state, items } = row
  return (
    <Panel title={t(referralStateWords[state])}>
      <dl className={css['pair']}>
        <dt>
          <Trans>Person</Trans>
        </dt>
        <dd>
          {direction === 'out' ? (
            <Link className={css['code'] ?? ''} to="/protected/$code/care" params={{ code }}>
              {code}
            </Link>
          ) : (
            <span className={css['code']}>{code}</span>
          )}
        </dd>
        <dt>
          <Trans>Service</Trans>
        </dt>
        <dd>
          {say(serviceKinds[kind])}: {say(service)}
        </dd>
        <dt>
          <Trans>From and to</Trans>
        </dt>
        <dd>
          {from} → {to}
        </dd>
        <dt>
          <Trans>What goes</Trans>
        </dt>
        <dd>
          {items
            .map((key) => factWord(key))
            .map((word) => (typeof word === 'string' ? word : t(word)))
            .join(' · ')}
        </dd>
        <Times row={row} />
        {row.declined ? (
          <>
            <dt>
              <Trans>Why it was declined</Trans>
            </dt>
            <dd>{say(declineReasons[row.declined])}</dd>
          </>
        ) : null}
        {row.endedAt ? (
          <>
            <dt>
              <Trans>Ended</Trans>
            </dt>
            <dd>{instant(row.endedAt)}</dd>
          </>
        ) : null}
      </dl>
      {row.escalatedAt && state === 'waiting' && direction === 'out' ? (
        <Text fw={600}>
          <Trans>Nobody answers. Take it back and ask somebody else, or call them.</Trans>
        </Text>
      ) : null}
    </Panel>
  )
}

function Times({ row }: { readonly row: ReferralRow }) {
  const { instant } = useLanguage()
  return (
    <>
      {row.sentAt ? (
        <>
          <dt>
            <Trans>Sent</Trans>
          </dt>
          <dd>{instant(row.sentAt)}</dd>
        </>
      ) : null}
      {row.dueAt && row.state === 'waiting' ? (
        <>
          <dt>
            <Trans>Answer asked for by</Trans>
          </dt>
          <dd>
            {instant(row.dueAt)}
            {row.remindedAt ? (
              <>
                {' · '}
                <Trans>reminded {instant(row.remindedAt)}</Trans>
              </>
            ) : null}
          </dd>
        </>
      ) : null}
      {row.answeredAt ? (
        <>
          <dt>
            <Trans>Answered</Trans>
          </dt>
          <dd>{instant(row.answeredAt)}</dd>
        </>
      ) : null}
    </>
  )
}

function PackagePanel({ row }: { readonly row: ReferralRow }) {
  const { t } = useLingui()
  const [asking, setAsking] = useState(false)
  const [opened, setOpened] = useState<ReferralPackage>()
  const open = useOpenPackage(row.id)
  const isOut = row.direction === 'out'
  return (
    <Panel
      title={isOut ? t`What the receiver sees` : t`The package`}
      action={
        opened ? (
          <Button variant="default" onClick={() => setOpened(undefined)}>
            <Trans>Close again</Trans>
          </Button>
        ) : (
          <Button variant={row.state === 'prepared' ? 'filled' : 'default'} onClick={() => setAsking(true)}>
            {isOut ? <Trans>Look at it…</Trans> : <Trans>Open the package…</Trans>}
          </Button>
        )
      }
    >
      {opened ? (
        <>
          <PackageItems items={opened.items} />
          {opened.words === undefined ? null : (
            <Text>
              <Trans>They wrote:</Trans> “{opened.words}”
            </Text>
          )}
        </>
      ) : (
        <Text>
          {isOut ? (
            <Trans>Exactly this package, and nothing else of the person.</Trans>
          ) : (
            <Trans>Sealed. It opens for a reason that is kept.</Trans>
          )}
        </Text>
      )}
      <ReasonDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t`Open the package?`}
        act={t`Open it`}
        isActing={open.isPending}
        error={open.error}
        decide={(reason) =>
          open.mutate(reason, {
            onSuccess: (found) => {
              setOpened(found)
              setAsking(false)
            },
          })
        }
        phrases={[t`To see whether we can help`, t`To check what is sent`]}
        note={t`It is sealed as well, and kept for whoever reviews openings.`}
      >
        <Trans>Your name and the reason are written down before it shows.</Trans>
      </ReasonDialog>
    </Panel>
  )
}

function Acts({ row }: { readonly row: ReferralRow }) {
  const { t } = useLingui()
  const send = useSend(row.id)
  const end = useEnd(row.id)
  const answer = useAnswer(row.id)
  const navigate = useNavigate()
  const [declining, setDeclining] = useState(false)
  const leave = (): void => void navigate({ to: '/care' })
  const may = (name: string): boolean => row.can.includes(name)
  if (row.can.every((name) => name === 'referralOpen')) return null
  const error = send.error ?? end.error ?? answer.error
  return (
    <Panel title={t`What now`}>
      {error ? <Fault error={error} /> : null}
      {may('referralSend') ? (
        <Text>
          <Trans>Nobody sees it yet. Sending needs an agreement of the person that names {row.to}.</Trans>
        </Text>
      ) : null}
      <Group>
        {may('referralSend') ? (
          <Button loading={send.isPending} onClick={() => send.mutate()}>
            <Trans>Send</Trans>
          </Button>
        ) : null}
        {may('referralAnswer') ? (
          <>
            <Button loading={answer.isPending} onClick={() => answer.mutate({ answer: 'accept' })}>
              <Trans>We can help</Trans>
            </Button>
            <Button variant="default" aria-expanded={declining} onClick={() => setDeclining(!declining)}>
              <Trans>We can not…</Trans>
            </Button>
          </>
        ) : null}
        {may('referralDone') ? (
          <Button
            variant={row.direction === 'in' ? 'filled' : 'default'}
            loading={end.isPending}
            onClick={() =>
              end.mutate('done', { onSuccess: row.direction === 'in' ? leave : () => undefined })
            }
          >
            <Trans>Help was given: done</Trans>
          </Button>
        ) : null}
        {may('referralTakeBack') ? (
          <Button variant="default" loading={end.isPending} onClick={() => end.mutate('taken-back')}>
            {row.state === 'prepared' ? <Trans>Do not send</Trans> : <Trans>Take it back</Trans>}
          </Button>
        ) : null}
      </Group>
      {declining ? (
        <DeclineForm
          isActing={answer.isPending}
          decline={(because, words) =>
            answer.mutate(
              { answer: 'decline', because, ...(words.length < 3 ? {} : { words }) },
              { onSuccess: leave },
            )
          }
        />
      ) : null}
    </Panel>
  )
}

interface DeclineFormProps {
  readonly isActing: boolean
  readonly decline: (because: DeclineReason, words: string) => void
}

function DeclineForm({ isActing, decline }: DeclineFormProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [because, setBecause] = useState<DeclineReason>('full')
  const [words, setWords] = useState('')
  return (
    <Stack>
      <NativeSelect
        size="md"
        label={t`Why not`}
        value={because}
        onChange={(event) => setBecause(event.currentTarget.value as DeclineReason)}
        data={Object.entries(declineReasons).map(([value, name]) => ({ value, label: say(name) }))}
      />
      <Textarea
        label={t`What they should know`}
        description={t`Sealed. Whoever sent it can open it.`}
        autosize
        minRows={2}
        maxLength={2000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Group>
        <Button loading={isActing} onClick={() => decline(because, words.trim())}>
          <Trans>Decline; we see nothing of it any more</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
