import { Trans, useLingui } from '@lingui/react/macro'
import { Text, Title } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'

import { LanguageSwitch } from '../../shell/language-switch.tsx'
import { OneTimeSignIn, oneTimeOf } from './one-time.tsx'
import { PasskeySignIn } from './passkey-sign-in.tsx'
import { Refused } from './refused.tsx'
import css from './sign-in.module.css'

/** The way in: a passkey, an agency's identity provider, a set-up secret for the first administrators, or a demonstration link in training. */
export function SignInScreen() {
  const { next, refused } = useSearch({ from: '/sign-in' })
  const [link] = useState(() => oneTimeOf(location.hash))
  const { t } = useLingui()
  useEffect(() => {
    document.title = `${t`Sign in`} · SHIELD`
  }, [t])
  return (
    <Page>
      {refused === undefined ? null : <Refused code={refused} />}
      {link ? <OneTimeSignIn link={link} /> : <PasskeySignIn next={next} />}
    </Page>
  )
}

function Page({ children }: { readonly children: ReactNode }) {
  return (
    <div className={css['page']}>
      <header className={css['bar']}>
        <strong>SHIELD</strong>
        <LanguageSwitch />
      </header>
      <main className={css['middle']}>
        <div className={css['card']}>
          <div>
            <Title order={1} fz={22}>
              <Trans>Sign in</Trans>
            </Title>
            <Text c="dimmed" mt={4}>
              <Trans>Scam and Human Trafficking Information Exchange and Linked Database</Trans>
            </Text>
          </div>
          {children}
        </div>
      </main>
      <footer className={css['foot']}>
        <Trans>
          Everything you look at here is written down with your name and your purpose, and can be checked by
          the oversight.
        </Trans>{' '}
        <Link to="/complain">
          <Trans>Complain without a name</Trans>
        </Link>
      </footer>
    </div>
  )
}
