import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core'
import { holdGrounds } from '@shield/core'
import { useState } from 'react'

import type { LegalHold, RetentionView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import care from '../../ui/care.module.css'
import { DayField, dayIn } from '../../ui/day-field.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Fault } from '../../ui/states.tsx'
import { EndHoldDialog, HoldDialog, usualDays } from './hold-dialog.tsx'
import css from './retention.module.css'
import { useHoldWords, usePlaceHold, useReleaseHold, useReviewHold } from './queries.ts'
import { holdWords } from './words.ts'

type Doing =
  | { readonly what: 'place' }
  | { readonly what: 'review' | 'release' | 'open'; readonly hold: LegalHold }

/** What stops the clock: on which ground, until when, by whom. Why stays sealed. */
export function HoldPanel({ view }: { readonly view: RetentionView }) {
  const { t } = useLingui()
  const [doing, setDoing] = useState<Doing>()
  const close = (): void => setDoing(undefined)
  return (
    <section className={care['panel']} aria-label={t`Holds`}>
      <Group justify="space-between" mb="sm">
        <Title order={2} fz="lg">
          <Trans>Holds</Trans>
        </Title>
        {view.can.includes('holdPlace') ? (
          <Button size="md" variant="default" onClick={() => setDoing({ what: 'place' })}>
            <Trans>Stop the clock…</Trans>
          </Button>
        ) : null}
      </Group>
      {view.holds.length === 0 ? (
        <Text c="dimmed">
          <Trans>None. The head stops the clock where a court, a case or a claim needs what is held.</Trans>
        </Text>
      ) : (
        <ul className={css['rows']}>
          {view.holds.map((hold) => (
            <HoldRow key={hold.id} hold={hold} act={setDoing} />
          ))}
        </ul>
      )}
      {doing?.what === 'place' ? <PlaceDialog code={view.code} close={close} /> : null}
      {doing?.what === 'review' ? <ReviewDialog code={view.code} hold={doing.hold} close={close} /> : null}
      {doing?.what === 'release' ? <ReleaseDialog code={view.code} hold={doing.hold} close={close} /> : null}
      {doing?.what === 'open' ? <WordsDialog hold={doing.hold} close={close} /> : null}
    </section>
  )
}

function HoldRow({ hold, act }: { readonly hold: LegalHold; readonly act: (doing: Doing) => void }) {
  const { t } = useLingui()
  const { say, when, instant } = useLanguage()
  return (
    <li>
      <Text fw={600}>{say(holdGrounds[hold.ground])}</Text>
      <Text>
        {t(holdWords[hold.state])} · {t`until ${when(hold.until)}`}
      </Text>
      {hold.ofOversight ? (
        <Text>
          <Trans>Stopped by oversight, which alone ends it</Trans>
        </Text>
      ) : null}
      <Text className={care['soft'] ?? ''}>
        {say(hold.placedBy)}, {hold.organisation}, {instant(hold.placedAt)}
        {hold.reviewedAt === undefined ? '' : ` · ${t`looked at again ${instant(hold.reviewedAt)}`}`}
        {hold.releasedAt && hold.releasedBy
          ? ` · ${t`ended ${instant(hold.releasedAt)} by ${say(hold.releasedBy)}`}`
          : ''}
      </Text>
      <Group gap="xs" mt={4}>
        <Button variant="default" onClick={() => act({ what: 'open', hold })}>
          <Trans>Read why…</Trans>
        </Button>
        {hold.can.includes('holdReview') ? (
          <Button variant="default" onClick={() => act({ what: 'review', hold })}>
            <Trans>Look at it again…</Trans>
          </Button>
        ) : null}
        {hold.can.includes('holdRelease') ? (
          <Button variant="default" onClick={() => act({ what: 'release', hold })}>
            <Trans>End it…</Trans>
          </Button>
        ) : null}
      </Group>
    </li>
  )
}

interface DialogProps {
  readonly code: string
  readonly close: () => void
}

function PlaceDialog({ code, close }: DialogProps) {
  const place = usePlaceHold(code)
  return (
    <HoldDialog
      close={close}
      isActing={place.isPending}
      error={place.error}
      place={(body) => place.mutate(body, { onSuccess: close })}
    />
  )
}

function ReviewDialog({ code, hold, close }: DialogProps & { readonly hold: LegalHold }) {
  const { t } = useLingui()
  const [until, setUntil] = useState<string | undefined>(() => dayIn(usualDays))
  const review = useReviewHold(code)
  return (
    <Modal
      opened
      onClose={close}
      title={t`Look at the hold again`}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <Stack>
        <Trans>Is it still needed? Then say until when. Your name and the day are kept.</Trans>
        <DayField label={t`Until, at most a year away`} day={until} setDay={setUntil} />
        {review.error ? <Fault error={review.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button
            loading={review.isPending}
            disabled={until === undefined}
            onClick={() => review.mutate({ id: hold.id, until: until ?? '' }, { onSuccess: close })}
          >
            <Trans>It stands until then</Trans>
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function ReleaseDialog({ code, hold, close }: DialogProps & { readonly hold: LegalHold }) {
  const release = useReleaseHold(code)
  return (
    <EndHoldDialog
      close={close}
      isActing={release.isPending}
      error={release.error}
      end={(reason) => release.mutate({ id: hold.id, reason }, { onSuccess: close })}
    />
  )
}

function WordsDialog({ hold, close }: { readonly hold: LegalHold; readonly close: () => void }) {
  const { t } = useLingui()
  const open = useHoldWords()
  return (
    <ReasonDialog
      opened
      close={close}
      title={t`Why there is a hold`}
      act={t`Open it`}
      label={t`Why you open it`}
      phrases={[t`To look at the hold again`]}
      isActing={open.isPending}
      error={open.error}
      decide={(reason) => open.mutate({ id: hold.id, reason })}
    >
      {open.data ? (
        <Stack gap="xs">
          <Text className="value">{open.data.words}</Text>
          {open.data.released === undefined ? null : (
            <Text className="value">{t`Ended because: ${open.data.released}`}</Text>
          )}
        </Stack>
      ) : (
        <Trans>The words are sealed. Your name and the reason are written down before they open.</Trans>
      )}
    </ReasonDialog>
  )
}
