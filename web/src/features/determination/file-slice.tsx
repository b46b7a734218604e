import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { interviewsQuery, setsQuery } from '../../api/care.ts'
import type { AskedSet, InterviewView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from '../../ui/care.module.css'
import { setsOf } from '../../ui/indicator-names.ts'
import { InterviewResults } from '../../ui/interview-results.tsx'
import { languageName } from '../../ui/languages.ts'
import { Loaded } from '../../ui/states.tsx'
import own from './panels.module.css'

/** What the panel may read of the person: what was told, and what the sets make of it. Who it is stays sealed. */
export function FileSlice({ code }: { readonly code: string }) {
  const { t } = useLingui()
  const found = useQuery(interviewsQuery(code))
  const sets = useQuery(setsQuery)
  return (
    <Stack>
      <section className={css['panel']} aria-label={t`What the panel reads`}>
        <Title order={2} fz="lg" mb="sm">
          <Trans>What the panel reads</Trans>
        </Title>
        <Loaded of={found}>
          {({ items }) =>
            items.length === 0 ? (
              <Text>
                <Trans>Nobody has asked what happened yet.</Trans>
              </Text>
            ) : (
              <ul className={own['lines']}>
                {items.toReversed().map((one) => (
                  <li key={one.id}>
                    <Conversation interview={one} />
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
      {found.data && sets.data ? <Latest items={found.data.items} sets={sets.data.items} /> : null}
    </Stack>
  )
}

function Conversation({ interview }: { readonly interview: InterviewView }) {
  const { t } = useLingui()
  const { instant, language, number } = useLanguage()
  const told = interview.answers.filter((answer) => answer.interview === interview.id).length
  return (
    <Link to="/interviews/$id" params={{ id: interview.id }} search={{}} className={own['line']}>
      <span>{t`Conversation of ${instant(interview.beganAt)}`}</span>
      <Text component="span" className={css['soft'] ?? ''}>
        {languageName(interview.personLanguage, language)} · {t`${number(told)} answers`}
      </Text>
    </Link>
  )
}

interface LatestProps {
  readonly items: readonly InterviewView[]
  readonly sets: readonly AskedSet[]
}

/** The result of the last interview that has one: it counts everything that was ever told. */
function Latest({ items, sets }: LatestProps) {
  const last = items.findLast((one) => one.can.includes('interviewResult'))
  return last === undefined ? null : <InterviewResults interview={last} sets={setsOf(last, sets).shown} />
}
