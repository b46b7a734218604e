import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Text, Title } from '@mantine/core'
import { useState } from 'react'

import type { Finding, PersonIdentity } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import css from './non-punishment.module.css'
import { useOpenFinding } from './queries.ts'
import { stepWords } from './words.ts'

export interface Opened {
  readonly identity?: PersonIdentity
  readonly since?: string
  readonly authority?: string
  readonly words?: string
  readonly record?: { readonly organisation: string; readonly status: string }
  readonly said: readonly { readonly act: string; readonly text: string }[]
}

interface SealedPanelProps {
  readonly finding: Finding
  readonly opened: Opened | undefined
  readonly open: (opened: Opened | undefined) => void
}

/** Who it is and what is held against the person: sealed, opened for a reason, gone when the screen is left. */
export function SealedPanel({ finding, opened, open }: SealedPanelProps) {
  const { t } = useLingui()
  const [asks, setAsks] = useState(false)
  const opening = useOpenFinding(finding.id)
  return (
    <section className={css['panel']} aria-label={t`Who it is, and what is held against the person`}>
      <Group justify="space-between">
        <Title order={2} fz="lg">
          <Trans>Who it is, and what is held against the person</Trans>
        </Title>
        {opened === undefined ? (
          <Button variant="default" onClick={() => setAsks(true)}>
            <Trans>Open…</Trans>
          </Button>
        ) : (
          <Button variant="default" onClick={() => open(undefined)}>
            <Trans>Close again</Trans>
          </Button>
        )}
      </Group>
      {opened === undefined ? (
        <Text c="dimmed">
          <Trans>
            Names, dates, places and reasons lie sealed. Each opening is written down with its reason.
          </Trans>
        </Text>
      ) : (
        <OpenedView finding={finding} opened={opened} />
      )}
      <ReasonDialog
        opened={asks}
        close={() => setAsks(false)}
        title={t`Open what lies sealed`}
        act={t`Open`}
        isActing={opening.isPending}
        error={opening.error}
        phrases={[
          t`To assess the offences`,
          t`To look at it as the second person`,
          t`To write to the authority`,
        ]}
        decide={(reason) =>
          opening.mutate(reason, {
            onSuccess: (answer) => {
              open(answer)
              setAsks(false)
            },
          })
        }
      >
        <Trans>Who you are, when and why is kept in the vault and in the audit.</Trans>
      </ReasonDialog>
    </section>
  )
}

function OpenedView({ finding, opened }: { readonly finding: Finding; readonly opened: Opened }) {
  const { t } = useLingui()
  const { when } = useLanguage()
  const { identity, record } = opened
  const details: readonly (readonly [string, string | undefined])[] = [
    [t`Names`, identity?.names.map(({ text }) => text).join(' · ')],
    [t`Born`, identity?.born && when(identity.born)],
    [t`Documents`, identity?.documents.map(({ issuer, number }) => `${issuer} ${number}`).join(' · ')],
    [t`Since`, opened.since && when(opened.since)],
    [t`By which authority`, opened.authority],
    [t`Told by those who care`, opened.words],
    [t`Record of`, record && `${record.organisation}: ${record.status}`],
  ]
  return (
    <dl className={css['pair']}>
      {details
        .filter(([, text]) => text !== undefined && text !== '')
        .map(([name, text]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>
              <bdi>{text}</bdi>
            </dd>
          </div>
        ))}
      {opened.said.map(({ act, text }) => {
        const kind = finding.steps.find(({ id }) => id === act)?.kind ?? ''
        const word = stepWords[kind]
        return (
          <div key={act} style={{ display: 'contents' }}>
            <dt>{word ? t(word) : kind}</dt>
            <dd>{plainOf(text)}</dd>
          </div>
        )
      })}
    </dl>
  )
}

/** Day, place and words of an offence are sealed together; a reason is sealed as it was written. */
function plainOf(text: string): string {
  if (!text.startsWith('{')) return text
  return Object.values(JSON.parse(text) as Record<string, unknown>)
    .filter((one): one is string => typeof one === 'string')
    .join(' · ')
}
