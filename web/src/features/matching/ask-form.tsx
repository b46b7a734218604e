import { useLingui } from '@lingui/react/macro'
import { Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import { useSession } from '../../api/session.ts'
import type { MatchCheck, MatchPartner } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { showDone } from '../../ui/undo.tsx'
import { askFaults, checkOf, isComplete, questionOf, writtenOf } from './ask-draft.ts'
import type { AskDraft } from './ask-draft.ts'
import { AskGround } from './ask-ground.tsx'
import { AskValues } from './ask-values.tsx'
import { AskWhom } from './ask-whom.tsx'
import css from './matching.module.css'
import { checkQuery, useMakeMatch } from './queries.ts'
import type { WrittenValue } from './take-values.ts'
import { WhatLeaves } from './what-leaves.tsx'

interface AskFormProps {
  readonly partners: readonly MatchPartner[]
  /** The legal basis of each agreement. */
  readonly grounds: ReadonlyMap<string, string>
  /** Numbers of the profiles it started from, and those profiles. */
  readonly taken: readonly WrittenValue[]
  readonly profiles: readonly { readonly id: string; readonly caption: string }[]
}

/** The left side decides, the right side says what leaves this node and what does not. */
export function AskForm({ partners, grounds, taken, profiles }: AskFormProps) {
  const [draft, setDraft] = useFirstDraft({ partners, grounds, taken })
  const [asked, setAsked] = useState(false)
  const written = writtenOf(draft, taken)
  const { check, isCurrent, error: checkError } = useCheck(draft, written)
  const { send, isSending, error } = useSend()
  const partner = partners.find((one) => one.agreement === draft.agreement)
  const faults = askFaults(draft, {
    written: written.length,
    check,
    today: new Date().toISOString().slice(0, 10),
  })
  const shown = asked ? faults : undefined
  const change = (part: Partial<AskDraft>): void => setDraft({ ...draft, ...part })
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setAsked(true)
    if (isComplete(faults) && check && isCurrent) send(draft, check)
    else goToFault(event.currentTarget)
  }
  return (
    <form className={css['wizard']} onSubmit={submit} noValidate>
      <Stack gap="xl">
        <AskWhom
          draft={draft}
          choose={(agreement) => change({ agreement, legalBasis: grounds.get(agreement) ?? '' })}
          partners={partners}
        />
        <AskValues
          draft={draft}
          change={change}
          faults={shown}
          written={written.length}
          check={check}
          isCurrent={isCurrent}
          error={checkError}
          profiles={profiles}
        />
        <AskGround draft={draft} change={change} faults={shown} />
      </Stack>
      <WhatLeaves
        draft={draft}
        partner={partner}
        check={isCurrent ? check : undefined}
        isActing={isSending}
        error={error}
        isIncomplete={asked && !isComplete(faults)}
      />
    </form>
  )
}

function useFirstDraft({ partners, grounds, taken }: Omit<AskFormProps, 'profiles'>) {
  const { reference } = useSession()
  return useState<AskDraft>(() => ({
    agreement: partners[0]?.agreement ?? '',
    text: taken.map((one) => one.value).join('\n'),
    identifier: '',
    case: reference,
    legalBasis: grounds.get(partners[0]?.agreement ?? '') ?? '',
    reason: '',
    hasWatch: false,
    until: undefined,
  }))
}

/** What the node makes of the list, asked a moment after the last key. */
function useCheck(draft: AskDraft, written: readonly WrittenValue[]) {
  const body = checkOf(draft, written)
  const [settled] = useDebouncedValue(body, 400)
  const found = useQuery(checkQuery(settled))
  const isSettled = JSON.stringify(settled) === JSON.stringify(body)
  return {
    check: body === undefined ? undefined : found.data,
    isCurrent: isSettled && !found.isPlaceholderData && found.data !== undefined && !found.isError,
    error: isSettled && body !== undefined ? found.error : null,
  }
}

/** Asks, says so, and goes to where its course is seen. */
function useSend() {
  const { t } = useLingui()
  const { say } = useLanguage()
  const navigate = useNavigate({ from: '/matching' })
  const make = useMakeMatch()
  const send = (draft: AskDraft, check: MatchCheck): void => {
    // A second press while the first is on its way would ask twice.
    if (make.isPending) return
    make.mutate(questionOf(draft, check), {
      onSuccess: (made) => {
        showDone(t`Asked ${say(made.peer.name)} without telling`)
        void navigate({ to: '/matching', search: { tab: 'asked', match: made.id } })
      },
    })
  }
  return { send, isSending: make.isPending, error: make.error }
}

/** The first marked field, once the marks are drawn: it may be far from the button that was pressed. */
function goToFault(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"], [data-fault]')?.focus())
}
