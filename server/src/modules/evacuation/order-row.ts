import type pg from 'pg'

import type { Exported, Kind, Stage } from './journal.ts'

/** An order as the evacuation itself works with it. */
export interface Order {
  readonly id: string
  readonly kind: Kind
  readonly agreed_by: string
}

/** What two people agreed to and nobody has begun, or what was cut short. */
export async function findOrder(client: pg.ClientBase, now: Date): Promise<Order | undefined> {
  const found = await client.query<Order>(
    `select id, kind, agreed_by from evacuation
     where state = 'under-way' or (state = 'agreed' and good_until > $1) limit 1`,
    [now],
  )
  return found.rows[0]
}

export async function beginOrder(client: pg.ClientBase, { id }: Order): Promise<void> {
  await client.query(
    `update evacuation set state = 'under-way', begun_at = coalesce(begun_at, now()), fault = null where id = $1`,
    [id],
  )
}

/** `closed`: nobody is served from now on. */
export async function noteStage(client: pg.ClientBase, { id }: Order, stage: Stage): Promise<void> {
  await client.query(
    `update evacuation set stage = $2,
       closed_at = case when $2 = 'close' then coalesce(closed_at, now()) when $2 = 'open' then null else closed_at end
     where id = $1`,
    [id, stage],
  )
}

/** Back to where it was agreed: the door is open again, and the same two need not be found anew. */
export async function noteFault(client: pg.ClientBase, { id }: Order, fault: string): Promise<void> {
  await client.query(
    `update evacuation set state = 'agreed', closed_at = null, stage = null, fault = $2 where id = $1 and state = 'under-way'`,
    [id, fault],
  )
}

export async function noteDone(
  client: pg.ClientBase,
  { id }: Order,
  result: { readonly took: Partial<Record<Stage, number>>; readonly exported?: Exported },
): Promise<void> {
  await client.query(
    `update evacuation set state = 'done', ended_at = now(), closed_at = null, stage = null, result = $2 where id = $1`,
    [id, JSON.stringify(result)],
  )
}

/** Takes back what was cut short before the node was stopped: the door opens. Gives whether there was any. */
export async function giveUpOrder(client: pg.ClientBase): Promise<boolean> {
  const done = await client.query(
    `update evacuation set state = 'withdrawn', ended_at = now(), closed_at = null, stage = null
     where state in ('asked','agreed') or (state = 'under-way' and coalesce(stage, '') not in ('destroy','wipe','report'))`,
  )
  return done.rowCount !== 0
}
