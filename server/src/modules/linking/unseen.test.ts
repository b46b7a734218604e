import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { RouteName } from '@shield/contract'
import fc from 'fast-check'

import { importPeople, person } from '../registry/testing.ts'
import { blocksAround } from '../../testing-blocks.ts'
import { importUnder } from '../../testing-guard.ts'
import { ask } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { catchUpLinks } from './follow.ts'

let th: TestNode
let police: Record<string, string>
let wires: readonly string[]

before(async () => {
  th = await createTestNode('th')
  police = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  for (const source of ['Seen one', 'Seen two'])
    await importPeople(th, police, {
      source,
      marking: source === 'Seen one' ? 'agency' : 'node',
      lines: [
        '1,Somchai Jaidee,+999 81 400 0001,',
        '2,Malee Sukjai,+999 81 400 0002,',
        '3,Prasit Thongdee,,',
      ],
    })
  await catchUpLinks(th.node)
  const { rows } = await th.node.database.pool.query<{ wire: string }>(
    'select wire from entity where kind = 2 order by id',
  )
  wires = rows.map((row) => row.wire)
})
after(() => th.close())

async function told(): Promise<readonly string[]> {
  const answers: string[] = []
  const note = async (route: RouteName, input: object): Promise<void> => {
    const { status, text } = await ask(th, police, route, input)
    answers.push(`${route} ${status} ${text.replace(/"requestId":"[^"]*"/, '')}`)
  }
  for (const query of [{}, { kind: 'Person' }, { limit: 1 }, { own: true }, { band: 'possible' }])
    await note('candidateList', { query })
  await note('candidateThreshold', { query: {} })
  await note('proposalList', {})
  await note('questionList', {})
  await note('workRead', {})
  for (const left of wires) {
    await note('clusterRead', { params: { id: left } })
    await note('sharedRead', { params: { id: left } })
    for (const right of wires) await note('pairRead', { query: { left, right } })
  }
  // The hour at which it was asked stands in the line of the work queue.
  return answers.map((one) => one.replace(/"at":"[^"]*"/g, ''))
}

const hidden = ['other agency', 'other zone', 'other case', 'level above clearance', 'recalled'] as const

const record = fc.record({
  name: fc.constantFrom(
    'Somchai Jaidee',
    'Jaidee Somchai',
    'Malee Sukjai',
    'Prasit Thongdee',
    'Somchay Jaidi',
  ),
  phone: fc.constantFrom('', '+999 81 400 0001', '+999 81 400 0002'),
})

const act = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('import' as const),
      block: fc.constantFrom(...hidden),
      records: fc.array(record, { minLength: 1, maxLength: 45 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('value' as const),
      of: fc.nat(5),
      record,
    }),
  },
)

let files = 0

async function hide(one: typeof act extends fc.Arbitrary<infer T> ? T : never): Promise<void> {
  if (one.kind === 'import') {
    files += 1
    const block = blocksAround()[one.block]
    assert.ok(block)
    const lines = one.records.map(({ name, phone }, n) => `H${files}-${n},${name},${phone},`)
    await importUnder(th.node, block, {
      sourceName: `Hidden ${files}`,
      content: `id,name,phone,company\n${lines.join('\n')}\n`,
    })
    return
  }
  // A value of another agency about an entity that is seen: its handling is one more of the entity's.
  await th.node.database.pool.query(
    `with about as (select id from entity where wire = $1),
     block as (select id from marking where block->>'organisation' = 'th-aml' and block->'releasedTo' = '[]' order by id limit 1),
     said as (
       insert into statement (entity_id, property, value, norm, record_id, marking_id, grade)
       select about.id, p.property, p.value, p.norm, (select min(record_id) from statement where entity_id = about.id), block.id, 0
       from about, block, (values (1::smallint, $2, lower($2)), (18::smallint, $3, replace($3, ' ', ''))) as p (property, value, norm)
       where p.value <> '' returning entity_id, marking_id),
     marked as (
       update entity set markings = array(select distinct m from unnest(markings || said.marking_id) as m order by m)
       from (select distinct entity_id, marking_id from said) as said where entity.id = said.entity_id)
     insert into index_change (entity_ids) select array[id] from about`,
    [wires[one.of], one.record.name, one.record.phone],
  )
}

test('whatever is added that may not be seen, no byte changes of what is told of pairs, numbers and clusters', async () => {
  // The block that hidden values stand under has to be there.
  await hide({ kind: 'import', block: 'other agency', records: [{ name: 'Somchay Jaidi', phone: '' }] })
  await catchUpLinks(th.node)
  const before_ = await told()
  assert.ok(before_.some((one) => one.startsWith('candidateList 200') && one.includes('"band":"strong"')))
  let values = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 3 }), async (acts) => {
      for (const one of acts) {
        await hide(one)
        values += Number(one.kind === 'value')
      }
      await catchUpLinks(th.node)
      assert.deepEqual(await told(), before_)
    }),
    { numRuns: 10, seed: 3 },
  )
  assert.ok(files > 5 && values > 1, `${files} files and ${values} values were hidden`)
  const pairs = await th.node.database.pool.query<{ count: number }>('select count(*) from candidate')
  assert.ok((pairs.rows[0]?.count ?? 0) > 20, 'the hidden rows made pairs of their own')
})

test('what is added and may be seen does change it', async () => {
  const before_ = await told()
  await importPeople(th, police, { source: 'Seen three', lines: ['1,Somchai Jaidee,+999 81 400 0001,'] })
  await catchUpLinks(th.node)
  assert.notDeepEqual(await told(), before_)
})
