import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { triageFields } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'

import { useSession } from '../../api/session.ts'
import type { ProtectedPerson } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Loaded } from '../../ui/states.tsx'
import { ConflictPanel } from './conflict-panel.tsx'
import { IdentityPanel } from './identity-panel.tsx'
import { PersonSteps } from './person-steps.tsx'
import css from './protection.module.css'
import { PunishmentPanel } from './punishment-panel.tsx'
import { protectedQuery } from '../../api/care.ts'
import { HideButton, Quiet } from '../../ui/quiet.tsx'
import { ReflectionPanel } from './reflection-panel.tsx'
import { actWords, answerWords, fieldWords, interviewWords, turnName } from './words.ts'

/** One person by the code: what help is needed, who stays together, what was done; who it is stays closed. */
export function ProtectedPersonScreen() {
  const { t } = useLingui()
  const { code } = useParams({ from: '/shell/protected/$code' })
  const { can } = useSession()
  const found = useQuery(protectedQuery(code))
  return (
    <Quiet>
      <PageHead
        title={code}
        tabTitle={t`Work`}
        before={found.data ? <Crumbs person={found.data} /> : undefined}
        actions={
          <>
            <FileButton code={code} />
            <HideButton />
          </>
        }
      />
      <Loaded of={found}>
        {(person) => (
          <Stack key={person.code}>
            <ConflictPanel key={person.version} person={person} />
            <Needs person={person} />
            <Together person={person} />
            <PersonSteps person={person} />
            <IdentityPanel person={person} />
            <ReflectionPanel code={person.code} />
            {can.includes('punishment.read') ? <PunishmentPanel code={person.code} /> : null}
            <Acts person={person} />
          </Stack>
        )}
      </Loaded>
    </Quiet>
  )
}

/** What is held of the person, to be given to the person. */
function FileButton({ code }: { readonly code: string }) {
  const navigate = useNavigate()
  return (
    <Button
      size="md"
      variant="default"
      onClick={() => void navigate({ to: '/protected/$code/file', params: { code } })}
    >
      <Trans>File for the person</Trans>
    </Button>
  )
}

function Crumbs({ person }: { readonly person: ProtectedPerson }) {
  const { t } = useLingui()
  return (
    <Group component="nav" gap="xs" aria-label={t`Way back`}>
      <Link className={css['way'] ?? ''} to="/arrivals">
        <Trans>Arrivals</Trans>
      </Link>
      {person.arrival ? (
        <>
          <span aria-hidden>›</span>
          <Link className={css['way'] ?? ''} to="/arrivals/$id" params={{ id: person.arrival.id }}>
            {person.arrival.site}
          </Link>
        </>
      ) : null}
    </Group>
  )
}

function Needs({ person }: { readonly person: ProtectedPerson }) {
  const { t } = useLingui()
  const { language, instant } = useLanguage()
  const navigate = useNavigate()
  const { triage, arrival, can } = person
  const answered = triageFields.filter((field) => triage[field] !== undefined)
  return (
    <section className={css['panel']} aria-label={t`What help is needed`}>
      <Group justify="space-between" mb="sm">
        <Title order={2} fz="lg">
          {turnName(person.turn, language)}
        </Title>
        {arrival && can.includes('arrivalAdd') ? (
          <Button
            size="md"
            variant="default"
            onClick={() =>
              void navigate({
                to: '/arrivals/$id',
                params: { id: arrival.id },
                search: { view: 'receive', code: person.code },
              })
            }
          >
            {answered.length === triageFields.length ? (
              <Trans>Change…</Trans>
            ) : (
              <Trans>Ask what is missing…</Trans>
            )}
          </Button>
        ) : null}
      </Group>
      <dl className={css['pair']}>
        <dt>
          <Trans>Came out</Trans>
        </dt>
        <dd>{instant(person.arrivedAt)}</dd>
        <dt>
          <Trans>Interview</Trans>
        </dt>
        <dd>{t(interviewWords[person.interview])}</dd>
        {answered.map((field) => (
          <div key={field} style={{ display: 'contents' }}>
            <dt>{t(fieldWords[field])}</dt>
            <dd>{answerWords(field, triage, language)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Together({ person }: { readonly person: ProtectedPerson }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  if (person.staysWith.length === 0) return null
  return (
    <section className={css['panel']} aria-label={t`Stays together with`}>
      <Title order={2} fz="lg" mb="sm">
        <Trans>Stays together with</Trans>
      </Title>
      <ul className={css['queue']}>
        {person.staysWith.map(({ code, age }) => (
          <li key={code}>
            <Link to="/protected/$code" params={{ code }}>
              <span className={css['code']}>{code}</span>
              {age === undefined ? null : (
                <span>{answerWords('age', { age: age as 'child' }, language)}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Acts({ person }: { readonly person: ProtectedPerson }) {
  const { t } = useLingui()
  const { instant, language } = useLanguage()
  return (
    <section className={css['panel']} aria-label={t`Everything that was done`}>
      <Title order={2} fz="lg">
        <Trans>Everything that was done</Trans>
      </Title>
      <ol className={css['acts']}>
        {person.acts.toReversed().map((act) => {
          const word = actWords[act.kind]
          const answers = act.triage
          const told =
            answers === undefined
              ? []
              : triageFields
                  .filter((field) => answers[field] !== undefined)
                  .map((field) => `${t(fieldWords[field])}: ${answerWords(field, answers, language)}`)
          return (
            <li key={act.id}>
              <Text fw={600}>
                {word ? t(word) : act.kind}
                {act.conflicts.length > 0 ? ` · ${t`differed from what stood there`}` : ''}
              </Text>
              {told.length === 0 ? null : <Text>{told.join(' · ')}</Text>}
              <Text className={css['soft'] ?? ''}>
                {instant(act.at)} · {act.by}, {act.organisation}
              </Text>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
