import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconRefresh, IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'

import type { PartnerView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Fault } from '../../ui/states.tsx'
import { showDone } from '../../ui/undo.tsx'
import { usePartnerAct, useTryPartner } from './queries.ts'
import type { PartnerAct } from './queries.ts'

/** What a person may do about a partner; each but asking it again wants a reason. */
export function PartnerActs({ partner }: { readonly partner: PartnerView }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [opened, setOpened] = useState<PartnerAct | undefined>()
  const again = useTryPartner()
  const close = (): void => setOpened(undefined)
  if (partner.can.length === 0) return null
  return (
    <>
      <Group gap="sm">
        {partner.can.includes('partner.suspend') ? (
          <Button
            leftSection={<IconPlayerPause size={16} aria-hidden />}
            onClick={() => setOpened('partnerSuspend')}
          >
            <Trans>Suspend…</Trans>
          </Button>
        ) : null}
        {partner.can.includes('partner.resume') ? (
          <Button
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            onClick={() => setOpened('partnerResume')}
          >
            <Trans>End the suspension…</Trans>
          </Button>
        ) : null}
        {partner.can.includes('partner.accept-log') ? (
          <Button
            variant="default"
            leftSection={<IconShieldCheck size={16} aria-hidden />}
            onClick={() => setOpened('partnerAcceptLog')}
          >
            <Trans>Witness its audit anew…</Trans>
          </Button>
        ) : null}
        {partner.can.includes('partner.try') ? (
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={again.isPending}
            onClick={() =>
              again.mutate(partner.node, {
                onSuccess: () => showDone(t`${say(partner.name)} is being asked`),
              })
            }
          >
            <Trans>Try now</Trans>
          </Button>
        ) : null}
      </Group>
      {again.error ? <Fault error={again.error} /> : null}
      {(['partnerSuspend', 'partnerResume', 'partnerAcceptLog'] as const).map((act) => (
        <ActDialog key={act} partner={partner} act={act} opened={opened === act} close={close} />
      ))}
    </>
  )
}

interface ActDialogProps {
  readonly partner: PartnerView
  readonly act: PartnerAct
  readonly opened: boolean
  readonly close: () => void
}

function ActDialog({ partner, act, opened, close }: ActDialogProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const decide = usePartnerAct(act)
  const name = say(partner.name)
  const words = {
    partnerSuspend: { title: t`Suspend this partner?`, act: t`Suspend`, done: t`${name} is suspended` },
    partnerResume: {
      title: t`End the suspension?`,
      act: t`End it`,
      done: t`${name} is no longer suspended`,
    },
    partnerAcceptLog: {
      title: t`Witness its audit anew?`,
      act: t`Witness it`,
      done: t`The audit of ${name} is witnessed from here on`,
    },
  }[act]
  return (
    <ReasonDialog
      opened={opened}
      close={close}
      title={words.title}
      act={words.act}
      isActing={decide.isPending}
      error={decide.error}
      decide={(reason) =>
        decide.mutate(
          { node: partner.node, reason },
          {
            onSuccess: () => {
              close()
              showDone(words.done)
            },
          },
        )
      }
    >
      {act === 'partnerSuspend' ? (
        <Trans>
          At once nothing ordinary goes to {name} and nothing of it is taken in, for every organisation of
          this node. Recalls, corrections and what is urgent go on both ways. You can end it at any time.
        </Trans>
      ) : act === 'partnerResume' ? (
        <Trans>What waited goes at once, under agreements that are in force.</Trans>
      ) : (
        <Trans>
          Do this only after somebody has asked {name} by telephone why its audit log was set back. What it
          had shown before stays here as proof. This cannot be undone.
        </Trans>
      )}
    </ReasonDialog>
  )
}
