import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { IconMessageQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import type { MatchView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Clock } from '../../ui/clock.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { showDone } from '../../ui/undo.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import { answerWords, hitRefusalWords, identifierWords } from './matching-words.ts'
import css from './matching.module.css'
import { useDisclose } from './queries.ts'

interface HitItemProps {
  readonly match: MatchView
  readonly item: MatchView['items'][number]
}

/** A value the partner holds too, and what its owner said when asked for more. */
export function HitItem({ match, item }: HitItemProps) {
  const { t } = useLingui()
  const [opened, setOpened] = useState(false)
  return (
    <li className={css['item']}>
      <Group justify="space-between" gap="xs" align="flex-start">
        <div>
          <Link to="/search" search={{ q: item.value }} title={t`Search for it here`}>
            <ValueText text={item.value} strong />
          </Link>
          <Text fz="xs" c="dimmed">
            {t(identifierWords[item.identifier])}
          </Text>
        </div>
        {item.disclosure === undefined ? (
          <Button
            size="compact-md"
            leftSection={<IconMessageQuestion size={16} aria-hidden />}
            onClick={() => setOpened(true)}
          >
            <Trans>Ask for more…</Trans>
          </Button>
        ) : null}
      </Group>
      {item.disclosure === undefined ? null : <Disclosed disclosure={item.disclosure} />}
      {opened ? <DiscloseDialog match={match} item={item} close={() => setOpened(false)} /> : null}
    </li>
  )
}

type Disclosure = NonNullable<MatchView['items'][number]['disclosure']>

function Disclosed({ disclosure }: { readonly disclosure: Disclosure }) {
  const { t } = useLingui()
  const { instant } = useLanguage()
  if (disclosure.answer === undefined)
    return (
      <Text fz="sm" component="div">
        <Trans>More was asked for {instant(disclosure.at)}.</Trans> <Clock due={disclosure.dueAt} />
      </Text>
    )
  return (
    <>
      <Text fz="sm">
        <Trans>They answered: {t(answerWords[disclosure.answer].said)}</Trans>
        {disclosure.code === undefined ? null : ` · ${t(hitRefusalWords[disclosure.code])}`}
      </Text>
      {disclosure.text === undefined ? null : (
        <Text fz="sm" className="long">
          <ValueText text={disclosure.text} />
        </Text>
      )}
      <Text fz="xs" c="dimmed">
        {disclosure.answeredAt === undefined ? null : instant(disclosure.answeredAt)}
      </Text>
      {disclosure.release === undefined ? null : (
        <Link to="/releases" search={{ tab: 'in', release: disclosure.release }}>
          <Trans>What they released</Trans>
        </Link>
      )}
    </>
  )
}

function DiscloseDialog({ match, item, close }: HitItemProps & { readonly close: () => void }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const disclose = useDisclose()
  const partner = say(match.peer.name)
  const onSuccess = (): void => {
    close()
    showDone(t`Asked: a person there answers within 48 hours`)
  }
  return (
    <ReasonDialog
      opened
      close={close}
      title={t`Ask ${partner} for more?`}
      act={t`Show it and ask`}
      label={t`Summary of the case`}
      note={t`${partner} reads this, with the number.`}
      isActing={disclose.isPending}
      error={disclose.error}
      decide={(summary) => disclose.mutate({ id: match.id, item: item.number, summary }, { onSuccess })}
    >
      <Trans>
        Only now {partner} learns that you asked about {item.value} and that it was found. A person there
        answers: core data, a contact, no, or neither yes nor no. This can't be taken back.
      </Trans>
    </ReasonDialog>
  )
}
