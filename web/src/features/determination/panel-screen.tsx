import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'

import { determinationQuery, determinationsQuery } from '../../api/care.ts'
import type { DeterminationView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from '../../ui/care.module.css'
import { Clock } from '../../ui/clock.tsx'
import { languageName } from '../../ui/languages.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { PersonCrumbs } from '../../ui/person-crumbs.tsx'
import { HideButton, Quiet } from '../../ui/quiet.tsx'
import { Loaded } from '../../ui/states.tsx'
import { ChildRule } from './child-rule.tsx'
import { DecideForm } from './decide-form.tsx'
import { FileSlice } from './file-slice.tsx'
import { Reasons } from './reasons.tsx'
import { ReviewForm } from './review-form.tsx'
import { TellForm } from './tell-form.tsx'
import { VoteForm } from './vote-form.tsx'
import { Votes } from './votes.tsx'
import { outcomeWords } from './words.ts'

/** One panel: what it may read, who has voted, what it decided, and that the person was told. */
export function PanelScreen() {
  const { t } = useLingui()
  const { id } = useParams({ from: '/shell/panels/$id' })
  const found = useQuery(determinationQuery(id))
  return (
    <Quiet>
      <PageHead
        title={found.data?.code ?? t`Panel`}
        tabTitle={t`Work`}
        before={found.data ? <PersonCrumbs code={found.data.code} /> : undefined}
        actions={<HideButton />}
      />
      <Loaded of={found}>{(panel) => <Panel key={panel.id} panel={panel} />}</Loaded>
    </Quiet>
  )
}

function Panel({ panel }: { readonly panel: DeterminationView }) {
  const all = useQuery(determinationsQuery(panel.code))
  const names = all.data?.organisationsHere ?? []
  const { can } = panel
  return (
    <Stack>
      <About panel={panel} />
      <Votes panel={panel} names={names} />
      {can.includes('determinationReasons') ? <Reasons panel={panel} names={names} /> : null}
      {can.includes('determinationTell') ? <TellForm panel={panel} /> : null}
      {can.includes('determinationReview') ? <ReviewForm panel={panel} names={names} /> : null}
      <FileSlice code={panel.code} />
      {can.includes('determinationVote') ? <VoteForm id={panel.id} /> : null}
      {can.includes('determinationDecide') ? <DecideForm panel={panel} /> : null}
    </Stack>
  )
}

function About({ panel }: { readonly panel: DeterminationView }) {
  const { t } = useLingui()
  const { instant, language } = useLanguage()
  const { law, outcome, decidedAt, toldAt, toldLanguage } = panel
  return (
    <section className={css['panel']} aria-label={t`About this panel`}>
      <Title order={2} fz="lg" mb="sm">
        {outcome === undefined ? <Trans>The panel sits</Trans> : t(outcomeWords[outcome])}
      </Title>
      <dl className={css['pair']}>
        {outcome === undefined ? (
          <>
            <dt>
              <Trans>To be decided by</Trans>
            </dt>
            <dd>
              {instant(panel.dueAt)} · <Clock due={panel.dueAt} />
            </dd>
          </>
        ) : (
          <>
            <dt>
              <Trans>Decided</Trans>
            </dt>
            <dd>{decidedAt === undefined ? '' : instant(decidedAt)}</dd>
            <dt>
              <Trans>Legal basis</Trans>
            </dt>
            <dd>{panel.legalBasis}</dd>
            <dt>
              <Trans>The person was told</Trans>
            </dt>
            <dd>
              {toldAt === undefined ? (
                <Trans>not yet</Trans>
              ) : (
                [
                  instant(toldAt),
                  toldLanguage === undefined ? '' : languageName(toldLanguage, language),
                  panel.toldBy ?? '',
                ]
                  .filter((one) => one !== '')
                  .join(' · ')
              )}
            </dd>
          </>
        )}
        <dt>
          <Trans>Clock and law</Trans>
        </dt>
        <dd>
          {law.law}
          <Text className={css['soft'] ?? ''}>
            {law.cites} · {t`country data ${law.country}, version ${law.version}`}
          </Text>
        </dd>
      </dl>
      {panel.isChild ? <ChildRule /> : null}
      {outcome === undefined && panel.isOverdue ? (
        <Text mt="sm">
          <Trans>
            The time the law gives is over. Nothing is lost for the person: they stay protected, and the panel
            can still decide.
          </Trans>
        </Text>
      ) : null}
    </section>
  )
}
