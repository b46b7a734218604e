import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core'
import { factsNeeded, stateWords, trackWords } from '@shield/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

import type { ConsularIdentity, ConsularMatter } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Clock } from '../../ui/clock.tsx'
import { DayField } from '../../ui/day-field.tsx'
import { More } from '../../ui/more.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { HideButton, Quiet } from '../../ui/quiet.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Fault, Loaded } from '../../ui/states.tsx'
import care from '../../ui/care.module.css'
import { mattersQuery, useAnswerMatter, useOpenMatter } from './queries.ts'
import css from './returns.module.css'

/** An opened name closes by itself: screens are left standing. */
const openForMs = 120_000

/** What an embassy is asked about its own nationals who agreed to it: the procedure, and nothing else. */
export function ConsularScreen() {
  const { t } = useLingui()
  const { number } = useLanguage()
  const found = useInfiniteQuery(mattersQuery)
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const count = found.data?.pages[0]?.count
  return (
    <Quiet>
      <PageHead title={t`Own nationals`} tabTitle={t`Work`} actions={<HideButton />}>
        <Text>
          <Trans>
            People who call your state their own and agreed to ask you. Who takes that back is no longer here.
          </Trans>
        </Text>
      </PageHead>
      <Loaded of={found}>
        {() =>
          items.length === 0 ? (
            <Empty
              title={<Trans>Nobody asks now</Trans>}
              next={<Trans>When somebody agrees to ask your embassy, it stands here and in My work.</Trans>}
            />
          ) : (
            <Stack>
              <Title order={2} fz="lg">
                <span role="status">
                  <Trans>Questions</Trans>
                  {count === undefined ? '' : `: ${number(count)}`}
                </span>
              </Title>
              {items.map((matter) => (
                <Matter key={matter.id} matter={matter} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      <More
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        load={() => void found.fetchNextPage()}
      />
    </Quiet>
  )
}

function Matter({ matter }: { readonly matter: ConsularMatter }) {
  const { t } = useLingui()
  const { say, instant, when } = useLanguage()
  const { matter: chosen } = useSearch({ from: '/shell/consular' })
  const [answering, setAnswering] = useState<ConsularMatter['next'][number]>()
  const name = t`Question of ${instant(matter.askedAt)}`
  return (
    <article
      className={care['panel']}
      aria-label={name}
      ref={(element) => {
        if (chosen === matter.id) element?.scrollIntoView({ block: 'center' })
      }}
    >
      <Stack gap="sm">
        <Group justify="space-between">
          <Text fw={600}>
            {name}
            {matter.reference === undefined ? '' : ` · ${matter.reference}`}
          </Text>
          {matter.dueAt === undefined ? null : <Clock due={matter.dueAt} />}
        </Group>
        <dl className={care['pair']}>
          <dt>{say(trackWords.nationality)}</dt>
          <dd>{say(stateWords('nationality', matter.nationality))}</dd>
          <dt>{say(trackWords.document)}</dt>
          <dd>
            {say(stateWords('document', matter.document))}
            {matter.documentUntil === undefined ? null : (
              <>
                {', '}
                <Trans>until {when(matter.documentUntil)}</Trans>
              </>
            )}
          </dd>
        </dl>
        <Who matter={matter} />
        <div className={css['moves']}>
          {matter.next.map((one) => (
            <Button
              key={`${one.track} ${one.to}`}
              variant="default"
              size="md"
              onClick={() => setAnswering(one)}
            >
              {say(trackWords[one.track])}: {say(stateWords(one.track, one.to))}…
            </Button>
          ))}
        </div>
      </Stack>
      {answering ? (
        <AnswerDialog
          key={`${answering.track} ${answering.to}`}
          matter={matter}
          answer={answering}
          close={() => setAnswering(undefined)}
        />
      ) : null}
    </article>
  )
}

/** Name, birth and documents, opened for a reason and closed again by itself. */
function Who({ matter }: { readonly matter: ConsularMatter }) {
  const { t } = useLingui()
  const { when } = useLanguage()
  const [asking, setAsking] = useState(false)
  const [who, setWho] = useState<ConsularIdentity>()
  const open = useOpenMatter(matter.id)
  useEffect(() => {
    if (!who) return undefined
    const timer = setTimeout(() => setWho(undefined), openForMs)
    return () => clearTimeout(timer)
  }, [who])
  return (
    <>
      {who ? (
        <dl className={care['pair']}>
          <dt>
            <Trans>Name</Trans>
          </dt>
          <dd className="value">{who.names.join(' · ')}</dd>
          <dt>
            <Trans>Born</Trans>
          </dt>
          <dd>{who.born === undefined ? '–' : when(who.born)}</dd>
          <dt>
            <Trans>Document</Trans>
          </dt>
          <dd>{who.documents.map(({ issuer, number }) => `${issuer} ${number}`).join(' · ') || '–'}</dd>
        </dl>
      ) : null}
      <Group>
        {who ? (
          <Button variant="default" size="md" onClick={() => setWho(undefined)}>
            <Trans>Close again</Trans>
          </Button>
        ) : (
          <Button variant="default" size="md" onClick={() => setAsking(true)}>
            <Trans>Open who asks…</Trans>
          </Button>
        )}
      </Group>
      <ReasonDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t`Open who asks your embassy?`}
        act={t`Open it`}
        isActing={open.isPending}
        error={open.error}
        decide={(reason) =>
          open.mutate(reason, {
            onSuccess: (opened) => {
              setWho(opened)
              setAsking(false)
            },
          })
        }
        phrases={[t`To look into the register of nationals`, t`To issue a travel document`]}
        note={t`It is sealed as well, and kept for whoever reviews openings.`}
      >
        <Trans>Name, birth and documents are shown for two minutes. The person can ask who has looked.</Trans>
      </ReasonDialog>
    </>
  )
}

interface AnswerDialogProps {
  readonly matter: ConsularMatter
  readonly answer: ConsularMatter['next'][number]
  readonly close: () => void
}

type Kind = 'passport' | 'emergency' | 'laissez-passer'

function AnswerDialog({ matter, answer: { track, to }, close }: AnswerDialogProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const answer = useAnswerMatter()
  const [reference, setReference] = useState(matter.reference ?? '')
  const [until, setUntil] = useState<string>()
  const [document, setDocument] = useState<Kind>('emergency')
  const isIssued = factsNeeded(track, to).includes('until')
  const send = (): void =>
    answer.mutate(
      {
        ...{ id: matter.id, track, was: matter.was[track], to },
        facts: {
          ...(reference.trim() === '' ? {} : { reference: reference.trim().toUpperCase() }),
          ...(isIssued && until !== undefined ? { until, document } : {}),
        },
      },
      { onSuccess: close },
    )
  return (
    <Modal
      opened
      onClose={close}
      title={`${say(trackWords[track])}: ${say(stateWords(track, to))}`}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <Stack>
        <TextInput
          size="md"
          label={t`Your reference`}
          description={t`Letters, digits and strokes; no name`}
          maxLength={30}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        {isIssued ? (
          <>
            <NativeSelect
              size="md"
              label={t`Kind of document`}
              value={document}
              onChange={(event) => setDocument(event.currentTarget.value as Kind)}
              data={[
                { value: 'emergency', label: t`Emergency passport` },
                { value: 'passport', label: t`Passport` },
                { value: 'laissez-passer', label: t`Certificate of identity, laissez-passer` },
              ]}
            />
            <DayField label={t`Holds until`} day={until} setDay={setUntil} />
          </>
        ) : null}
        {answer.error ? <Fault error={answer.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" size="md" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button
            size="md"
            disabled={isIssued && until === undefined}
            loading={answer.isPending}
            onClick={send}
          >
            <Trans>Answer</Trans>
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
