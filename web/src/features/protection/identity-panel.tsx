import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconLock, IconLockOpen } from '@tabler/icons-react'
import { useEffect, useState } from 'react'

import type { PersonIdentity, ProtectedPerson } from '../../api/wire.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { IdentityForm } from './identity-form.tsx'
import { IdentityView } from './identity-view.tsx'
import css from './protection.module.css'
import { useOpenIdentity, useSeal } from './queries.ts'

/** An identity stays open so long unless it is closed before: screens are left standing. */
const openForMs = 120_000

/** Who this is: closed until somebody says why it is opened, and closed again by itself. */
export function IdentityPanel({ person }: { readonly person: ProtectedPerson }) {
  const { t } = useLingui()
  const [asking, setAsking] = useState(false)
  const [writing, setWriting] = useState(false)
  const [identity, setIdentity] = useState<PersonIdentity>()
  const open = useOpenIdentity(person.code)
  const seal = useSeal(person.code)
  const close = (): void => {
    setIdentity(undefined)
    setWriting(false)
    open.reset()
  }
  const isLeftOpen = identity !== undefined && !writing
  useEffect(() => {
    if (!isLeftOpen) return undefined
    const timer = setTimeout(() => setIdentity(undefined), openForMs)
    return () => clearTimeout(timer)
  }, [isLeftOpen])
  const mayWrite = person.can.includes('protectedIdentity') && (!person.hasIdentity || identity !== undefined)
  return (
    <section className={css['panel']} aria-label={t`Who this is`}>
      <Stack>
        <Group justify="space-between">
          <Title order={2} fz="lg">
            <Trans>Who this is</Trans>
          </Title>
          {identity ? <IconLockOpen size={22} aria-hidden /> : <IconLock size={22} aria-hidden />}
        </Group>
        {writing ? (
          <IdentityForm
            from={identity}
            isSealing={seal.isPending}
            error={seal.error}
            close={() => setWriting(false)}
            seal={(next) => seal.mutate(next, { onSuccess: close })}
          />
        ) : (
          <>
            {identity ? <IdentityView identity={identity} /> : <Closed hasIdentity={person.hasIdentity} />}
            <Group>
              {identity ? (
                <Button size="lg" variant="default" onClick={close}>
                  <Trans>Close again</Trans>
                </Button>
              ) : null}
              {person.can.includes('protectedOpen') && !identity ? (
                <Button size="lg" variant="default" onClick={() => setAsking(true)}>
                  <Trans>Open…</Trans>
                </Button>
              ) : null}
              {mayWrite ? (
                <Button size="lg" variant="default" onClick={() => setWriting(true)}>
                  {identity ? <Trans>Change…</Trans> : <Trans>Write it down…</Trans>}
                </Button>
              ) : null}
            </Group>
          </>
        )}
      </Stack>
      <ReasonDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t`Open who this is?`}
        act={t`Open it`}
        isActing={open.isPending}
        error={open.error}
        decide={(reason) =>
          open.mutate(reason, {
            onSuccess: (opened) => {
              setIdentity(opened.identity)
              setAsking(false)
            },
          })
        }
        phrases={[
          t`To call the family, as the person asked`,
          t`To prepare a travel document`,
          t`For the interview`,
        ]}
        note={t`It is sealed as well, and kept for whoever reviews openings.`}
      >
        <Trans>
          Names, documents and telephones are shown on this screen for two minutes. Your name and the reason
          are written down before.
        </Trans>
      </ReasonDialog>
    </section>
  )
}

function Closed({ hasIdentity }: { readonly hasIdentity: boolean }) {
  return (
    <Text>
      {hasIdentity ? (
        <Trans>Sealed. It opens for a reason that is kept.</Trans>
      ) : (
        <Trans>Nothing is known yet. Nobody has to say who they are to get help.</Trans>
      )}
    </Text>
  )
}
