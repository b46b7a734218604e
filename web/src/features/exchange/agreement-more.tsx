import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { IconArrowBackUpDouble, IconDownload, IconFilePlus, IconList } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import { hrefOf } from '../../api/api.ts'
import { useSession } from '../../api/session.ts'
import type { AgreementView } from '../../api/wire.ts'
import { RecallAllDialog } from './recall-all-dialog.tsx'

/** Where a proposal is written; of a first version with any partner. */
export function ProposeButton() {
  return (
    <Group mb="md" data-no-print>
      <Button
        leftSection={<IconFilePlus size={16} aria-hidden />}
        renderRoot={(props) => (
          <Link to="/releases" search={{ tab: 'agreements', propose: 'new' }} {...props} />
        )}
      >
        <Trans>Propose an agreement…</Trans>
      </Button>
    </Group>
  )
}

/** What else there is to do with an agreement: another version, the signed file, what went under it, and taking all of that back. */
export function AgreementMore({ agreement }: { readonly agreement: AgreementView }) {
  const { can } = useSession()
  const [isRecalling, setRecalling] = useState(false)
  return (
    <Group gap="sm" data-no-print>
      {agreement.can.includes('agreement.propose') ? (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconFilePlus size={14} aria-hidden />}
          renderRoot={(props) => (
            <Link to="/releases" search={{ tab: 'agreements', propose: agreement.id }} {...props} />
          )}
        >
          <Trans>Propose a new version…</Trans>
        </Button>
      ) : null}
      <Button
        variant="default"
        size="compact-sm"
        component="a"
        download
        href={hrefOf('agreementFile', { params: { id: agreement.id } })}
        leftSection={<IconDownload size={14} aria-hidden />}
      >
        <Trans>Signed file</Trans>
      </Button>
      {can.includes('exchange.read') ? (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconList size={14} aria-hidden />}
          renderRoot={(props) => (
            <Link to="/releases" search={{ tab: 'out', agreement: agreement.id }} {...props} />
          )}
        >
          <Trans>What went under it</Trans>
        </Button>
      ) : null}
      {can.includes('exchange.recall') ? (
        <>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconArrowBackUpDouble size={14} aria-hidden />}
            onClick={() => setRecalling(true)}
          >
            <Trans>Recall all under it…</Trans>
          </Button>
          <RecallAllDialog
            of={{ agreement: agreement.id }}
            opened={isRecalling}
            close={() => setRecalling(false)}
          />
        </>
      ) : null}
    </Group>
  )
}
