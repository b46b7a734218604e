import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { NativeSelect, Stack, Text, Textarea } from '@mantine/core'
import { IconCircleCheck, IconCircleMinus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'

import type { MatchCheck, MatchIdentifier } from '../../api/wire.ts'
import { Refusal } from '../../ui/refusal.tsx'
import table from '../../ui/table.module.css'
import { oneOf } from '../../ui/url.ts'
import { ValueText } from '../../ui/value-text.tsx'
import type { AskDraft, AskFaults } from './ask-draft.ts'
import { identifierWords, leftOutWords } from './matching-words.ts'
import css from './matching.module.css'
import { mostValues } from './take-values.ts'

interface AskValuesProps {
  readonly draft: AskDraft
  readonly change: (part: Partial<AskDraft>) => void
  readonly faults: AskFaults | undefined
  readonly written: number
  readonly check: MatchCheck | undefined
  readonly isCurrent: boolean
  readonly error: unknown
  readonly profiles: readonly { readonly id: string; readonly caption: string }[]
}

const identifiers = Object.keys(identifierWords) as MatchIdentifier[]

/** The list, and beside each value how it is compared or why it stays here. */
export function AskValues(props: AskValuesProps) {
  const { t } = useLingui()
  const { draft, change, faults, written, check, isCurrent, error, profiles } = props
  const words: Record<NonNullable<AskFaults['values']>, string> = {
    none: t`Write or paste the values to ask about`,
    many: t`At most ${mostValues} in one question: ask about the rest after`,
    incomparable: t`None of these can be compared as it is written`,
  }
  const fault = faults?.values
  return (
    <Stack gap="sm" component="section" maw={720}>
      <h2 className={css['heading']}>
        <Trans>About which numbers</Trans>
      </h2>
      {profiles.length === 0 ? null : <TakenFrom profiles={profiles} />}
      <NativeSelect
        label={t`What they are`}
        value={draft.identifier}
        maw={420}
        onChange={(event) => change({ identifier: oneOf(event.currentTarget.value, identifiers) ?? '' })}
        data={[
          { value: '', label: t`each by its form` },
          ...identifiers.map((one) => ({ value: one, label: t(identifierWords[one]) })),
        ]}
      />
      <Textarea
        label={t`Values`}
        description={t`One a line, at most ${mostValues}. Telephones with their country, documents with their issuer (TH:AA1234567).`}
        autosize
        minRows={4}
        maxRows={14}
        spellCheck={false}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
        error={fault === undefined ? null : words[fault]}
      />
      {error ? <Refusal error={error} /> : null}
      {check && written > 0 && written <= mostValues ? <Checked check={check} isCurrent={isCurrent} /> : null}
    </Stack>
  )
}

function TakenFrom({ profiles }: Pick<AskValuesProps, 'profiles'>) {
  return (
    <Text fz="sm">
      <Trans>Taken from:</Trans>{' '}
      {profiles.map(({ id, caption }, at) => (
        <span key={id}>
          {at === 0 ? null : ', '}
          <Link to="/entity/$id" params={{ id }}>
            <ValueText text={caption} />
          </Link>
        </span>
      ))}
    </Text>
  )
}

function Checked({ check, isCurrent }: { readonly check: MatchCheck; readonly isCurrent: boolean }) {
  const { t } = useLingui()
  const asked = check.items.filter((one) => one.norm !== undefined).length
  const left = check.items.length - asked
  return (
    <>
      <Text fz="sm" role="status">
        <Plural value={asked} one="# value will be asked about" other="# values will be asked about" />
        {left === 0 ? null : (
          <>
            , <Plural value={left} one="# stays here" other="# stay here" />
          </>
        )}
      </Text>
      <div
        className={css['values']}
        role="region"
        tabIndex={0}
        aria-busy={!isCurrent}
        aria-label={t`How each is compared`}
      >
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">
                <Trans>As written</Trans>
              </th>
              <th scope="col">
                <Trans>Kind</Trans>
              </th>
              <th scope="col">
                <Trans>Compared as</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {check.items.map((item) => (
              <tr key={item.number}>
                <td>
                  <ValueText text={item.value} />
                </td>
                <td>{item.identifier === undefined ? '–' : t(identifierWords[item.identifier])}</td>
                <td>
                  <Reading item={item} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Reading({ item }: { readonly item: MatchCheck['items'][number] }) {
  const { t } = useLingui()
  return item.norm === undefined ? (
    <span className={css['out']}>
      <IconCircleMinus size={16} aria-hidden />
      <span>{item.leftOut === undefined ? null : t(leftOutWords[item.leftOut])}</span>
    </span>
  ) : (
    <span className={css['in']}>
      <IconCircleCheck size={16} aria-hidden />
      <ValueText text={item.norm} />
    </span>
  )
}
