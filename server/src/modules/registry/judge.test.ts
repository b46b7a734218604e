import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import fc from 'fast-check'

import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { importPeople, person } from './testing.ts'

type Headers = Record<string, string>
type Verdict = 'same' | 'different' | 'unsure'
type Agency = 'aht' | 'aml'

interface Standing {
  readonly id: string
  readonly agency: Agency
  readonly left: number
  readonly right: number
  readonly verdict: Verdict
}

let th: TestNode
let viewers: Readonly<Record<Agency, Headers>>
let wires: readonly string[]
let untouched: readonly unknown[]

const size = 5

before(async () => {
  th = await createTestNode('th')
  viewers = {
    aht: await th.signIn(person('analyst', 'th-aht'), 'investigation'),
    aml: await th.signIn(person('analyst', 'th-aml'), 'investigation'),
  }
  for (let n = 0; n < size; n += 1)
    await importPeople(th, viewers.aht, {
      source: `List ${n}`,
      lines: [`K${n},Kittisak Phromma,+999 81 000 010${n},`],
    })
  const { items } = await get(th, viewers.aht, 'searchRun', { query: { q: 'Kittisak Phromma' } })
  wires = items.map((item) => item.id).toSorted()
  untouched = await profiles()
})
after(() => th.close())

async function profiles(): Promise<readonly unknown[]> {
  const all: unknown[] = []
  for (const id of wires) {
    const profile = await get(th, viewers.aht, 'entityRead', { params: { id } })
    all.push({ ...profile, judgements: [] })
  }
  return all
}

/** What an agency sees by the rule itself: in order of judging, "same" joins unless it would bring together two that are different. */
function clustersBy(standing: readonly Standing[]): readonly (readonly number[])[] {
  let clusters = wires.map((_, at) => [at])
  const different = standing.filter((one) => one.verdict === 'different')
  for (const { left, right, verdict } of standing) {
    if (verdict !== 'same') continue
    const joined = clusters.filter((cluster) => cluster.includes(left) || cluster.includes(right))
    const all = joined.flat()
    if (different.some((one) => all.includes(one.left) && all.includes(one.right))) continue
    clusters = [...clusters.filter((cluster) => !joined.includes(cluster)), all]
  }
  return clusters
    .map((cluster) => cluster.toSorted((a, b) => a - b))
    .toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
}

/** The judgements of th-aht are handled as its records, which every agency reads; those of th-aml speak of another's data and stay its own. */
const seenBy = (agency: Agency, standing: readonly Standing[]): readonly Standing[] =>
  standing.filter((one) => agency === 'aml' || one.agency === 'aht')

async function judge(standing: Standing[], act: Omit<Standing, 'id'>): Promise<void> {
  const same = (one: Standing): boolean =>
    one.agency === act.agency &&
    Math.min(one.left, one.right) === Math.min(act.left, act.right) &&
    Math.max(one.left, one.right) === Math.max(act.left, act.right)
  const before = standing.find(same)
  const answer = await ask(th, viewers[act.agency], 'judgementMake', {
    body: { left: wires[act.left], right: wires[act.right], verdict: act.verdict, reason: 'Same tattoo' },
  })
  if (before && before.verdict !== act.verdict) {
    assert.equal(answer.status, 409, 'two words of one agency on one pair do not stand together')
    return
  }
  assert.equal(answer.status, 200, answer.text)
  const { id } = JSON.parse(answer.text) as { id: string }
  if (before) assert.equal(id, before.id)
  else standing.push({ ...act, id })
}

async function withdraw(standing: Standing[], which: number): Promise<void> {
  const one = standing[which % Math.max(1, standing.length)]
  if (!one) return
  await get(th, viewers[one.agency], 'judgementWithdraw', {
    params: { id: one.id },
    body: { reason: 'Another person after all' },
  })
  standing.splice(standing.indexOf(one), 1)
}

async function checkAgainstScratch(standing: readonly Standing[]): Promise<number> {
  let joins = 0
  for (const agency of ['aht', 'aml'] as const) {
    const clusters = clustersBy(seenBy(agency, standing))
    for (const cluster of clusters) {
      const [first = 0] = cluster
      const profile = await get(th, viewers[agency], 'entityRead', { params: { id: wires[first] ?? '' } })
      assert.deepEqual(
        profile.members.map((member) => wires.indexOf(member.id)).toSorted((a, b) => a - b),
        cluster,
        `${agency} of ${JSON.stringify(standing)}`,
      )
      assert.equal(profile.statements.length, cluster.length * 2)
      joins += cluster.length - 1
    }
    const found = await get(th, viewers[agency], 'searchRun', { query: { q: 'Kittisak Phromma' } })
    assert.equal(found.count, clusters.length)
  }
  const kept = await th.node.database.pool.query<{ wire: string; canonical: number; id: number }>(
    'select wire, canonical, id from entity where wire = any($1::uuid[])',
    [wires],
  )
  const candidates = clustersBy(standing.filter((one) => one.verdict === 'same'))
  for (const cluster of candidates) {
    const rows = kept.rows.filter((row) => cluster.includes(wires.indexOf(row.wire)))
    const least = Math.min(...rows.map((row) => row.id))
    for (const row of rows) assert.equal(row.canonical, least)
  }
  return joins
}

const act = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('judge' as const),
      agency: fc.constantFrom<Agency>('aht', 'aml'),
      pair: fc.uniqueArray(fc.nat(size - 1), { minLength: 2, maxLength: 2 }),
      verdict: fc.constantFrom<Verdict>('same', 'same', 'same', 'different', 'unsure'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), which: fc.nat(20) }) },
)

test('after any judgements and withdrawals everybody sees what the standing ones alone would make, and with none left what was before', async () => {
  let joins = 0
  let blocked = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 12 }), async (acts) => {
      const standing: Standing[] = []
      for (const one of acts) {
        if (one.kind === 'withdraw') await withdraw(standing, one.which)
        else {
          const [left = 0, right = 1] = one.pair
          await judge(standing, { agency: one.agency, left, right, verdict: one.verdict })
        }
      }
      joins += await checkAgainstScratch(standing)
      const free = clustersBy(standing.filter((one) => one.verdict === 'same'))
      if (free.length < clustersBy(standing).length) blocked += 1
      while (standing.length > 0) await withdraw(standing, acts.length * 7)
      assert.deepEqual(await profiles(), untouched)
    }),
    { numRuns: 25, seed: 5 },
  )
  assert.ok(joins > 30, `only ${joins} joins were met`)
  assert.ok(blocked > 2, `a "different" stood in the way of a join only ${blocked} times`)
})

test('what another agency judged of it is withdrawn by that agency alone', async () => {
  const [left = '', right = ''] = wires
  const { id } = await get(th, viewers.aht, 'judgementMake', {
    body: { left, right, verdict: 'same', reason: 'Same passport photo' },
  })
  const foreign = await ask(th, viewers.aml, 'judgementWithdraw', {
    params: { id },
    body: { reason: 'We doubt it' },
  })
  assert.equal(foreign.status, 403)
  await get(th, viewers.aht, 'judgementWithdraw', { params: { id }, body: { reason: 'Photo of a brother' } })
  const again = await ask(th, viewers.aht, 'judgementWithdraw', {
    params: { id },
    body: { reason: 'Once more' },
  })
  assert.equal(again.status, 404)
})

test('who joins or separates says why; who is unsure need not', async () => {
  const [left = '', right = ''] = wires
  for (const verdict of ['same', 'different'] as const) {
    const answer = await ask(th, viewers.aht, 'judgementMake', { body: { left, right, verdict } })
    assert.equal(answer.status, 400, verdict)
  }
  const { id } = await get(th, viewers.aht, 'judgementMake', { body: { left, right, verdict: 'unsure' } })
  await get(th, viewers.aht, 'judgementWithdraw', { params: { id }, body: { reason: 'Looked again' } })
})
