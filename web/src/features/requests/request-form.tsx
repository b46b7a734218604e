import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Stack } from '@mantine/core'
import { purposes } from '@shield/core'
import { IconTargetArrow } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import { useSession } from '../../api/session.ts'
import type { Profile, RequestPartner } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { showDone } from '../../ui/undo.tsx'
import { AskedValues } from './asked-values.tsx'
import { useMakeRequest } from './queries.ts'
import { askedOf, draftFaults, dueOf, isComplete, usualHours } from './request-draft.ts'
import type { DraftFaults, RequestDraft } from './request-draft.ts'
import { OnWhatGround, WhatFor, WhomToAsk } from './request-parts.tsx'
import css from './requests.module.css'
import { WhatTheyRead } from './what-they-read.tsx'

interface RequestFormProps {
  readonly partners: readonly RequestPartner[]
  readonly profile: Profile | undefined
}

/** The left side decides, the right side shows what the partner reads. */
export function RequestForm({ partners, profile }: RequestFormProps) {
  const { reference } = useSession()
  const [draft, setDraft] = useState<RequestDraft>(() => firstDraft(partners, reference))
  const [asked, setAsked] = useState(false)
  const { send, isSending, error } = useSend(profile)
  const partner = partners.find((one) => one.agreement === draft.agreement)
  const faults = draftFaults(draft, new Date())
  const change = (part: Partial<RequestDraft>): void => setDraft({ ...draft, ...part })
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setAsked(true)
    if (isComplete(faults)) send(draft)
    else goToFault(event.currentTarget)
  }
  const shown: DraftFaults | undefined = asked ? faults : undefined
  return (
    <form className={css['wizard']} onSubmit={submit} noValidate>
      <Stack gap="xl">
        {partner ? <PurposeNote partner={partner} /> : null}
        <WhomToAsk draft={draft} change={change} faults={shown} partners={partners} />
        <WhatFor draft={draft} change={change} faults={shown} />
        <AskedValues asked={draft.asked} setAsked={(next) => change({ asked: next })} profile={profile} />
        <OnWhatGround draft={draft} change={change} faults={shown} />
      </Stack>
      <WhatTheyRead
        draft={draft}
        partner={partner}
        isActing={isSending}
        error={error}
        isIncomplete={asked && !isComplete(faults)}
      />
    </form>
  )
}

function firstDraft(partners: readonly RequestPartner[], reference: string): RequestDraft {
  const first = partners[0]
  return {
    agreement: first?.agreement ?? '',
    organisation: first?.organisations.length === 1 ? (first.organisations[0]?.code ?? '') : '',
    kind: 'information',
    urgency: 'routine',
    case: reference,
    legalBasis: first?.legalBasis ?? '',
    asked: [],
    text: '',
    within: usualHours.routine,
    day: undefined,
  }
}

/** Sends it, says what became of it, and goes to where its course is seen. */
function useSend(profile: Profile | undefined) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const navigate = useNavigate({ from: '/requests' })
  const make = useMakeRequest()
  const send = (draft: RequestDraft): void => {
    const due = dueOf(draft, new Date())
    // A second press while the first is on its way would ask twice.
    if (due === undefined || make.isPending) return
    const { agreement, organisation, kind, urgency } = draft
    make.mutate(
      {
        ...{ agreement, organisation, kind, urgency, dueAt: due.toISOString() },
        ...{ case: draft.case.trim(), legalBasis: draft.legalBasis.trim(), text: draft.text.trim() },
        asked: askedOf(draft.asked),
        ...(profile === undefined ? {} : { entities: [profile.id] }),
      },
      {
        onSuccess: (made) => {
          const partner = say(made.otherName)
          showDone(
            made.state === 'waiting'
              ? t`It goes to ${partner} when a second person lets it`
              : t`Sent to ${partner}`,
          )
          void navigate({ to: '/requests', search: { tab: 'out', request: made.id } })
        },
      },
    )
  }
  return { send, isSending: make.isPending, error: make.error }
}

/** The purpose is the one stated; an agreement that does not reach it says so before anything is written. */
function PurposeNote({ partner }: { readonly partner: RequestPartner }) {
  const { say } = useLanguage()
  const { purpose } = useSession()
  if (purpose === undefined || partner.purposes.includes(purpose)) return null
  return (
    <Alert variant="light" color="amber" icon={<IconTargetArrow aria-hidden />}>
      <Trans>
        This agreement does not reach the purpose you have stated, {say(purposes[purpose])}. State one of:{' '}
        {partner.purposes.map((one) => say(purposes[one])).join(', ')}.
      </Trans>
    </Alert>
  )
}

/** The first marked field, once the marks are drawn: it may be far from the button that was pressed. */
function goToFault(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"], [data-fault]')?.focus())
}
