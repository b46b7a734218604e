import { Trans } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { IconArrowBackUpDouble, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'

import { useSession } from '../../api/session.ts'
import type { ReleaseView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { AgreementName } from '../../ui/agreement-name.tsx'
import type { ExchangeUrl } from './exchange-url.ts'
import { RecallAllDialog } from './recall-all-dialog.tsx'

interface NarrowedProps {
  readonly direction: 'out' | 'in'
  readonly url: ExchangeUrl
  readonly releases: readonly ReleaseView[]
  /** All of the list is here. */
  readonly isWhole: boolean
}

/** What else narrows a list of releases than its state, the way back to all of them, and taking back all that it shows. */
export function Narrowed({ direction, url, releases, isWhole }: NarrowedProps) {
  const { can } = useSession()
  const { number } = useLanguage()
  const [isRecalling, setRecalling] = useState(false)
  const { peer, agreement, flow, since, exceeding } = url
  if ([peer, agreement, flow, since, exceeding].every((one) => one === undefined)) return null
  // What goes beyond an agreement is counted by the node, however much of the list is here.
  const beyond = exceeding && agreement !== undefined ? { agreement, exceeding } : undefined
  const recallable = releases.filter((one) => one.can.includes('exchange.recall')).map((one) => one.id)
  return (
    <Group mb="sm" gap="sm" data-no-print>
      <Text fz="sm">
        <Words url={url} />
      </Text>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconX size={14} aria-hidden />}
        renderRoot={(props) => <Link to="/releases" search={{ tab: direction }} {...props} />}
      >
        <Trans>Show all</Trans>
      </Button>
      {direction === 'out' &&
      (beyond ? recallable.length > 0 : isWhole && recallable.length > 1) &&
      can.includes('exchange.recall') ? (
        <>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconArrowBackUpDouble size={14} aria-hidden />}
            onClick={() => setRecalling(true)}
          >
            {isWhole ? (
              <Trans>Recall these {number(recallable.length)}…</Trans>
            ) : (
              <Trans>Recall all of them…</Trans>
            )}
          </Button>
          <RecallAllDialog
            of={beyond ?? { releases: recallable }}
            opened={isRecalling}
            close={() => setRecalling(false)}
          />
        </>
      ) : null}
    </Group>
  )
}

function Words({ url }: { readonly url: ExchangeUrl }) {
  const { instant } = useLanguage()
  const { peer, agreement, flow, since, before, exceeding } = url
  const flowWords: Record<NonNullable<ExchangeUrl['flow']>, ReactNode> = {
    sent: <Trans>handed over</Trans>,
    received: <Trans>received</Trans>,
    recalled: <Trans>recalled</Trans>,
    refused: <Trans>refused by the partner</Trans>,
  }
  return (
    <>
      <Trans>Only</Trans>
      {flow === undefined ? null : <> · {flowWords[flow]}</>}
      {peer === undefined ? null : (
        <>
          {' '}
          · <Trans>partner {peer.toUpperCase()}</Trans>
        </>
      )}
      {agreement === undefined ? null : (
        <>
          {' '}
          · <AgreementName id={agreement} />
        </>
      )}
      {exceeding ? (
        <>
          {' '}
          · <Trans>allowed no more by its version in force</Trans>
        </>
      ) : null}
      {since === undefined || before === undefined ? null : (
        <>
          {' '}
          ·{' '}
          <Trans>
            from {instant(since)} until {instant(before)}
          </Trans>
        </>
      )}
    </>
  )
}
