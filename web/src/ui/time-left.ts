/** How long until a moment, or since it, in the largest unit that is not 0. */
export interface TimeLeft {
  readonly isOver: boolean
  readonly unit: 'minutes' | 'hours' | 'days'
  readonly count: number
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** Hours until two days: 36 hours say more than one day. What is left is rounded, so that a fresh fortnight is 14 days; what is late is whole. */
export function timeLeft(due: Date, now: Date): TimeLeft {
  const left = due.getTime() - now.getTime()
  const isOver = left < 0
  const away = Math.abs(left)
  const whole = isOver ? Math.floor : Math.round
  if (away >= 2 * dayMs) return { isOver, unit: 'days', count: whole(away / dayMs) }
  if (away >= hourMs) return { isOver, unit: 'hours', count: whole(away / hourMs) }
  return { isOver, unit: 'minutes', count: whole(away / minuteMs) }
}
