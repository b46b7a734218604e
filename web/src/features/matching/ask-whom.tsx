import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, NativeSelect, Stack, Text } from '@mantine/core'
import { purposes } from '@shield/core'
import { IconTargetArrow } from '@tabler/icons-react'

import { useSession } from '../../api/session.ts'
import type { MatchPartner } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { AgreementName } from '../../ui/agreement-name.tsx'
import type { AskDraft } from './ask-draft.ts'
import { identifierWords } from './matching-words.ts'
import css from './matching.module.css'

interface AskWhomProps {
  readonly draft: AskDraft
  readonly choose: (agreement: string) => void
  readonly partners: readonly MatchPartner[]
}

/** The partner, with what may be asked of it and how much is left today. */
export function AskWhom({ draft, choose, partners }: AskWhomProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const partner = partners.find((one) => one.agreement === draft.agreement)
  return (
    <Stack gap="sm" component="section" maw={560}>
      <h2 className={css['heading']}>
        <Trans>Whom to ask</Trans>
      </h2>
      <NativeSelect
        label={t`Partner`}
        value={draft.agreement}
        onChange={(event) => choose(event.currentTarget.value)}
        data={partners.map((one) => ({ value: one.agreement, label: say(one.peer.name) }))}
      />
      {partner ? <Terms partner={partner} /> : null}
    </Stack>
  )
}

function Terms({ partner }: { readonly partner: MatchPartner }) {
  const { t } = useLingui()
  const { say, number } = useLanguage()
  const { purpose } = useSession()
  const left = Math.max(
    0,
    Math.min(partner.quota.person - partner.used.person, partner.quota.node - partner.used.node),
  )
  const missing = partner.identifiers.filter((one) => !partner.published.includes(one))
  return (
    <Stack gap={4}>
      <Text fz="sm">
        <Trans>
          Under <AgreementName id={partner.agreement} />:{' '}
          {partner.identifiers.map((one) => t(identifierWords[one])).join(', ')}.
        </Trans>{' '}
        <Trans>You may ask about {number(left)} more values today.</Trans>
      </Text>
      {missing.length === 0 ? null : (
        <Text fz="sm" c="dimmed">
          {partner.published.length === 0 ? (
            <Trans>
              They have published nothing to compare with this month yet. Each node does so once an hour.
            </Trans>
          ) : (
            <Trans>
              Not published this month: {missing.map((one) => t(identifierWords[one])).join(', ')}.
            </Trans>
          )}
        </Text>
      )}
      {purpose === undefined || partner.purposes.includes(purpose) ? null : (
        <Alert variant="light" color="amber" icon={<IconTargetArrow aria-hidden />}>
          <Trans>
            Nothing may be asked here for the purpose you have stated, {say(purposes[purpose])}. State one of:{' '}
            {partner.purposes.map((one) => say(purposes[one])).join(', ')}.
          </Trans>
        </Alert>
      )}
    </Stack>
  )
}
