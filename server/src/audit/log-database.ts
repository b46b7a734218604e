import type { Tx } from '../store/database.ts'
import type { LogEntry, LogSource } from './log-source.ts'
import { tileWidth } from './merkle.ts'
import { tileHashes } from './prove.ts'

interface Row {
  readonly sequence: number
  readonly id: string
  readonly at: Date
  readonly action: string
  readonly person: string | null
  readonly organisation: string
  readonly object: string
  readonly event: Buffer
  readonly shown: readonly string[]
}

/** The log in a database, and beside it what the screens read: columns that must say what the event's bytes say. */
export function logOfDatabase(tx: Tx): LogSource {
  return {
    keepsPartialTiles: false,
    heads: () => headsOf(tx),
    entries: () => entriesOf(tx),
    tile: (level, number, width) =>
      width === tileWidth ? tileHashes(tx, level, number) : Promise.resolve(undefined),
  }
}

async function* headsOf(tx: Tx): AsyncGenerator<string> {
  const heads = await tx.client.query<{ note: string }>('select note from audit_checkpoint order by size')
  for (const { note } of heads.rows) yield note
}

async function* entriesOf(tx: Tx): AsyncGenerator<LogEntry> {
  for (let from = -1; ;) {
    const page = await tx.client.query<Row>(
      `select l.sequence, i.id, i.at, i.action, i.person, i.organisation, i.object, i.event,
              array(select o.entity_wire::text from audit_object o where o.audit_id = i.id order by 1) as shown
       from audit_leaf l join audit_intake i on i.id = l.audit_id
       where l.sequence > $1 order by l.sequence limit 5000`,
      [from],
    )
    for (const row of page.rows) {
      const fault = columnFault(row)
      yield { sequence: row.sequence, event: row.event, ...(fault === undefined ? {} : { fault }) }
    }
    const last = page.rows.at(-1)
    if (!last) return
    from = last.sequence
  }
}

/** The log holds the bytes; the screens show the columns. Both must tell the same. */
function columnFault(row: Row): string | undefined {
  const said = parsed(row.event)
  const columns = {
    id: row.id,
    at: row.at.toISOString(),
    action: row.action,
    person: row.person ?? undefined,
    organisation: row.organisation,
    object: row.object === '' ? undefined : row.object,
  }
  const differing = Object.entries(columns).find(([name, value]) => said?.[name] !== value)?.[0]
  const shown = Array.isArray(said?.['shown']) ? said['shown'].toSorted() : []
  const column = differing ?? (shown.join() === row.shown.join() ? undefined : 'shown')
  return (
    column && `the event at place ${row.sequence} is shown with another "${column}" than it was logged with`
  )
}

function parsed(event: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(event.toString('utf8')) as Readonly<Record<string, unknown>>
  } catch {
    return undefined
  }
}
