import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Text } from '@mantine/core'
import { purposes } from '@shield/core'
import { IconAlertTriangle, IconZoomQuestion } from '@tabler/icons-react'

import { useSession } from '../../api/session.ts'
import type { MatchCheck, MatchPartner } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Refusal } from '../../ui/refusal.tsx'
import type { AskDraft } from './ask-draft.ts'
import { identifierWords } from './matching-words.ts'
import css from './matching.module.css'

interface WhatLeavesProps {
  readonly draft: AskDraft
  readonly partner: MatchPartner | undefined
  /** Absent while the list is being read. */
  readonly check: MatchCheck | undefined
  readonly isActing: boolean
  readonly error: unknown
  readonly isIncomplete: boolean
}

/** In plain words what leaves this node, what does not, and the act that asks. */
export function WhatLeaves({ draft, partner, check, isActing, error, isIncomplete }: WhatLeavesProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const name = partner ? say(partner.peer.name) : ''
  return (
    <aside className={css['aside']} aria-label={t`What leaves this node`}>
      <h2 className={css['heading']}>
        <Trans>What leaves this node</Trans>
      </h2>
      <div className={css['leaves']}>
        <Leaves draft={draft} check={check} />
        <Stays name={name} />
      </div>
      {check ? <Warnings check={check} /> : null}
      {error ? <Refusal error={error} /> : null}
      {isIncomplete ? (
        <Text c="var(--mantine-color-error)" role="alert">
          <Trans>Something is missing: look at the marked fields.</Trans>
        </Text>
      ) : null}
      <Button
        type="submit"
        size="md"
        loading={isActing}
        disabled={check?.over !== undefined}
        leftSection={<IconZoomQuestion size={18} aria-hidden />}
      >
        <Trans>Ask {name} without telling</Trans>
      </Button>
      <Text fz="xs" c="dimmed">
        <Trans>
          It goes when its ticket stands in the audit log here, some seconds later. What comes of it stays on
          this node.
        </Trans>
      </Text>
    </aside>
  )
}

function Leaves({ draft, check }: Pick<WhatLeavesProps, 'draft' | 'check'>) {
  const { t } = useLingui()
  const { say, number } = useLanguage()
  const { purpose, organisation } = useSession()
  return (
    <>
      <Text fz="sm" fw={600}>
        <Trans>They see</Trans>
      </Text>
      <ul>
        <li>
          <Trans>
            a ticket: {say(organisation.name)}, you by a number, case {draft.case}, legal basis{' '}
            {draft.legalBasis === '' ? '…' : draft.legalBasis},{' '}
            {purpose === undefined ? '…' : say(purposes[purpose])}
          </Trans>
        </li>
        <li>
          {check && check.groups.length > 0 ? (
            <Trans>
              how many:{' '}
              {check.groups
                .map((group) => `${t(identifierWords[group.identifier])} ${number(group.count)}`)
                .join(', ')}
            </Trans>
          ) : (
            <Trans>how many of each kind</Trans>
          )}
        </li>
        <li>
          <Trans>for each one a random-looking number, which fits every value alike</Trans>
        </li>
      </ul>
    </>
  )
}

function Stays({ name }: { readonly name: string }) {
  return (
    <>
      <Text fz="sm" fw={600}>
        <Trans>They do not see</Trans>
      </Text>
      <ul>
        <li>
          <Trans>the values, nor your reason</Trans>
        </li>
        <li>
          <Trans>whether anything was found: only if you ask {name} for more on a hit</Trans>
        </li>
      </ul>
    </>
  )
}

/** What will stop it: the limits of the day here, or how the list looks there. */
function Warnings({ check }: { readonly check: MatchCheck }) {
  const { t } = useLingui()
  const limits: Record<NonNullable<MatchCheck['over']>['limit'], string> = {
    person: t`This is more than one person may ask in a day.`,
    case: t`This is more than may be asked for one case in a day.`,
    node: t`This is more than this node may ask in a day.`,
  }
  return (
    <>
      {check.over === undefined ? null : (
        <Alert variant="light" color="red" icon={<IconAlertTriangle aria-hidden />} role="alert">
          {limits[check.over.limit]}{' '}
          <Plural value={check.over.left} one="# value is left." other="# values are left." />
        </Alert>
      )}
      {check.looks.sequential ? (
        <Alert variant="light" color="amber" icon={<IconAlertTriangle aria-hidden />}>
          <Trans>
            The numbers count up. The ticket says so, and the partner will not answer: a range is not a case.
          </Trans>
        </Alert>
      ) : null}
      {check.looks.register ? (
        <Alert variant="light" color="amber" icon={<IconAlertTriangle aria-hidden />}>
          <Trans>
            The list looks like part of a register. The ticket says so, and the partner will not answer.
          </Trans>
        </Alert>
      ) : null}
    </>
  )
}
