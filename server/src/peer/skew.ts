/** Beyond this a clock is flagged: times of two nodes no longer compare. */
export const flaggedSkewMs = 60_000
/** Beyond this nothing ordinary is signed or taken: a signature's time would be a false statement. */
export const refusedSkewMs = 300_000

/**
 * How far the other's clock is ahead of ours, from an answer it signed between the moment we asked and the moment we had it.
 * Nothing is learnt from what comes unasked: an old text played again would look like a slow clock.
 */
export function skewOf(signed: Date, asked: Date, had: Date): number {
  return Math.round(signed.getTime() - (asked.getTime() + had.getTime()) / 2)
}

export function isFlagged(skewMs: number | null): boolean {
  return Math.abs(skewMs ?? 0) > flaggedSkewMs
}

export function isRefused(skewMs: number | null): boolean {
  return Math.abs(skewMs ?? 0) > refusedSkewMs
}
