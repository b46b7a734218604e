import { Plural, Trans } from '@lingui/react/macro'
import { Alert, Button, Group } from '@mantine/core'
import { IconAlertTriangle, IconArrowBackUpDouble, IconList } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import type { AgreementView } from '../../api/wire.ts'
import { RecallAllDialog } from './recall-all-dialog.tsx'

/** What the partner holds from before and this version allows no more: how many, which, and taking all of it back. */
export function AgreementExceeding({ agreement }: { readonly agreement: AgreementView }) {
  const [isRecalling, setRecalling] = useState(false)
  const { id, exceeding } = agreement
  if (exceeding === undefined) return null
  return (
    <Alert variant="light" color="amber" icon={<IconAlertTriangle aria-hidden />}>
      <Plural
        value={exceeding}
        one="# release went under an earlier version, and this one allows it no more. It stands there until you narrow or recall it."
        other="# releases went under an earlier version, and this one allows them no more. They stand there until you narrow or recall them."
      />
      <Group gap="sm" mt="sm" data-no-print>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconList size={14} aria-hidden />}
          renderRoot={(props) => (
            <Link to="/releases" search={{ tab: 'out', agreement: id, exceeding: true }} {...props} />
          )}
        >
          <Trans>Look at them</Trans>
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconArrowBackUpDouble size={14} aria-hidden />}
          onClick={() => setRecalling(true)}
        >
          <Trans>Recall these…</Trans>
        </Button>
      </Group>
      <RecallAllDialog
        of={{ agreement: id, exceeding: true }}
        opened={isRecalling}
        close={() => setRecalling(false)}
      />
    </Alert>
  )
}
