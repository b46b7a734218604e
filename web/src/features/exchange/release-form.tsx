import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, NativeSelect, Stack, Text } from '@mantine/core'
import { isPurpose, kinds, purposes } from '@shield/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import { useSession } from '../../api/session.ts'
import type { AgreementView, Profile, ReleaseDraft } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Loaded } from '../../ui/states.tsx'
import { showDone } from '../../ui/undo.tsx'
import { AgreementStanding, AgreementTerms, NotInForce } from './agreement-terms.tsx'
import { ChooseStatements } from './choose-statements.tsx'
import css from './exchange.module.css'
import { refusedQuery, useCreateRelease } from './queries.ts'
import { firstPurpose, isComplete, termFaults } from './release-terms.ts'
import type { Terms } from './release-terms.ts'
import { Ground } from './ground.tsx'
import { WhatTheySee } from './what-they-see.tsx'

interface ReleaseFormProps {
  readonly profile: Profile
  readonly agreements: readonly AgreementView[]
  readonly agreement: AgreementView
}

/** The whole of a new release on one page: the left side decides, the right side shows what that means for the partner. */
export function ReleaseForm({ profile, agreements, agreement }: ReleaseFormProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const session = useSession()
  const navigate = useNavigate({ from: '/releases' })
  const create = useCreateRelease()
  const [asked, setAsked] = useState(false)
  const [terms, setTerms] = useState<Terms>(() => ({
    purpose: firstPurpose(agreement.purposes, session.purpose) ?? '',
    legalBasis: agreement.legalBasis,
    reason: '',
    hasEnd: false,
    end: undefined,
  }))
  const [wished, setWished] = useState<ReadonlySet<string>>(new Set())
  const { purpose } = terms
  const isOpen = agreement.inForce && agreement.kinds.includes(profile.kind)
  const draft = (statements: readonly string[]): ReleaseDraft | undefined =>
    isPurpose(purpose)
      ? { agreement: agreement.id, entity: profile.id, statements: [...statements], purpose }
      : undefined
  const whole = isOpen ? draft(profile.statements.map((statement) => statement.id)) : undefined
  const refused = useQuery({
    ...refusedQuery(
      whole ?? { agreement: agreement.id, entity: profile.id, statements: [], purpose: 'exchange' },
    ),
    enabled: whole !== undefined,
  })
  const stopped = new Set(refused.data?.map((one) => one.statement))
  const chosen = wished.difference(stopped)
  const faults = termFaults(terms, new Date().toISOString().slice(0, 10))
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setAsked(true)
    const going = draft([...chosen])
    if (!isComplete(faults)) return goToFault(event.currentTarget)
    if (!going || chosen.size === 0 || create.isPending) return
    create.mutate(
      {
        ...going,
        legalBasis: terms.legalBasis.trim(),
        reason: terms.reason.trim(),
        ...(terms.hasEnd && terms.end !== undefined ? { expiresOn: terms.end } : {}),
      },
      {
        onSuccess: (release) => {
          const partner = say(release.peer.name)
          showDone(
            release.state === 'waiting'
              ? t`Asked for: it goes to ${partner} when a second person approves`
              : t`Released to ${partner}`,
          )
          void navigate({ to: '/releases', search: { tab: 'out', release: release.id } })
        },
      },
    )
  }
  return (
    <form className={css['wizard']} onSubmit={submit} noValidate>
      <Stack gap="xl">
        <Under agreements={agreements} agreement={agreement} profile={profile} />
        {isOpen ? (
          <>
            <NativeSelect
              label={t`Purpose of the release`}
              description={t`They may use it for this. It decides which values may go.`}
              value={purpose}
              maw={420}
              error={asked && faults.purpose ? t`Choose a purpose` : null}
              onChange={(event) => setTerms({ ...terms, purpose: event.currentTarget.value })}
              data={[
                { value: '', label: t`Choose…` },
                ...agreement.purposes.map((name) => ({ value: name, label: say(purposes[name]) })),
              ]}
            />
            {whole === undefined ? null : (
              <Loaded of={refused}>
                {(stops) => (
                  <ChooseStatements
                    statements={profile.statements}
                    refused={stops}
                    chosen={chosen}
                    setChosen={setWished}
                  />
                )}
              </Loaded>
            )}
            <Ground terms={terms} setTerms={setTerms} faults={asked ? faults : undefined} />
          </>
        ) : null}
      </Stack>
      {isOpen ? (
        <WhatTheySee
          draft={draft([...chosen].toSorted())}
          partner={say(agreement.peer.name)}
          isActing={create.isPending}
          error={create.error}
          isIncomplete={asked && !isComplete(faults)}
        />
      ) : null}
    </form>
  )
}

/** The first marked field, once the marks are drawn: it may be far from the button that was pressed. */
function goToFault(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"], [data-fault]')?.focus())
}

/** The agreement it goes under, what that allows, and where it does not reach. */
function Under({ agreements, agreement, profile }: ReleaseFormProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const navigate = useNavigate({ from: '/releases' })
  const kind = say(kinds[profile.kind].label)
  return (
    <Stack gap="sm" component="section" align="flex-start">
      <h2 className={css['heading']}>
        <Trans>Under which agreement</Trans>
      </h2>
      {agreements.length > 1 ? (
        <NativeSelect
          aria-label={t`Agreement`}
          value={agreement.id}
          onChange={(event) =>
            void navigate({
              search: { entity: profile.id, agreement: event.currentTarget.value },
              replace: true,
            })
          }
          data={agreements.map((one) => ({
            value: one.id,
            label: `${say(one.peer.name)}: ${say(one.title)}`,
          }))}
        />
      ) : (
        <Text>{say(agreement.title)}</Text>
      )}
      <AgreementStanding agreement={agreement} />
      {agreement.inForce ? null : (
        <Alert variant="light" color="red" icon={<IconAlertTriangle aria-hidden />} w="100%">
          <Trans>Nothing can be released under this agreement.</Trans> <NotInForce agreement={agreement} />
        </Alert>
      )}
      {agreement.kinds.includes(profile.kind) ? null : (
        <Alert variant="light" color="red" icon={<IconAlertTriangle aria-hidden />} w="100%">
          <Trans>This agreement does not cover the kind “{kind}”.</Trans>
        </Alert>
      )}
      <AgreementTerms agreement={agreement} />
    </Stack>
  )
}
