import { canonicalJson } from '@shield/core'
import type { Json } from '@shield/core'
import { envelopeLimits } from '@shield/contract'
import type { EnvelopeMessage, Lane } from '@shield/contract'

import type { Tx } from '#store/database.ts'

export interface Batch {
  readonly incarnation: number
  readonly first: number
  readonly messages: readonly EnvelopeMessage[]
}

interface Row {
  readonly id: number
  readonly message_id: string
  readonly kind: string
  readonly schema: number
  readonly body: Json
  readonly expires_at: Date | null
  readonly number: number | null
}

interface Wanted {
  readonly peer: string
  readonly lane: Lane
  /** Only what is numbered behind this: what is under way already, or was the last batch of a file. */
  readonly after?: number
}

const columns = 'id, message_id, kind, schema, body, expires_at, number'

/**
 * The next messages of a stream in their order: first those that have a number and no answer, then new ones, which get the
 * numbers behind them. The row lock on the stream keeps numbers dense whoever sends; nothing has a number before its act is
 * committed, so no number is ever missing for good.
 */
export async function takeBatch(tx: Tx, { peer, lane, after = 0 }: Wanted): Promise<Batch | undefined> {
  const { incarnation, last } = await lockStream(tx, peer, lane)
  const numbered = await tx.client.query<Row>(
    `select ${columns} from outbox where peer = $1 and lane = $2 and stream = $2 and incarnation = $3 and number > $4 and answered_at is null
     order by number limit $5`,
    [peer, lane, incarnation, after, envelopeLimits.messages],
  )
  const fresh = await tx.client.query<Row>(
    `select ${columns} from outbox where peer = $1 and lane = $2 and number is null and answered_at is null order by id limit $3`,
    [peer, lane, envelopeLimits.messages - numbered.rows.length],
  )
  const rows = fitting([...numbered.rows, ...fresh.rows])
  if (rows.length === 0) return undefined
  const given = rows.filter((row) => row.number === null)
  if (given.length > 0) {
    await tx.client.query(
      `update outbox o set stream = $2, incarnation = $3, number = $4 + t.place
       from unnest($1::bigint[]) with ordinality as t (id, place) where o.id = t.id`,
      [given.map((row) => row.id), lane, incarnation, last],
    )
    await tx.client.query(`update stream set last = $3 where peer = $1 and direction = 'out' and lane = $2`, [
      peer,
      lane,
      last + given.length,
    ])
  }
  return { incarnation, first: rows[0]?.number ?? last + 1, messages: rows.map(messageOf) }
}

/** The place of a stream out, held until the transaction ends. */
export async function lockStream(
  tx: Tx,
  peer: string,
  lane: Lane,
): Promise<{ readonly incarnation: number; readonly last: number }> {
  const found = await tx.client.query<{ incarnation: number; last: number }>(
    `insert into stream (peer, direction, lane, incarnation) select node, 'out', $2, own_incarnation from peer where node = $1
     on conflict (peer, direction, lane) do update set last = stream.last returning incarnation, last`,
    [peer, lane],
  )
  const row = found.rows[0]
  if (!row) throw new Error('no partner of that name')
  return row
}

/** As many as an envelope holds; the first goes whatever its size, which `post` has limited. Numbers go in a row. */
function fitting(rows: readonly Row[]): readonly Row[] {
  const batch: Row[] = []
  let bytes = 0
  for (const row of rows) {
    bytes += Buffer.byteLength(canonicalJson(row.body))
    if (batch.length > 0 && bytes > envelopeLimits.batchBytes) break
    batch.push(row)
  }
  return batch
}

function messageOf(row: Row): EnvelopeMessage {
  return {
    id: row.message_id,
    kind: row.kind,
    schema: row.schema,
    body: row.body,
    ...(row.expires_at === null ? {} : { expires: row.expires_at.toISOString() }),
  }
}
