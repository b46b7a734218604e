import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { serviceKinds } from '@shield/core'
import { Link } from '@tanstack/react-router'

import type { ReferralRow } from '../../../api/wire.ts'
import { useLanguage } from '../../../language/use-language.ts'
import css from '../protection.module.css'
import { referralStateWords } from './words.ts'

/** Referrals one a line; each opens. */
export function ReferralLines({ items }: { readonly items: readonly ReferralRow[] }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  return (
    <ul className={css['queue']}>
      {items.map((one) => (
        <li key={one.id}>
          <Link to="/care/referral/$id" params={{ id: one.id }}>
            <span className={css['code']}>{one.code}</span>
            <span>
              {say(serviceKinds[one.kind])} · {say(one.service)}
              <br />
              <span className={css['soft']}>
                {one.from} → {one.to}
              </span>
            </span>
            <span>
              <Text component="span" fw={600}>
                {t(referralStateWords[one.state])}
              </Text>
              <br />
              <span className={css['soft']}>
                {one.escalatedAt && one.state === 'waiting' ? (
                  <Trans>nobody answers: ask somebody else</Trans>
                ) : one.dueAt && one.state === 'waiting' ? (
                  <Trans>answer by {instant(one.dueAt)}</Trans>
                ) : (
                  instant(one.endedAt ?? one.sentAt ?? one.preparedAt)
                )}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
