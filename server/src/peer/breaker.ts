/** How a partner's door has been of late. Closed: it answers. Open: it does not, and is left alone until `tryAt`. */
export interface Health {
  readonly breaker: 'closed' | 'open' | 'half-open'
  readonly failures: number
  readonly tryAt: Date | undefined
}

const firstPauseMs = 250
/** The ordinary lane of a partner that is away for a month asks for it six times an hour. */
export const longestPauseMs = 600_000
/** The urgent lane asks more often: what is taken back has to be hidden within a minute of its coming back. */
export const longestUrgentPauseMs = 30_000
/** So many failures in a row open the breaker; before that a lost packet is a lost packet. */
const opensAfter = 5

export const healthy: Health = { breaker: 'closed', failures: 0, tryAt: undefined }

/**
 * Twice as long a pause after each failure, and of every pause a random half: partners that went away together
 * do not come back together. `random` is from 0 to 1.
 */
export function afterFailure(before: Health, now: Date, random: number): Health {
  const failures = before.failures + 1
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures - 1, 30))
  return {
    breaker: failures >= opensAfter ? 'open' : 'closed',
    failures,
    tryAt: new Date(now.getTime() + pause / 2 + (pause / 2) * random),
  }
}
