import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core'
import { consentPurposes } from '@shield/core'
import { useState } from 'react'

import type { ConsentView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from '../../ui/care.module.css'
import { Fault } from '../../ui/states.tsx'
import { showDone } from '../../ui/undo.tsx'
import type { About } from './about.ts'
import own from './consent.module.css'
import { namesOf } from '../../ui/names-of.ts'
import { useWithdraw } from './queries.ts'
import { basisWords, modeWords } from './words.ts'

type Entry = ConsentView['entries'][number]

/** What holds now, each with the way to take it back. */
export function InForce({ code, view, isChild }: About) {
  const { t } = useLingui()
  const [taking, setTaking] = useState<Entry>()
  const standing = view.entries.filter((entry) => entry.isInForce)
  return (
    <section className={css['panel']} aria-label={t`Holds now`}>
      <Title order={2} fz="lg">
        <Trans>Holds now</Trans>
      </Title>
      {standing.length === 0 ? (
        <Text>
          <Trans>Nothing. Food, a bed and a doctor need no agreement.</Trans>
        </Text>
      ) : (
        <ul className={own['lines']}>
          {standing.map((entry) => (
            <li key={entry.id}>
              <Standing entry={entry} view={view} isChild={isChild} />
              {view.can.includes('consentWithdraw') ? (
                <Button size="md" variant="default" onClick={() => setTaking(entry)}>
                  <Trans>Take back…</Trans>
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {taking === undefined ? null : (
        <TakeBack code={code} view={view} entry={taking} close={() => setTaking(undefined)} />
      )}
    </section>
  )
}

interface StandingProps {
  readonly entry: Entry
  readonly view: ConsentView
  readonly isChild: boolean
}

function Standing({ entry, view, isChild }: StandingProps) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const isOpen = !isChild || entry.basis !== 'consent' || (entry.guardian?.gave && entry.guardian.assent)
  return (
    <div>
      <Text fw={600}>{say(consentPurposes[entry.purpose])}</Text>
      {entry.basis === 'consent' ? null : (
        <Text>
          <Trans>No consent:</Trans> {t(basisWords[entry.basis])}, {entry.article}
        </Text>
      )}
      {entry.recipients.length === 0 ? null : <Text>{namesOf(entry.recipients, view, say).join(' · ')}</Text>}
      {isOpen ? null : (
        <Text>
          <Trans>It opens nothing yet: the guardian and the child have both to agree.</Trans>
        </Text>
      )}
      {entry.purpose === 'transfer-abroad' ? (
        <Text className="value">{t`Number of the consent, for the exchange officer: ${entry.id}`}</Text>
      ) : null}
      <Text className={css['soft'] ?? ''}>
        {entry.expiresAt === undefined ? (
          <Trans>until it is taken back</Trans>
        ) : (
          <Trans>until {instant(entry.expiresAt)}</Trans>
        )}
      </Text>
    </div>
  )
}

interface TakeBackProps {
  readonly code: string
  readonly view: ConsentView
  readonly entry: Entry
  readonly close: () => void
}

/** The second press: what ends with it, and how the person said it. No reason is asked for. */
function TakeBack({ code, view, entry, close }: TakeBackProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const withdraw = useWithdraw(code)
  const ending = view.shares.filter((share) => share.entry === entry.id && share.endedAt === undefined)
  const names = namesOf(
    ending.map((share) => share.organisation),
    view,
    say,
  )
  const take = (mode: Entry['mode']): void =>
    withdraw.mutate(
      { id: entry.id, mode },
      {
        onSuccess: () => {
          showDone(<Trans>Taken back. The next look is refused.</Trans>)
          close()
        },
      },
    )
  return (
    <Modal opened onClose={close} title={t`Take it back?`} closeButtonProps={{ 'aria-label': t`Close` }}>
      <Stack>
        <Text fw={600}>{say(consentPurposes[entry.purpose])}</Text>
        {names.length === 0 ? (
          <Text>
            <Trans>Nobody sees the person because of it. From now on it allows nothing.</Trans>
          </Text>
        ) : (
          <>
            <Text>
              <Trans>These see the person no more, from their next look on:</Trans>
            </Text>
            <ul>
              {names.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          </>
        )}
        <Text className={css['soft'] ?? ''}>
          <Trans>The help the person gets here goes on as before.</Trans>
        </Text>
        {withdraw.error ? <Fault error={withdraw.error} /> : null}
        <Text fw={600} id="who-took-back">
          <Trans>Take it back. The person…</Trans>
        </Text>
        <Group aria-labelledby="who-took-back" role="group">
          {(Object.keys(modeWords) as Entry['mode'][]).map((mode) => (
            <Button key={mode} size="lg" loading={withdraw.isPending} onClick={() => take(mode)}>
              {t(modeWords[mode])}
            </Button>
          ))}
        </Group>
        <Button size="lg" variant="default" onClick={close}>
          <Trans>Leave it as it is</Trans>
        </Button>
      </Stack>
    </Modal>
  )
}
