import { identifierTypes, properties } from '@shield/core'
import type { IndexedValue, SearchClient, startSearchWorker } from '@shield/engine'

import { follow } from '../../follow-changes.ts'
import type { Followable } from '../../follow-changes.ts'
import type { SearchDoor } from '../../search-door.ts'
import type { Tx } from '../../store/database.ts'

const names = Object.values(properties)
  .filter((one) => one.type === 'name')
  .map((one) => one.number)
const identifiers = Object.values(properties)
  .filter((one) => identifierTypes.includes(one.type))
  .map((one) => one.number)
const nameNumbers = new Set<number>(names)

const pageSize = 20_000

/** Entity, kind, property, text, marking. */
type Row = [number, number, number, string, number]

/** The search index of a database, followed in a thread that it starts. */
export function openSearch(node: Followable, start: typeof startSearchWorker): SearchDoor {
  const { log } = node
  const index = start({
    onFault: (fault) => {
      log.error({ kind: fault.name }, 'the search thread failed and starts anew')
      following.beginAnew()
    },
  })
  // The last page read: the thread makes names of it while the next one is read.
  let adding: Promise<void> = Promise.resolve()
  const following = follow(node, {
    name: 'search index',
    concerned: 'entity_ids',
    loadAll: (tx) => loadAll(tx, index),
    readAgain: async (tx, entities) => {
      const values = await valuesOf(tx, entities)
      await adding
      adding = index.replace({ entities, values }).catch(() => following.beginAnew())
    },
  })
  return {
    index,
    upToDate: async () => {
      await following.upToDate()
      await adding
    },
    close: async () => {
      await following.close()
      await index.close()
    },
  }
}

const columns = `st.entity_id, e.kind, st.property,
  left(case when st.property = any('{${names.join(',')}}'::smallint[]) then st.value else st.norm end, 500) as text, st.marking_id`
const isIndexed = `st.retracted_at is null and st.property = any('{${[...names, ...identifiers].join(',')}}'::smallint[])`

/** Every standing name and identifier, in pages. */
async function loadAll(tx: Tx, index: SearchClient): Promise<void> {
  await index.clear()
  await tx.client.query(
    `declare standing no scroll cursor for select ${columns} from statement st join entity e on e.id = st.entity_id
     where ${isIndexed}`,
  )
  for (;;) {
    const { rows } = await tx.client.query<Row>({ text: `fetch ${pageSize} from standing`, rowMode: 'array' })
    if (rows.length === 0) break
    await index.add(indexed(rows))
  }
  await index.settle()
}

async function valuesOf(tx: Tx, entities: readonly number[]): Promise<readonly IndexedValue[]> {
  const { rows } = await tx.client.query<Row>({
    // Entity by entity: an array of 5,000 ids is looked for in each of the partitions (260 ms; so 60 ms).
    text: `select ${columns} from unnest($1::bigint[]) as changed (id) join entity e on e.id = changed.id
     cross join lateral (select * from statement where entity_id = changed.id offset 0) as st where ${isIndexed}`,
    values: [entities],
    rowMode: 'array',
  })
  return indexed(rows)
}

function indexed(rows: readonly Row[]): readonly IndexedValue[] {
  return rows
    .filter(([, , , text]) => text !== '')
    .map(([entity, kind, property, text, marking]) => ({
      entity,
      kind,
      property,
      type: nameNumbers.has(property) ? 'name' : 'identifier',
      text,
      marking,
    }))
}
