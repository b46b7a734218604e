import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'

import { interviewsQuery, protectedQuery } from '../../api/care.ts'
import type { InterviewView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { TakeAlong } from '../../offline/take-along.tsx'
import { AloudHere } from '../../ui/aloud.tsx'
import css from '../../ui/care.module.css'
import { languageName } from '../../ui/languages.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { PersonCrumbs } from '../../ui/person-crumbs.tsx'
import { HideButton, Quiet } from '../../ui/quiet.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { BeginForm } from './begin-form.tsx'
import own from './interview.module.css'
import { stateWords } from './words.ts'

const titles = {
  begin: msg`Before the first question`,
  carry: msg`Hear without a network`,
} as const

/** Everything a person has told so far, one conversation a line; a new one begins with what makes it safe. */
export function InterviewsScreen() {
  const { t } = useLingui()
  const { code } = useParams({ from: '/shell/protected/$code/interviews' })
  const { view } = useSearch({ from: '/shell/protected/$code/interviews' })
  const navigate = useNavigate()
  const found = useQuery(interviewsQuery(code))
  const person = useQuery({ ...protectedQuery(code), enabled: view === 'begin' })
  const begins = found.data?.can.includes('interviewBegin') ?? false
  const toBegin = (): void =>
    void navigate({ to: '/protected/$code/interviews', params: { code }, search: { view: 'begin' } })
  const toCarry = (): void =>
    void navigate({ to: '/protected/$code/interviews', params: { code }, search: { view: 'carry' } })
  return (
    <Quiet>
      <PageHead
        title={view === undefined ? t`Conversations` : t(titles[view])}
        tabTitle={t`Work`}
        before={<PersonCrumbs code={code} />}
        actions={
          <>
            {begins && view === undefined ? (
              <Button size="md" variant="default" onClick={toCarry}>
                <Trans>Hear without a network…</Trans>
              </Button>
            ) : null}
            {begins && view === undefined && (found.data?.items.length ?? 0) > 0 ? (
              <Button size="md" onClick={toBegin}>
                <Trans>Begin a conversation…</Trans>
              </Button>
            ) : null}
            <HideButton />
          </>
        }
      />
      <Loaded of={found}>
        {({ items }) => {
          if (view === 'carry' && begins) return <TakeAlong code={code} />
          if (view === 'begin' && begins)
            return (
              <AloudHere>
                <Loaded of={person}>{(one) => <BeginForm person={one} before={items} />}</Loaded>
              </AloudHere>
            )
          if (items.length === 0)
            return (
              <Empty
                title={<Trans>Nobody has asked what happened yet</Trans>}
                next={
                  <Trans>Ask when the person is ready, in a safe place. Until then nothing is missing.</Trans>
                }
                action={
                  begins ? (
                    <Button size="lg" onClick={toBegin}>
                      <Trans>Begin a conversation…</Trans>
                    </Button>
                  ) : null
                }
              />
            )
          return (
            <ul className={own['list']}>
              {items.toReversed().map((one) => (
                <li key={one.id}>
                  <Line interview={one} />
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
    </Quiet>
  )
}

function Line({ interview }: { readonly interview: InterviewView }) {
  const { t } = useLingui()
  const { instant, language } = useLanguage()
  return (
    <Link to="/interviews/$id" params={{ id: interview.id }} search={{}}>
      <span>
        <Text component="span" fw={600} display="block">
          {instant(interview.beganAt)}
        </Text>
        <Text component="span" className={css['soft'] ?? ''}>
          {languageName(interview.personLanguage, language)} · {interview.organisation}
        </Text>
      </span>
      <Stack component="span" gap={0} align="flex-end">
        <span>{t(stateWords[interview.state])}</span>
        {interview.can.includes('interviewJudge') ? (
          <Text component="span" className={css['soft'] ?? ''}>
            <Trans>say what you think</Trans>
          </Text>
        ) : null}
      </Stack>
    </Link>
  )
}
