import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Progress, Stack, Text } from '@mantine/core'
import { consentPurposes, triageFields } from '@shield/core'
import { Suspense, useState } from 'react'

import type { ProtectedRow } from '../api/wire.ts'
import css from '../features/protection/protection.module.css'
import { answerWords, fieldWords } from '../features/protection/words.ts'
import { useLanguage } from '../language/use-language.ts'
import { PurposeForm } from '../shell/purpose-form.tsx'
import { indicatorName } from '../ui/indicator-names.ts'
import { device, sendNow } from './keeper.ts'
import own from './offline.module.css'
import { again, inOrder } from './outbox.ts'
import type { Deed, Waiting } from './outbox.ts'
import type { Stopped } from './send.ts'
import { useDevice, useLine } from './use-device.ts'

/** What waits to be sent: how much, whether it goes, why not, and each act by words. */
export function OutboxPanel({ waiting }: { readonly waiting: readonly Waiting[] }) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const { isSending, last } = useLine()
  const refused = waiting.filter((one) => one.refused !== undefined)
  return (
    <section aria-label={t`To be sent`}>
      <div className={own['line']}>
        <div role="status">
          <Text fw={600}>
            {waiting.length === 0 ? (
              <Trans>Everything is sent</Trans>
            ) : (
              <Plural value={waiting.length} one="# act waits to be sent" other="# acts wait to be sent" />
            )}
          </Text>
          <Progressing isAny={waiting.length > 0} />
        </div>
        <Group gap="sm">
          {waiting.length === 0 ? null : (
            <Button size="md" variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {isOpen ? <Trans>Close the list</Trans> : <Trans>Show the list</Trans>}
            </Button>
          )}
          <Button size="md" variant="default" loading={isSending} onClick={() => void sendNow()}>
            <Trans>Send now</Trans>
          </Button>
        </Group>
      </div>
      {last?.stopped === undefined || isSending ? null : (
        <Why stopped={last.stopped} words={last.problem?.detail} />
      )}
      {refused.length > 0 && !isOpen ? (
        <Text mt="xs" role="alert">
          <Plural
            value={refused.length}
            one="The node refused # act. It is kept: open the list."
            other="The node refused # acts. They are kept: open the list."
          />
        </Text>
      ) : null}
      {isOpen && waiting.length > 0 ? <Outbox waiting={waiting} /> : null}
    </section>
  )
}

function Progressing({ isAny }: { readonly isAny: boolean }) {
  const { t } = useLingui()
  const { number, instant } = useLanguage()
  const { isSending, sent, last, heardAt } = useLine()
  if (isSending && isAny)
    return (
      <>
        <Text className={css['soft'] ?? ''}>
          <Trans>Sending: {number(sent)} went</Trans>
        </Text>
        <Progress value={100} animated striped mt={4} aria-label={t`Sending`} />
      </>
    )
  return (
    <Text className={css['soft'] ?? ''}>
      {last !== undefined && last.sent > 0 ? <Trans>{number(last.sent)} went just now. </Trans> : null}
      {heardAt === undefined ? (
        <Trans>No network yet: go on working.</Trans>
      ) : (
        <Trans>The node answered last at {instant(new Date(heardAt).toISOString())}.</Trans>
      )}
    </Text>
  )
}

/** Why nothing goes now, and what to do. */
function Why({ stopped, words }: { readonly stopped: Stopped; readonly words: string | undefined }) {
  return (
    <Stack mt="xs" gap="sm" className={css['panel'] ?? ''}>
      <Text>
        {stopped === 'no-network' ? (
          <Trans>The node does not answer. Go on working: everything is sent when there is a network.</Trans>
        ) : null}
        {stopped === 'signed-out' ? (
          <Trans>There is a network. Sign in, and what waits is sent.</Trans>
        ) : null}
        {stopped === 'somebody-else' ? (
          <Trans>
            Somebody else is signed in. What you did goes under your name alone: sign in yourself.
          </Trans>
        ) : null}
        {stopped === 'purpose' ? <Trans>State what it is for, and what waits is sent.</Trans> : null}
        {stopped === 'away' ? (
          <Trans>The node can't take it just now. It is tried again by itself.</Trans>
        ) : null}
        {stopped === 'refused'
          ? (words ?? <Trans>The rules do not allow this. Ask your supervisor.</Trans>)
          : null}
      </Text>
      {stopped === 'signed-out' || stopped === 'somebody-else' ? (
        <Group>
          <Button component="a" href="/sign-in?next=%2Foffline" size="md">
            <Trans>Sign in</Trans>
          </Button>
        </Group>
      ) : null}
      {stopped === 'purpose' ? (
        <Suspense>
          <PurposeForm done={() => void sendNow()} />
        </Suspense>
      ) : null}
    </Stack>
  )
}

function Outbox({ waiting }: { readonly waiting: readonly Waiting[] }) {
  const { t } = useLingui()
  return (
    <ol className={own['outbox']} aria-label={t`Acts in their order`}>
      {inOrder(waiting).map((one) => (
        <li key={one.id}>
          <Act one={one} />
        </li>
      ))}
    </ol>
  )
}

function Act({ one }: { readonly one: Waiting }) {
  const { t } = useLingui()
  const { instant } = useLanguage()
  const { code, at, deed, refused } = one
  const told = useDeed(deed)
  const retry = (): void => void device.keepWaiting(again(one)).then(() => sendNow())
  return (
    <Stack gap={4}>
      <Text fw={600}>
        <span className={css['code']}>{code}</span> · {told.what}
      </Text>
      {told.more === '' ? null : <Text>{told.more}</Text>}
      <Text className={css['soft'] ?? ''}>
        {instant(at)}
        {deed.kind === 'arrival' ? ` · ${deed.site}` : ''}
      </Text>
      {refused === undefined ? null : (
        <Group gap="sm" role="alert">
          <Text>
            <Trans>The node refused this: {refused.words}</Trans>
          </Text>
          <Button size="md" variant="default" onClick={retry}>
            <Trans>Try again</Trans>
          </Button>
          {deed.kind === 'arrival' ? null : <LeaveOut name={t`Leave it out…`} id={one.id} />}
        </Group>
      )}
    </Stack>
  )
}

/** What was told after the person took their agreement back may not be kept: somebody says so, and it goes for ever. */
function LeaveOut({ name, id }: { readonly name: string; readonly id: string }) {
  const { t } = useLingui()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button size="md" variant="default" onClick={() => setAsking(true)}>
        {name}
      </Button>
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t`Leave it out for ever?`}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        <Stack>
          <Text>
            <Trans>
              It is gone from this device and never reaches the node. What came after it is sent then. Leave
              out what the person does not want kept, and nothing else.
            </Trans>
          </Text>
          <Group justify="flex-end">
            <Button variant="default" size="md" onClick={() => setAsking(false)}>
              <Trans>Cancel</Trans>
            </Button>
            <Button size="md" onClick={() => void device.leaveOut(id).then(() => sendNow())}>
              <Trans>Leave it out</Trans>
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}

/** An act in words: what it is, and what was answered; never the words of the person. */
function useDeed(deed: Deed): { readonly what: string; readonly more: string } {
  const { t } = useLingui()
  const { language, say } = useLanguage()
  const state = useDevice()
  if (deed.kind === 'agreed') return { what: t`said yes`, more: say(consentPurposes[deed.given.purpose]) }
  if (deed.kind === 'refused') return { what: t`said no`, more: say(consentPurposes[deed.refusal.purpose]) }
  if (deed.kind === 'begun') return { what: t`a conversation began`, more: '' }
  if (deed.kind === 'told') {
    const { act } = deed.act
    if (act.kind !== 'answer') return { what: t(turnWords[act.kind]), more: '' }
    const sets = state.at === 'open' ? state.packs.flatMap((pack) => pack.sets) : []
    const name = indicatorName(sets, act.indicator, language)
    return {
      what: t`answered`,
      more: act.words === undefined ? name : t`${name} · in their own words, to be sealed`,
    }
  }
  const { act } = deed
  const triage = act.triage as ProtectedRow['triage']
  const told = [
    ...triageFields
      .filter((field) => triage[field] !== undefined)
      .map((field) => `${t(fieldWords[field])}: ${answerWords(field, triage, language)}`),
    ...(act.staysWith === undefined ? [] : [t`stays with ${act.staysWith.join(', ')}`]),
    ...(act.identity === undefined ? [] : [t`who it is: to be sealed`]),
  ]
  return {
    what: act.seen === undefined ? t`received` : t`answers written down`,
    more: told.length === 0 ? t`no answer yet` : told.join(' · '),
  }
}

const turnWords: Readonly<Record<'pause' | 'resume' | 'stop' | 'finish', MessageDescriptor>> = {
  pause: msg`a break`,
  resume: msg`went on talking`,
  stop: msg`stopped`,
  finish: msg`told to the end`,
}
