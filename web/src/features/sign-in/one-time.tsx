import { Trans } from '@lingui/react/macro'
import { Button, Stack, Text } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { Fault } from '../../ui/states.tsx'
import { makePasskey } from '../../api/passkey.ts'

/** What a one-time link brings. It stands behind the #, so it is in no log of a server on the way. */
export interface OneTime {
  readonly kind: 'demonstration' | 'set-up'
  readonly secret: string
}

export function oneTimeOf(hash: string): OneTime | undefined {
  const found = /^#(demonstration|set-up)=([\w-]{16,200})$/.exec(hash)
  if (found?.[1] === undefined || found[2] === undefined) return undefined
  return { kind: found[1] === 'set-up' ? 'set-up' : 'demonstration', secret: found[2] }
}

/** Uses the link only by a press: a preview of the address must not spend it. */
export function OneTimeSignIn({ link }: { readonly link: OneTime }) {
  const enter = useMutation({
    mutationFn: () => (link.kind === 'set-up' ? setUp(link.secret) : demonstrate(link.secret)),
    onSuccess: (entered) => {
      if (entered) location.assign('/')
    },
  })
  const isSetUp = link.kind === 'set-up'
  return (
    <Stack gap="md">
      <Text>
        {isSetUp ? (
          <Trans>
            This device will hold the passkey of a first administrator. The secret of this link works once.
          </Trans>
        ) : (
          <Trans>You enter a TRAINING node as an invented person. The link works once.</Trans>
        )}
      </Text>
      <Button
        size="md"
        loading={enter.isPending}
        leftSection={isSetUp ? <IconFingerprint size={20} aria-hidden /> : null}
        onClick={() => enter.mutate()}
      >
        {isSetUp ? <Trans>Make the passkey</Trans> : <Trans>Enter the TRAINING node</Trans>}
      </Button>
      {enter.error ? <Fault error={enter.error} keptText={<Trans>You are not signed in.</Trans>} /> : null}
    </Stack>
  )
}

async function demonstrate(secret: string): Promise<boolean> {
  await api.signInDemonstration({ body: { secret } })
  return true
}

async function setUp(secret: string): Promise<boolean> {
  const { ceremony, options } = await api.setUpAsk({ body: { secret } })
  const answer = await makePasskey(options)
  if (!answer) return false
  await api.setUpAnswer({ body: { ceremony, answer } })
  return true
}
