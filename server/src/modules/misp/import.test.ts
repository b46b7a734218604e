import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { after, before, test } from 'node:test'

import type { Json } from '@shield/core'

import { blocksAround } from '../../testing-blocks.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { attribute, event, importMisp, second } from './testing.ts'

let th: TestNode
const own = blocksAround()['own agency'] ?? assert.fail()
const folder = new URL('../../../../../shared/data/exchange/misp-events/', import.meta.url)

before(async () => {
  th = await createTestNode('th')
})
after(() => th.close())

async function countsOf(batch: string): Promise<Readonly<Record<string, number>>> {
  const found = await th.node.database.pool.query<{ counts: Record<string, number> }>(
    'select counts from batch where wire = $1',
    [batch],
  )
  return found.rows[0]?.counts ?? assert.fail(batch)
}

/** What stands of a source, without the numbers that rows get. */
async function standing(source: string): Promise<readonly unknown[]> {
  const found = await th.node.database.pool.query(
    `select 'record' as what, r.key, r.version, r.body::text as said from record r join source s on s.id = r.source_id
     where s.name = $1 and r.ended_at is null
     union all
     select 'statement', e.key, st.property::text, st.value from statement st join entity e on e.id = st.entity_id
     join source s on s.id = e.source_id where s.name = $1 and st.retracted_at is null order by 1, 2, 3, 4`,
    [source],
  )
  return found.rows
}

test(
  'every event file that is there comes in twice with no new row the second time',
  { skip: existsSync(folder) ? false : 'no shared data here' },
  async () => {
    const files = (await readdir(folder)).filter((name) => name.endsWith('.json'))
    assert.ok(files.length > 0)
    for (const name of files) {
      const { response, Event } = JSON.parse(await readFile(new URL(name, folder), 'utf8')) as {
        readonly response?: readonly { readonly Event: object }[]
        readonly Event?: object
      }
      const events = response?.map((one) => one.Event) ?? (Event ? [Event] : [])
      const first = await countsOf(await importMisp(th, own, events, name))
      assert.ok((first['new'] ?? 0) > 0, name)
      const before = await standing(name)
      const again = await countsOf(await importMisp(th, own, events, name))
      assert.deepEqual([again['new'], again['changed'], again['conflict']], [0, 0, 0], name)
      assert.deepEqual(await standing(name), before, name)
    }
  },
)

test('versions of an event end in the same state in any order: newer wins, a deleted attribute stays deleted', async () => {
  const [kept, dropped] = [attribute('kept'), attribute('dropped')]
  const one = event([kept, dropped])
  const later = (seconds: number, more: Readonly<Record<string, Json>>): object => ({
    ...{ ...one, ...more, timestamp: String(second + seconds) },
  })
  const versions = [
    one,
    later(5, {
      info: 'Second',
      Attribute: [{ ...kept, value: 'kept, better', timestamp: String(second + 5) }],
    }),
    later(9, { info: 'Third', Attribute: [{ ...dropped, deleted: true, timestamp: String(second + 9) }] }),
  ]
  const states: (readonly unknown[])[] = []
  for (const [number, order] of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
    [2, 0, 1],
  ].entries()) {
    const source = `Order ${number}`
    for (const at of order) await importMisp(th, own, [versions[at] ?? assert.fail()], source)
    states.push(await standing(source))
  }
  for (const state of states) assert.deepEqual(state, states[0])
  const said = JSON.stringify(states[0])
  assert.ok(said.includes('Third') && said.includes('kept, better'))
  assert.ok(
    !states[0]?.some(
      (row) =>
        JSON.stringify(row).startsWith('{"what":"statement"') && JSON.stringify(row).includes('dropped'),
    ),
  )
})
