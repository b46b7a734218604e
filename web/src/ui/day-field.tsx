import { useState } from 'react'

import { WhenField } from './when-field.tsx'

interface DayFieldProps {
  readonly label: string
  readonly day: string | undefined
  readonly setDay: (day: string | undefined) => void
}

/** A whole day, typed with the era of the reader; a year or month alone is no day. */
export function DayField({ label, day, setDay }: DayFieldProps) {
  const [from] = useState(day)
  return (
    <WhenField
      label={label}
      when={from}
      setWhen={(when) => setDay(when !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(when) ? when : undefined)}
    />
  )
}

/** The day so many days from now, by the reader's own calendar: at six in the morning in Bangkok UTC is still at yesterday. */
export function dayIn(days: number): string {
  const day = new Date()
  day.setDate(day.getDate() + days)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
