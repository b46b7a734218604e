import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Divider, Stack, Text } from '@mantine/core'
import { IconFingerprint, IconId } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { api } from '../../api/api.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Fault } from '../../ui/states.tsx'
import { askPasskey } from '../../api/passkey.ts'

/** The ways this node lets people in; the passkey is the first. */
export function PasskeySignIn({ next }: { readonly next: string | undefined }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [turnedAway, setTurnedAway] = useState(false)
  const ways = useQuery({ queryKey: ['sign-in'], queryFn: () => api.signInWays({}), retry: false })
  const enter = useMutation({
    mutationFn: async (): Promise<boolean> => {
      const { ceremony, options } = await api.passkeyAsk({ body: {} })
      const answer = await askPasskey(options)
      if (!answer) return false
      await api.passkeyAnswer({ body: { ceremony, answer } })
      return true
    },
    onSuccess: (entered) => (entered ? location.assign(next ?? '/') : setTurnedAway(true)),
  })
  return (
    <Stack gap="md">
      <Button
        size="md"
        leftSection={<IconFingerprint size={20} aria-hidden />}
        loading={enter.isPending}
        onClick={() => enter.mutate()}
      >
        <Trans>Sign in with a passkey</Trans>
      </Button>
      {turnedAway ? (
        <Alert color="slate" variant="light" role="status">
          <Trans>No passkey was given. Try again, or ask your administrator to register this device.</Trans>
        </Alert>
      ) : null}
      {enter.error ? <Fault error={enter.error} keptText={<Trans>You are not signed in.</Trans>} /> : null}
      {(ways.data?.oidc ?? []).length > 0 ? <Divider label={t`or`} /> : null}
      {ways.data?.oidc.map((provider) => (
        <Button
          key={provider.id}
          variant="default"
          leftSection={<IconId size={18} aria-hidden />}
          component="a"
          href={`/api/v1/sign-in/oidc/${encodeURIComponent(provider.id)}`}
        >
          <Trans>Sign in through {say(provider.name)}</Trans>
        </Button>
      ))}
      {ways.data?.training ? (
        <Text fz="sm" c="dimmed">
          <Trans>
            This node is for TRAINING: everybody in it is invented. Use one of the one-time links that the
            node printed when it started.
          </Trans>
        </Text>
      ) : null}
    </Stack>
  )
}
