import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core'

import { WhenField } from '../../ui/when-field.tsx'
import css from './exchange.module.css'
import type { TermFaults, Terms } from './release-terms.ts'

export interface GroundProps {
  readonly terms: Terms
  readonly setTerms: (terms: Terms) => void
  /** Shown once the officer has tried to go on. */
  readonly faults: TermFaults | undefined
}

/** On what ground it goes, why, and until when they may hold it. */
export function Ground({ terms, setTerms, faults }: GroundProps) {
  const { t } = useLingui()
  return (
    <Stack gap="md" component="section" maw={560}>
      <h2 className={css['heading']}>
        <Trans>On what ground</Trans>
      </h2>
      <TextInput
        label={t`Legal basis`}
        description={t`The partner sees this.`}
        value={terms.legalBasis}
        maxLength={500}
        onChange={(event) => setTerms({ ...terms, legalBasis: event.currentTarget.value })}
        error={faults?.legalBasis === true ? t`Name the law, the article or the order` : null}
      />
      <ConsentEntry terms={terms} setTerms={setTerms} faults={faults} />
      <Textarea
        label={t`Reason`}
        description={t`Stays here, beside the release. The partner does not see it.`}
        autosize
        minRows={3}
        maxLength={2000}
        value={terms.reason}
        onChange={(event) => setTerms({ ...terms, reason: event.currentTarget.value })}
        error={faults?.reason === true ? t`Write the reason in a few words` : null}
      />
      <End terms={terms} setTerms={setTerms} faults={faults} />
    </Stack>
  )
}

/** The consent of the person concerned, where it rests on one: when that ends, what rests on it is taken back. */
function ConsentEntry({ terms, setTerms, faults }: GroundProps) {
  const { t } = useLingui()
  const { consent } = terms
  const fault = faults?.consent
  return (
    <Stack gap="xs">
      <Checkbox
        label={t`It rests on the consent of the person concerned, too`}
        checked={consent !== undefined}
        onChange={(event) =>
          setTerms({
            ...terms,
            consent: event.currentTarget.checked ? { reference: '', until: undefined } : undefined,
          })
        }
      />
      {consent === undefined ? null : (
        <>
          <TextInput
            label={t`Number of the consent`}
            description={t`As in the book of consents. It covers the purpose chosen above. The partner sees the number.`}
            value={consent.reference}
            maxLength={200}
            onChange={(event) =>
              setTerms({ ...terms, consent: { ...consent, reference: event.currentTarget.value } })
            }
            error={fault === 'reference' ? t`Give the number of the consent` : null}
          />
          <WhenField
            label={t`Last day of the consent, if it has one`}
            when={consent.until}
            setWhen={(until) => setTerms({ ...terms, consent: { ...consent, until } })}
          />
          {fault === 'partial' || fault === 'past' ? (
            <Text c="var(--mantine-color-error)" fz="sm" role="alert" tabIndex={-1} data-fault>
              {fault === 'partial'
                ? t`Give the whole date: day, month and year`
                : t`Choose a day after today`}
            </Text>
          ) : null}
        </>
      )}
    </Stack>
  )
}

function End({ terms, setTerms, faults }: GroundProps) {
  const { t } = useLingui()
  const fault =
    faults?.end === 'partial'
      ? t`Give the whole date: day, month and year`
      : faults?.end === 'past'
        ? t`Choose a day after today`
        : undefined
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t`How long they may hold it`}
        value={terms.hasEnd ? 'until' : 'open'}
        onChange={(value) => setTerms({ ...terms, hasEnd: value === 'until' })}
      >
        <Stack gap="xs" mt={4}>
          <Radio value="open" label={t`No end date: until it is recalled`} />
          <Radio value="until" label={t`Until the end of a day: then it is hidden there by itself`} />
        </Stack>
      </Radio.Group>
      {terms.hasEnd ? (
        <WhenField label={t`Last day`} when={terms.end} setWhen={(end) => setTerms({ ...terms, end })} />
      ) : null}
      {fault === undefined ? null : (
        <Text c="var(--mantine-color-error)" fz="sm" role="alert" tabIndex={-1} data-fault>
          {fault}
        </Text>
      )}
    </Stack>
  )
}
