import { Plural, Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { IconAlertTriangle, IconClock, IconClockExclamation } from '@tabler/icons-react'

import { useLanguage } from '../language/use-language.ts'
import css from './clock.module.css'
import { timeLeft } from './time-left.ts'
import type { TimeLeft } from './time-left.ts'

/** What is left until something is due, by picture, words and colour: late, within a day, or with time. */
export function Clock({ due }: { readonly due: string }) {
  const { instant } = useLanguage()
  const left = timeLeft(new Date(due), new Date())
  const state = left.isOver ? 'late' : left.unit === 'days' || left.count >= 24 ? 'later' : 'soon'
  const Picture = state === 'late' ? IconAlertTriangle : state === 'soon' ? IconClockExclamation : IconClock
  return (
    <Text component="span" fz="sm" className={css['clock'] ?? ''} data-state={state} title={instant(due)}>
      <Picture size={16} stroke={1.6} aria-hidden />
      {left.isOver ? <Late left={left} /> : <Left left={left} />}
    </Text>
  )
}

function Left({ left: { unit, count } }: { readonly left: TimeLeft }) {
  if (unit === 'days') return <Plural value={count} one="# day left" other="# days left" />
  if (unit === 'hours') return <Plural value={count} one="# hour left" other="# hours left" />
  return count === 0 ? (
    <Trans>less than a minute left</Trans>
  ) : (
    <Plural value={count} one="# minute left" other="# minutes left" />
  )
}

function Late({ left: { unit, count } }: { readonly left: TimeLeft }) {
  if (unit === 'days') return <Plural value={count} one="late by # day" other="late by # days" />
  if (unit === 'hours') return <Plural value={count} one="late by # hour" other="late by # hours" />
  return <Plural value={count} one="late by # minute" other="late by # minutes" />
}
