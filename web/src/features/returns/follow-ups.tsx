import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Radio, Stack, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'

import type { ReturnView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Clock } from '../../ui/clock.tsx'
import { Fault } from '../../ui/states.tsx'
import care from '../../ui/care.module.css'
import { useFollow } from './queries.ts'
import type { FollowOutcome } from './queries.ts'
import css from './returns.module.css'

const outcomes: Readonly<Record<FollowOutcome, MessageDescriptor>> = {
  well: msg`Is well`,
  'needs-help': msg`Needs help`,
  'not-reached': msg`Not reached`,
  'not-wanted': msg`Does not want to be asked`,
  'exploited-again': msg`Is being exploited again`,
}

/** How somebody is at home, on the days of the country's data; asked only of who agreed to be. */
export function FollowUps({ home }: { readonly home: ReturnView }) {
  const { t } = useLingui()
  const { number, instant } = useLanguage()
  const [asking, setAsking] = useState<number>()
  if (home.followUps.length === 0) return null
  return (
    <section className={care['panel']} aria-label={t`At home`}>
      <Title order={2} fz="lg" mb="sm">
        <Trans>At home</Trans>
      </Title>
      <ul className={css['gates']}>
        {home.followUps.map((one) => (
          <li key={one.day}>
            <span>
              <Trans>After {number(one.day)} days</Trans>
            </span>
            {one.outcome === undefined ? (
              <>
                <Clock due={one.dueAt} />
                {home.can.includes('returnFollow') ? (
                  <Button
                    variant="default"
                    size="md"
                    aria-label={t`Write down… how it is after ${number(one.day)} days`}
                    onClick={() => setAsking(one.day)}
                  >
                    <Trans>Write down…</Trans>
                  </Button>
                ) : null}
              </>
            ) : (
              <strong>
                {t(outcomes[one.outcome])}
                {one.at === undefined ? '' : `, ${instant(one.at)}`}
              </strong>
            )}
          </li>
        ))}
      </ul>
      {asking === undefined ? null : (
        <FollowDialog key={asking} home={home} day={asking} close={() => setAsking(undefined)} />
      )}
    </section>
  )
}

interface FollowDialogProps {
  readonly home: ReturnView
  readonly day: number
  readonly close: () => void
}

function FollowDialog({ home, day, close }: FollowDialogProps) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const follow = useFollow(home.id)
  const [outcome, setOutcome] = useState<FollowOutcome>('well')
  const [words, setWords] = useState('')
  return (
    <Modal
      opened
      onClose={close}
      title={t`After ${number(day)} days at home`}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <Stack>
        <Radio.Group
          label={t`How is the person`}
          value={outcome}
          onChange={(next) => setOutcome(next as FollowOutcome)}
        >
          <Stack gap="sm" mt="xs">
            {(Object.keys(outcomes) as FollowOutcome[]).map((value) => (
              <Radio key={value} size="md" value={value} label={t(outcomes[value])} />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={t`What the person said`}
          description={t`It is sealed.`}
          autosize
          minRows={2}
          maxLength={4000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {follow.error ? <Fault error={follow.error} /> : null}
        <Text className={care['soft'] ?? ''}>
          <Trans>Nobody is called who did not agree to be.</Trans>
        </Text>
        <Group justify="flex-end">
          <Button variant="default" size="md" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button
            size="md"
            loading={follow.isPending}
            onClick={() =>
              follow.mutate(
                { day, outcome, ...(words.trim() === '' ? {} : { words: words.trim() }) },
                { onSuccess: close },
              )
            }
          >
            <Trans>Write down</Trans>
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
