import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Stack, Text } from '@mantine/core'
import { properties, purposes } from '@shield/core'
import { IconSend, IconUserCheck } from '@tabler/icons-react'

import { useSession } from '../../api/session.ts'
import type { RequestPartner } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Line, Lines } from '../../ui/lines.tsx'
import { PropertyValue } from '../../ui/property-value.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import { askedOf, dueOf } from './request-draft.ts'
import type { RequestDraft } from './request-draft.ts'
import { UrgencyMark } from './request-state.tsx'
import { kindWords } from './request-words.ts'
import css from './requests.module.css'

interface WhatTheyReadProps {
  readonly draft: RequestDraft
  readonly partner: RequestPartner | undefined
  readonly isActing: boolean
  readonly error: unknown
  readonly isIncomplete: boolean
}

/** The request as the partner reads it, and the act that sends it. */
export function WhatTheyRead({ draft, partner, isActing, error, isIncomplete }: WhatTheyReadProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const { can } = useSession()
  const agency = partner?.organisations.find((one) => one.code === draft.organisation)
  const name = agency ? say(agency.name) : partner ? say(partner.peer.name) : ''
  const isAtOnce = can.includes('exchange.release')
  return (
    <aside className={css['aside']} aria-label={t`This is what they will read`}>
      <h2 className={css['heading']}>
        <Trans>This is what they will read</Trans>
      </h2>
      <div className={css['seen']} role="region" tabIndex={0} aria-label={t`The request as they read it`}>
        <Shown draft={draft} />
      </div>
      {isAtOnce ? null : (
        <Alert variant="light" color="amber" icon={<IconUserCheck aria-hidden />}>
          <Trans>An exchange officer or supervisor of your agency has to let it go.</Trans>
        </Alert>
      )}
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
        leftSection={isAtOnce ? <IconSend size={18} aria-hidden /> : <IconUserCheck size={18} aria-hidden />}
      >
        {isAtOnce ? <Trans>Send to {name}</Trans> : <Trans>Ask a second person</Trans>}
      </Button>
    </aside>
  )
}

function Shown({ draft }: { readonly draft: RequestDraft }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const { purpose, organisation } = useSession()
  const due = dueOf(draft, new Date())
  return (
    <Stack gap="xs">
      <Text fw={600}>{t(kindWords[draft.kind])}</Text>
      <UrgencyMark urgency={draft.urgency} />
      <Text fz="sm" className="long">
        {draft.text.trim() === '' ? (
          <Text component="span" inherit c="dimmed">
            <Trans>what is asked, in words</Trans>
          </Text>
        ) : (
          <ValueText text={draft.text.trim()} />
        )}
      </Text>
      <Lines>
        {askedOf(draft.asked).map((one) => (
          <Line key={`${one.property}:${one.value}`} name={say(properties[one.property].label)}>
            <PropertyValue property={one.property} value={one.value} />
          </Line>
        ))}
        <Line name={t`Who asks`}>{say(organisation.name)}</Line>
        <Line name={t`Wanted by`}>{due === undefined ? '…' : instant(due.toISOString())}</Line>
        <Line name={t`Case`}>
          <ValueText text={draft.case} />
        </Line>
        <Line name={t`Purpose`}>{purpose === undefined ? '…' : say(purposes[purpose])}</Line>
        <Line name={t`Legal basis`}>
          <ValueText text={draft.legalBasis} />
        </Line>
      </Lines>
    </Stack>
  )
}
