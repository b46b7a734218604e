import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { Checkpoint } from '@shield/contract'

import { auditOrigin, signCheckpoint, startSequencer } from '#audit/index.ts'
import type { Sequencer } from '#audit/index.ts'
import {
  acceptLog,
  cosignaturesOf,
  unsealedBecause,
  witness,
  witnessFaultsOf,
} from '../../federation/index.ts'
import { newId } from '#store/identifier.ts'
import { asOwner, deliver, postRecall, rows } from '../../peer/pair-testing.ts'
import { post } from '../../peer/index.ts'
import { inVisit } from '../../peer/send.ts'
import type { Problem } from '../../problem.ts'
import { createMembers } from './federation-testing.ts'
import type { Members } from './federation-testing.ts'
import { federationFaults } from './federation-faults.ts'

let members: Members
let sequencer: Sequencer
before(async () => {
  members = await createMembers()
  sequencer = await startSequencer(members.th.node)
})
after(async () => {
  await sequencer.stop()
  await members.close()
})

/** A message, and with it the newest head; a minute apart, because no more often a head goes along. */
async function exchange(): Promise<void> {
  await postRecall(members.th, 'ph')
  await sequencer.flush()
  for (const one of [members.th, members.ph]) one.pass({ minutes: 2 })
  await deliver(members.th, 'ph')
}

const sizes = async (table: string): Promise<readonly number[]> =>
  (
    await rows<{ size: number }>(
      members[table === 'witnessed' ? 'ph' : 'th'],
      `select size from ${table} order by size`,
    )
  ).map((row) => row.size)

/** The database of th as a backup would bring it back: the log ends at a size. */
async function setBack(size: number): Promise<void> {
  await sequencer.stop()
  await asOwner(
    members.th,
    `delete from audit_checkpoint where size > ${size}`,
    `delete from audit_leaf where sequence >= ${size}`,
    `delete from cosignature where size > ${size}`,
    'update peer set meet = true',
  )
}

test('the head of the audit goes along, is cosigned when the log has only grown, and the cosignature is kept', async () => {
  await exchange()
  await exchange()
  await exchange()
  const cosigned = await sizes('cosignature')
  assert.ok(cosigned.length >= 2)
  assert.deepEqual(await sizes('witnessed'), cosigned)
  const [newest] = await inVisit(members.th.node, cosignaturesOf)
  assert.deepEqual([newest?.peer, newest?.size, newest?.isRight], ['ph', cosigned.at(-1), true])
})

test('an audit log that was set back is found at the next exchange, by both sides, and never cosigned', async () => {
  const before = await sizes('witnessed')
  await setBack(before[0] ?? 0)
  await deliver(members.th, 'ph')
  assert.deepEqual(await sizes('witnessed'), before)
  const own = await inVisit(members.th.node, federationFaults)
  assert.ok(
    own.some((fault) => fault.startsWith('This node was set back to a backup: ph has seen')),
    own.join(),
  )
  await rows(members.ph, 'update peer set meet = true')
  await deliver(members.ph, 'th')
  const theirs = await inVisit(members.ph.node, federationFaults)
  assert.ok(
    theirs.some((fault) => fault.startsWith('The audit log of th was set back')),
    theirs.join(),
  )
})

test('what was set back hands over nothing new until its partner, by the decision of a person, witnesses it from there on', async () => {
  const { th, ph } = members
  const because = () => inVisit(th.node, unsealedBecause)
  assert.equal(await because(), 'set back')
  const posting = inVisit(th.node, (visit) => post(visit, { peer: 'ph', kind: 'release', body: {} as never }))
  await assert.rejects(posting, (error: Problem) => error.code === 'conflict')
  // Whatever its kind, what is ordinary waits; what takes back goes.
  const body = { proposal: newId(), answer: 'withdrawn' as const }
  const held = await inVisit(th.node, (visit) => post(visit, { peer: 'ph', kind: 'agreement-answer', body }))
  const recall = await postRecall(th, 'ph')
  const left = async (message: string): Promise<boolean> =>
    (
      await rows<{ left: boolean }>(
        th,
        'select answered_at is not null as left from outbox where message_id = $1',
        [message],
      )
    )[0]?.left ?? false
  await deliver(th, 'ph')
  assert.deepEqual([await left(held), await left(recall)], [false, true])
  const accept = () => inVisit(ph.node, (visit) => acceptLog(visit, 'th'))
  assert.equal(await accept(), (await sizes('cosignature')).at(-1))
  ph.pass({ minutes: 1 })
  assert.equal(await accept(), undefined)
  sequencer = await startSequencer(th.node)
  await exchange()
  await exchange()
  assert.equal(await because(), undefined)
  assert.equal(await left(held), true)
  const newest = (await rows<{ size: number }>(ph, 'select size from witnessed order by id desc limit 1'))[0]
    ?.size
  assert.equal(newest, (await sizes('cosignature')).at(-1))
  th.pass({ minutes: 25 * 60 })
  assert.equal(await because(), 'not witnessed')
  th.pass({ minutes: -25 * 60 })
})

test('a log that grew from the cut with other events is never cosigned again, and its own node says so', async () => {
  const before = await sizes('witnessed')
  await setBack((await sizes('cosignature'))[0] ?? 0)
  sequencer = await startSequencer(members.th.node)
  // Other events take the places of those that were cut, and some more.
  for (let more = 0; more < 40; more += 1) await postRecall(members.th, 'ph')
  await exchange()
  await exchange()
  assert.deepEqual(await sizes('witnessed'), before)
  const own = await inVisit(members.th.node, witnessFaultsOf)
  assert.ok(
    own.some(
      ({ fault, own: said }) => fault === 'fork' && said === `another history of ${before.at(-1)} events`,
    ),
  )
})

test('a head whose proof does not lead from the one that was cosigned is a fork: kept as proof, not cosigned', async () => {
  const { th, ph } = members
  const last = (await sizes('witnessed')).at(-1) ?? 0
  const root = Buffer.alloc(32, 7)
  const forged = (size: number) =>
    signCheckpoint({ origin: auditOrigin('th'), size, root }, th.node.keys.audit)
  const look = (checkpoint: Checkpoint) =>
    inVisit(ph.node, (visit) => witness(visit, { peer: 'th', checkpoint, isFresh: false }))
  const { witnessed } = await look({ note: forged(last + 5), from: last, proof: [root.toString('base64')] })
  assert.equal(witnessed, last)
  await look({ note: forged(last) })
  assert.equal((await sizes('witnessed')).at(-1), last)
  const faults = await inVisit(ph.node, witnessFaultsOf)
  assert.deepEqual(faults.map((one) => one.fault).toSorted(), ['fork', 'fork'])
})
