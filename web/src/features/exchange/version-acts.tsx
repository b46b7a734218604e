import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { IconArrowBackUp, IconBan, IconCheck, IconSignature } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useState } from 'react'

import type { AgreementVersion } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { showDone } from '../../ui/undo.tsx'
import { useVersionAct } from './agreement-queries.ts'
import type { VersionAct } from './agreement-queries.ts'

const acts = ['agreementSign', 'agreementAgree', 'agreementDecline', 'agreementWithdraw'] as const
const rights: Readonly<Record<VersionAct, string>> = {
  agreementSign: 'agreement.sign',
  agreementAgree: 'agreement.agree',
  agreementDecline: 'agreement.decline',
  agreementWithdraw: 'agreement.withdraw',
}
const icons: Readonly<Record<VersionAct, Icon>> = {
  agreementSign: IconSignature,
  agreementAgree: IconCheck,
  agreementDecline: IconBan,
  agreementWithdraw: IconArrowBackUp,
}

/** What this person may do with a version; who proposed or agreed first is not offered the second signature. */
export function VersionActs({ version }: { readonly version: AgreementVersion }) {
  const [opened, setOpened] = useState<VersionAct | undefined>()
  const offered = acts.filter((act) => version.can.includes(rights[act]))
  return (
    <>
      {offered.length === 0 ? null : (
        <Group gap="sm">
          {offered.map((act, at) => (
            <ActButton key={act} act={act} isFirst={at === 0} open={() => setOpened(act)} />
          ))}
        </Group>
      )}
      {acts.map((act) => (
        <ActDialog
          key={act}
          version={version}
          act={act}
          opened={opened === act}
          close={() => setOpened(undefined)}
        />
      ))}
    </>
  )
}

interface ActButtonProps {
  readonly act: VersionAct
  readonly isFirst: boolean
  readonly open: () => void
}

function ActButton({ act, isFirst, open }: ActButtonProps) {
  const { t } = useLingui()
  const Picture = icons[act]
  const words = {
    agreementSign: t`Sign…`,
    agreementAgree: t`Agree…`,
    agreementDecline: t`Decline…`,
    agreementWithdraw: t`Withdraw…`,
  }[act]
  return (
    <Button
      variant={isFirst && act !== 'agreementWithdraw' ? 'filled' : 'default'}
      leftSection={<Picture size={16} aria-hidden />}
      onClick={open}
    >
      {words}
    </Button>
  )
}

interface ActDialogProps {
  readonly version: AgreementVersion
  readonly act: VersionAct
  readonly opened: boolean
  readonly close: () => void
}

function ActDialog({ version, act, opened, close }: ActDialogProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const decide = useVersionAct(act)
  const partner = say(version.peer.name)
  const isOurs = version.from === 'us'
  const words = {
    agreementSign: {
      title: isOurs ? t`Sign this proposal?` : t`Sign this agreement?`,
      act: t`Sign`,
      done: isOurs ? t`Signed, and sent to ${partner}` : t`Signed: it is in force`,
    },
    agreementAgree: {
      title: t`Agree to this proposal?`,
      act: t`Agree`,
      done: t`Agreed. A second person has to sign it`,
    },
    agreementDecline: {
      title: t`Decline this proposal?`,
      act: t`Decline`,
      done: t`Declined, and told to ${partner}`,
    },
    agreementWithdraw: { title: t`Withdraw this proposal?`, act: t`Withdraw`, done: t`Withdrawn` },
  }[act]
  return (
    <ReasonDialog
      opened={opened}
      close={close}
      title={words.title}
      act={words.act}
      isActing={decide.isPending}
      error={decide.error}
      {...(act === 'agreementDecline' ? { note: t`${partner} reads it.` } : {})}
      decide={(reason) =>
        decide.mutate(
          { id: version.id, reason },
          {
            onSuccess: () => {
              close()
              showDone(words.done)
            },
          },
        )
      }
    >
      <Meaning version={version} act={act} partner={partner} />
    </ReasonDialog>
  )
}

function Meaning({
  version,
  act,
  partner,
}: Pick<ActDialogProps, 'version' | 'act'> & { readonly partner: string }) {
  if (act === 'agreementAgree')
    return (
      <Trans>
        You are the first of two. It comes into force when another person here signs it too; {partner} hears
        nothing before that.
      </Trans>
    )
  if (act === 'agreementDecline')
    return <Trans>It does not come into force. {partner} may propose another.</Trans>
  if (act === 'agreementWithdraw')
    return version.state === 'sent' ? (
      <Trans>
        {partner} is told. If two people there have signed it before they hear of it, it is in force all the
        same: both sides have signed.
      </Trans>
    ) : (
      <Trans>Nobody outside has seen it.</Trans>
    )
  return version.from === 'us' ? (
    <Trans>
      The key of this node signs it and it goes to {partner}. It comes into force when two people there have
      signed it.
    </Trans>
  ) : (
    <Trans>
      The key of this node signs it. It is in force at once, at {partner} as soon as their node hears of it,
      and can be suspended or ended by each side alone.
    </Trans>
  )
}
