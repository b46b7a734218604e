import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, NativeSelect, Stack, Text } from '@mantine/core'
import { kinds, purposes } from '@shield/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import { useSession } from '../../api/session.ts'
import type { AgreementView, Profile, ReleaseDraft, ReleaseView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Loaded } from '../../ui/states.tsx'
import { showDone } from '../../ui/undo.tsx'
import { AgreementStanding, AgreementTerms, NotInForce } from './agreement-terms.tsx'
import { ChooseStatements } from './choose-statements.tsx'
import css from './exchange.module.css'
import { Ground } from './ground.tsx'
import type { GroundProps } from './ground.tsx'
import { useCreateRelease } from './queries.ts'
import { firstPurpose, isComplete, termFaults } from './release-terms.ts'
import type { Terms } from './release-terms.ts'
import { useChoice } from './use-choice.ts'
import { WhatTheySee } from './what-they-see.tsx'

interface ReleaseFormProps {
  readonly profile: Profile
  readonly agreements: readonly AgreementView[]
  readonly agreement: AgreementView
}

/** The whole of a new release on one page: the left side decides, the right side shows what that means for the partner. */
export function ReleaseForm({ profile, agreements, agreement }: ReleaseFormProps) {
  const { say } = useLanguage()
  const session = useSession()
  const { create, handOver } = useHandOver()
  const [asked, setAsked] = useState(false)
  const [terms, setTerms] = useState<Terms>(() => ({
    purpose: firstPurpose(agreement.purposes, session.purpose) ?? '',
    legalBasis: agreement.legalBasis,
    reason: '',
    hasEnd: false,
    end: undefined,
  }))
  const choice = useChoice({ profile, agreement, purpose: terms.purpose })
  const faults = termFaults(terms, new Date().toISOString().slice(0, 10))
  const shownFaults = asked ? faults : undefined
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setAsked(true)
    if (!isComplete(faults)) goToFault(event.currentTarget)
    else if (choice.draft && choice.chosen.size > 0) handOver(choice.draft, terms)
  }
  return (
    <form className={css['wizard']} onSubmit={submit} noValidate>
      <Stack gap="xl">
        <Under agreements={agreements} agreement={agreement} profile={profile} />
        {choice.isOpen ? (
          <>
            <PurposeOf agreement={agreement} terms={terms} setTerms={setTerms} faults={shownFaults} />
            {terms.purpose === '' ? null : (
              <Loaded of={choice.refused}>
                {(refused) => (
                  <ChooseStatements
                    statements={profile.statements}
                    refused={refused}
                    chosen={choice.chosen}
                    setChosen={choice.setTicked}
                  />
                )}
              </Loaded>
            )}
            <Ground terms={terms} setTerms={setTerms} faults={shownFaults} />
          </>
        ) : null}
      </Stack>
      {choice.isOpen ? (
        <WhatTheySee
          draft={choice.draft}
          partner={say(agreement.peer.name)}
          isActing={create.isPending}
          error={create.error}
          isIncomplete={asked && !isComplete(faults)}
        />
      ) : null}
    </form>
  )
}

/** Makes the release, says what became of it, and goes to where its course is seen. */
function useHandOver() {
  const { t } = useLingui()
  const { say } = useLanguage()
  const navigate = useNavigate({ from: '/releases' })
  const create = useCreateRelease()
  const done = (release: ReleaseView): void => {
    const partner = say(release.peer.name)
    showDone(
      release.state === 'waiting'
        ? t`Asked for: it goes to ${partner} when a second person approves`
        : t`Released to ${partner}`,
    )
    void navigate({ to: '/releases', search: { tab: 'out', release: release.id } })
  }
  const handOver = (draft: ReleaseDraft, terms: Terms): void => {
    // A second press while the first is on its way would make a second release.
    if (create.isPending) return
    const end = terms.hasEnd && terms.end !== undefined ? { expiresOn: terms.end } : {}
    const ground = { legalBasis: terms.legalBasis.trim(), reason: terms.reason.trim() }
    create.mutate({ ...draft, ...ground, ...end }, { onSuccess: done })
  }
  return { create, handOver }
}

interface PurposeOfProps extends GroundProps {
  readonly agreement: AgreementView
}

function PurposeOf({ agreement, terms, setTerms, faults }: PurposeOfProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  return (
    <NativeSelect
      label={t`Purpose of the release`}
      description={t`They may use it for this. It decides which values may go.`}
      value={terms.purpose}
      maw={420}
      error={faults?.purpose === true ? t`Choose a purpose` : null}
      onChange={(event) => setTerms({ ...terms, purpose: event.currentTarget.value })}
      data={[
        { value: '', label: t`Choose…` },
        ...agreement.purposes.map((name) => ({ value: name, label: say(purposes[name]) })),
      ]}
    />
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
