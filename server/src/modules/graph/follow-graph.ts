import { isWhen, whenRange } from '@shield/core'
import { dayNumber } from '@shield/engine'
import type { GraphClient, GraphRow, startGraphWorker } from '@shield/engine'

import { follow } from '../../follow-changes.ts'
import type { Followable, Following } from '../../follow-changes.ts'
import type { GraphDoor } from '../../graph-door.ts'
import type { Tx } from '../../store/database.ts'

const pageSize = 20_000

/**
 * The graph of a database. Its thread starts with the first question and follows from then on: 30 MB and the reading of all links
 * (15 s for 5 M) are not spent where nobody asks how two hang together.
 */
export function openGraphDoor(node: Followable, start: typeof startGraphWorker): GraphDoor {
  const { log } = node
  let started: { readonly graph: GraphClient; readonly following: Following } | undefined
  const begin = (): NonNullable<typeof started> => {
    const graph = start({
      onFault: (fault) => {
        log.error({ kind: fault.name }, 'the graph thread failed and starts anew')
        following.beginAnew()
      },
    })
    const following = follow(node, {
      name: 'graph',
      concerned: 'entity_ids || linked_ids',
      loadAll: (tx) => loadAll(tx, graph),
      readAgain: (tx, ids) => readAgain(tx, graph, ids),
    })
    return { graph, following }
  }
  return {
    index: async () => {
      started ??= begin()
      await started.following.loaded()
      return started.graph
    },
    upToDate: async () => started?.following.upToDate(),
    close: async () => {
      await started?.following.close()
      await started?.graph.close()
    },
  }
}

/** First and last day on which a link may have begun; noughts where nothing is known of it. */
export function beginning(starts: string | null): { readonly first: number; readonly last: number } {
  if (starts === null || !isWhen(starts)) return { first: 0, last: 0 }
  const { first, last } = whenRange(starts)
  return { first: dayNumber(first), last: dayNumber(last) }
}

async function loadAll(tx: Tx, graph: GraphClient): Promise<void> {
  await graph.clear()
  await eachPage<{ id: number; markings: number[] }>(
    tx,
    'select id, markings from entity order by id',
    (rows) =>
      graph.addNodes({
        entity: Float64Array.from(rows, (row) => row.id),
        markings: rows.map((row) => row.markings),
      }),
  )
  await eachPage<LinkRow>(tx, `select ${linkColumns} from link where retracted_at is null`, async (rows) => {
    const days = rows.map((row) => beginning(row.starts))
    await graph.addLinks({
      from: Float64Array.from(rows, (row) => row.from_entity),
      to: Float64Array.from(rows, (row) => row.to_entity),
      kind: Uint8Array.from(rows, (row) => row.kind),
      marking: Uint32Array.from(rows, (row) => row.marking_id),
      first: Uint16Array.from(days, (day) => day.first),
      last: Uint16Array.from(days, (day) => day.last),
    })
  })
  await graph.finish()
  await eachPage<{ left_entity: number }>(
    tx,
    'select distinct left_entity from judgement where withdrawn_at is null',
    (rows) =>
      readAgain(
        tx,
        graph,
        rows.map((row) => row.left_entity),
      ),
  )
}

async function eachPage<Row extends object>(
  tx: Tx,
  sql: string,
  take: (rows: readonly Row[]) => Promise<void>,
): Promise<void> {
  await tx.client.query(`declare page_of no scroll cursor for ${sql}`)
  for (;;) {
    const page = await tx.client.query<Row>(`fetch ${pageSize} from page_of`)
    if (page.rows.length === 0) break
    await take(page.rows)
  }
  await tx.client.query('close page_of')
}

const linkColumns = 'from_entity, to_entity, kind, marking_id, starts'

interface LinkRow {
  readonly from_entity: number
  readonly to_entity: number
  readonly kind: number
  readonly marking_id: number
  readonly starts: string | null
}

async function readAgain(tx: Tx, graph: GraphClient, ids: readonly number[]): Promise<void> {
  const entities = await tx.client.query<{ id: number; markings: number[] }>(
    'select id, markings from entity where id = any($1::bigint[])',
    [ids],
  )
  const links = await tx.client.query<LinkRow>(
    `select ${linkColumns} from link where from_entity = any($1::bigint[]) and retracted_at is null`,
    [ids],
  )
  const judged = await tx.client.query<Judgement>(
    `select id, left_entity, right_entity, verdict, marking_id from judgement
     where left_entity = any($1::bigint[]) and withdrawn_at is null order by id`,
    [ids],
  )
  await graph.replace(rowsOf(entities.rows, links.rows, judged.rows))
}

interface Judgement {
  readonly id: number
  readonly left_entity: number
  readonly right_entity: number
  readonly verdict: string
  readonly marking_id: number
}

function rowsOf(
  entities: readonly { readonly id: number; readonly markings: number[] }[],
  links: readonly LinkRow[],
  judged: readonly Judgement[],
): readonly GraphRow[] {
  const linksOf = Map.groupBy(links, (link) => link.from_entity)
  const judgedOf = Map.groupBy(judged, (one) => one.left_entity)
  return entities.map(({ id, markings }) => ({
    entity: id,
    markings,
    links: (linksOf.get(id) ?? []).map((link) => ({
      to: link.to_entity,
      kind: link.kind,
      marking: link.marking_id,
      ...beginning(link.starts),
    })),
    judged: (judgedOf.get(id) ?? []).map((one) => ({
      id: one.id,
      right: one.right_entity,
      verdict: one.verdict,
      marking: one.marking_id,
    })),
  }))
}
