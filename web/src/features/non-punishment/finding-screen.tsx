import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { punishmentWords } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'

import { useSession } from '../../api/session.ts'
import type { Finding } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Clock } from '../../ui/clock.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Fault, Loaded } from '../../ui/states.tsx'
import css from './non-punishment.module.css'
import { NewOffence } from './new-offence.tsx'
import { OffencePanel } from './offence-panel.tsx'
import { OutcomePanel } from './outcome-panel.tsx'
import { findingQuery, useFindingAct } from './queries.ts'
import { SealedPanel } from './sealed-panel.tsx'
import type { Opened } from './sealed-panel.tsx'
import { outcomeWords, sourceWords, stateWords, stepWords } from './words.ts'

/** One person, one punishment: the clock, each offence with two opinions, what speaks of force, what came of it. */
export function FindingScreen() {
  const { t } = useLingui()
  const { say } = useLanguage()
  const { id } = useParams({ from: '/shell/non-punishment/$id' })
  const { can } = useSession()
  const found = useQuery(findingQuery(id))
  const [opened, setOpened] = useState<Opened>()
  const data = found.data
  const crumb = can.includes('punishment.assess') ? (
    <Link to="/non-punishment">
      <Trans>Non-punishment</Trans>
    </Link>
  ) : data ? (
    <Link to="/protected/$code" params={{ code: data.code }}>
      <Trans>The person</Trans>
    </Link>
  ) : undefined
  return (
    <>
      <PageHead
        title={data ? `${data.code} · ${say(punishmentWords[data.punishment])}` : t`Non-punishment`}
        tabTitle={t`Work`}
        before={crumb ? <nav aria-label={t`Way back`}>{crumb}</nav> : undefined}
      />
      <Loaded of={found}>
        {(finding) => (
          <Stack key={finding.id} maw={900}>
            <Standing finding={finding} />
            <OutcomePanel key={finding.steps.length} finding={finding} />
            {finding.can.includes('punishmentOpen') ? (
              <SealedPanel finding={finding} opened={opened} open={setOpened} />
            ) : null}
            <Offences finding={finding} opened={opened} />
            <Told finding={finding} />
            <Steps finding={finding} />
          </Stack>
        )}
      </Loaded>
    </>
  )
}

function Standing({ finding }: { readonly finding: Finding }) {
  const { t } = useLingui()
  const { number, instant } = useLanguage()
  const { clock, law, outcome } = finding
  return (
    <section className={css['panel']} aria-label={t`Where it stands`}>
      <Group justify="space-between" mb="sm">
        <Title order={2} fz="lg">
          {t(stateWords[finding.state])}
        </Title>
        {finding.dueAt === undefined ? null : <Clock due={finding.dueAt} />}
      </Group>
      <dl className={css['pair']}>
        <dt>
          <Trans>Presumption</Trans>
        </dt>
        <dd>
          {finding.standing === 'identified' ? (
            <Trans>identified as a victim by a panel</Trans>
          ) : finding.standing === 'possible' ? (
            <Trans>a possible victim until a panel decides: not punished meanwhile</Trans>
          ) : (
            <Trans>not identified by a panel; a review may be asked for</Trans>
          )}
          {finding.isChild ? (
            <>
              {' · '}
              <Trans>a child, or may be one</Trans>
            </>
          ) : null}
        </dd>
        <dt>
          <Trans>Found</Trans>
        </dt>
        <dd>
          {instant(finding.foundAt)} · {t(sourceWords[finding.source])}
        </dd>
        {clock === undefined ? null : (
          <>
            <dt>
              <Trans>Clock</Trans>
            </dt>
            <dd>
              <Trans>{number(clock.days)} days for this step</Trans>{' '}
              <span className={css['soft']}>
                {clock.cites ?? (
                  <Trans>The period of the law is not known here: this is the office’s own clock.</Trans>
                )}
              </span>
            </dd>
          </>
        )}
        <dt>
          <Trans>Law</Trans>
        </dt>
        <dd>
          {law.cites} <span className={css['soft']}>{`${law.country} ${law.version}`}</span>
        </dd>
        {outcome === undefined ? null : (
          <>
            <dt>
              <Trans>Outcome</Trans>
            </dt>
            <dd>{t(outcomeWords[outcome])}</dd>
          </>
        )}
      </dl>
    </section>
  )
}

function Offences({ finding, opened }: { readonly finding: Finding; readonly opened: Opened | undefined }) {
  const { t } = useLingui()
  const [adding, setAdding] = useState(false)
  const mayAdd = finding.can.includes('punishmentOffence')
  return (
    <section aria-label={t`Offences`}>
      <Group justify="space-between" mb="sm">
        <Title order={2} fz="lg">
          <Trans>Offences</Trans>
        </Title>
        {mayAdd ? (
          <Button variant="default" aria-expanded={adding} onClick={() => setAdding(!adding)}>
            <Trans>Write an offence…</Trans>
          </Button>
        ) : null}
      </Group>
      <Stack>
        {adding && mayAdd ? <NewOffence finding={finding.id} close={() => setAdding(false)} /> : null}
        {finding.offenceList.length === 0 ? (
          <Text c="dimmed">
            <Trans>No offence is written yet. What is the person held liable for?</Trans>
          </Text>
        ) : null}
        {finding.offenceList.map((offence) => (
          <OffencePanel key={offence.id} finding={finding} offence={offence} opened={opened} />
        ))}
      </Stack>
    </section>
  )
}

function Told({ finding }: { readonly finding: Finding }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const ask = useFindingAct('punishmentAsk', { id: finding.id })
  return (
    <section className={css['panel']} aria-label={t`What was told of force and deception`}>
      <Title order={2} fz="lg" mb="sm">
        <Trans>What was told of force and deception</Trans>
      </Title>
      {finding.mayReadTold ? (
        finding.told.length === 0 ? (
          <Text>
            <Trans>Nothing was told yet. Those who care can hold the interview.</Trans>
          </Text>
        ) : (
          <ul className={css['told']}>
            {finding.told.map(({ indicator, name }) => (
              <li key={indicator}>
                {name[language] ?? name['en']} <span className={css['soft']}>{indicator}</span>
              </li>
            ))}
          </ul>
        )
      ) : (
        <Text>
          <Trans>
            The person’s ledger has no ground yet on which this office may read which questions were a yes: an
            agreement, or a duty of law with its article. No word that was said is shown in any case.
          </Trans>
        </Text>
      )}
      {finding.can.includes('punishmentAsk') ? (
        <Stack mt="sm" align="flex-start">
          <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate({})}>
            <Trans>Ask those who care</Trans>
          </Button>
          <Text className={css['soft'] ?? ''}>
            <Trans>They see from then on that the person is punished, and are asked for a ground.</Trans>
          </Text>
          {ask.error ? <Fault error={ask.error} /> : null}
        </Stack>
      ) : null}
    </section>
  )
}

function Steps({ finding }: { readonly finding: Finding }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  return (
    <section className={css['panel']} aria-label={t`Everything that was done`}>
      <Title order={2} fz="lg">
        <Trans>Everything that was done</Trans>
      </Title>
      {finding.steps.length === 0 ? (
        <Text c="dimmed">
          <Trans>Nothing yet</Trans>
        </Text>
      ) : null}
      <ol className={css['steps']}>
        {finding.steps.toReversed().map((step) => {
          const word = stepWords[step.kind]
          return (
            <li key={step.id}>
              <Text fw={600}>
                {word ? t(word) : step.kind}
                {step.outcome === undefined ? null : ` · ${t(outcomeWords[step.outcome])}`}
                {step.isDone === undefined ? null : ` · ${step.isDone ? t`it is so` : t`it is not so`}`}
              </Text>
              <Text className={css['soft'] ?? ''}>
                {instant(step.at)} · {step.by ? say(step.by) : t`the node itself`}, {step.organisation}
              </Text>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
