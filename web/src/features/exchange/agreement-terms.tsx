import { Trans, useLingui } from '@lingui/react/macro'
import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { IconCalendarOff, IconCheck, IconPlayerPause } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'

import type { AgreementView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { standingOf } from './agreement-standing.ts'
import type { Standing } from './agreement-standing.ts'
import { StateMark } from '../../ui/state-mark.tsx'
import { Terms } from './agreement-terms-view.tsx'

const looks: Record<
  Standing,
  { readonly words: MessageDescriptor; readonly icon: Icon; readonly color: string }
> = {
  'in-force': { words: msg`In force`, icon: IconCheck, color: 'teal' },
  suspended: { words: msg`Suspended`, icon: IconPlayerPause, color: 'red' },
  'not-yet': { words: msg`Not in force yet`, icon: IconCalendarOff, color: 'amber' },
  ended: { words: msg`Ended`, icon: IconCalendarOff, color: 'slate' },
}

export function AgreementStanding({ agreement }: { readonly agreement: AgreementView }) {
  const { t } = useLingui()
  const { words, icon, color } = looks[standingOf(agreement, new Date().toISOString().slice(0, 10))]
  return <StateMark words={t(words)} icon={icon} color={color} />
}

/** Why nothing can be released under an agreement that is not in force. */
export function NotInForce({ agreement }: { readonly agreement: AgreementView }) {
  const { when, instant } = useLanguage()
  const standing = standingOf(agreement, new Date().toISOString().slice(0, 10))
  if (standing === 'not-yet') return <Trans>It begins on {when(agreement.validFrom)}.</Trans>
  if (agreement.endedAt !== undefined)
    return agreement.endedBy === 'us' ? (
      <Trans>
        This side ended it {instant(agreement.endedAt)}. What went under it can still be recalled.
      </Trans>
    ) : (
      <Trans>
        The partner ended it {instant(agreement.endedAt)}. What went under it can still be recalled.
      </Trans>
    )
  if (standing === 'ended') return <Trans>It ended on {when(agreement.validUntil)}.</Trans>
  if (agreement.theirSuspendedAt !== undefined)
    return (
      <Trans>
        The partner suspended it {instant(agreement.theirSuspendedAt)}: nothing goes under it until they let
        it run again. Recalls still work.
      </Trans>
    )
  return agreement.suspendedAt === undefined ? (
    <Trans>The partner is suspended: nothing goes there until that ends. Recalls still work.</Trans>
  ) : (
    <Trans>
      It was suspended {instant(agreement.suspendedAt)}: nothing goes under it until that ends. Recalls still
      work.
    </Trans>
  )
}

/** What an agreement allows as it stands. */
export function AgreementTerms({ agreement }: { readonly agreement: AgreementView }) {
  const { say } = useLanguage()
  return <Terms terms={agreement} partner={say(agreement.peer.name)} version={agreement.version} />
}
