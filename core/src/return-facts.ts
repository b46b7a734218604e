import type { TrackName } from './return-tracks.ts'

/** What has to be told with a move. */
export type ReturnFact =
  | 'language'
  | 'level'
  | 'until'
  | 'permittedUntil'
  | 'arrested'
  | 'document'
  | 'agency'
  | 'mode'
  | 'leavesAt'

const needed: Readonly<Record<string, readonly ReturnFact[]>> = {
  'decision informed': ['language'],
  'decision explained': ['language'],
  'reflection early': ['language'],
  'risk drafted': ['level'],
  'document issued': ['document', 'until'],
  'document handed': ['document', 'until'],
  'immigration irregular': ['permittedUntil', 'arrested'],
  'reception asked': ['agency'],
  'logistics booked': ['mode', 'leavesAt'],
}

/** Facts without which a track does not go to a state. `factsNeeded('risk', 'drafted')` → `['level']` */
export function factsNeeded(track: TrackName, to: string): readonly ReturnFact[] {
  return needed[`${track} ${to}`] ?? []
}

/** Moves that somebody has to give a reason for: assessments, refusals, and what the person has said. */
const reasoned: ReadonlySet<string> = new Set([
  'reflection early',
  'risk drafted',
  'asylum fears',
  'asylum settled',
  'nationality refused',
  'nationality admitted',
  'document refused',
  'immigration refused',
  'fine waiver-refused',
  'fine not-due',
  'ban removal-refused',
  'legal accused',
  'legal released',
  'family unsuitable',
  'reception refused',
  'child against',
  'child determined',
])

/** `was`: to go back to the explanation is to change one's mind, and that is written with the person's words. */
export function needsReason(track: TrackName, was: string, to: string): boolean {
  return reasoned.has(`${track} ${to}`) || (track === 'decision' && to === 'explained' && was !== 'informed')
}
