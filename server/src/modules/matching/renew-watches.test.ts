import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { MatchView } from '@shield/contract'
import { people } from '@shield/world'

import { deliver, rows } from '../../peer/pair-testing.ts'
import { ask, get } from '../../testing-http.ts'
import { importPeople, person } from '../registry/testing.ts'
import { renewWatches } from './index.ts'
import { createMatchingPair, publishTo, sendTo, suspect } from './testing.ts'
import type { MatchingPair } from './testing.ts'

let pair: MatchingPair
const still = new AbortController().signal
const dayMs = 86_400_000
const inDays = (days: number): string => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10)
/** Into another month, whatever the day is today. */
const aMonth = { minutes: 31 * 24 * 60 }

before(async () => {
  pair = await createMatchingPair()
})
after(() => pair.close())

/** A month later, with what ph publishes then; afterwards it is today again. */
async function aMonthLater(walk: () => Promise<void>): Promise<void> {
  for (const node of [pair.th, pair.ph]) node.pass(aMonth)
  try {
    await walk()
  } finally {
    for (const node of [pair.th, pair.ph]) node.pass({ minutes: -aMonth.minutes })
  }
}

const renewalOf = (id: string) =>
  rows<{ id: string; state: string; by_person: string; case_reference: string; ticket: string }>(
    pair.th,
    'select id, state, by_person, case_reference, ticket from match_ask where renews = $1',
    [id],
  )

/** Read past the session, which a month has ended. */
async function readLater(id: string): Promise<MatchView> {
  const headers = await pair.th.signIn(person('analyst', 'th-aht'), 'investigation')
  return get(pair.th, headers, 'matchRead', { params: { id } })
}

test('a watch outlives its month by a ticket of its own, for the same case and person, without what was found already', async () => {
  const done = await pair.through(await pair.make([suspect, '+999 81 888 4321'], { watchUntil: inDays(60) }))
  assert.equal(done.watch, 'runs')
  assert.deepEqual(
    done.items.map((item) => item.result),
    ['hit', 'no-hit'],
  )
  await renewWatches(pair.th.node, {}, still)
  assert.deepEqual(await renewalOf(done.id), [], 'not within its month')
  await aMonthLater(async () => {
    assert.equal((await readLater(done.id)).watch, 'waits')
    await renewWatches(pair.th.node, {}, still)
    assert.deepEqual(await renewalOf(done.id), [], 'nothing is published this month yet')
    await publishTo(pair)
    await renewWatches(pair.th.node, {}, still)
    await renewWatches(pair.th.node, {}, still)
    const [next, ...more] = await renewalOf(done.id)
    assert.ok(next)
    assert.deepEqual(more, [])
    assert.equal(next.by_person, person('analyst', 'th-aht').id)
    assert.equal(next.case_reference, done.case)
    assert.notEqual(next.ticket, '')
    const [logged] = await rows<{ event: { detail: Record<string, unknown>; person: string } }>(
      pair.th,
      `select convert_from(event, 'UTF8')::jsonb as event from audit_intake where action = 'match.asked' and object = $1`,
      [next.id],
    )
    assert.equal(logged?.event.detail['renews'], done.id)
    assert.equal(logged.event.detail['count'], 1)
    assert.equal(logged.event.person, person('analyst', 'th-aht').id)
    await sendTo(pair, next.id)
    await deliver(pair.th, 'ph')
    await deliver(pair.ph, 'th')
    const [before, now] = [await readLater(done.id), await readLater(next.id)]
    assert.deepEqual([before.watch, before.renewedBy], ['went-on', next.id])
    assert.deepEqual([now.watch, now.renews, now.state], ['runs', done.id, 'answered'])
    assert.deepEqual(
      now.items.map((item) => [item.value, item.result]),
      [['+999 81 888 4321', 'no-hit']],
    )
    const keeper = await pair.ph.signIn(person('analyst', 'ph-wdk'), 'investigation')
    await importPeople(pair.ph, keeper, {
      source: 'Raid of the next month',
      marking: 'agency',
      lines: ['Q1,Wang Fang,+999 81 888 4321,'],
    })
    await publishTo(pair)
    assert.equal((await readLater(next.id)).items[0]?.result, 'hit')
  })
})

test('a watch goes on within the limits of the day, and not for somebody who may ask no more', async () => {
  const within = await pair.through(await pair.make(['+999 81 888 7001'], { watchUntil: inDays(60) }))
  const analyst = people.find((one) => one.id === person('analyst', 'th-aht').id)
  const quota = (number: number) =>
    rows(
      pair.th,
      `update agreement set body = jsonb_set(body, '{matching,quota,person}', '${number}') where ended_at is null`,
    )
  await aMonthLater(async () => {
    await publishTo(pair)
    await quota(0)
    await renewWatches(pair.th.node, {}, still)
    assert.deepEqual(await renewalOf(within.id), [], 'no room is left today')
    await quota(500)
    await rows(pair.th, 'update person set active = false where id = $1', [analyst?.id])
    await renewWatches(pair.th.node, {}, still)
    await rows(pair.th, 'update person set active = true where id = $1', [analyst?.id])
    assert.deepEqual(await renewalOf(within.id), [])
    const stopped = await readLater(within.id)
    assert.equal(stopped.watch, 'stopped')
    assert.ok(!stopped.can.includes('end-watch'))
    const ended = await rows(
      pair.th,
      `select 1 from audit_intake where action = 'match.watch-ended' and object = $1`,
      [within.id],
    )
    assert.equal(ended.length, 1)
  })
})

test('a watch is ended by hand, and finds nothing more', async () => {
  const made = await pair.through(await pair.make(['+999 81 888 9001'], { watchUntil: inDays(20) }))
  assert.ok(made.can.includes('end-watch'))
  const ended = await get(pair.th, pair.analyst, 'matchEndWatch', { params: { id: made.id }, body: {} })
  assert.equal(ended.watch, 'stopped')
  const again = await ask(pair.th, pair.analyst, 'matchEndWatch', { params: { id: made.id }, body: {} })
  assert.equal(again.status, 412)
  const keeper = await pair.ph.signIn(person('analyst', 'ph-wdk'), 'investigation')
  await importPeople(pair.ph, keeper, {
    source: 'Too late',
    marking: 'agency',
    lines: ['Z1,Zhao Min,+999 81 888 9001,'],
  })
  await publishTo(pair)
  const later = await get(pair.th, pair.analyst, 'matchRead', { params: { id: made.id } })
  assert.equal(later.items[0]?.result, 'no-hit')
})

test('a watch is for a year at most', async () => {
  const { status } = await ask(pair.th, pair.analyst, 'matchMake', {
    body: {
      ...{
        agreement: pair.agreement,
        case: 'TH-26-0143',
        legalBasis: 'Article 4',
        reason: 'Too long a watch',
      },
      ...{ items: [{ identifier: 'phone', value: suspect }], watchUntil: inDays(500) },
    },
  })
  assert.equal(status, 400)
})
