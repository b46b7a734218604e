import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { NativeSelect, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core'

import type { RequestPartner, RequestView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { oneOf } from '../../ui/url.ts'
import { WhenField } from '../../ui/when-field.tsx'
import { hourChoices, usualHours } from './request-draft.ts'
import type { DraftFaults, RequestDraft } from './request-draft.ts'
import { kindNotes, kindWords, urgencyWords } from './request-words.ts'
import css from './requests.module.css'

export interface PartProps {
  readonly draft: RequestDraft
  readonly change: (part: Partial<RequestDraft>) => void
  /** Shown once the officer has tried to go on. */
  readonly faults: DraftFaults | undefined
}

interface WhomToAskProps extends PartProps {
  readonly partners: readonly RequestPartner[]
}

/** The partner by its agreement, and the agency there. */
export function WhomToAsk({ draft, change, faults, partners }: WhomToAskProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const partner = partners.find((one) => one.agreement === draft.agreement)
  const choose = (id: string): void => {
    const next = partners.find((one) => one.agreement === id)
    change({ agreement: id, organisation: '', legalBasis: next?.legalBasis ?? '' })
  }
  return (
    <Stack gap="md" component="section" maw={560}>
      <h2 className={css['heading']}>
        <Trans>Whom to ask</Trans>
      </h2>
      <NativeSelect
        label={t`Partner and agreement`}
        value={draft.agreement}
        onChange={(event) => choose(event.currentTarget.value)}
        data={partners.map((one) => ({
          value: one.agreement,
          label: `${say(one.peer.name)} · ${say(one.title)}`,
        }))}
      />
      <NativeSelect
        label={t`Agency`}
        value={draft.organisation}
        error={faults?.organisation === true ? t`Choose an agency` : null}
        onChange={(event) => change({ organisation: event.currentTarget.value })}
        data={[
          { value: '', label: t`Choose…` },
          ...(partner?.organisations ?? []).map((one) => ({ value: one.code, label: say(one.name) })),
        ]}
      />
    </Stack>
  )
}

const kinds = Object.keys(kindWords) as RequestView['kind'][]
const urgencies = Object.keys(urgencyWords) as RequestView['urgency'][]

/** What is wanted, how urgently, by when, and in words. */
export function WhatFor({ draft, change, faults }: PartProps) {
  const { t } = useLingui()
  return (
    <Stack gap="md" component="section" maw={560}>
      <h2 className={css['heading']}>
        <Trans>What is wanted</Trans>
      </h2>
      <NativeSelect
        label={t`Kind`}
        description={t(kindNotes[draft.kind])}
        value={draft.kind}
        onChange={(event) => change({ kind: oneOf(event.currentTarget.value, kinds) ?? draft.kind })}
        data={kinds.map((one) => ({ value: one, label: t(kindWords[one]) }))}
      />
      <Radio.Group
        label={t`Urgency`}
        value={draft.urgency}
        onChange={(value) => {
          const urgency = oneOf(value, urgencies) ?? draft.urgency
          change({ urgency, within: usualHours[urgency] })
        }}
      >
        <Stack gap={6} mt={4}>
          {urgencies.map((one) => (
            <Radio key={one} value={one} label={t(urgencyWords[one])} />
          ))}
        </Stack>
      </Radio.Group>
      {draft.urgency === 'danger' ? (
        <Text fz="sm">
          <Trans>
            It goes by the urgent lane: no limit and no suspension holds it up, and it stands first there. Use
            it where somebody may die.
          </Trans>
        </Text>
      ) : null}
      <WantedBy draft={draft} change={change} faults={faults} />
      <Textarea
        label={t`What is asked, in words`}
        description={t`The partner reads this. Say what is wanted and what it is needed for.`}
        autosize
        minRows={4}
        maxLength={2000}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
        error={faults?.text === true ? t`Write in a few words what is asked` : null}
      />
    </Stack>
  )
}

function WantedBy({ draft, change, faults }: PartProps) {
  const { t } = useLingui()
  const fault =
    faults?.due === 'partial'
      ? t`Give the whole date: day, month and year`
      : faults?.due === 'past'
        ? t`Choose a day that is still to come`
        : undefined
  return (
    <Stack gap="xs">
      <NativeSelect
        label={t`Wanted`}
        value={draft.within}
        onChange={(event) => change({ within: event.currentTarget.value })}
      >
        {hourChoices.map((hours) => (
          <option key={hours} value={hours}>
            <Within hours={Number(hours)} />
          </option>
        ))}
        <option value="day">{t`by the end of a day…`}</option>
      </NativeSelect>
      {draft.within === 'day' ? (
        <WhenField label={t`Last day`} when={draft.day} setWhen={(day) => change({ day })} />
      ) : null}
      {fault === undefined ? null : (
        <Text c="var(--mantine-color-error)" fz="sm" role="alert" tabIndex={-1} data-fault>
          {fault}
        </Text>
      )}
    </Stack>
  )
}

function Within({ hours }: { readonly hours: number }) {
  return hours < 48 ? (
    <Plural value={hours} one="within # hour" other="within # hours" />
  ) : (
    <Plural value={hours / 24} one="within # day" other="within # days" />
  )
}

export function OnWhatGround({ draft, change, faults }: PartProps) {
  const { t } = useLingui()
  return (
    <Stack gap="md" component="section" maw={560}>
      <h2 className={css['heading']}>
        <Trans>Ground</Trans>
      </h2>
      <TextInput
        label={t`Case`}
        description={t`The partner sees this.`}
        value={draft.case}
        maxLength={100}
        onChange={(event) => change({ case: event.currentTarget.value })}
        error={faults?.case === true ? t`Name the case` : null}
      />
      <TextInput
        label={t`Legal basis`}
        description={t`The partner sees this.`}
        value={draft.legalBasis}
        maxLength={500}
        onChange={(event) => change({ legalBasis: event.currentTarget.value })}
        error={faults?.legalBasis === true ? t`Name the law, the article or the order` : null}
      />
    </Stack>
  )
}
