import type { ConsentView } from '../../api/wire.ts'

type Entry = ConsentView['entries'][number]
type Share = ConsentView['shares'][number]
type Refusal = ConsentView['refusals'][number]
type Restriction = ConsentView['restrictions'][number]

/** One line of the ledger: what was done, when, and about which entry. */
export type Line =
  | { readonly kind: 'given' | 'withdrawn' | 'expired'; readonly at: string; readonly entry: Entry }
  | { readonly kind: 'refused'; readonly at: string; readonly refusal: Refusal }
  | { readonly kind: 'restricted' | 'unrestricted'; readonly at: string; readonly one: Restriction }
  | { readonly kind: 'shared' | 'share-ended'; readonly at: string; readonly share: Share }

/** Everything of the ledger as it happened, newest first. What has run out by the clock ended then. */
export function linesOf(
  { entries, refusals, restrictions, shares }: ConsentView,
  now: string,
): readonly Line[] {
  const lines: Line[] = [
    ...entries.flatMap((entry): Line[] => [
      { kind: 'given', at: entry.at, entry },
      ...(entry.withdrawnAt === undefined
        ? entry.expiresAt !== undefined && entry.expiresAt <= now
          ? [{ kind: 'expired' as const, at: entry.expiresAt, entry }]
          : []
        : [{ kind: 'withdrawn' as const, at: entry.withdrawnAt, entry }]),
    ]),
    ...refusals.map((refusal): Line => ({ kind: 'refused', at: refusal.at, refusal })),
    ...restrictions.flatMap((one): Line[] => [
      { kind: 'restricted', at: one.at, one },
      ...(one.takenBackAt === undefined ? [] : [{ kind: 'unrestricted' as const, at: one.takenBackAt, one }]),
    ]),
    ...shares.flatMap((share): Line[] => [
      { kind: 'shared', at: share.begunAt, share },
      ...(share.endedAt === undefined ? [] : [{ kind: 'share-ended' as const, at: share.endedAt, share }]),
    ]),
  ]
  return lines.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}
