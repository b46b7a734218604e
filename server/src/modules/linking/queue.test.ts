import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { CandidateReply } from '@shield/contract'
import fc from 'fast-check'

import { runBatch } from '../intake/index.ts'
import { person } from '../registry/testing.ts'
import { get, upload } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { catchUpLinks } from './follow.ts'
import { byTurns, scriptsIn } from './take-turns.ts'

let th: TestNode
let border: Record<string, string>

const givens = ['Somchai', 'Wanida', 'Prasit', 'Malee', 'Narongrit', 'Kanokwan']
const families = ['Jaidee', 'Sukkasem', 'Thongdee', 'Kaeomani', 'Phrommin', 'Bunyarit']
const nameOf = (at: number): string => `${givens[at % 6]} ${families[Math.floor(at / 6) % 6]}`
const many = Array.from({ length: 12 }, (_, at) => `${at},${nameOf(at)},+999 81 770 ${1000 + at}`)

/** People with a telephone each, which is a thing of its own. */
const mapping = {
  key: ['id'],
  entities: [
    {
      name: 'person',
      kind: 'Person',
      key: ['id'],
      columns: [
        { column: 'name', property: 'name' },
        { column: 'phone', property: 'phone' },
      ],
    },
    { name: 'phone', kind: 'SimCard', key: ['phone'], columns: [{ column: 'phone', property: 'phone' }] },
  ],
  links: [{ kind: 'Uses', from: 'person', to: 'phone' }],
} as const

async function bring(source: string, lines: readonly string[]): Promise<void> {
  const content = `id,name,phone\n${lines.join('\n')}\n`
  const answer = await upload(th, border, { source, marking: 'agency' }, { name: 'people.csv', content })
  const { id } = JSON.parse(answer.text) as { id: string }
  await get(th, border, 'importStart', { params: { id }, body: { dryRun: false, mapping } })
  await runBatch(th.node, { batch: id }, new AbortController().signal)
}

before(async () => {
  th = await createTestNode('th')
  border = await th.signIn(person('analyst', 'th-imm'), 'investigation')
  // Twelve pairs share a name and a telephone, which is a numbered pair as well; one pair a name in two scripts.
  await bring('Flights', [...many, '90,Anong Rungrot,+999 81 770 2000'])
  await bring('Crossings', many)
  await bring('Guest houses', ['1,อนงค์ รุ่งโรจน์,+999 81 770 2000'])
  await catchUpLinks(th.node)
})
after(() => th.close())

const queue = (query: object = {}): Promise<CandidateReply> =>
  get(th, border, 'candidateList', { query: { limit: 100, ...query } })
const captions = ({ left, right }: CandidateReply['items'][number]): string =>
  [left.caption, right.caption].toSorted().join(' = ')

test('a pair across scripts stands at the head of many of one script, and equal numbers after all people', async () => {
  const { items } = await queue({ band: 'strong' })
  assert.equal(
    items.findIndex((one) => captions(one) === 'Anong Rungrot = อนงค์ รุ่งโรจน์'),
    0,
  )
  const numbered = items.map((one) => one.left.kind === 'SimCard')
  assert.equal(numbered.filter(Boolean).length, 13)
  assert.equal(numbered.lastIndexOf(false), numbered.indexOf(true) - 1)
})

test('page by page the order is that of the whole list, and nothing comes twice', async () => {
  const whole = (await queue()).items.map(captions)
  const read: string[] = []
  let cursor: string | undefined
  do {
    const page = await queue({ limit: 7, ...(cursor === undefined ? {} : { cursor }) })
    read.push(...page.items.map(captions))
    cursor = page.next
  } while (cursor !== undefined)
  assert.deepEqual(read, whole)
})

test('of each source it says how many pairs there are, and the choice of one leaves the others to be chosen', async () => {
  const told = ({ sources }: CandidateReply): readonly string[] =>
    sources.map((one) => `${one.name}: ${one.count}`)
  const all = await queue()
  assert.deepEqual(told(all), ['Flights: 26', 'Crossings: 24', 'Guest houses: 2'])
  const houses = all.sources.find((one) => one.name === 'Guest houses')
  const narrowed = await queue({ source: houses?.source })
  assert.equal(narrowed.items.length, 2)
  assert.deepEqual(told(narrowed), told(all))
  assert.deepEqual(told(await queue({ kind: 'SimCard' })), [
    'Flights: 13',
    'Crossings: 12',
    'Guest houses: 1',
  ])
  assert.deepEqual(told(await queue({ band: 'possible' })), [])
})

test('by turns nothing is lost, each kind keeps its order, and none waits longer than there are kinds', () => {
  const kinds = ['names across scripts', 'names alone', 'names and a number'] as const
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...kinds)), (drawn) => {
      const pairs = drawn.map((kind, at) => ({ kind, at }))
      const turned = byTurns(pairs, (pair) => pair.kind)
      assert.deepEqual(
        turned.toSorted((a, b) => a.at - b.at),
        pairs,
      )
      for (const kind of kinds) {
        const places = turned.flatMap((pair, at) => (pair.kind === kind ? [at] : []))
        assert.ok((places[0] ?? 0) < kinds.length)
        assert.deepEqual(
          turned.filter((pair) => pair.kind === kind),
          pairs.filter((pair) => pair.kind === kind),
        )
      }
    }),
  )
})

test('scripts are told by letters, not by signs and digits', () => {
  assert.deepEqual(scriptsIn('12/34 -'), [])
  assert.notDeepEqual(scriptsIn('Chai'), scriptsIn('ชัย'))
  assert.equal(scriptsIn('ชัย (Chai)').length, 2)
})
