import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { AmendMessage } from '@shield/contract'
import fc from 'fast-check'
import { people } from '@shield/world'

import { newId } from '#store/identifier.ts'
import { registerPeerRoutes } from '../../peer/index.ts'
import { inVisit } from '../../peer/send.ts'
import { envelope, makePartner, send } from '../../peer/testing.ts'
import type { Partner } from '../../peer/testing.ts'
import { addPartner } from '../../testing-guard.ts'
import { get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { amendOf, named, newTold, recallOf, releaseOf, theirMarking } from './amend-testing.ts'
import type { Told } from './amend-testing.ts'
import { amend } from './apply-amendment.ts'

let th: TestNode
let ph: Partner
let agreement: string

before(async () => {
  th = await createTestNode('th')
  registerPeerRoutes(th.app, th.node)
  agreement = await addPartner(th.node)
  ph = await makePartner(th, 'ph', 'keys-of-ph')
})
after(() => th.close())

type Message = ReturnType<typeof releaseOf>

/** What the receipts say of messages sent one envelope each, in this order. */
async function tellAll(messages: readonly Message[]): Promise<string[]> {
  const said: string[] = []
  for (const one of messages) {
    const { receipts } = await send(ph, th, envelope(ph, [one]))
    said.push([receipts[0]?.state, receipts[0]?.code].filter(Boolean).join(' '))
  }
  return said
}

async function finds(text: string): Promise<number> {
  await th.node.search.upToDate()
  const headers = await th.signIn(people[0] ?? assert.fail('nobody'), 'investigation')
  return (await get(th, headers, 'searchRun', { query: { q: text } })).count ?? 0
}

/** Everything of a release that can be read here, value by value with its handling. */
async function heldOf(release: string): Promise<unknown> {
  const { pool } = th.node.database
  const book = await pool.query<{ state: string; version: number; day: string | null; names: unknown }>(
    `select state, version, expires_on as day, package->'entities'->0->'statements' as names from release where id = $1`,
    [release],
  )
  const standing = await pool.query<{ value: string; block: string }>(
    `select st.value, st.grade, m.block::text as block from record r join statement st on st.record_id = r.id join marking m on m.id = st.marking_id
     where r.key = $1 and st.retracted_at is null and not (m.block->>'recalled')::boolean order by 1, 2, 3`,
    [release],
  )
  return { book: book.rows, standing: standing.rows }
}

const change = (told: Told, changes: Partial<Told>): Told => ({ ...told, ...changes })

test('a correction replaces what is held, and what it left out is found by nobody', async () => {
  const told = newTold(agreement, 'Dalisay Magbanua', 'Dalisay Wrongly')
  const right = change(told, { statements: [named('Dalisay Magbanua'), named('Dalisay Manalastas')] })
  assert.deepEqual(await tellAll([releaseOf(told), amendOf(right, 2)]), ['applied', 'applied'])
  assert.equal(await finds('Dalisay Wrongly'), await finds('Dalisay Manalastas'))
  const held = JSON.stringify(await heldOf(told.release))
  assert.match(held, /Manalastas/)
  assert.doesNotMatch(held, /Wrongly/)
  const { rows } = await th.node.database.pool.query<{ count: number }>(
    `select count(*) from statement st join marking m on m.id = st.marking_id where st.value = 'Dalisay Wrongly' and not (m.block->>'recalled')::boolean`,
  )
  assert.equal(rows[0]?.count, 0, 'its history is hidden with it')
})

test('a recall takes every version out of search, however often it was amended', async () => {
  const told = newTold(agreement, 'Recalled Thoroughly', 'Recalled Othername')
  const narrower = change(told, { statements: [named('Recalled Thoroughly')] })
  await tellAll([releaseOf(told), amendOf(narrower, 2)])
  assert.equal(await finds('Recalled Thoroughly'), 1)
  await tellAll([recallOf(told.release)])
  assert.equal(await finds('Recalled Thoroughly'), 0)
  const { rows } = await th.node.database.pool.query<{ markings: number[] }>(
    `select e.markings from entity e where e.key = $1`,
    [told.entity],
  )
  assert.deepEqual(rows, [{ markings: [] }])
})

test('an older version that comes late changes nothing, and the same one twice is one', async () => {
  const told = newTold(agreement, 'Version One')
  const [two, three] = ['Version Two', 'Version Three'].map((name) =>
    change(told, { statements: [named(name)] }),
  )
  const said = await tellAll([
    releaseOf(told),
    amendOf(three ?? told, 3),
    amendOf(two ?? told, 2),
    amendOf(three ?? told, 3),
  ])
  assert.deepEqual(said, ['applied', 'applied', 'refused KNOWN', 'refused KNOWN'])
  assert.match(JSON.stringify(await heldOf(told.release)), /Version Three/)
})

test('a version that overtakes its release waits for it, and its receipt follows', async () => {
  const told = newTold(agreement, 'Early Original')
  const early = amendOf(change(told, { statements: [named('Early Corrected')] }), 2)
  assert.deepEqual(await tellAll([early, releaseOf(told)]), ['accepted', 'applied'])
  assert.equal(await finds('Early Corrected'), 1)
  assert.doesNotMatch(JSON.stringify(await heldOf(told.release)), /Original/)
  const later = await th.node.database.pool.query<{ body: { state: string } }>(
    `select body from outbox where kind = 'receipt' and body->>'message' = $1`,
    [early.id],
  )
  assert.deepEqual(
    later.rows.map((row) => row.body.state),
    ['applied'],
  )
})

test('narrowing is done when the agreement is suspended; what would be added is not', async () => {
  const told = newTold(agreement, 'Kept Person', 'Dropped Person')
  await tellAll([releaseOf(told)])
  const suspend = (at: string): Promise<unknown> =>
    th.node.database.pool.query(`update agreement set suspended_at = ${at} where id = $1`, [agreement])
  await suspend('now()')
  try {
    const narrower = change(told, { statements: [named('Kept Person')] })
    const wider = change(told, { statements: [named('Kept Person'), named('Added Person')] })
    assert.deepEqual(await tellAll([amendOf(narrower, 2)]), ['applied'])
    assert.deepEqual(await tellAll([amendOf(wider, 3)]), ['applied NO-AGREEMENT'])
    const held = JSON.stringify(await heldOf(told.release))
    assert.match(held, /Kept Person/)
    assert.doesNotMatch(held, /Dropped|Added/)
  } finally {
    await suspend('null')
  }
})

test('S17 trust in the owner a peer names: nobody amends what another gave, nor turns it into something else', async () => {
  const told = newTold(agreement, 'Mine Alone')
  await tellAll([releaseOf(told)])
  const before_ = await heldOf(told.release)
  assert.deepEqual(
    await tellAll([
      amendOf(change(told, { kind: 'Company' }), 2),
      amendOf(change(told, { marking: { node: 'th' } }), 2),
      amendOf(change(told, { marking: { releasedTo: ['node:th', 'node:mm'] } }), 2),
    ]),
    ['refused NOT-OWNER', 'refused NOT-OWNER', 'refused NOT-OWNER'],
  )
  assert.deepEqual(await heldOf(told.release), before_)
})

test('S10 group membership flags too lax: an empty or unknown audience is nobody, in a release and in its versions', async () => {
  const told = newTold(agreement, 'Audience Person')
  const audiences = [[], ['node:mm'], ['th-aht'], ['all'], ['node:th', 'all']]
  for (const releasedTo of audiences)
    assert.deepEqual(
      await tellAll([releaseOf({ ...newTold(agreement, 'Nobody Atall'), marking: { releasedTo } })]),
      ['refused CATEGORY-REFUSED'],
    )
  await tellAll([releaseOf(told)])
  for (const releasedTo of audiences)
    assert.deepEqual(await tellAll([amendOf(change(told, { marking: { releasedTo } }), 2)]), [
      'refused NOT-OWNER',
    ])
  assert.match(JSON.stringify(await heldOf(told.release)), /"version":1/)
  assert.equal(await finds('Nobody Atall'), 0)
})

test('S12 existence oracle: a third partner hears the same of a release that is here and of one that is not', async () => {
  const told = newTold(agreement, 'Asked After')
  await tellAll([releaseOf(told)])
  await th.node.database.pool.query(
    `insert into peer (node, name_en, name_th, address, public_key) select 'mm', 'M', 'M', 'http://127.0.0.1:1', public_key from peer where node = 'ph'`,
  )
  const body = amendOf(told, 2).body as AmendMessage
  const asked = await Promise.all(
    [told.release, newId()].map((release) =>
      inVisit(th.node, (visit) => amend(visit, { id: newId(), from: 'mm', body: { ...body, release } })),
    ),
  )
  assert.deepEqual(
    asked.map((one) => [one.state, one.code]),
    [
      ['accepted', undefined],
      ['accepted', undefined],
    ],
  )
  assert.match(JSON.stringify(await heldOf(told.release)), /"version":1/)
})

test('a newer handling travels: what is held is handled as strictly as its owner says', async () => {
  const told = newTold(agreement, 'Raised Person')
  const raised = { conditions: { ...theirMarking.conditions, noCourtUse: true }, level: 1 as const }
  assert.deepEqual(await tellAll([releaseOf(told), amendOf(change(told, { marking: raised }), 2)]), [
    'applied',
    'applied',
  ])
  const held = JSON.stringify((await heldOf(told.release)) as object)
  assert.match(held, /noCourtUse\\": true/)
  assert.match(held, /level\\": 1/)
})

test('any order of release, versions and recall ends in one state, and a recall wins', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
      fc.boolean(),
      async (order, hasRecall) => {
        const [other, link] = [newId(), newId()]
        const one = newTold(agreement, 'State One')
        // Beside it a second thing, linked to the first: in the release, out in the third version, back in the fourth.
        const beside = {
          more: [{ entity: other, kind: 'Person' as const, statements: [named('State Beside')] }],
          links: [{ link, kind: 'Associate' as const, from: one.entity, to: other }],
        }
        const told = { ...one, ...beside }
        const versions = ['Two', 'Three', 'Four'].map((name, at) =>
          amendOf(
            change(told, {
              statements: [
                named(`State ${name}`),
                ...(at === 1 ? [] : [named('State One', { grade: 'A1' })]),
              ],
              ...(at === 2 ? { expiresOn: '2098-01-01' } : {}),
              ...(at === 1 ? { more: [], links: [] } : beside),
            }),
            at + 2,
          ),
        )
        const all = [releaseOf(told), ...versions, ...(hasRecall ? [recallOf(told.release)] : [])]
        await tellAll(order.flatMap((at) => all[at] ?? []))
        const held = JSON.stringify(await heldOf(told.release))
        const links = await th.node.database.pool.query(
          'select 1 from link where key = $1 and retracted_at is null',
          [link],
        )
        assert.equal(links.rowCount, hasRecall ? 0 : 1)
        if (hasRecall) {
          assert.doesNotMatch(held, /State/)
          assert.match(held, /"standing":\[\]/)
        } else {
          assert.match(held, /"version":4,"day":"2098-01-01"/)
          assert.match(held, /State Four/)
          assert.doesNotMatch(held, /State (Two|Three)/)
        }
      },
    ),
    { numRuns: 12 },
  )
})
