import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'

import { personCode } from '@shield/core'
import { people } from '@shield/world'

import { newId } from '#store/identifier.ts'
import { rows } from '../../peer/pair-testing.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'

type Headers = Record<string, string>

let th: TestNode
let worker: Headers
let shelter: Headers
let police: Headers
let arrival: string

before(async () => {
  th = await createTestNode('th')
  const of = (role: string, organisation: string) =>
    people.find((one) => one.roles.includes(role as never) && one.organisation === organisation) ??
    assert.fail(role)
  worker = await th.signIn(of('case-worker', 'th-msd'), 'victim-protection')
  shelter = await th.signIn(of('case-worker', 'th-bfm'), 'victim-protection')
  police = await th.signIn(of('panel-member', 'th-aht'), 'victim-protection')
  const place = {
    site: 'Friendship Bridge 2',
    startedAt: new Date().toISOString(),
    organisations: ['th-bfm'],
  }
  arrival = (await get(th, worker, 'arrivalMake', { body: place })).id
})
after(() => th.close())

const now = (): string => new Date().toISOString()

async function newPerson(age: 'adult' | 'child' = 'adult'): Promise<string> {
  const code = personCode(randomBytes(11))
  await get(th, worker, 'arrivalAdd', {
    params: { id: arrival },
    body: { acts: [{ id: newId(), code, at: now(), triage: { age, speaks: ['my'] } }] },
  })
  return code
}

/** The ground on which the police may read what was told: a duty of law, called that. */
async function ground(code: string, organisation: string): Promise<void> {
  await get(th, worker, 'consentGive', {
    params: { code },
    body: {
      ...{ id: newId(), purpose: 'interview', recipients: [organisation], basis: 'public-task' },
      ...{
        article: 'NRM 2022, panel of agencies',
        mode: 'spoken',
        language: 'my',
        textVersion: '1',
        at: now(),
      },
    },
  })
}

async function panel(code: string, organisations: string[]): Promise<string> {
  const id = newId()
  await get(th, worker, 'determinationOpen', { params: { code }, body: { id, organisations } })
  return id
}

const vote = (headers: Headers, id: string, how: 'identified' | 'not-identified' | 'abstains') =>
  ask(th, headers, 'determinationVote', {
    params: { id },
    body: { id: newId(), vote: how, reason: 'As I heard it' },
  })
const decide = (id: string, outcome: 'identified' | 'not-identified') =>
  ask(th, worker, 'determinationDecide', {
    params: { id },
    body: { outcome, reasons: 'What was told, seen and found, point by point', legalBasis: 'Section 6' },
  })
const tell = (id: string, language: string) =>
  ask(th, worker, 'determinationTell', { params: { id }, body: { language, toldOfReview: true } })
const standing = async (code: string) =>
  (await get(th, worker, 'protectedRead', { params: { code } })).standing

test('a panel of police and social welfare identifies: police read of that person alone, and only while it sits', async () => {
  const [code, other] = [await newPerson(), await newPerson()]
  const early = await ask(th, worker, 'determinationOpen', {
    params: { code },
    body: { id: newId(), organisations: ['th-aht', 'th-msd'] },
  })
  assert.equal(early.status, 403, 'without a ground in the ledger nobody is let in')
  await ground(code, 'th-aht')
  const id = await panel(code, ['th-aht', 'th-msd'])
  const read = async (of: string) => (await ask(th, police, 'protectedRead', { params: { code: of } })).status
  assert.equal(await read(code), 200)
  assert.equal(await read(other), 404)
  assert.equal((await ask(th, police, 'protectedList', {})).status, 403)
  const opened = await ask(th, police, 'protectedOpen', { params: { code }, body: { reason: 'To know who' } })
  assert.equal(opened.status, 403)
  assert.equal((await vote(police, id, 'identified')).status, 200)
  assert.equal((await decide(id, 'identified')).status, 403, 'one vote carries nothing')
  const sitting = await get(th, worker, 'determinationRead', { params: { id } })
  assert.deepEqual(
    sitting.votes.map(({ organisation, vote: how }) => [organisation, how]),
    [['th-aht', undefined]],
  )
  assert.equal(sitting.hinders.identified, 'two-organisations')
  assert.equal((await vote(worker, id, 'identified')).status, 200)
  assert.equal((await vote(worker, id, 'not-identified')).status, 409)
  assert.equal((await vote(shelter, id, 'identified')).status, 403)
  assert.equal((await decide(id, 'identified')).status, 200)
  assert.equal(await standing(code), 'identified')
  assert.equal(await read(code), 404, 'what was for the panel ends with it')
})

test('"not identified" needs more than police, is told first, and a review brings the presumption back', async () => {
  const code = await newPerson()
  await ground(code, 'th-aht')
  const id = await panel(code, ['th-aht', 'th-msd'])
  await vote(police, id, 'not-identified')
  await vote(worker, id, 'abstains')
  assert.equal((await decide(id, 'not-identified')).status, 403)
  const second = await newPerson()
  const both = await panel(second, ['th-bfm', 'th-msd'])
  await vote(shelter, both, 'not-identified')
  await vote(worker, both, 'not-identified')
  assert.equal((await decide(both, 'not-identified')).status, 200)
  assert.equal(await standing(second), 'possible', 'until the person was told, protection stays')
  assert.equal((await tell(both, 'en')).status, 400)
  assert.equal((await tell(both, 'my')).status, 200)
  assert.equal(await standing(second), 'not-identified')
  const same = await ask(th, worker, 'determinationReview', {
    params: { id: both },
    body: { id: newId(), organisations: ['th-bfm', 'th-msd'] },
  })
  assert.equal(same.status, 400)
  await ground(second, 'th-imm')
  const review = await get(th, worker, 'determinationReview', {
    params: { id: both },
    body: { id: newId(), organisations: ['th-imm', 'th-msd'] },
  })
  assert.equal(review.reviews, both)
  assert.equal(await standing(second), 'possible')
  const { items } = await get(th, worker, 'determinationList', { params: { code: second } })
  assert.deepEqual(
    items.map(({ outcome }) => outcome),
    ['not-identified', undefined],
  )
})

test('a panel stands in the list and the work of who sits on it until the vote, and its reasons open when it has decided', async () => {
  const code = await newPerson()
  await ground(code, 'th-aht')
  const id = await panel(code, ['th-aht', 'th-msd'])
  const waits = async (headers: Headers) => {
    const { queues } = await get(th, headers, 'workRead', {})
    return queues.flatMap(({ items }) => items).filter((one) => one.id === id).length
  }
  const listed = async (headers: Headers, state: 'open' | 'untold' | 'told') => {
    const { items } = await get(th, headers, 'determinationSittings', { query: { state } })
    return items.some((one) => one.id === id)
  }
  const open = (headers: Headers) =>
    ask(th, headers, 'determinationReasons', {
      params: { id },
      body: { reason: 'To tell her why, in her words' },
    })
  assert.deepEqual([await waits(police), await waits(worker), await waits(shelter)], [1, 1, 0])
  assert.deepEqual([await listed(police, 'open'), await listed(shelter, 'open')], [true, true])
  await vote(police, id, 'not-identified')
  assert.equal(await waits(police), 0)
  const read = await get(th, police, 'determinationRead', { params: { id } })
  assert.equal(read.hasVoted, true)
  assert.equal((await open(worker)).status, 409, 'while it sits reasons stay closed')
  assert.equal((await open(police)).status, 403)
  await vote(worker, id, 'identified')
  assert.equal((await decide(id, 'identified')).status, 403, 'a tie')
  assert.deepEqual(await listed(worker, 'untold'), false)
  const second = await newPerson()
  const other = await panel(second, ['th-bfm', 'th-msd'])
  await vote(shelter, other, 'identified')
  await vote(worker, other, 'identified')
  await decide(other, 'identified')
  const reasons = await get(th, worker, 'determinationReasons', {
    params: { id: other },
    body: { reason: 'To tell her why, in her words' },
  })
  assert.equal(reasons.reasons, 'What was told, seen and found, point by point')
  assert.deepEqual(
    reasons.votes.map(({ organisation, reason }) => [organisation, reason]),
    [
      ['th-bfm', 'As I heard it'],
      ['th-msd', 'As I heard it'],
    ],
  )
  await tell(other, 'my')
  const told = await get(th, worker, 'determinationRead', { params: { id: other } })
  assert.equal(told.toldLanguage, 'my')
  assert.ok(told.toldBy)
  assert.ok(!told.can.includes('determinationTell'))
})

test('panels are paged newest first and counted, and each is listed once', async () => {
  for (let made = 0; made < 3; made += 1) await panel(await newPerson(), ['th-bfm', 'th-msd'])
  const ids: string[] = []
  let cursor: string | undefined
  let count = 0
  do {
    const page = await get(th, worker, 'determinationSittings', {
      query: { limit: 2, ...(cursor === undefined ? {} : { cursor }) },
    })
    ids.push(...page.items.map(({ id }) => id))
    count = page.count ?? 0
    cursor = page.next
  } while (cursor !== undefined)
  assert.equal(new Set(ids).size, ids.length)
  assert.equal(ids.length, count)
  const all = await get(th, worker, 'determinationSittings', { query: { limit: 500 } })
  assert.deepEqual(
    all.items.map(({ id }) => id),
    ids,
  )
})

test('in doubt the presumption stands: a tie carries nothing, and of a child every vote has to agree', async () => {
  const code = await newPerson('child')
  const id = await panel(code, ['th-bfm', 'th-msd'])
  await vote(shelter, id, 'identified')
  await vote(worker, id, 'not-identified')
  for (const outcome of ['identified', 'not-identified'] as const)
    assert.equal((await decide(id, outcome)).status, 403)
  const view = await get(th, worker, 'determinationRead', { params: { id } })
  assert.deepEqual(view.hinders, { identified: 'no-majority', 'not-identified': 'child-needs-all' })
  assert.equal(await standing(code), 'possible')
})

test('the clock is the country’s, from the day of arrival, and says when it has run out', async () => {
  const code = await newPerson()
  const id = await panel(code, ['th-bfm', 'th-msd'])
  const view = await get(th, worker, 'determinationRead', { params: { id } })
  const person = await get(th, worker, 'protectedRead', { params: { code } })
  assert.equal(Date.parse(view.dueAt) - Date.parse(person.arrivedAt), 15 * 86_400_000)
  assert.match(view.law.cites, /15 days/)
  assert.equal(view.isOverdue, false)
})

test('a panel of police alone is none, reasons are sealed, and no outcome is overwritten', async () => {
  const code = await newPerson()
  const alone = await ask(th, worker, 'determinationOpen', {
    params: { code },
    body: { id: newId(), organisations: ['th-aht', 'th-imm'] },
  })
  assert.equal(alone.status, 400)
  const id = await panel(code, ['th-bfm', 'th-msd'])
  await vote(shelter, id, 'identified')
  await vote(worker, id, 'identified')
  assert.equal((await decide(id, 'identified')).status, 200)
  assert.equal((await decide(id, 'not-identified')).status, 409)
  const stored = await rows<{ text: string }>(
    th,
    `select d::text || v::text as text from determination d join determination_vote v on v.determination_id = d.id where d.id = '${id}'`,
  )
  for (const { text } of stored) assert.ok(!/point by point|As I heard/.test(text))
  await assert.rejects(rows(th, 'delete from determination'), /permission denied/)
  await assert.rejects(rows(th, 'update determination_vote set vote = vote'), /permission denied/)
})
