export type Standing = 'in-force' | 'suspended' | 'not-yet' | 'ended'

interface Dated {
  readonly inForce: boolean
  readonly validFrom: string
  readonly validUntil: string
  readonly endedAt?: string | undefined
}

/** Why an agreement is in force or not. Neither too early nor too late and yet not in force: it or the partner is suspended. */
export function standingOf(agreement: Dated, today: string): Standing {
  if (agreement.inForce) return 'in-force'
  if (agreement.endedAt !== undefined) return 'ended'
  if (today < agreement.validFrom) return 'not-yet'
  return today > agreement.validUntil ? 'ended' : 'suspended'
}
