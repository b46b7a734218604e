import type { AgreementBody } from '@shield/contract'

/** The last day that an agreement lets something be kept which is handed over on this day; undefined, it sets none. */
export function lastDay(
  { retentionDays }: Pick<AgreementBody, 'retentionDays'>,
  from: Date,
): string | undefined {
  if (retentionDays === undefined) return undefined
  return new Date(from.getTime() + retentionDays * 86_400_000).toISOString().slice(0, 10)
}

/** It has no end, or one that is later than was agreed. */
export function isKeptTooLong(
  expiresOn: string | undefined,
  agreement: Pick<AgreementBody, 'retentionDays'>,
  from: Date,
): boolean {
  const last = lastDay(agreement, from)
  return last !== undefined && (expiresOn === undefined || expiresOn > last)
}
