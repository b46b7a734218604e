import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Textarea, Title } from '@mantine/core'
import { consentPurposes, needsRecipient } from '@shield/core'
import type { ConsentPurpose } from '@shield/core'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import type { GiveConsent, OrganisationHere, RefuseConsent } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { useAloud } from '../../ui/aloud.tsx'
import css from '../../ui/care.module.css'
import { Choices } from '../../ui/choices.tsx'
import type { KeptForm } from '../../ui/kept-form.ts'
import { Refusal } from '../../ui/refusal.tsx'
import { ChildAgrees } from './child-agrees.tsx'
import { entryOf, isWhole, nothing } from './giving.ts'
import type { Giving, Part } from './giving.ts'
import { OtherGround } from './other-ground.tsx'
import { ReadOut, SaidUntil, ToWhom } from './read-out.tsx'
import { interpreterWords, modeWords, untilWords, witnessWords } from './words.ts'

/** Where what the person said goes: to the node, or into the outbox of a device. */
export interface Writing {
  readonly give: (entry: GiveConsent) => void
  readonly refuse: (refused: RefuseConsent) => void
  readonly isWriting: boolean
  readonly error: unknown
}

interface GiveFormProps {
  readonly purpose: ConsentPurpose
  readonly isChild: boolean
  /** Languages as BCP 47 tags, best first. */
  readonly speaks: readonly string[]
  readonly organisations: readonly OrganisationHere[]
  readonly writing: Writing
  /** Nothing is written. */
  readonly leave: () => void
  readonly kept?: KeptForm<Giving>
}

/** One purpose: read out in both languages, to whom, until when, how they said it, and who was there. Nothing is ticked beforehand. */
export function GiveForm({ purpose, isChild, speaks, organisations, writing, leave, kept }: GiveFormProps) {
  const { say } = useLanguage()
  const { version: textVersion } = useAloud()
  const [id] = useState(() => kept?.from?.id ?? crypto.randomUUID())
  const [giving, setGiving] = useState<Giving>(kept?.from?.value ?? { ...nothing, language: speaks[0] ?? '' })
  const [asked, setAsked] = useState(false)
  const set = (change: Partial<Giving>): void => {
    const next = { ...giving, ...change }
    setGiving(next)
    kept?.keep(id, next)
  }
  const rule = { purpose, isChild }
  const part = { giving, set, asked }
  // Whom it names is said in what is read out: that is chosen first.
  const isNamed = needsRecipient.includes(purpose)
  const toWhom = <ToWhom {...part} {...{ purpose, organisations }} />
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (isWhole(giving, rule)) writing.give(entryOf(giving, { ...rule, id, textVersion, now: new Date() }))
  }
  const refuse = (): void => {
    setAsked(true)
    const { language } = giving
    if (language !== '') writing.refuse({ id, purpose, language, textVersion, at: new Date().toISOString() })
  }
  return (
    <form onSubmit={submit} noValidate aria-label={say(consentPurposes[purpose])}>
      <Stack>
        <Title order={2} fz="lg">
          {say(consentPurposes[purpose])}
        </Title>
        {isNamed ? toWhom : null}
        <ReadOut {...part} {...{ speaks, isChild, purpose, organisations }} />
        {isNamed ? null : toWhom}
        {giving.basis === 'consent' ? <Agreement {...part} isChild={isChild} /> : <OtherGround {...part} />}
        {writing.error ? <Refusal error={writing.error} /> : null}
        <Foot basis={giving.basis} set={set} isWriting={writing.isWriting} {...{ refuse, leave }} />
      </Stack>
    </form>
  )
}

interface FootProps extends Pick<Part, 'set'> {
  readonly basis: Giving['basis']
  readonly isWriting: boolean
  readonly refuse: () => void
  readonly leave: () => void
}

/** Yes, no and not now, of one size: none of them costs more than the others. */
function Foot({ basis, set, isWriting, refuse, leave }: FootProps) {
  const isAsked = basis === 'consent'
  return (
    <div className={css['foot']}>
      <Button type="submit" size="lg" loading={isWriting}>
        {isAsked ? <Trans>Write: the person said yes</Trans> : <Trans>Write the ground down</Trans>}
      </Button>
      {isAsked ? (
        <Button size="lg" variant="default" loading={isWriting} onClick={refuse}>
          <Trans>Write: the person said no</Trans>
        </Button>
      ) : null}
      <Button size="lg" variant="default" onClick={leave}>
        <Trans>Not now: nothing is written</Trans>
      </Button>
      <Button
        size="lg"
        variant="subtle"
        color="gray"
        c="var(--mantine-color-text)"
        onClick={() => set({ basis: isAsked ? '' : 'consent' })}
      >
        {isAsked ? (
          <Trans>It is no consent: another ground…</Trans>
        ) : (
          <Trans>Back to asking the person</Trans>
        )}
      </Button>
    </div>
  )
}

function Agreement({ giving, set, asked, isChild }: Part & { readonly isChild: boolean }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const listed = <V extends string>(words: Readonly<Record<V, MessageDescriptor>>) =>
    (Object.keys(words) as V[]).map((value) => ({ value, label: t(words[value]) }))
  const missing = (value: string | undefined): boolean => asked && value === undefined
  return (
    <>
      {isChild ? <ChildAgrees {...{ giving, set, asked }} /> : null}
      <Choices
        legend={t`Until when`}
        choices={listed(untilWords)}
        chosen={giving.until}
        choose={(until) => set({ until })}
        isMissing={missing(giving.until)}
      />
      <SaidUntil giving={giving} />
      <Choices
        legend={t`How the person agreed`}
        choices={listed(modeWords)}
        chosen={giving.mode}
        choose={(mode: GiveConsent['mode']) => set({ mode })}
        isMissing={missing(giving.mode)}
      />
      <Choices
        legend={t`Through whom it was said`}
        choices={listed(interpreterWords)}
        chosen={giving.interpreter}
        choose={(interpreter) => set({ interpreter })}
        isMissing={missing(giving.interpreter)}
      />
      <Choices
        legend={t`Who else heard it`}
        choices={listed(witnessWords)}
        chosen={giving.witness}
        choose={(witness) => set({ witness })}
        isMissing={missing(giving.witness)}
      />
      <Textarea
        label={t`In the person's own words, if they said more than yes`}
        description={t`Sealed as soon as it leaves this page.`}
        size="lg"
        autosize
        minRows={2}
        maxLength={4000}
        lang={giving.language === '' ? language : giving.language}
        value={giving.words}
        onChange={(event) => set({ words: event.currentTarget.value })}
      />
    </>
  )
}
