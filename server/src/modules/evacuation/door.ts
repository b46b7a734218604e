import type pg from 'pg'

import type { Node } from '../../context.ts'
import { keepDoing } from '../../keep-doing.ts'
import { Problem } from '../../problem.ts'

/** Held by the process that evacuates, for as long as it lives. */
export const evacuationLock = 7438068

interface Seen {
  readonly isClosed: boolean
  readonly leaves: boolean
}

const doors = new WeakMap<Node, Seen>()

/** A drill that died leaves the door open; what was begun in earnest keeps it closed until it is resumed or given up. */
const question = `select e.kind = 'real' as is_real, e.stage, exists (
    select 1 from pg_locks l where l.locktype = 'advisory' and l.objid = ${evacuationLock}
      and l.database = (select oid from pg_database where datname = current_database())) as is_running
  from evacuation e where e.state = 'under-way' and e.closed_at is not null`

/** From here on there is no way back, and the node that is left serves nobody. */
const last = ['stop', 'revoke', 'destroy', 'wipe', 'report']

export async function lookAtDoor(client: Pick<pg.Pool, 'query'>): Promise<Seen> {
  const found = await client.query<{ is_real: boolean; stage: string; is_running: boolean }>(question)
  const [row] = found.rows
  if (!row) return { isClosed: false, leaves: false }
  return { isClosed: row.is_real || row.is_running, leaves: row.is_real && last.includes(row.stage) }
}

/** Throws while the node is being brought to safety: who asks is told so at once, and nothing is begun that would be lost. */
export function checkDoor(node: Node): void {
  if (doors.get(node)?.isClosed === true) throw new Problem('evacuating')
}

const everyMs = 1000

/**
 * Looks every second whether the node is being evacuated. `leave` is called once when it has to end, so that its keys are in no
 * memory when they are destroyed.
 */
export function watchDoor(node: Node, leave: () => void): { stop(): Promise<void> } {
  return keepDoing(node, {
    everyMs,
    failed: 'it could not be seen whether the node is being evacuated',
    act: async () => {
      const seen = await lookAtDoor(node.database.pool)
      doors.set(node, seen)
      if (seen.leaves) leave()
    },
  })
}
