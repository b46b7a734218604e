import { Trans } from '@lingui/react/macro'
import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'

/** Whoever comes back from an identity provider in vain. A stranger and a replay are told the same. */
export function Refused({ code }: { readonly code: string }) {
  const isSilent = code === 'not-ready'
  return (
    <Alert
      color="red"
      variant="default"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={
        isSilent ? <Trans>The sign-in service does not answer</Trans> : <Trans>The sign-in was refused</Trans>
      }
    >
      {isSilent ? (
        <Trans>You are not signed in. Try again in some minutes, or use another way.</Trans>
      ) : (
        <Trans>
          You are not signed in. It took too long, was begun in another window, or the account is not
          registered at this node. Try once more; if it fails again, ask your administrator.
        </Trans>
      )}
    </Alert>
  )
}
