import { Trans, useLingui } from '@lingui/react/macro'
import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { kinds, properties, purposes } from '@shield/core'
import type { Words } from '@shield/core'
import { IconCalendarOff, IconCheck, IconPlayerPause } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'

import type { AgreementView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { standingOf } from './agreement-standing.ts'
import type { Standing } from './agreement-standing.ts'
import { Line, Lines } from './lines.tsx'
import { StateMark } from './state-mark.tsx'

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
  if (standing === 'ended') return <Trans>It ended on {when(agreement.validUntil)}.</Trans>
  return agreement.suspendedAt === undefined ? (
    <Trans>The partner is suspended: nothing goes there until that ends. Recalls still work.</Trans>
  ) : (
    <Trans>
      It was suspended {instant(agreement.suspendedAt)}: nothing goes under it until that ends. Recalls still
      work.
    </Trans>
  )
}

/** What two nodes may give each other, in words. */
export function AgreementTerms({ agreement }: { readonly agreement: AgreementView }) {
  const { t } = useLingui()
  const { say, span } = useLanguage()
  return (
    <Lines>
      <Line name={t`Partner`}>{say(agreement.peer.name)}</Line>
      <Line name={t`Purposes`}>{agreement.purposes.map((purpose) => say(purposes[purpose])).join(', ')}</Line>
      <Line name={t`Kinds`}>
        <Covered
          words={agreement.kinds.map((kind) => kinds[kind].label)}
          isAll={agreement.kinds.length === Object.keys(kinds).length}
        />
      </Line>
      <Line name={t`Values`}>
        <Covered
          words={agreement.properties.map((property) => properties[property].label)}
          isAll={agreement.properties.length === Object.keys(properties).length}
        />
      </Line>
      <Line name={t`Passing on`}>
        {agreement.onward ? (
          <Trans>they may pass it on where its handling allows</Trans>
        ) : (
          <Trans>they may not pass it on to anybody</Trans>
        )}
      </Line>
      <Line name={t`Legal basis`}>{agreement.legalBasis}</Line>
      <Line name={t`Valid`}>{span(agreement.validFrom, agreement.validUntil)}</Line>
      <Line name={t`Version`}>{agreement.version}</Line>
    </Lines>
  )
}

interface CoveredProps {
  readonly words: readonly Words[]
  readonly isAll: boolean
}

function Covered({ words, isAll }: CoveredProps) {
  const { say, number } = useLanguage()
  const count = number(words.length)
  if (isAll) return <Trans>all {count} there are</Trans>
  return words.map(say).join(', ')
}
