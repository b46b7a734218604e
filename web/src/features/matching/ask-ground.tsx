import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox, Stack, Text, Textarea, TextInput } from '@mantine/core'

import { WhenField } from '../../ui/when-field.tsx'
import type { AskDraft, AskFaults } from './ask-draft.ts'
import css from './matching.module.css'

interface AskGroundProps {
  readonly draft: AskDraft
  readonly change: (part: Partial<AskDraft>) => void
  readonly faults: AskFaults | undefined
}

/** What stands in the ticket, what stays beside it here, and whether it goes on. */
export function AskGround({ draft, change, faults }: AskGroundProps) {
  const { t } = useLingui()
  return (
    <Stack gap="md" component="section" maw={560}>
      <h2 className={css['heading']}>
        <Trans>Ground</Trans>
      </h2>
      <TextInput
        label={t`Case`}
        description={t`Stands in the ticket: the partner sees this.`}
        value={draft.case}
        maxLength={100}
        onChange={(event) => change({ case: event.currentTarget.value })}
        error={faults?.case === true ? t`Name the case` : null}
      />
      <TextInput
        label={t`Legal basis`}
        description={t`Stands in the ticket: the partner sees this.`}
        value={draft.legalBasis}
        maxLength={500}
        onChange={(event) => change({ legalBasis: event.currentTarget.value })}
        error={faults?.legalBasis === true ? t`Name the law, the article or the order` : null}
      />
      <Textarea
        label={t`Reason`}
        description={t`Stays here, for whoever reviews it. The partner does not see it.`}
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
        error={faults?.reason === true ? t`Write the reason in a few words` : null}
      />
      <Text fz="sm" c="dimmed">
        <Trans>
          You answer for it with your name. A second person is asked for where names are compared, and names
          are not compared here.
        </Trans>
      </Text>
      <Watch draft={draft} change={change} faults={faults} />
    </Stack>
  )
}

function Watch({ draft, change, faults }: AskGroundProps) {
  const { t } = useLingui()
  const words: Record<NonNullable<AskFaults['until']>, string> = {
    partial: t`Give the whole date: day, month and year`,
    past: t`Choose a day from today on`,
    far: t`At most a year from today`,
  }
  const fault = faults?.until
  return (
    <Stack gap="xs">
      <Checkbox
        label={t`Go on watching`}
        description={t`They are compared with what the partner publishes later too. A new question goes each month by itself, in your name.`}
        checked={draft.hasWatch}
        onChange={(event) => change({ hasWatch: event.currentTarget.checked })}
      />
      {draft.hasWatch ? (
        <WhenField label={t`Watch until`} when={draft.until} setWhen={(until) => change({ until })} />
      ) : null}
      {fault === undefined ? null : (
        <Text c="var(--mantine-color-error)" fz="sm" role="alert" tabIndex={-1} data-fault>
          {words[fault]}
        </Text>
      )}
    </Stack>
  )
}
