import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { people } from '@shield/world'

import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { imported as importedTo } from './testing.ts'

let th: TestNode
let analyst: Record<string, string>

before(async () => {
  th = await createTestNode('th')
  analyst = await th.signIn(people[0] ?? assert.fail('no analyst'), 'investigation')
})
after(async () => th.close())

const imported = (source: string, marking: string, rows: string): Promise<ReadonlyMap<string, string>> =>
  importedTo(th, analyst, { source, marking, rows })

const idIn = (ids: ReadonlyMap<string, string>, name: string): string =>
  ids.get(name) ?? assert.fail(`no ${name}`)

test('two records judged the same are one node that carries the links of both', async () => {
  const first = await imported('Staff A', 'agency', 'Decha Rungroj,Alpha Trading\n')
  const second = await imported('Staff B', 'agency', 'Decha R.,Beta Trading\n')
  const [left, right] = [idIn(first, 'Decha Rungroj'), idIn(second, 'Decha R.')]
  await get(th, analyst, 'judgementMake', {
    body: { left, right, verdict: 'same', reason: 'Same passport' },
  })

  const opened = await get(th, analyst, 'graphOpen', { body: { ids: [left] } })
  assert.equal(opened.nodes[0]?.sources, 2)
  assert.deepEqual(opened.nodes[0]?.links, [{ kind: 'Employment', direction: 'out', count: 2 }])

  const grown = await get(th, analyst, 'graphExpand', { body: { id: left, limit: 1, present: [left] } })
  assert.deepEqual([grown.nodes.length, grown.left], [1, 1])
  const all = await get(th, analyst, 'graphExpand', { body: { id: left, limit: 10, present: [left] } })
  assert.deepEqual(all.nodes.map((node) => node.caption).toSorted(), ['Alpha Trading', 'Beta Trading'])
  assert.ok(all.edges.every((edge) => edge.from === left))
  assert.deepEqual(all.edges.map((edge) => edge.sourceName).toSorted(), ['Staff A', 'Staff B'])

  const beta = idIn(second, 'Beta Trading')
  const back = await get(th, analyst, 'graphExpand', { body: { id: beta, limit: 10, present: [beta] } })
  assert.equal(back.nodes[0]?.sources, 2)
  assert.equal(back.nodes[0]?.links[0]?.count, 2)
})

test('a second record of an entity on the chart keeps the id it has there, and its links come', async () => {
  const ids = await imported('Staff C', 'agency', 'Malai Kaew,Gamma Trading\n')
  const twin = await imported('Staff D', 'agency', 'Malai K.,Delta Trading\n')
  const [left, right] = [idIn(ids, 'Malai Kaew'), idIn(twin, 'Malai K.')]
  await get(th, analyst, 'judgementMake', { body: { left, right, verdict: 'same', reason: 'Same face' } })
  const delta = idIn(twin, 'Delta Trading')
  const opened = await get(th, analyst, 'graphOpen', { body: { ids: [right], present: [left, delta] } })
  assert.deepEqual(
    opened.nodes.map((node) => node.id),
    [left],
  )
  assert.deepEqual(
    opened.edges.map((edge) => [edge.from, edge.to]),
    [[left, delta]],
  )
})

test('a picture names its markings and is audited; one thing that may not leave keeps all of it', async () => {
  const open = await imported('Staff E', 'agency', 'Niran Chai,Epsilon Trading\n')
  const kept = await imported('Staff F', 'case', 'Orasa Chai,Zeta Trading\n')
  const niran = idIn(open, 'Niran Chai')
  const chart = await get(th, analyst, 'graphExpand', { body: { id: niran, limit: 10, present: [niran] } })
  assert.deepEqual(chart.nodes[0]?.can, ['content.export'])
  const edges = chart.edges.map((edge) => edge.id)
  const nodes = [niran, idIn(open, 'Epsilon Trading')]
  const leave = await get(th, analyst, 'graphExport', { body: { format: 'svg', nodes, edges } })
  assert.deepEqual(
    leave.markings.map((marking) => marking.organisation),
    ['th-aht'],
  )
  const trail = await get(th, analyst, 'entityTrail', { params: { id: niran } })
  assert.ok(trail.items.some((event) => event.action === 'export.run' && event.id === leave.id))

  const zeta = idIn(kept, 'Zeta Trading')
  const opened = await get(th, analyst, 'graphOpen', { body: { ids: [zeta] } })
  assert.deepEqual(opened.nodes[0]?.can, [])
  assert.equal(opened.nodes[0]?.because?.en, 'Confidential content leaves with a second person only')
  const refused = await ask(th, analyst, 'graphExport', {
    body: { format: 'png', nodes: [...nodes, zeta], edges },
  })
  assert.equal(refused.status, 403)
  const nobody = '019b7615-6c00-7000-8000-00000000ffff'
  const missing = await ask(th, analyst, 'graphExport', {
    body: { format: 'png', nodes: [...nodes, nobody], edges },
  })
  assert.equal(missing.status, 404)
})
