import { Trans, useLingui } from '@lingui/react/macro'
import { Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'

import { useSession } from '../api/session.ts'
import css from './care.module.css'

/** The way back from what is done for somebody: to the person, or for members of a panel to their panels. */
export function PersonCrumbs({ code }: { readonly code: string }) {
  const { t } = useLingui()
  const { can } = useSession()
  return (
    <Group component="nav" gap="xs" aria-label={t`Way back`} data-no-print>
      {can.includes('protection.work') ? (
        <>
          <Link className={css['way'] ?? ''} to="/arrivals">
            <Trans>Arrivals</Trans>
          </Link>
          <span aria-hidden>›</span>
          <Link className={css['way'] ?? ''} to="/protected/$code" params={{ code }}>
            <span className={css['code']}>{code}</span>
          </Link>
        </>
      ) : (
        <Link className={css['way'] ?? ''} to="/panels">
          <Trans>Panels</Trans>
        </Link>
      )}
    </Group>
  )
}
