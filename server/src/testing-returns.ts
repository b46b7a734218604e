import { startOfTracks, trackNames } from '@shield/core'
import type { Marking } from '@shield/core'

import { newId } from '#store/identifier.ts'
import type { Node } from './context.ts'
import { returnLaw } from './modules/returns/return-law.ts'

interface NewReturn {
  readonly code: string
  readonly block: Marking
  readonly marking: string | undefined
  readonly proposer: string
}

export interface ReturnIds {
  readonly returnCase: string
  readonly returnOverride: string
  readonly returnBatch: string
  readonly consularMatter: string
}

/** A way home that begins, a gate that waits for a second person, a journey, and a question to an embassy, under any block. */
export async function addReturn(
  node: Node,
  { code, block, marking, proposer }: NewReturn,
): Promise<ReturnIds> {
  const ids = { returnCase: newId(), returnOverride: newId(), returnBatch: newId(), consularMatter: newId() }
  const { pool } = node.database
  const { organisation } = block
  const law = await node.database.inTransaction((tx) => returnLaw({ tx, node }))
  await pool.query(
    `insert into return_case (id, code, destination, law, opened_at, opened_by, organisation, stage, missing, turns, due_at, changed_at)
     values ($1, $2, 'KE', $3, now(), $4, $5, 'deciding', '{decision,legal}', array[$5::text], now() + interval '7 days', now())`,
    [ids.returnCase, code, JSON.stringify(law), proposer, organisation],
  )
  const start = startOfTracks()
  await pool.query(
    `insert into return_track (case_id, track, state, owner, since, by_person)
     select $1, t.track, t.state, $2, now(), $3 from unnest($4::text[], $5::text[]) t (track, state)`,
    [ids.returnCase, organisation, proposer, trackNames, trackNames.map((name) => start[name].state)],
  )
  await pool.query(
    `insert into return_override (id, case_id, gate, reason_id, asked_by, asked_at, organisation) values ($1, $2, 'legal', $1, $3, now(), $4)`,
    [ids.returnOverride, ids.returnCase, proposer, organisation],
  )
  await pool.query(
    `insert into return_batch (id, marking_id, kind, route, leaves_at, organisation, made_by, made_at)
     values ($1, $2, 'flight', 'Guarded journey', '2026-06-12T01:00:00Z', $3, $4, now())`,
    [ids.returnBatch, marking, organisation, proposer],
  )
  const entry = newId()
  await pool.query(
    `insert into consent_entry (id, code, purpose, recipients, basis, mode, language, text_version, at, person_id, organisation, received_at)
     values ($1, $2, 'embassy', array['th-kem'], 'consent', 'spoken', 'sw', '1', now(), $3, $4, now())`,
    [entry, code, proposer, organisation],
  )
  await pool.query(
    `insert into consular_matter (id, case_id, organisation, marking_id, entry_id, asked_at, asked_by) values ($1, $2, 'th-kem', $3, $4, now(), $5)`,
    [ids.consularMatter, ids.returnCase, marking, entry, proposer],
  )
  return ids
}

/** What somebody who cares may ask of returns, for worlds whose answers are compared. */
export const returnQuestions = [
  ...[{}, { limit: 1 }, { stage: 'deciding' }, { gate: 'legal' }, { turn: 'mine' }, { late: 'late' }].map(
    (query) => ({ route: 'returnList' as const, input: { query } }),
  ),
  { route: 'returnBoard' as const, input: {} },
  { route: 'batchList' as const, input: {} },
]
