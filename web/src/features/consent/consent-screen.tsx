import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Stack, Text, Title } from '@mantine/core'
import { consentPurposeNames, consentPurposes, isChild } from '@shield/core'
import type { ConsentPurpose } from '@shield/core'
import { IconCheck, IconCircleDashed, IconClockX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'

import { consentQuery, protectedQuery } from '../../api/care.ts'
import type { ConsentView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { AloudHere, useAloud } from '../../ui/aloud.tsx'
import css from '../../ui/care.module.css'
import { PageHead } from '../../ui/page-head.tsx'
import { PersonCrumbs } from '../../ui/person-crumbs.tsx'
import { HideButton, Quiet } from '../../ui/quiet.tsx'
import { Loaded } from '../../ui/states.tsx'
import { TwoLanguages } from '../../ui/two-languages.tsx'
import { showDone } from '../../ui/undo.tsx'
import type { About } from './about.ts'
import own from './consent.module.css'
import { GiveForm } from './give-form.tsx'
import { InForce } from './in-force.tsx'
import { History } from './history.tsx'
import { useGive, useRefuse } from './queries.ts'
import { Restrictions } from './restrictions.tsx'
import { Shares } from './shares.tsx'

/** What somebody agreed to, forbade and took back; one purpose at a time is read out and asked about. */
export function ConsentScreen() {
  const { t } = useLingui()
  const { code } = useParams({ from: '/shell/protected/$code/consent' })
  const { purpose } = useSearch({ from: '/shell/protected/$code/consent' })
  const person = useQuery(protectedQuery(code))
  const found = useQuery(consentQuery(code))
  return (
    <Quiet>
      <PageHead
        title={t`What the person agreed to`}
        tabTitle={t`Work`}
        before={<PersonCrumbs code={code} />}
        actions={<HideButton />}
      />
      <AloudHere>
        <Loaded of={person}>
          {({ triage }) => (
            <Loaded of={found}>
              {(view) => {
                const about = { code, view, isChild: isChild(triage), speaks: triage.speaks ?? [] }
                if (purpose !== undefined && view.can.includes('consentGive'))
                  return <Giving key={purpose} {...about} purpose={purpose} />
                return <Ledger {...about} />
              }}
            </Loaded>
          )}
        </Loaded>
      </AloudHere>
    </Quiet>
  )
}

/** One purpose, written to the node. */
function Giving({ code, view, isChild, speaks, purpose }: About & { readonly purpose: ConsentPurpose }) {
  const navigate = useNavigate()
  const give = useGive(code)
  const refuse = useRefuse(code)
  const leave = (): void => void navigate({ to: '/protected/$code/consent', params: { code }, search: {} })
  const written = (): void => {
    showDone(<Trans>Written into the ledger.</Trans>)
    leave()
  }
  return (
    <GiveForm
      {...{ purpose, isChild, speaks, leave }}
      organisations={view.organisationsHere}
      writing={{
        give: (entry) => give.mutate(entry, { onSuccess: written }),
        refuse: (refused) => refuse.mutate(refused, { onSuccess: written }),
        isWriting: give.isPending || refuse.isPending,
        error: give.error ?? refuse.error,
      }}
    />
  )
}

/** "Nothing is agreed to" is said only where it is so: some purposes reach no level. */
function isLevelled({ level, entries }: ConsentView): boolean {
  return level !== 'none' || !entries.some(({ isInForce, basis }) => isInForce && basis === 'consent')
}

function Ledger(about: About) {
  const { code, view, speaks } = about
  const { say } = useAloud()
  return (
    <Stack>
      {isLevelled(view) ? (
        <TwoLanguages spoken={say(`consent.level.${view.level}`)} person={speaks[0] ?? ''} size="question" />
      ) : null}
      <InForce {...about} />
      {view.can.includes('consentGive') ? <Purposes code={code} view={view} /> : null}
      <Restrictions {...about} />
      <Shares {...about} />
      <History code={code} view={view} />
    </Stack>
  )
}

/** The twelve, each by itself. */
function Purposes({ code, view }: { readonly code: string; readonly view: ConsentView }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  return (
    <section className={css['panel']} aria-label={t`Ask about`}>
      <Title order={2} fz="lg">
        <Trans>Ask about</Trans>
      </Title>
      <Text mb="sm">
        <Trans>One at a time. Yes to one is not yes to another, and help does not hang on any of them.</Trans>
      </Text>
      <ul className={own['purposes']}>
        {consentPurposeNames.map((purpose) => (
          <li key={purpose}>
            <Link to="/protected/$code/consent" params={{ code }} search={{ purpose }}>
              <span>{say(consentPurposes[purpose])}</span>
              <PurposeState purpose={purpose} view={view} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function PurposeState({ purpose, view }: { readonly purpose: ConsentPurpose; readonly view: ConsentView }) {
  const all = view.entries.filter((entry) => entry.purpose === purpose)
  const isAgreed = all.some((entry) => entry.isInForce && entry.basis === 'consent')
  const rests = all.some((entry) => entry.isInForce)
  const no = view.refusals.some((one) => one.purpose === purpose)
  const Picture = rests ? IconCheck : all.length > 0 || no ? IconClockX : IconCircleDashed
  return (
    <Group component="span" gap={4} wrap="nowrap" className={css['soft'] ?? ''}>
      <Picture size={16} aria-hidden />
      {isAgreed ? (
        <Trans>agreed to</Trans>
      ) : rests ? (
        <Trans>another ground</Trans>
      ) : no ? (
        <Trans>asked, said no</Trans>
      ) : all.length > 0 ? (
        <Trans>no longer</Trans>
      ) : (
        <Trans>not asked yet</Trans>
      )}
    </Group>
  )
}
