/** A vote of one organisation of the panel. */
export interface PanelVote {
  readonly organisation: string
  readonly kind: string
  readonly vote: 'identified' | 'not-identified' | 'abstains'
}

export type Outcome = 'identified' | 'not-identified'

/** Why a panel can't decide yet, or `undefined` where it can. */
export type Hindrance = 'two-organisations' | 'one-not-police' | 'no-majority' | 'child-needs-all'

/** Police and those who guard the border: they may be of a panel and are never all of it. */
const enforcing = ['police', 'immigration', 'prosecutor']

/**
 * Whether the votes carry an outcome (safeguard S1): two organisations at least, one of them not enforcing the law, and
 * more for it than against. In doubt the presumption stands: a tie carries nothing, and of a child, or who may be one,
 * "not identified" needs every vote.
 */
export function hindranceOf(
  votes: readonly PanelVote[],
  outcome: Outcome,
  { isChild }: { readonly isChild: boolean },
): Hindrance | undefined {
  const cast = votes.filter(({ vote }) => vote !== 'abstains')
  if (new Set(cast.map(({ organisation }) => organisation)).size < 2) return 'two-organisations'
  if (cast.every(({ kind }) => enforcing.includes(kind))) return 'one-not-police'
  const supporters = cast.filter(({ vote }) => vote === outcome)
  if (outcome === 'not-identified') {
    if (supporters.every(({ kind }) => enforcing.includes(kind))) return 'one-not-police'
    if (isChild && supporters.length < cast.length) return 'child-needs-all'
  }
  return supporters.length * 2 > cast.length ? undefined : 'no-majority'
}
