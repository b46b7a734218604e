import { Trans } from '@lingui/react/macro'
import { contactChannels } from '@shield/core'

import type { SafeContactRules } from '../../../api/wire.ts'
import { useLanguage } from '../../../language/use-language.ts'
import css from '../protection.module.css'

/** 5 January 2026 is a Monday. */
const dayName = (day: number, language: 'en' | 'th'): string =>
  new Intl.DateTimeFormat(language === 'th' ? 'th-TH' : 'en-GB', {
    weekday: 'short',
    timeZone: 'UTC',
  }).format(Date.UTC(2026, 0, 4 + day))

/** What a person wishes of whoever wants to reach them. */
export function ContactRulesView({ rules }: { readonly rules: SafeContactRules }) {
  const { say, language } = useLanguage()
  const { times, channels, timeZone, neverCall, neverLeaveMessage } = rules
  return (
    <dl className={css['pair']}>
      <dt>
        <Trans>When</Trans>
      </dt>
      <dd>
        {times.length === 0 ? <Trans>At any time</Trans> : null}
        {times.map(({ days, from, to }) => (
          <div key={`${days.join()} ${from}`}>
            {days.length === 7 ? (
              <Trans>every day</Trans>
            ) : (
              days.map((day) => dayName(day, language)).join(', ')
            )}{' '}
            {from}–{to}
          </div>
        ))}
        <span className={css['soft']}>
          <Trans>by the clock of {timeZone}</Trans>
        </span>
      </dd>
      <dt>
        <Trans>How</Trans>
      </dt>
      <dd>{channels.map((channel) => say(contactChannels[channel])).join(', ')}</dd>
      {neverCall || neverLeaveMessage ? (
        <>
          <dt>
            <Trans>Never</Trans>
          </dt>
          <dd>
            {neverCall ? (
              <div>
                <Trans>Never call</Trans>
              </div>
            ) : null}
            {neverLeaveMessage ? (
              <div>
                <Trans>Never leave a message</Trans>
              </div>
            ) : null}
          </dd>
        </>
      ) : null}
    </dl>
  )
}
