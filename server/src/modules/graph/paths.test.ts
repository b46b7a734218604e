import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { GraphPathsReply } from '@shield/contract'
import { people } from '@shield/world'
import { startGraphWorker } from '@shield/engine'

import { createApp } from '../../http/app.ts'
import { served } from '../../served.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { openGraphDoor } from './follow-graph.ts'
import { imported } from './testing.ts'

let th: TestNode
let analyst: Record<string, string>

before(async () => {
  th = await createTestNode('th')
  analyst = await th.signIn(people[0] ?? assert.fail('no analyst'), 'investigation')
})
after(async () => th.close())

const idIn = (ids: ReadonlyMap<string, string>, name: string): string =>
  ids.get(name) ?? assert.fail(`no ${name}`)

async function waysBetween(from: string, to: string, inOrderOfTime = false): Promise<GraphPathsReply> {
  return get(th, analyst, 'graphPaths', { body: { from, to, count: 5, inOrderOfTime, present: [from, to] } })
}

/** Captions along each way. */
function told({ nodes, paths }: GraphPathsReply): readonly (readonly string[])[] {
  const captions = new Map(nodes.map((node) => [node.id, node.caption]))
  return paths.map((path) => path.map((id) => captions.get(id) ?? assert.fail(`no node ${id}`)))
}

async function entityNumber(wire: string): Promise<number> {
  const found = await th.node.database.pool.query<{ id: number }>('select id from entity where wire = $1', [
    wire,
  ])
  return found.rows[0]?.id ?? assert.fail(`no entity ${wire}`)
}

test('the ways between two are found, the shortest first, with the links of each step', async () => {
  const ids = await imported(th, analyst, {
    source: 'Ways',
    rows: 'Anong Dee,Alpha Ways\nBoon Dee,Alpha Ways\nBoon Dee,Beta Ways\nChai Dee,Beta Ways\nAnong Dee,Gamma Ways\nBoon Dee,Gamma Ways\n',
  })
  const [anong, chai] = [idIn(ids, 'Anong Dee'), idIn(ids, 'Chai Dee')]
  const reply = await waysBetween(anong, chai)
  assert.deepEqual(told(reply), [
    ['Anong Dee', 'Alpha Ways', 'Boon Dee', 'Beta Ways', 'Chai Dee'],
    ['Anong Dee', 'Gamma Ways', 'Boon Dee', 'Beta Ways', 'Chai Dee'],
  ])
  assert.equal(reply.isCut, false)
  for (const path of reply.paths)
    for (const [at, node] of path.slice(1).entries())
      assert.ok(
        reply.edges.some(
          (edge) => [edge.from, edge.to].toSorted().join() === [path[at], node].toSorted().join(),
        ),
      )
  // A link without a date says nothing of an order.
  assert.deepEqual((await waysBetween(anong, chai, true)).paths, [])
})

test('what was judged the same is one step of a way, and two again when the judgement is withdrawn', async () => {
  const first = await imported(th, analyst, { source: 'Same A', rows: 'Duang Jai,Delta Same\n' })
  const second = await imported(th, analyst, { source: 'Same B', rows: 'Duang J.,Epsilon Same\n' })
  const [delta, epsilon] = [idIn(first, 'Delta Same'), idIn(second, 'Epsilon Same')]
  assert.deepEqual((await waysBetween(delta, epsilon)).paths, [])
  const { id } = await get(th, analyst, 'judgementMake', {
    body: {
      left: idIn(first, 'Duang Jai'),
      right: idIn(second, 'Duang J.'),
      verdict: 'same',
      reason: 'Same passport',
    },
  })
  await th.node.graph.upToDate()
  assert.deepEqual(told(await waysBetween(delta, epsilon)), [['Delta Same', 'Duang Jai', 'Epsilon Same']])
  await get(th, analyst, 'judgementWithdraw', { params: { id }, body: { reason: 'Another passport' } })
  await th.node.graph.upToDate()
  assert.deepEqual((await waysBetween(delta, epsilon)).paths, [])
})

test('in order of time a way goes on only by what begins no earlier', async () => {
  const ids = await imported(th, analyst, {
    source: 'Times',
    rows: 'Early Bird,Zeta Times,2026-01-05\nLate Bird,Zeta Times,2026-02\nLate Bird,Eta Times,2026-02-20\nOld Bird,Eta Times,2025\n',
  })
  const [early, late, old] = [idIn(ids, 'Early Bird'), idIn(ids, 'Eta Times'), idIn(ids, 'Old Bird')]
  assert.equal((await waysBetween(early, late, true)).paths.length, 1)
  assert.equal((await waysBetween(early, old, true)).paths.length, 0)
  assert.equal((await waysBetween(old, early, true)).paths.length, 0)
  assert.equal((await waysBetween(early, old)).paths.length, 1)
})

test('what the graph still says of a link that does not stand is not shown', async () => {
  const ids = await imported(th, analyst, {
    source: 'Stale',
    rows: 'Fah Sai,Theta Stale\nKla Sai,Iota Stale\n',
  })
  const [fah, theta, iota] = [idIn(ids, 'Fah Sai'), idIn(ids, 'Theta Stale'), idIn(ids, 'Iota Stale')]
  const graph = await th.node.graph.index()
  const numbers = await Promise.all([fah, theta, iota].map(entityNumber))
  const [one = 0, two = 0, three = 0] = numbers
  const stale = {
    ...graph,
    paths: () =>
      Promise.resolve({
        paths: [
          [one, two, three],
          [one, three],
        ],
        isCut: false,
      }),
  }
  const app = await createApp(
    { ...th.node, graph: { ...th.node.graph, index: () => Promise.resolve(stale) } },
    served,
  )
  const body = { from: fah, to: iota, count: 5, inOrderOfTime: false }
  const reply = await get({ ...th, app }, analyst, 'graphPaths', { body })
  assert.deepEqual(reply.paths, [])
  await app.close()
})

test('a link that comes or goes alone, without a statement, is followed', async () => {
  const ids = await imported(th, analyst, {
    source: 'Alone',
    rows: 'Mali Alone,Nu Alone\nPim Alone,Xi Alone\n',
  })
  const [mali, xi] = [idIn(ids, 'Mali Alone'), idIn(ids, 'Xi Alone')]
  assert.deepEqual((await waysBetween(mali, xi)).paths, [])
  const { pool } = th.node.database
  await pool.query(
    `insert into link (wire, source_id, key, kind, from_entity, to_entity, record_id, marking_id)
     select gen_random_uuid(), source_id, 'alone', kind, $1, $2, record_id, marking_id from link where from_entity = $1`,
    [await entityNumber(mali), await entityNumber(xi)],
  )
  await th.node.graph.upToDate()
  assert.deepEqual(told(await waysBetween(mali, xi)), [['Mali Alone', 'Xi Alone']])
  await pool.query(`update link set retracted_at = now() where key = 'alone'`)
  await th.node.graph.upToDate()
  const graph = await th.node.graph.index()
  const [from, to] = [await entityNumber(mali), await entityNumber(xi)]
  const everything = new Uint8Array(64).fill(0xff)
  assert.deepEqual((await graph.paths({ visible: everything, from, to, count: 1, most: 6 })).paths, [])
})

test('a thread that fails starts anew with everything', async () => {
  const ids = await imported(th, analyst, { source: 'Again', rows: 'Rung Again,Rho Again\n' })
  const [rung, rho] = [idIn(ids, 'Rung Again'), idIn(ids, 'Rho Again')]
  const before = await waysBetween(rung, rho)
  assert.equal(before.paths.length, 1)
  let fail: (fault: Error) => void = () => assert.fail('not started')
  const door = openGraphDoor(th.node, (options) => {
    fail = options.onFault
    return startGraphWorker(options)
  })
  const graph = await door.index()
  await graph.clear()
  fail(new Error('out of memory'))
  const [one, other] = [await entityNumber(rung), await entityNumber(rho)]
  const anew = await (
    await door.index()
  ).expand({
    visible: new Uint8Array(64).fill(0xff),
    from: [one],
    hops: 1,
    fanOut: 5,
  })
  assert.deepEqual(
    anew.found.map((found) => found.entity),
    [other],
  )
  await door.close()
})

test('to or from what may not be seen there is no way, and no word of it', async () => {
  const ids = await imported(th, analyst, { source: 'Gone', rows: 'Somsri Gone,Kappa Gone\n' })
  const [somsri, nobody] = [idIn(ids, 'Somsri Gone'), '019b7615-6c00-7000-8000-00000000ffff']
  for (const [from, to] of [
    [somsri, nobody],
    [nobody, somsri],
  ])
    assert.equal(
      (await ask(th, analyst, 'graphPaths', { body: { from, to, count: 1, inOrderOfTime: false } })).status,
      404,
    )
})

test('communities of a chart: those who hang together, the largest first', async () => {
  const ids = await imported(th, analyst, {
    source: 'Groups',
    rows: 'P One,Lambda Groups\nP Two,Lambda Groups\nP Three,Lambda Groups\nP Four,Mu Groups\nP Five,Mu Groups\n',
  })
  const { groups } = await get(th, analyst, 'graphCommunities', { body: { nodes: [...ids.values()] } })
  const names = new Map([...ids].map(([name, id]) => [id, name]))
  assert.deepEqual(
    groups.map((group) => group.map((id) => names.get(id)).toSorted()),
    [
      ['Lambda Groups', 'P One', 'P Three', 'P Two'],
      ['Mu Groups', 'P Five', 'P Four'],
    ],
  )
})

test('a hub shows its best linked and says how many more there are', async () => {
  const rows = Array.from({ length: 5200 }, (_, at) => `Crowd ${at},Omega Hub`).join('\n')
  await imported(th, analyst, { source: 'Crowd', rows: `${rows}\n`, newest: 1 })
  const { items } = await get(th, analyst, 'searchRun', { query: { q: 'Omega Hub' } })
  const hub = items[0]?.id ?? assert.fail('no hub')
  const grown = await get(th, analyst, 'graphExpand', { body: { id: hub, limit: 50, present: [hub] } })
  assert.equal(grown.nodes.length, 50)
  assert.equal(grown.left, 5150)
  assert.ok(grown.edges.length >= 50)
})
