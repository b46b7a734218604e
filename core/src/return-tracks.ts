/**
 * The way home of one person: tracks that run side by side, each a small state machine, and gates between them and the
 * journey. What stops somebody is computed from where the tracks stand and never typed in (victims.md §7.2).
 */
interface Track {
  /** Where it begins. */
  readonly start: string
  readonly moves: Readonly<Record<string, readonly string[]>>
  /** States in which the gate of this track is open; a track without is no gate. */
  readonly opens?: readonly string[]
  /** What the gate asks holds until a day that is told with it, and not longer. */
  readonly expires?: true
  /** Concerns children alone, and whoever may be one. */
  readonly ofChildren?: true
  /** Nothing more is expected of it. */
  readonly rests: readonly string[]
}

export const returnTracks = {
  decision: {
    start: 'none',
    moves: {
      none: ['informed'],
      informed: ['explained'],
      explained: ['return', 'stay', 'third-country'],
      return: ['confirmed', 'explained'],
      // Changed at any time until the journey begins, and as often as somebody wants.
      confirmed: ['explained'],
      stay: ['explained'],
      'third-country': ['explained'],
    },
    opens: ['confirmed'],
    rests: ['confirmed', 'stay', 'third-country'],
  },
  reflection: {
    start: 'none',
    // Of the person's own will before the time to recover and think is over; it may be taken back.
    moves: { none: ['early'], early: ['none'] },
    opens: ['early'],
    rests: ['none', 'early'],
  },
  asylum: {
    start: 'none',
    moves: {
      none: ['no-fear', 'fears'],
      'no-fear': ['fears'],
      fears: ['referred'],
      referred: ['settled'],
      settled: ['fears'],
    },
    opens: ['no-fear', 'settled'],
    rests: ['no-fear', 'settled'],
  },
  risk: {
    start: 'none',
    moves: { none: ['drafted'], drafted: ['approved', 'drafted'], approved: ['drafted'] },
    opens: ['approved'],
    expires: true,
    rests: ['approved'],
  },
  nationality: {
    start: 'claimed',
    moves: {
      claimed: ['asked', 'stateless'],
      asked: ['interviewed', 'confirmed', 'refused'],
      interviewed: ['confirmed', 'refused'],
      refused: ['asked', 'stateless'],
      stateless: ['admitted', 'asked'],
      confirmed: ['refused'],
      admitted: ['stateless'],
    },
    opens: ['confirmed', 'admitted'],
    rests: ['confirmed', 'admitted'],
  },
  document: {
    start: 'none',
    moves: {
      none: ['asked', 'handed'],
      asked: ['issued', 'refused'],
      refused: ['asked'],
      issued: ['handed', 'asked'],
      handed: ['asked'],
    },
    opens: ['issued', 'handed'],
    expires: true,
    rests: ['handed'],
  },
  immigration: {
    start: 'none',
    moves: {
      none: ['irregular', 'regular'],
      irregular: ['stay', 'exit-asked'],
      regular: ['exit-asked'],
      stay: ['exit-asked'],
      'exit-asked': ['granted', 'refused'],
      refused: ['exit-asked'],
      granted: ['exit-asked'],
    },
    opens: ['granted'],
    rests: ['granted'],
  },
  fine: {
    start: 'none',
    moves: {
      none: ['not-due', 'waiver-asked'],
      'waiver-asked': ['waived', 'waiver-refused'],
      'waiver-refused': ['waiver-asked', 'paid'],
      'not-due': ['waiver-asked'],
    },
    rests: ['not-due', 'waived', 'paid'],
  },
  ban: {
    start: 'none',
    moves: {
      none: ['not-listed', 'listed'],
      'not-listed': ['listed'],
      listed: ['removal-asked'],
      'removal-asked': ['removed', 'removal-refused'],
      'removal-refused': ['removal-asked'],
      removed: ['listed'],
    },
    rests: ['not-listed', 'removed'],
  },
  legal: {
    start: 'none',
    moves: {
      none: ['no-case', 'witness', 'accused'],
      'no-case': ['witness', 'accused'],
      witness: ['heard', 'accused'],
      heard: ['released'],
      accused: ['released'],
      released: ['witness', 'accused'],
    },
    opens: ['no-case', 'released'],
    rests: ['no-case', 'released'],
  },
  family: {
    start: 'none',
    moves: {
      none: ['not-wanted', 'wanted'],
      'not-wanted': ['wanted'],
      wanted: ['asked', 'not-wanted'],
      asked: ['located', 'not-found', 'not-wanted'],
      located: ['suitable', 'unsuitable', 'not-wanted'],
      'not-found': ['asked', 'not-wanted'],
      suitable: ['unsuitable', 'not-wanted'],
      unsuitable: ['suitable', 'not-wanted'],
    },
    rests: ['not-wanted', 'not-found', 'suitable', 'unsuitable'],
  },
  health: {
    start: 'none',
    // By the certificate that care holds, and by nothing else.
    moves: {
      none: ['fit', 'with-escort', 'not-fit'],
      'not-fit': ['fit', 'with-escort'],
      fit: ['fit', 'not-fit', 'with-escort'],
      'with-escort': ['with-escort', 'fit', 'not-fit'],
    },
    opens: ['fit', 'with-escort'],
    expires: true,
    rests: ['fit', 'with-escort'],
  },
  reception: {
    start: 'none',
    moves: {
      none: ['asked'],
      asked: ['accepted', 'refused'],
      refused: ['asked'],
      accepted: ['planned', 'refused'],
      planned: ['refused'],
    },
    opens: ['accepted', 'planned'],
    rests: ['planned'],
  },
  child: {
    start: 'none',
    moves: {
      none: ['guardian'],
      guardian: ['determined', 'against'],
      against: ['determined'],
      determined: ['escorted', 'against'],
      escorted: ['determined', 'against'],
    },
    opens: ['escorted'],
    ofChildren: true,
    rests: ['escorted'],
  },
  reencounter: {
    start: 'none',
    // By asking the vault, and by nothing else.
    moves: { none: ['checked'], checked: ['checked'] },
    opens: ['checked'],
    rests: ['checked'],
  },
  logistics: {
    start: 'none',
    moves: {
      none: ['quoted', 'booked'],
      quoted: ['booked'],
      booked: ['ticketed', 'none'],
      ticketed: ['departed', 'none'],
      departed: ['arrived'],
    },
    rests: ['arrived'],
  },
  handover: {
    start: 'none',
    // By the receipt, whose two sides are signed.
    moves: { none: ['released'], released: ['received', 'differs'], differs: ['received'] },
    rests: ['received'],
  },
} as const satisfies Readonly<Record<string, Track>>

export type TrackName = keyof typeof returnTracks
export const trackNames = Object.keys(returnTracks) as TrackName[]

export type GateName = Exclude<TrackName, 'fine' | 'ban' | 'family' | 'logistics' | 'handover'>
export const gateNames = trackNames.filter((name) => 'opens' in returnTracks[name]) as GateName[]

/** Where a track stands. */
export interface TrackStand {
  readonly state: string
  /** The last day on which what it says holds, ISO. */
  readonly until?: string
}
export type TrackStands = Readonly<Record<TrackName, TrackStand>>

export function startOfTracks(): TrackStands {
  return Object.fromEntries(
    trackNames.map((name) => [name, { state: returnTracks[name].start }]),
  ) as unknown as TrackStands
}

/** Every state of a track, the first first. */
export function statesOf(track: TrackName): readonly string[] {
  const { start, moves } = returnTracks[track] as Track
  return [...new Set([start, ...Object.keys(moves), ...Object.values(moves).flat()])]
}

/** Where a track may go from a state. */
export function movesFrom(track: TrackName, state: string): readonly string[] {
  return (returnTracks[track] as Track).moves[state] ?? []
}

/** Nothing more is expected of the track in this state. */
export function isAtRest(track: TrackName, state: string): boolean {
  return (returnTracks[track] as Track).rests.includes(state)
}

/** Why a gate is closed; absent: it is open. */
export type Closed = 'not-yet' | 'expired'

export interface GateStand {
  readonly gate: GateName
  readonly closed?: Closed
  /** Two people let somebody through all the same, with a reason that stays. */
  readonly isOverridden: boolean
}

interface Circumstances {
  readonly isChild: boolean
  /** The time to recover and think runs, is not known here, or a panel sits: nobody goes who does not want to go earlier. */
  readonly isReflecting: boolean
  /** Today, ISO: a paper that ends today still holds. */
  readonly today: string
  readonly overridden: readonly GateName[]
}

/** Every gate of a person, in the order of the tracks; those of children only for who may be one. */
export function gatesOf(
  stands: TrackStands,
  { isChild, isReflecting, today, overridden }: Circumstances,
): readonly GateStand[] {
  return gateNames
    .filter((gate) => isChild || !('ofChildren' in returnTracks[gate]))
    .map((gate) => {
      const closed =
        gate === 'reflection' && !isReflecting ? undefined : closedBecause(gate, stands[gate], today)
      return { gate, ...(closed ? { closed } : {}), isOverridden: overridden.includes(gate) }
    })
}

function closedBecause(gate: GateName, { state, until }: TrackStand, today: string): Closed | undefined {
  const { opens = [], expires } = returnTracks[gate] as Track
  if (!opens.includes(state)) return 'not-yet'
  return expires && (until === undefined || until < today) ? 'expired' : undefined
}

/** What still stops the journey. */
export function missingOf(gates: readonly GateStand[]): readonly GateName[] {
  return gates
    .filter(({ closed, isOverridden }) => closed !== undefined && !isOverridden)
    .map(({ gate }) => gate)
}

/** Gates that no two people open: they are the person's own word, and the word of the law on who may not be sent back. */
export const neverOverridden: readonly GateName[] = ['decision', 'asylum']

/** The first day on which an open gate closes by itself. */
export function nextExpiry(stands: TrackStands, today: string): string | undefined {
  return gateNames
    .filter(
      (gate) =>
        'expires' in returnTracks[gate] && (returnTracks[gate] as Track).opens?.includes(stands[gate].state),
    )
    .flatMap((gate) => stands[gate].until ?? [])
    .filter((until) => until >= today)
    .toSorted()[0]
}

/** Columns of the board, in their order. */
export const returnStages = [
  'deciding',
  'papers',
  'permission',
  'preparing',
  'ready',
  'travelling',
  'home',
  'stays',
  'ended',
] as const
export type ReturnStage = (typeof returnStages)[number]

const papers: readonly GateName[] = ['nationality', 'document']
const permission: readonly GateName[] = ['immigration', 'legal']

/** The one column in which somebody stands: what is furthest from the journey names it. */
export function stageOf(
  stands: TrackStands,
  { missing, hasEnded }: { readonly missing: readonly GateName[]; readonly hasEnded: boolean },
): ReturnStage {
  if (hasEnded) return 'ended'
  const decision = stands.decision.state
  if (stands.logistics.state === 'arrived') return 'home'
  if (stands.logistics.state === 'departed') return 'travelling'
  if (decision === 'stay' || decision === 'third-country') return 'stays'
  if (missing.includes('decision')) return 'deciding'
  if (missing.some((gate) => papers.includes(gate))) return 'papers'
  if (missing.some((gate) => permission.includes(gate))) return 'permission'
  return missing.length > 0 ? 'preparing' : 'ready'
}

/** How a return comes to its end. To stay, and to go elsewhere, are as good as to go home. */
export const returnOutcomes = [
  'returned',
  'stayed',
  'third-country',
  'lost',
  'exploited-again',
  'ended-otherwise',
  'died',
] as const
export type ReturnOutcome = (typeof returnOutcomes)[number]

/** Whether it may end so now. */
export function mayEnd(stands: TrackStands, outcome: ReturnOutcome): boolean {
  const isHome = stands.logistics.state === 'arrived'
  if (outcome === 'returned' || outcome === 'lost' || outcome === 'exploited-again') return isHome
  if (outcome === 'stayed') return stands.decision.state === 'stay'
  if (outcome === 'third-country') return stands.decision.state === 'third-country'
  return true
}
