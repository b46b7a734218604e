import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { RouteName } from '@shield/contract'
import fc from 'fast-check'

import { importPeople, person } from '../registry/testing.ts'
import { buildNode, closeNode } from '../../build-node.ts'
import { createApp } from '../../http/app.ts'
import { served } from '../../served.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { catchUpLinks } from './follow.ts'

type Headers = Record<string, string>

let th: TestNode
let viewers: Readonly<Record<'police' | 'supervisor' | 'money', Headers>>
let wires: readonly string[]

const size = 5
const text = 'Kittichai Phrommarat'

before(async () => {
  th = await createTestNode('th')
  viewers = {
    police: await th.signIn(person('analyst', 'th-aht'), 'investigation'),
    supervisor: await th.signIn(person('supervisor', 'th-aht'), 'investigation'),
    money: await th.signIn(person('analyst', 'th-aml'), 'investigation'),
  }
  for (let n = 0; n < size; n += 1)
    await importPeople(th, viewers[n === 4 ? 'money' : 'police'], {
      source: `Roll ${n}`,
      // Two share a telephone, one is its agency's alone.
      lines: [`K${n},${text},+999 81 300 000${n >> 1},`],
      marking: n === 3 ? 'agency' : 'node',
    })
  await catchUpLinks(th.node)
  const { rows } = await th.node.database.pool.query<{ wire: string }>(
    'select wire from entity where kind = 2 order by id',
  )
  wires = rows.map((row) => row.wire)
})
after(() => th.close())

/** Everything a viewer is told of who is who, without what was judged when: a withdrawn judgement stays in the history. */
async function told(node: TestNode): Promise<readonly string[]> {
  const answers: string[] = []
  for (const headers of Object.values(viewers)) {
    const note = async (route: RouteName, input: object): Promise<void> => {
      const { status, text: body } = await ask(node, headers, route, input)
      const parsed = JSON.parse(body) as Record<string, unknown>
      const plain = { ...parsed, judgements: undefined, requestId: undefined }
      answers.push(`${route} ${status} ${JSON.stringify(plain)}`)
    }
    for (const id of wires) {
      for (const route of ['entityRead', 'clusterRead', 'sharedRead', 'entityLinks'] as const)
        await note(route, { params: { id } })
      await note('graphOpen', { body: { ids: [id] } })
    }
    await note('searchRun', { query: { q: text } })
    await note('searchSuggest', { query: { q: text.slice(0, 6) } })
    await note('candidateList', { query: {} })
    await note('graphOpen', { body: { ids: wires.slice(0, 3) } })
  }
  return answers
}

const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('judge' as const),
      by: fc.constantFrom('police' as const, 'supervisor' as const, 'money' as const),
      pair: fc.uniqueArray(fc.nat(size - 1), { minLength: 2, maxLength: 2 }),
      verdict: fc.constantFrom('same' as const, 'same' as const, 'different' as const, 'unsure' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('import' as const), which: fc.nat(size - 1) }) },
)

let imports = 0

/** Does the acts, takes every one of them back, and tells how often something was joined meanwhile. */
async function doAndUndo(
  acts: readonly (typeof act extends fc.Arbitrary<infer T> ? T : never)[],
): Promise<number> {
  const standing: { readonly id: string; readonly by: keyof typeof viewers }[] = []
  const batches: { readonly id: string; readonly headers: Headers }[] = []
  let joined = 0
  for (const one of acts) {
    if (one.kind === 'judge') {
      const [left = 0, right = 1] = one.pair
      const answer = await ask(th, viewers[one.by], 'judgementMake', {
        body: { left: wires[left], right: wires[right], verdict: one.verdict, reason: 'The same tattoo' },
      })
      assert.ok([200, 404, 409].includes(answer.status), answer.text)
      const { id } = JSON.parse(answer.text) as { id: string }
      if (answer.status === 200 && !standing.some((known) => known.id === id))
        standing.push({ id, by: one.by })
      if (answer.status === 200 && one.verdict === 'same') joined += 1
    } else if (one.kind === 'withdraw') await withdraw(standing, one.which)
    else {
      const headers = viewers.police
      imports += 1
      const id = await importPeople(th, headers, {
        source: `Passing ${imports}`,
        lines: [`P,${text},+999 81 300 000${one.which >> 1},`],
      })
      batches.push({ id, headers })
      await catchUpLinks(th.node)
    }
  }
  while (standing.length > 0) await withdraw(standing, acts.length * 7)
  for (const { id, headers } of batches)
    await get(th, headers, 'importUndo', { params: { id }, body: { reason: 'It was a trial' } })
  await catchUpLinks(th.node)
  await Promise.all([th.node.search.upToDate(), th.node.graph.upToDate()])
  return joined
}

async function withdraw(
  standing: { readonly id: string; readonly by: keyof typeof viewers }[],
  which: number,
): Promise<void> {
  const one = standing[which % Math.max(1, standing.length)]
  if (!one) return
  await get(th, viewers[one.by], 'judgementWithdraw', {
    params: { id: one.id },
    body: { reason: 'A brother' },
  })
  standing.splice(standing.indexOf(one), 1)
}

test('whatever is judged and taken back, everybody is told byte for byte what was told before, also by a node started anew', async () => {
  const before_ = await told(th)
  assert.ok(before_.some((one) => one.startsWith('candidateList 200') && one.includes('strong')))
  let joined = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 8 }), async (acts) => {
      joined += await doAndUndo(acts)
      assert.deepEqual(await told(th), before_)
    }),
    { numRuns: 8, seed: 11 },
  )
  assert.ok(joined > 10, `only ${joined} joins were met`)
  assert.ok(imports > 3, `only ${imports} imports were met`)
  const node = await buildNode(th.node.config, th.url, { search: true, connections: 4 })
  try {
    await node.search.upToDate()
    await node.graph.upToDate()
    const app = await createApp(node, served)
    assert.deepEqual(await told({ ...th, node, app }), before_)
    await app.close()
  } finally {
    await closeNode(node)
  }
})

test('a join that stands is told, so the comparison would see one that is left', async () => {
  const before_ = await told(th)
  const [left = '', right = ''] = wires
  const { id } = await get(th, viewers.police, 'judgementMake', {
    body: { left, right, verdict: 'same', reason: 'The same tattoo' },
  })
  await th.node.graph.upToDate()
  assert.notDeepEqual(await told(th), before_)
  await get(th, viewers.police, 'judgementWithdraw', { params: { id }, body: { reason: 'A brother' } })
  await th.node.graph.upToDate()
  assert.deepEqual(await told(th), before_)
})
