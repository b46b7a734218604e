import { useLingui } from '@lingui/react/macro'
import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'

import { interviewQuery, setsQuery } from '../../api/care.ts'
import { useSession } from '../../api/session.ts'
import type { InterviewView } from '../../api/wire.ts'
import { AloudHere } from '../../ui/aloud.tsx'
import { InterviewResults } from '../../ui/interview-results.tsx'
import { setsOf } from '../../ui/indicator-names.ts'
import type { SetsHere } from '../../ui/indicator-names.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { PersonCrumbs } from '../../ui/person-crumbs.tsx'
import { HideButton, Quiet } from '../../ui/quiet.tsx'
import { Loaded } from '../../ui/states.tsx'
import { AnswersList } from './answers-list.tsx'
import { Asking } from './asking.tsx'
import { Differs } from './differs.tsx'
import { useDrafts } from './drafts.ts'
import { HereOf } from './here.tsx'
import type { Here } from './here.tsx'
import { JudgeForm } from './judge-form.tsx'
import { Over } from './over.tsx'
import { useSaving } from './saving.ts'

/** One interview: asked while it is open, then what the interviewer thinks, then what the sets say of it. */
export function InterviewScreen() {
  const { t } = useLingui()
  const { id } = useParams({ from: '/shell/interviews/$id' })
  const found = useQuery(interviewQuery(id))
  const sets = useQuery(setsQuery)
  const here = useAddress()
  return (
    <Quiet>
      <PageHead
        title={found.data?.code ?? t`Conversation`}
        tabTitle={t`Work`}
        before={found.data ? <PersonCrumbs code={found.data.code} /> : undefined}
        actions={<HideButton />}
      />
      <AloudHere>
        <HereOf value={here}>
          <Loaded of={found}>
            {(interview) => (
              <Loaded of={sets}>
                {({ items }) => (
                  <Stage key={interview.id} interview={interview} sets={setsOf(interview, items)} />
                )}
              </Loaded>
            )}
          </Loaded>
        </HereOf>
      </AloudHere>
    </Quiet>
  )
}

/** The place in an interview as the address has it. */
function useAddress(): Here {
  const place = useSearch({ from: '/shell/interviews/$id' })
  const navigate = useNavigate({ from: '/interviews/$id' })
  const { can } = useSession()
  return {
    place,
    turn: (search) => void navigate({ search }),
    isAddressed: true,
    mayOpen: can.includes('identity.open'),
  }
}

/** Asked with the node in reach. */
function AskingHere({ interview, sets }: StageProps) {
  const navigate = useNavigate()
  const saving = useSaving(interview)
  const drafts = useDrafts()
  const leave = (): void => void navigate({ to: '/protected/$code', params: { code: interview.code } })
  return <Asking {...{ interview, sets, saving, drafts, leave }} />
}

interface StageProps {
  readonly interview: InterviewView
  readonly sets: SetsHere
}

function Stage({ interview, sets }: StageProps) {
  const { can } = interview
  if (can.includes('interviewAct')) return <AskingHere interview={interview} sets={sets} />
  return (
    <Stack>
      <Over interview={interview} sets={sets} />
      {can.includes('interviewJudge') ? <JudgeForm id={interview.id} /> : null}
      {can.includes('interviewResult') ? <InterviewResults interview={interview} sets={sets.shown} /> : null}
      {interview.answers
        .filter(({ hasConflict }) => hasConflict)
        .map((answer) => (
          <Differs key={answer.indicator} code={interview.code} answer={answer} sets={sets.shown} />
        ))}
      <AnswersList interview={interview} sets={sets} />
    </Stack>
  )
}
