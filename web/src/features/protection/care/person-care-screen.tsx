import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'

import { PageHead } from '../../../ui/page-head.tsx'
import { Loaded } from '../../../ui/states.tsx'
import css from '../protection.module.css'
import { HideButton, Quiet } from '../../../ui/quiet.tsx'
import { ContactPanel } from './contact-panel.tsx'
import { HealthPanel } from './health-panel.tsx'
import { MoneyPanel } from './money-panel.tsx'
import { PlanPanel } from './plan-panel.tsx'
import { careQuery } from './queries.ts'
import { ReferralPanel } from './referral-panel.tsx'
import { StayPanel } from './stay-panel.tsx'
import { TestimonyPanel } from './testimony-panel.tsx'

/** Care of one person: what is agreed, who helps, where they sleep, how they are reached. */
export function PersonCareScreen() {
  const { t } = useLingui()
  const { code } = useParams({ from: '/shell/protected/$code/care' })
  const found = useQuery(careQuery(code))
  return (
    <Quiet>
      <PageHead
        title={t`Care of ${code}`}
        tabTitle={t`Work`}
        before={
          <Group component="nav" gap="xs" aria-label={t`Way back`}>
            <Link className={css['way'] ?? ''} to="/care">
              <Trans>Care</Trans>
            </Link>
            <span aria-hidden>›</span>
            <Link className={css['way'] ?? ''} to="/protected/$code" params={{ code }}>
              {code}
            </Link>
          </Group>
        }
        actions={<HideButton />}
      />
      <Loaded of={found}>
        {(care) => (
          <Stack key={care.code}>
            <PlanPanel care={care} />
            <ReferralPanel care={care} />
            <StayPanel care={care} />
            <ContactPanel care={care} />
            <HealthPanel care={care} />
            <MoneyPanel care={care} />
            <TestimonyPanel care={care} />
          </Stack>
        )}
      </Loaded>
    </Quiet>
  )
}
