import { movesFrom } from './return-tracks.ts'
import type { GateName, TrackName, TrackStands } from './return-tracks.ts'

/** Why a track does not move there now. */
export type MoveFault =
  | 'no-such-move'
  | 'gates'
  | 'second-person'
  | 'cool-off'
  | 'under-way'
  | 'by-itself'
  | 'undecided'

/** Tracks that move with an act of their own and not by a word. */
const byActs: readonly TrackName[] = ['health', 'reencounter', 'handover']

/** Where somebody may bring a track by a word from where it stands. */
export function offeredFrom(track: TrackName, state: string): readonly string[] {
  return byActs.includes(track) ? [] : movesFrom(track, state)
}

/** Decisions after which to go earlier is the person's own will. */
const goesHome: readonly string[] = ['return', 'confirmed']

interface Move {
  readonly track: TrackName
  readonly to: string
  readonly missing: readonly GateName[]
  /** Who drafted the assessment is who asks to approve it. */
  readonly isDrafter: boolean
  /** Hours since the person chose, and how many they have to think it over. */
  readonly hoursSince: number
  readonly coolOffHours: number
}

/** Why a track may not go there now; absent: it may. */
export function faultOfMove(stands: TrackStands, move: Move): MoveFault | undefined {
  const { track, to, missing } = move
  const { state } = stands[track]
  if (byActs.includes(track)) return 'by-itself'
  if (!movesFrom(track, state).includes(to)) return 'no-such-move'
  const hasLeft = stands.logistics.state === 'departed' || stands.logistics.state === 'arrived'
  if (track === 'decision' && hasLeft) return 'under-way'
  if (track === 'reflection' && to === 'early' && !goesHome.includes(stands.decision.state))
    return 'undecided'
  if (track === 'logistics' && to === 'departed' && missing.length > 0) return 'gates'
  if (track === 'risk' && to === 'approved' && move.isDrafter) return 'second-person'
  if (track === 'decision' && to === 'confirmed' && move.hoursSince < move.coolOffHours) return 'cool-off'
  return undefined
}
