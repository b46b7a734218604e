import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPhone, IconShieldCheck, IconX } from '@tabler/icons-react'
import { useState } from 'react'

import type { PartnerView } from '../../api/wire.ts'
import { problemOf } from '../../api/problem.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { showDone } from '../../ui/undo.tsx'
import { useCompareKeys, useSettleKeys } from './queries.ts'
import { Row, Rows } from './rows.tsx'

/** A partner that has told two histories of its keys: how they differ, what was compared, and what two people do about it. */
export function PartnerKeys({ partner }: { readonly partner: PartnerView }) {
  const { t } = useLingui()
  const { instant } = useLanguage()
  const { fork } = partner
  if (fork === undefined) return null
  return (
    <Stack gap="sm">
      <Rows title={t`Two histories of its keys`}>
        <Row name={t`In both`}>
          <Plural value={fork.same} one="# entry" other="# entries" />
        </Row>
        <Row name={t`Held here, and not in the other`}>
          <Plural value={fork.held} one="# entry" other="# entries" />
        </Row>
        <Row name={t`Told later, and not held here`}>
          <Plural value={fork.told} one="# entry" other="# entries" />
          <Text fz="xs" c="dimmed">
            <Trans>since {instant(fork.toldAt)}</Trans>
          </Text>
        </Row>
      </Rows>
      {fork.proposal === undefined ? null : <Proposal proposal={fork.proposal} />}
      <KeyActs partner={partner} />
    </Stack>
  )
}

type Compared = NonNullable<NonNullable<PartnerView['fork']>['proposal']>

function Proposal({ proposal }: { readonly proposal: Compared }) {
  const { say, instant } = useLanguage()
  return (
    <Text fz="sm" className="long">
      {proposal.choice === 'told' ? (
        <Trans>
          {say(proposal.by)} had the digits read out {instant(proposal.at)}: they are those of the history it
          told later.
        </Trans>
      ) : (
        <Trans>
          {say(proposal.by)} had the digits read out {instant(proposal.at)}: they are those of the history
          held here.
        </Trans>
      )}{' '}
      {proposal.reason}
    </Text>
  )
}

type Opened = 'compare' | 'agree' | 'drop'

function KeyActs({ partner }: { readonly partner: PartnerView }) {
  const [opened, setOpened] = useState<Opened | undefined>()
  const close = (): void => setOpened(undefined)
  const { can } = partner
  return (
    <>
      <Group gap="sm">
        {can.includes('partner.compare-keys') ? (
          <Button
            variant="default"
            leftSection={<IconPhone size={16} aria-hidden />}
            onClick={() => setOpened('compare')}
          >
            <Trans>Compare by telephone…</Trans>
          </Button>
        ) : null}
        {can.includes('partner.settle-keys') ? (
          <Button
            variant="default"
            leftSection={<IconShieldCheck size={16} aria-hidden />}
            onClick={() => setOpened('agree')}
          >
            <Trans>Agree…</Trans>
          </Button>
        ) : null}
        {can.includes('partner.drop-keys') ? (
          <Button
            variant="default"
            leftSection={<IconX size={16} aria-hidden />}
            onClick={() => setOpened('drop')}
          >
            <Trans>Compare again…</Trans>
          </Button>
        ) : null}
      </Group>
      {can.includes('partner.drop-keys') && !can.includes('partner.settle-keys') ? (
        <Text fz="xs" c="dimmed">
          <Trans>A second person agrees: not the one who had the digits read out.</Trans>
        </Text>
      ) : null}
      <CompareDialog partner={partner} opened={opened === 'compare'} close={close} />
      {(['agree', 'drop'] as const).map((act) => (
        <SettleDialog key={act} partner={partner} act={act} opened={opened === act} close={close} />
      ))}
    </>
  )
}

interface DialogProps {
  readonly partner: PartnerView
  readonly opened: boolean
  readonly close: () => void
}

const digitsAsked = 40

function CompareDialog({ partner, opened, close }: DialogProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [digits, setDigits] = useState('')
  const [asked, setAsked] = useState(false)
  const compare = useCompareKeys()
  const name = say(partner.name)
  const count = digits.replaceAll(/\s/g, '').length
  const isWhole = /^[0-9\s]*$/.test(digits) && count === digitsAsked
  const other = compare.error ? problemOf(compare.error).pointers[0]?.hint : undefined
  return (
    <ReasonDialog
      opened={opened}
      close={close}
      title={t`Compare its keys by telephone`}
      act={t`Propose`}
      isActing={compare.isPending}
      error={other === undefined ? compare.error : undefined}
      decide={(reason) => {
        setAsked(true)
        if (isWhole)
          compare.mutate(
            { node: partner.node, digits: digits.trim(), reason },
            {
              onSuccess: () => {
                close()
                setDigits('')
                showDone(t`A second person agrees now`)
              },
            },
          )
      }}
    >
      <Stack gap="sm">
        <Trans>
          Call somebody you know at {name}, at a number you had before. They find the digits of their own key
          log under Partners, below the list, or with bin/shield federation list. Have all forty read to you
          and type them here: they decide which history is right. Nothing is believed before a second person
          agrees.
        </Trans>
        <TextInput
          label={t`The forty digits they read`}
          data-autofocus
          inputMode="numeric"
          autoComplete="off"
          maxLength={100}
          required
          className="verbatim"
          value={digits}
          onChange={(event) => {
            compare.reset()
            setDigits(event.currentTarget.value)
          }}
          description={t`${count} of ${digitsAsked}`}
          error={other ?? (asked && !isWhole ? t`Forty digits, with or without gaps` : null)}
        />
      </Stack>
    </ReasonDialog>
  )
}

function SettleDialog({ partner, act, opened, close }: DialogProps & { readonly act: 'agree' | 'drop' }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const settle = useSettleKeys()
  const name = say(partner.name)
  const isTold = partner.fork?.proposal?.choice === 'told'
  const words = {
    agree: { title: t`Agree which history counts?`, act: t`Agree`, done: t`The keys of ${name} are settled` },
    drop: { title: t`Compare again?`, act: t`Compare again`, done: t`It is to be compared again` },
  }[act]
  return (
    <ReasonDialog
      opened={opened}
      close={close}
      title={words.title}
      act={words.act}
      isActing={settle.isPending}
      error={settle.error}
      decide={(reason) =>
        settle.mutate(
          { node: partner.node, agree: act === 'agree', reason },
          {
            onSuccess: () => {
              close()
              showDone(words.done)
            },
          },
        )
      }
    >
      {act === 'drop' ? (
        <Trans>What was read out is as if it had never been. Nothing of {name} is believed meanwhile.</Trans>
      ) : isTold ? (
        <Trans>
          From now on the history that {name} told later counts, with its keys. The one held here so far stays
          as proof, and still verifies what was signed in its time. This cannot be undone.
        </Trans>
      ) : (
        <Trans>
          The history held here goes on counting, and the alarm ends. Should {name} tell the other one again
          it is an alarm again.
        </Trans>
      )}
    </ReasonDialog>
  )
}
