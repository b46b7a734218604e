import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'

import { isChild, personCode } from '@shield/core'
import type { Trait } from '@shield/world'

import { newId } from '../../server/src/store/identifier.ts'
import { ask, get } from '../../server/src/testing-http.ts'
import { assertAccessible, assertFits } from '../accessible.ts'
import { journey } from '../journey.ts'
import { beginReturn, follow, move, prepare, readReturn, travel, tryMove } from '../raid/go-home.ts'
import type { Hands } from '../raid/go-home.ts'
import { agree, decide, hear, standingOf } from '../raid/hear.ts'
import { openRaidNode, personOf } from '../raid/raid-node.ts'
import type { RaidNode, Survivor } from '../raid/raid-node.ts'
import { seen } from '../see.ts'

const dayMinutes = 24 * 60

async function handsOf(node: RaidNode): Promise<Hands> {
  return { worker: await node.as('case-worker', 'th-msd'), shelter: await node.as('case-worker', 'th-bfm') }
}

const having = ({ survivors }: RaidNode, trait: Trait): Survivor[] =>
  survivors.filter(({ traits }) => traits.includes(trait))

/** Every one who wants to be heard is heard once and decided on by two organisations; gives the interviews by code. */
async function hearAll(node: RaidNode): Promise<void> {
  const { worker, shelter } = await handsOf(node)
  const refusing = new Set(having(node, 'refuses help').map(({ code }) => code))
  for (const of of node.survivors.filter(({ code }) => !refusing.has(code))) {
    await hear(node, worker, of)
    await decide(node, { worker, shelter }, of)
  }
}

/** Who refuses everything keeps the protection and is asked nothing. */
async function leaveInPeace(node: RaidNode): Promise<void> {
  const { worker } = await handsOf(node)
  for (const { code } of having(node, 'refuses help')) {
    const begun = await ask(node.th, worker, 'interviewBegin', {
      params: { code },
      body: {
        ...{ id: newId(), personLanguage: 'my', officerLanguage: 'th', interpreter: 'none' },
        ...{ checklist: [], present: [] },
      },
    })
    assert.notEqual(begun.status, 200, 'nobody is heard against their will')
    assert.equal(await standingOf(node, worker, code), 'possible')
  }
}

/** A warrant, a cell, a fine: found by the document, assessed by two, taken back, and seen to be. */
async function freeTheWanted(node: RaidNode): Promise<void> {
  const { th } = node
  const [first, second] = [await node.as('assessor', 'th-osp'), await node.as('assessor', 'th-osp', 1)]
  const { worker } = await handsOf(node)
  const wanted = having(node, 'warrant')
  const lines = wanted.map(({ identity }) => identity?.documents[0]?.number ?? assert.fail('no passport'))
  const taken = await get(th, first, 'punishmentListTake', {
    body: {
      ...{ name: 'warrants.csv', punishment: 'charged', authority: 'Court of the training province' },
      content: Buffer.from(
        `name,passport\n${[...lines, 'ZZ0000009'].map((one) => `Somebody,${one}`).join('\n')}\n`,
      ).toString('base64'),
    },
  })
  assert.equal(taken.found.length, 3, 'the three with a warrant, and nobody else')
  for (const { id } of taken.found) {
    const offence = newId()
    await get(th, first, 'punishmentOffence', {
      params: { id },
      body: { id: offence, offence: 'fraud', place: 'In the compound' },
    })
    const params = { id, offence }
    await get(th, first, 'punishmentAssess', {
      params,
      body: { id: newId(), result: 'to-be-dropped', evidence: [], reason: 'Beaten when targets were missed' },
    })
    await get(th, second, 'punishmentSecond', {
      params,
      body: { id: newId(), agrees: true, reason: 'Read and agreed' },
    })
    await get(th, first, 'punishmentOutcome', {
      params: { id },
      body: { id: newId(), outcome: 'charge-withdrawn', reason: 'Order of the prosecutor' },
    })
    // Those who care learn of it when they are asked to look.
    await get(th, first, 'punishmentAsk', { params: { id }, body: { id: newId() } })
    await get(th, worker, 'punishmentFollow', {
      params: { id },
      body: { id: newId(), isDone: true, note: 'Seen' },
    })
  }
  const left = await get(th, first, 'punishmentList', { query: { only: 'open' } })
  assert.deepEqual(left.items, [])
}

/** To the police one of the 120, wanted or not, is answered like somebody who never was. */
async function policeSeeNobody(node: RaidNode): Promise<void> {
  const police = await node.as('analyst', 'th-aht')
  const answers = new Set<string>()
  const codes = [...having(node, 'warrant'), ...having(node, 'led a team'), ...having(node, 'child')].map(
    ({ code }) => code,
  )
  for (const code of [...codes, personCode(randomBytes(11))]) {
    const { status, text } = await ask(node.th, police, 'protectedRead', { params: { code } })
    answers.add(`${status} ${text.replace(/"requestId":"[^"]+"/, '')}`)
  }
  assert.equal(answers.size, 1)
}

/** Whoever fears to go back is not sent back, by nobody's signature; who has no state is looked for a way that is none's. */
async function whoCantGo(node: RaidNode): Promise<void> {
  const hands = await handsOf(node)
  const { worker } = hands
  for (const of of having(node, 'asylum claim')) {
    const id = await beginReturn(node, hands, of)
    await move(
      node,
      worker,
      id,
      { track: 'asylum', to: 'fears', reason: 'They would look for me' },
      { track: 'asylum', to: 'referred' },
    )
    const leave = { track: 'logistics', to: 'departed' } as const
    await move(
      node,
      worker,
      id,
      {
        track: 'logistics',
        to: 'booked',
        facts: { mode: 'bridge', leavesAt: node.th.node.now().toISOString() },
      },
      { track: 'logistics', to: 'ticketed' },
    )
    assert.equal(await tryMove(node, worker, { id, step: leave }), 409)
    const signed = await ask(node.th, worker, 'returnOverrideAsk', {
      params: { id },
      body: { id: newId(), gate: 'asylum', reason: 'The flight is booked' },
    })
    assert.equal(signed.status, 400, 'no two people open this gate')
  }
  for (const of of having(node, 'stateless')) {
    const id = await beginReturn(node, hands, of)
    await move(node, worker, id, { track: 'nationality', to: 'stateless' })
    const view = await readReturn(node, worker, id)
    assert.equal(view.mission.path, 'no-state')
    assert.ok(view.missing.includes('nationality'))
    await move(node, worker, id, { track: 'decision', to: 'stay' })
    assert.equal((await readReturn(node, worker, id)).stage, 'stays')
  }
  for (const of of having(node, 'child')) {
    const id = await beginReturn(node, hands, of)
    assert.ok(
      (await readReturn(node, worker, id)).missing.includes('child'),
      'a child does not travel as adults do',
    )
  }
}

/** Who came out before is known by their document, blindly, and to those alone who may know. */
async function whoCameBefore(node: RaidNode): Promise<void> {
  const hands = await handsOf(node)
  for (const of of having(node, 'seen before')) {
    const id = await beginReturn(node, hands, of)
    const { met } = await get(node.th, hands.worker, 'returnCheck', {
      params: { id },
      body: { reason: 'Was this person here before?' },
    })
    assert.ok(met?.codes.includes(of.before ?? ''))
  }
}

/** What a person takes back is not done any more. */
async function takesItBack(node: RaidNode): Promise<void> {
  const { worker } = await handsOf(node)
  const [of] = having(node, 'withdraws consent')
  assert.ok(of)
  const entry = await agree(node, worker, { of, purpose: 'embassy', recipients: ['th-kem'] })
  await get(node.th, worker, 'consentWithdraw', {
    params: { code: of.code, id: entry },
    body: { at: node.th.node.now().toISOString(), mode: 'spoken' },
  })
  const id = await beginReturn(node, await handsOf(node), of)
  const step = { track: 'nationality', to: 'asked' } as const
  assert.equal(await tryMove(node, worker, { id, step }), 403, 'no embassy is asked any more')
}

/** Eight of one nationality, of whom who is free to goes home; gives their returns. */
async function goHome(node: RaidNode): Promise<readonly string[]> {
  const going = node.survivors.filter(
    ({ nationality, traits, triage }) =>
      nationality === 'ke' && !isChild(triage) && !traits.some((one) => stays.includes(one)),
  )
  assert.ok(going.length >= 4)
  const before = await handsOf(node)
  const ids: string[] = []
  for (const of of going) {
    const id = await beginReturn(node, before, of)
    await move(node, before.worker, id, { track: 'decision', to: 'return' })
    ids.push(id)
  }
  node.th.pass({ minutes: dayMinutes + 60 })
  const hands = await handsOf(node)
  for (const [at, id] of ids.entries()) {
    await prepare(node, hands, { id, of: going[at] ?? assert.fail() })
    await travel(node, hands, id)
  }
  return ids
}

const stays: readonly Trait[] = [
  'refuses help',
  'asylum claim',
  'stateless',
  'seen before',
  'withdraws consent',
  'warrant',
]

journey(
  'the 120 of a raid: received at the bridge, heard once, decided by two, freed of charges, kept or brought home, and asked a month later how they are',
  async ({ sit }) => {
    const node = await openRaidNode()
    try {
      const { survivors } = node
      assert.equal(survivors.length, 120)
      assert.equal(new Set(survivors.map((one) => one.nationality).filter(Boolean)).size, 14)
      for (const [trait, count] of Object.entries(branches))
        assert.equal(having(node, trait as Trait).length, count, trait)

      const worker = await sit({
        site: node.th,
        person: personOf('case-worker', 'th-msd'),
        purpose: 'victim-protection',
      })
      await worker.goto('/arrivals')
      const board = worker.getByRole('link', { name: /Friendship Bridge 2(?!,)/ })
      await board.click()
      await seen(worker.getByText('120 of 120 not yet heard'))
      await leaveInPeace(node)
      await hearAll(node)
      await worker.reload()
      await seen(worker.getByText('4 of 120 not yet heard'))
      await assertAccessible(worker, 'board of the raid, all heard')
      const { worker: headers } = await handsOf(node)
      for (const { code, traits } of survivors)
        assert.equal(
          await standingOf(node, headers, code),
          traits.includes('refuses help') ? 'possible' : 'identified',
        )

      await freeTheWanted(node)
      await policeSeeNobody(node)
      await whoCantGo(node)
      await whoCameBefore(node)
      await takesItBack(node)
      const home = await goHome(node)

      node.th.pass({ minutes: 31 * dayMinutes })
      const later = (await handsOf(node)).worker
      for (const id of home) for (const day of [7, 30]) await follow(node, later, { id, day })
      const caring = await sit({
        site: node.th,
        person: personOf('case-worker', 'th-msd'),
        purpose: 'victim-protection',
      })
      await caring.goto('/returns?stage=home')
      await seen(caring.getByRole('main').getByText(String(home.length)))
      await assertAccessible(caring, 'returns of the raid')
      await caring.goto(`/returns/${home[0] ?? ''}`)
      await seen(caring.getByText('30'))
      await assertFits(caring, 'a return after a month')
      await policeSeeNobody(node)
    } finally {
      await node.close()
    }
  },
)

const branches = {
  child: 6,
  'led a team': 9,
  warrant: 3,
  'asylum claim': 2,
  stateless: 1,
  'refuses help': 4,
  'seen before': 5,
}
