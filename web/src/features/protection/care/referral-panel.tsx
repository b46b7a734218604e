import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { CareView } from '../../../api/wire.ts'
import { Panel } from './panel.tsx'
import { referralsQuery } from './queries.ts'
import { ReferralForm } from './referral-form.tsx'
import { ReferralLines } from './referral-lines.tsx'

/** To whom the person was sent on, with what, and what became of it. */
export function ReferralPanel({ care }: { readonly care: CareView }) {
  const { t } = useLingui()
  const [making, setMaking] = useState(false)
  const found = useInfiniteQuery(referralsQuery({ code: care.code }))
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Panel
      title={t`Referrals`}
      action={
        <Button aria-expanded={making} onClick={() => setMaking(!making)}>
          <Trans>Refer…</Trans>
        </Button>
      }
    >
      {making ? <ReferralForm care={care} close={() => setMaking(false)} /> : null}
      {items.length === 0 && found.data ? (
        <Text>
          <Trans>Nobody else was asked to help yet.</Trans>
        </Text>
      ) : (
        <ReferralLines items={items} />
      )}
    </Panel>
  )
}
