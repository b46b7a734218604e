import { mergeTriage, turnOf, turns } from '@shield/core'

import type { PackContents, ProtectedRow } from '../api/wire.ts'
import { inOrder } from './outbox.ts'
import type { Waiting } from './outbox.ts'

/** Somebody at a board as this device knows them: what the node said, and what was done here since. */
export interface HeldPerson {
  readonly code: string
  readonly arrivedAt: string
  readonly turn: ProtectedRow['turn']
  readonly triage: ProtectedRow['triage']
  readonly interview: ProtectedRow['interview']
  readonly party: number
  readonly hasIdentity: boolean
  readonly hasConflict: boolean
  /** Acts of this person that the node has not got yet. */
  readonly waiting: number
}

/** Everybody at a board, whose turn it is first: the same order as the node's. */
export function peopleAt(
  pack: Pick<PackContents, 'arrival' | 'people'>,
  waiting: readonly Waiting[],
): readonly HeldPerson[] {
  const held = new Map<string, HeldPerson>(pack.people.map((row) => [row.code, personOf(row)]))
  for (const { deed } of inOrder(waiting)) {
    if (deed.kind !== 'arrival' || deed.board !== pack.arrival?.id) continue
    const { act } = deed
    const before = held.get(act.code) ?? newcomer(act.code, act.at)
    const { triage, conflicts } = mergeTriage(before.triage, act.triage, act.seen ?? {})
    held.set(act.code, {
      ...before,
      triage: triage as HeldPerson['triage'],
      turn: turnOf(triage),
      hasIdentity: before.hasIdentity || act.identity !== undefined,
      hasConflict: before.hasConflict || conflicts.length > 0,
      waiting: before.waiting + 1,
    })
  }
  return [...held.values()].toSorted(
    (a, b) =>
      turns.indexOf(a.turn) - turns.indexOf(b.turn) ||
      a.arrivedAt.localeCompare(b.arrivedAt) ||
      a.code.localeCompare(b.code),
  )
}

function personOf({ code, arrivedAt, turn, triage, interview, party, ...row }: ProtectedRow): HeldPerson {
  const { hasIdentity, hasConflict } = row
  return { code, arrivedAt, turn, triage, interview, party, hasIdentity, hasConflict, waiting: 0 }
}

function newcomer(code: string, arrivedAt: string): HeldPerson {
  return {
    ...{ code, arrivedAt, turn: 'waiting', triage: {}, interview: 'none' },
    ...{ party: 0, hasIdentity: false, hasConflict: false, waiting: 0 },
  }
}
