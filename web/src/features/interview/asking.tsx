import { Trans } from '@lingui/react/macro'
import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'

import type { InterviewView } from '../../api/wire.ts'
import type { SetsHere } from '../../ui/indicator-names.ts'
import { AnswersList } from './answers-list.tsx'
import type { Drafts } from './drafts.ts'
import { useHere } from './here.tsx'
import own from './interview.module.css'
import { NotSaved } from './not-saved.tsx'
import { nextOpen, pagesOf } from './pages.ts'
import { QuestionPage } from './question-page.tsx'
import { Resting } from './resting.tsx'
import { SavedMark } from './saved-mark.tsx'
import type { Saving } from './saving.ts'
import { Ways } from './ways.tsx'

interface AskingProps {
  readonly interview: InterviewView
  readonly sets: SetsHere
  readonly saving: Saving
  readonly drafts: Drafts
  /** Another day: where one goes from a break. */
  readonly leave: () => void
}

/** An interview that is under way: one question a page, everything at once, or at rest. Break and stop stand on each. */
export function Asking({ interview, sets, saving, drafts, leave }: AskingProps) {
  const { at, view, dimension } = useHere().place
  const pages = pagesOf(sets.shown)
  const { values } = saving
  // Where it begins stays open until somebody goes on: an answer does not turn the page.
  const [first] = useState(() => nextOpen(pages, values, -1)?.id)
  const place = pages.findIndex(({ id }) => id === (at ?? first))
  const page = pages[place]
  if (interview.state === 'paused') return <Resting {...{ interview, saving, leave }} />
  const shows = view === 'list' || page === undefined ? 'list' : 'page'
  return (
    <Stack>
      <Top saving={saving} />
      <NotSaved saving={saving} />
      {shows === 'page' && page !== undefined ? (
        <QuestionPage
          key={page.id}
          {...{ interview, pages, page, place, saving, drafts }}
          sets={sets.shown}
        />
      ) : (
        <AnswersList interview={interview} sets={sets} values={values} dimension={dimension} isAsking />
      )}
      <Ways
        pages={pages}
        values={values}
        current={shows === 'page' ? page : undefined}
        dimension={dimension}
      />
      {shows === 'list' ? (
        <Button
          size="lg"
          style={{ alignSelf: 'start' }}
          onClick={() => saving.act({ kind: 'finish' })}
          loading={saving.keeper === 'node' && saving.waiting > 0}
        >
          <Trans>What the person wanted to tell is told: finish</Trans>
        </Button>
      ) : null}
    </Stack>
  )
}

/** Saved or not, and the two ways out that are always there and cost one press. */
function Top({ saving }: { readonly saving: Saving }) {
  return (
    <div className={own['top']}>
      <SavedMark saving={saving} />
      <Group gap="sm">
        <Button size="lg" variant="default" onClick={() => saving.act({ kind: 'pause' })}>
          <Trans>Break</Trans>
        </Button>
        <Button size="lg" variant="default" onClick={() => saving.act({ kind: 'stop' })}>
          <Trans>Stop</Trans>
        </Button>
      </Group>
    </div>
  )
}
