import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Stack, Text } from '@mantine/core'

import type { AgreementTerms } from '../../api/wire.ts'
import { changesOf, isListChange } from './agreement-changes.ts'
import type { TermChange } from './agreement-changes.ts'
import { senseWords, termWords } from './agreement-term-words.ts'
import css from './exchange.module.css'
import { useTermSpeech } from './use-term-speech.ts'

interface AgreementChangesProps {
  readonly before: AgreementTerms
  readonly after: AgreementTerms
}

/** What a version changes against the one before it, in words: what is left out, what is new, and whether that allows more or less. */
export function AgreementChanges({ before, after }: AgreementChangesProps) {
  const changes = changesOf(before, after)
  return (
    <section>
      <h3 className={css['heading']}>
        <Trans>What it changes</Trans>
      </h3>
      {changes.length === 0 ? (
        <Text fz="sm">
          <Trans>It says the same as the version before.</Trans>
        </Text>
      ) : (
        <ul className={css['changes']}>
          {changes.map((change) => (
            <li key={change.field}>
              <Change change={change} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Change({ change }: { readonly change: TermChange }) {
  const { t } = useLingui()
  const { wordOf, valueOf } = useTermSpeech()
  const words = (list: readonly string[]): string =>
    isListChange(change) ? list.map((one) => wordOf(change.field, one)).join(', ') : ''
  return (
    <Stack gap={2}>
      <Text fz="sm" component="div">
        <b>{t(termWords[change.field])}</b>{' '}
        <Badge
          variant="light"
          radius="sm"
          color={change.sense === 'wider' ? 'amber' : change.sense === 'narrower' ? 'teal' : 'slate'}
          fw={500}
        >
          {t(senseWords[change.sense])}
        </Badge>
      </Text>
      {isListChange(change) ? (
        <>
          {change.removed.length === 0 ? null : (
            <Text fz="sm">
              <Trans>No longer: {words(change.removed)}</Trans>
            </Text>
          )}
          {change.added.length === 0 ? null : (
            <Text fz="sm">
              <Trans>New: {words(change.added)}</Trans>
            </Text>
          )}
        </>
      ) : (
        <>
          <Text fz="sm" className="long">
            <Trans>Until now: {valueOf(change.field, change.before)}</Trans>
          </Text>
          <Text fz="sm" className="long">
            <Trans>From then on: {valueOf(change.field, change.after)}</Trans>
          </Text>
        </>
      )}
    </Stack>
  )
}
