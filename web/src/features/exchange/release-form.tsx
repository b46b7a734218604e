import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Checkbox, NativeSelect, Stack, Text } from '@mantine/core'
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
import { ChooseContents } from './choose-contents.tsx'
import css from './exchange.module.css'
import { Ground } from './ground.tsx'
import type { GroundProps } from './ground.tsx'
import { useCreateRelease } from './queries.ts'
import { firstPurpose, isComplete, termFaults } from './release-terms.ts'
import type { Terms } from './release-terms.ts'
import { useChoice } from './use-choice.ts'
import { WhatTheySee } from './what-they-see.tsx'

interface ReleaseFormProps {
  readonly profiles: readonly Profile[]
  readonly agreements: readonly AgreementView[]
  readonly agreement: AgreementView
}

/** The whole of a new release on one page: the left side decides, the right side shows what that means for the partner. */
export function ReleaseForm({ profiles, agreements, agreement }: ReleaseFormProps) {
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
    consent: undefined,
    onward: [],
  }))
  const choice = useChoice({ profiles, agreement, purpose: terms.purpose })
  const faults = termFaults(terms, new Date().toISOString().slice(0, 10))
  const shownFaults = asked ? faults : undefined
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setAsked(true)
    if (!isComplete(faults)) goToFault(event.currentTarget)
    else if (choice.draft && choice.draft.entities.length > 0) handOver(choice.draft, terms)
  }
  return (
    <form className={css['wizard']} onSubmit={submit} noValidate>
      <Stack gap="xl">
        <Under agreements={agreements} agreement={agreement} profiles={profiles} />
        {choice.isOpen ? (
          <>
            <PurposeOf agreement={agreement} terms={terms} setTerms={setTerms} faults={shownFaults} />
            {terms.purpose === '' ? null : (
              <Loaded of={choice.refused}>
                {(refused) => (
                  <ChooseContents
                    profiles={profiles}
                    refused={refused}
                    chosen={choice.chosen}
                    setChosen={choice.setTicked}
                    draft={choice.draft}
                  />
                )}
              </Loaded>
            )}
            <Onward agreement={agreement} agreements={agreements} terms={terms} setTerms={setTerms} />
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
      release.permission
        ? t`Asked for: its originator has been asked first`
        : release.state === 'waiting'
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
    const { consent, onward } = terms
    const rests = consent && {
      ...{ reference: consent.reference.trim(), purpose: draft.purpose },
      ...(consent.until === undefined ? {} : { until: consent.until }),
    }
    const further = {
      ...(rests ? { consent: rests } : {}),
      ...(onward.length > 0 ? { onward: [...onward] } : {}),
    }
    create.mutate({ ...draft, ...ground, ...end, ...further }, { onSuccess: done })
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

interface OnwardProps extends Omit<GroundProps, 'faults'> {
  readonly agreement: AgreementView
  readonly agreements: readonly AgreementView[]
}

/** To which other partners they may pass it on. Ticked for nobody, they have to ask each time. */
function Onward({ agreement, agreements, terms, setTerms }: OnwardProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const others = new Map(
    agreements
      .filter((one) => one.peer.node !== agreement.peer.node)
      .map(({ peer }) => [peer.node, peer.name]),
  )
  if (!agreement.onward || others.size === 0) return null
  return (
    <Checkbox.Group
      label={t`To whom they may pass it on`}
      description={t`They may without asking, to these alone. Whatever you take back or narrow is taken back there too.`}
      value={[...terms.onward]}
      onChange={(onward) => setTerms({ ...terms, onward })}
    >
      <Stack gap="xs" mt={4}>
        {[...others].map(([node, name]) => (
          <Checkbox key={node} value={node} label={say(name)} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

/** The first marked field, once the marks are drawn: it may be far from the button that was pressed. */
function goToFault(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"], [data-fault]')?.focus())
}

/** The agreement it goes under, what that allows, and where it does not reach. */
function Under({ agreements, agreement, profiles }: ReleaseFormProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const navigate = useNavigate({ from: '/releases' })
  const uncovered = new Set(profiles.map((one) => one.kind).filter((kind) => !agreement.kinds.includes(kind)))
  const names = [...uncovered].map((kind) => say(kinds[kind].label)).join(', ')
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
              search: {
                entity: profiles.map((one) => one.id).join(','),
                agreement: event.currentTarget.value,
              },
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
      {uncovered.size === 0 ? null : (
        <Alert variant="light" color="red" icon={<IconAlertTriangle aria-hidden />} w="100%">
          <Trans>This agreement does not cover the kind “{names}”.</Trans>
        </Alert>
      )}
      <AgreementTerms agreement={agreement} />
    </Stack>
  )
}
