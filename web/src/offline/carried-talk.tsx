import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'

import { Asking } from '../features/interview/asking.tsx'
import { emptyDraft } from '../features/interview/drafts.ts'
import type { Draft, Drafts } from '../features/interview/drafts.ts'
import { HereOf } from '../features/interview/here.tsx'
import type { Here } from '../features/interview/here.tsx'
import type { InterviewUrl } from '../features/interview/interview-url.ts'
import { valuesOf } from '../features/interview/saving.ts'
import type { Saving } from '../features/interview/saving.ts'
import { stateWords } from '../features/interview/words.ts'
import css from '../features/protection/protection.module.css'
import type { InterviewAct, InterviewView } from '../api/wire.ts'
import { setsOf } from '../ui/indicator-names.ts'
import type { Talk } from './device-state.ts'
import type { HeardHere } from './heard.ts'
import { device, sendNow } from './keeper.ts'

interface CarriedTalkProps {
  readonly here: HeardHere
  readonly interview: InterviewView
  /** What stood on the screen when the page was killed or the device locked itself. */
  readonly talk: Talk | undefined
  readonly leave: () => void
}

/** An interview without a network. Every answer lies sealed on this device before the page shows it, and every key that is typed too. */
export function CarriedTalk({ here, interview, talk, leave }: CarriedTalkProps) {
  const { t } = useLingui()
  const [place, setPlace] = useState<InterviewUrl>(talk?.place ?? {})
  const drafts = useKeptDrafts(interview.id, talk)
  const saving = useKept(here, interview)
  const turn = (to: InterviewUrl): void => {
    setPlace(to)
    keepTalk(interview.id, (before) => ({ ...before, place: to }))
  }
  const at: Here = { place, turn, isAddressed: false, mayOpen: false }
  const isOver = interview.state === 'stopped' || interview.state === 'finished'
  return (
    <HereOf value={at}>
      <Stack>
        <Group justify="space-between">
          <Title order={2} fz="lg" className={css['code'] ?? ''}>
            {here.code}
          </Title>
          <Button size="md" variant="default" onClick={leave}>
            <Trans>Back to the people</Trans>
          </Button>
        </Group>
        {saving.error === undefined ? null : (
          <Alert color="red" variant="default" role="alert">
            <Trans>
              This device could not write the last answer down. Free some storage on it, and answer again.
            </Trans>
          </Alert>
        )}
        {isOver ? (
          <div className={css['panel']} role="status">
            <Text fw={600}>{t(stateWords[interview.state])}</Text>
            <Text>
              <Trans>
                It lies sealed here until the node has it. What you think of it is asked at the node, when
                there is a network.
              </Trans>
            </Text>
          </div>
        ) : (
          <Asking {...{ interview, saving, drafts, leave }} sets={setsOf(interview, here.pack.sets)} />
        )}
      </Stack>
    </HereOf>
  )
}

/** Acts go into the outbox; nobody waits for the node. */
function useKept({ code, pack, waiting }: HeardHere, { id, answers }: InterviewView): Saving {
  const [error, setError] = useState<unknown>()
  const act = (done: InterviewAct['act']): void => {
    const told: InterviewAct['act'] = done.kind === 'answer' ? { ...done, knownUntil: pack.now } : done
    if (done.kind === 'answer')
      keepTalk(id, (before) => ({ ...before, place: placeOf(before, done.indicator) }))
    const one: InterviewAct = { id: crypto.randomUUID(), at: new Date().toISOString(), act: told }
    device.addAct({ by: pack.holder.id, code, deed: { kind: 'told', interview: id, act: one } }).then(
      () => {
        setError(undefined)
        void sendNow()
      },
      // A device that locked itself keeps what was typed as it stood, and saves it when it is open again.
      (failed: unknown) => (device.state().at === 'open' ? setError(failed) : undefined),
    )
  }
  return {
    ...{
      keeper: 'device',
      values: valuesOf(answers, []),
      waiting,
      savedAt: undefined,
      error,
      isRefused: false,
      act,
    },
    drop: () => setError(undefined),
  }
}

/** What is typed stands on the screen at once, and on the disk as soon as the disk has it. */
function useKeptDrafts(id: string, talk: Talk | undefined): Drafts {
  const [drafts, setDrafts] = useState<Talk['drafts']>(talk?.drafts ?? {})
  return {
    of: (indicator) => drafts[indicator] ?? emptyDraft,
    set: (indicator, change) => {
      const changed = (all: Talk['drafts']): Talk['drafts'] => ({
        ...all,
        [indicator]: { ...(all[indicator] ?? emptyDraft), ...change } satisfies Draft,
      })
      setDrafts(changed)
      keepTalk(id, (before) => ({ place: placeOf(before, indicator), drafts: changed(before.drafts) }))
    },
  }
}

/** Where it goes on: who was answering comes back to that question. */
function placeOf({ place }: Talk, indicator: string): InterviewUrl {
  return place.at === undefined ? { at: indicator } : place
}

function keepTalk(id: string, change: (talk: Talk) => Talk): void {
  void device.keepTalks(({ of }) => ({
    open: id,
    of: { ...of, [id]: change(of[id] ?? { place: {}, drafts: {} }) },
  }))
}
