import { Trans, useLingui } from '@lingui/react/macro'
import {
  Checkbox,
  Group,
  NativeSelect,
  Radio,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { kinds, properties, purposes } from '@shield/core'

import type { PartnerView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { zoneWords } from '../../ui/marking-words.ts'
import { matchIdentifiers, matchIdentifierWords } from '../../ui/match-identifier-words.ts'
import { WhenField } from '../../ui/when-field.tsx'
import { agreeablePurposes, agreeableZones, allKinds, allProperties } from './agreement-draft.ts'
import type { AgreementDraft, DraftField } from './agreement-draft.ts'
import css from './exchange.module.css'
import { PickMany } from './pick-many.tsx'

export interface PartProps {
  readonly draft: AgreementDraft
  readonly set: (changes: Partial<AgreementDraft>) => void
  /** Shown once somebody has tried to go on. */
  readonly faults: readonly DraftField[]
}

interface WhoProps extends PartProps {
  readonly partners: readonly Pick<PartnerView, 'node' | 'name'>[]
  /** A next version stays with its partner. */
  readonly isNext: boolean
}

/** With whom, under what name and law, in whose words. */
export function WhoAndLaw({ draft, set, faults, partners, isNext }: WhoProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const missing = (field: DraftField): string | null => (faults.includes(field) ? t`Write a few words` : null)
  return (
    <Stack component="section" gap="md">
      <h2 className={css['heading']}>
        <Trans>Between whom, under what law</Trans>
      </h2>
      <NativeSelect
        label={t`Partner`}
        value={draft.peer}
        disabled={isNext}
        maw={420}
        error={faults.includes('peer') ? t`Choose a partner` : null}
        onChange={(event) => set({ peer: event.currentTarget.value })}
        data={[
          { value: '', label: t`Choose…` },
          ...partners.map((one) => ({ value: one.node, label: say(one.name) })),
        ]}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={t`Title in English`}
          lang="en"
          value={draft.titleEn}
          maxLength={200}
          error={missing('titleEn')}
          onChange={(event) => set({ titleEn: event.currentTarget.value })}
        />
        <TextInput
          label={t`Title in Thai`}
          lang="th"
          value={draft.titleTh}
          maxLength={200}
          error={missing('titleTh')}
          onChange={(event) => set({ titleTh: event.currentTarget.value })}
        />
      </SimpleGrid>
      <TextInput
        label={t`Legal basis`}
        description={t`It travels with everything that goes under the agreement.`}
        value={draft.legalBasis}
        maxLength={500}
        error={faults.includes('legalBasis') ? t`Name the law, the article or the order` : null}
        onChange={(event) => set({ legalBasis: event.currentTarget.value })}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Textarea
          label={t`Text of the agreement in English`}
          description={t`May be left out; then in both languages.`}
          lang="en"
          autosize
          minRows={4}
          maxRows={12}
          maxLength={20_000}
          value={draft.textEn}
          error={missing('textEn')}
          onChange={(event) => set({ textEn: event.currentTarget.value })}
        />
        <Textarea
          label={t`Text of the agreement in Thai`}
          description={t`May be left out; then in both languages.`}
          lang="th"
          autosize
          minRows={4}
          maxRows={12}
          maxLength={20_000}
          value={draft.textTh}
          error={missing('textTh')}
          onChange={(event) => set({ textTh: event.currentTarget.value })}
        />
      </SimpleGrid>
    </Stack>
  )
}

/** What may go: for what, whose data, which kinds and values. */
export function WhatMayGo({ draft, set, faults }: PartProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const none = (field: DraftField): string | null => (faults.includes(field) ? t`Choose at least one` : null)
  return (
    <Stack component="section" gap="md">
      <h2 className={css['heading']}>
        <Trans>What may go</Trans>
      </h2>
      <PickMany
        legend={t`Purposes`}
        note={t`They may use what they get for these.`}
        choices={agreeablePurposes.map((value) => ({ value, label: say(purposes[value]) }))}
        picked={draft.purposes}
        pick={(picked) => set({ purposes: picked })}
        fault={none('purposes')}
      />
      <PickMany
        legend={t`Whose data`}
        note={t`By the zone it is kept in. Data of the protection zone goes only where its own handling lets it, whatever is agreed.`}
        choices={agreeableZones.map((value) => ({ value, label: t(zoneWords[value]) }))}
        picked={draft.zones}
        pick={(picked) => set({ zones: picked })}
        fault={none('zones')}
      />
      <PickMany
        legend={t`Kinds`}
        choices={allKinds.map((value) => ({ value, label: say(kinds[value].label) }))}
        picked={draft.kinds}
        pick={(picked) => set({ kinds: picked })}
        fault={none('kinds')}
      />
      <PickMany
        legend={t`Values`}
        choices={allProperties.map((value) => ({ value, label: say(properties[value].label) }))}
        picked={draft.properties}
        pick={(picked) => set({ properties: picked })}
        fault={none('properties')}
      />
    </Stack>
  )
}

/** What each may ask the other without showing it, and how much of it a day. */
export function WhatIsCompared({ draft, set, faults }: PartProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const count = (field: DraftField): string | null => (faults.includes(field) ? t`Write a number` : null)
  return (
    <Stack component="section" gap="md">
      <h2 className={css['heading']}>
        <Trans>Comparing without showing</Trans>
      </h2>
      <Checkbox
        label={t`Each side may ask whether the other holds an identifier, without showing it`}
        checked={draft.matches}
        onChange={(event) => set({ matches: event.currentTarget.checked })}
      />
      {draft.matches ? (
        <>
          <PickMany
            legend={t`Identifiers`}
            choices={matchIdentifiers.map((value) => ({ value, label: t(matchIdentifierWords[value]) }))}
            picked={draft.identifiers}
            pick={(picked) => set({ identifiers: picked })}
            fault={faults.includes('identifiers') ? t`Choose at least one` : null}
          />
          <PickMany
            legend={t`Compared for`}
            choices={agreeablePurposes
              .filter((value) => draft.purposes.includes(value))
              .map((value) => ({ value, label: say(purposes[value]) }))}
            picked={draft.matchPurposes}
            pick={(picked) => set({ matchPurposes: picked })}
            fault={faults.includes('matchPurposes') ? t`Choose among the purposes above` : null}
          />
          <Group gap="md" align="flex-start">
            <TextInput
              label={t`Comparisons a day, each person`}
              inputMode="numeric"
              value={draft.quotaPerson}
              error={count('quotaPerson')}
              onChange={(event) => set({ quotaPerson: event.currentTarget.value })}
            />
            <TextInput
              label={t`Comparisons a day, each case`}
              inputMode="numeric"
              value={draft.quotaCase}
              error={count('quotaCase')}
              onChange={(event) => set({ quotaCase: event.currentTarget.value })}
            />
            <TextInput
              label={t`Comparisons a day, each side`}
              inputMode="numeric"
              value={draft.quotaNode}
              error={count('quotaNode')}
              onChange={(event) => set({ quotaNode: event.currentTarget.value })}
            />
          </Group>
        </>
      ) : null}
    </Stack>
  )
}

/** How long it is kept, whether it may be passed on, and from when to when the agreement is valid. */
export function HowLong({ draft, set, faults }: PartProps) {
  const { t } = useLingui()
  return (
    <Stack component="section" gap="md">
      <h2 className={css['heading']}>
        <Trans>How long, and whether onward</Trans>
      </h2>
      <Radio.Group
        label={t`How long what goes under it may be kept`}
        value={draft.hasRetention ? 'days' : 'open'}
        onChange={(value) => set({ hasRetention: value === 'days' })}
      >
        <Stack gap="xs" mt={4}>
          <Radio value="days" label={t`At most so many days`} />
          <Radio value="open" label={t`As long as its owner lets it stand`} />
        </Stack>
      </Radio.Group>
      {draft.hasRetention ? (
        <TextInput
          label={t`Days`}
          inputMode="numeric"
          maw={160}
          value={draft.retentionDays}
          error={faults.includes('retentionDays') ? t`Write a number of days` : null}
          onChange={(event) => set({ retentionDays: event.currentTarget.value })}
        />
      ) : null}
      <Radio.Group
        label={t`Passing on`}
        value={draft.onward ? 'yes' : 'no'}
        onChange={(value) => set({ onward: value === 'yes' })}
      >
        <Stack gap="xs" mt={4}>
          <Radio value="no" label={t`They may not pass it on to anybody`} />
          <Radio value="yes" label={t`They may pass it on where its handling allows`} />
        </Stack>
      </Radio.Group>
      <Group gap="xl" align="flex-start">
        <Day
          label={t`Valid from`}
          when={draft.validFrom}
          setWhen={(validFrom) => set({ validFrom })}
          fault={faults.includes('validFrom') ? t`Give the whole date: day, month and year` : null}
        />
        <Day
          label={t`Valid until`}
          when={draft.validUntil}
          setWhen={(validUntil) => set({ validUntil })}
          fault={
            faults.includes('validUntil') ? t`Give a whole date, not past and not before the first` : null
          }
        />
      </Group>
    </Stack>
  )
}

interface DayProps {
  readonly label: string
  readonly when: string | undefined
  readonly setWhen: (when: string | undefined) => void
  readonly fault: string | null
}

function Day({ label, when, setWhen, fault }: DayProps) {
  return (
    <div>
      <WhenField label={label} when={when} setWhen={setWhen} />
      {fault === null ? null : (
        <Text c="var(--mantine-color-error)" fz="sm" role="alert" tabIndex={-1} data-fault>
          {fault}
        </Text>
      )}
    </div>
  )
}
