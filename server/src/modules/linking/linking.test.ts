import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { runBatch } from '../intake/index.ts'
import { importPeople, person } from '../registry/testing.ts'
import { guardedMapping } from '../../testing-guard.ts'
import { ask, get, upload } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { catchUpLinks } from './follow.ts'

let th: TestNode
let police: Record<string, string>
let money: Record<string, string>

before(async () => {
  th = await createTestNode('th')
  police = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  money = await th.signIn(person('analyst', 'th-aml'), 'investigation')
})
after(() => th.close())

async function bring(
  headers: Record<string, string>,
  source: string,
  lines: readonly string[],
  marking = 'node',
): Promise<string> {
  const batch = await importPeople(th, headers, { source, lines, marking })
  await catchUpLinks(th.node)
  return batch
}

/** Captions of the pairs in the queue, each pair as one text, the best first. */
async function queue(headers: Record<string, string>, query: object = {}): Promise<readonly string[]> {
  const { items } = await get(th, headers, 'candidateList', { query: { limit: 100, ...query } })
  return items.map(
    (item) => `${item.band}: ${[item.left.caption, item.right.caption].toSorted().join(' = ')}`,
  )
}

async function endsOf(
  headers: Record<string, string>,
  name: string,
): Promise<{ left: string; right: string }> {
  const { items } = await get(th, headers, 'candidateList', { query: { limit: 100 } })
  const found = items.find((item) =>
    [item.left.caption, item.right.caption].some((one) => one.includes(name)),
  )
  assert.ok(found, `${name} is no candidate`)
  return { left: found.left.id, right: found.right.id }
}

test('a name and a telephone in two sources make a candidate with its reasons, whatever the order of the words', async () => {
  await bring(police, 'Alpha one', ['1,Narongrit Sukkasem,+999 81 200 0001,', '2,Wanida Phrommin,,'])
  assert.deepEqual(await queue(police), [])
  await bring(police, 'Alpha two', ['1,Sukkasem Narongrit,+999 81 200 0001,', '2,Somying Kaeomani,,'])
  const pairs = (await queue(police, { kind: 'Person' })).filter((one) => one.includes('Narongrit'))
  assert.deepEqual(pairs, ['strong: Narongrit Sukkasem = Sukkasem Narongrit'])
  const pair = await get(th, police, 'pairRead', { query: await endsOf(police, 'Narongrit') })
  assert.deepEqual(
    pair.evidence.map((step) => `${step.what.en} ${step.bearing}`),
    ['Before anything is compared against', 'Phone for', 'Name for'],
  )
  assert.ok(pair.evidence.every((step) => Math.abs(step.share) <= 1))
  assert.equal(pair.withinSource, false)
  assert.deepEqual(pair.reach.organisations, ['th-aht'])
})

test('who sees one side only has no candidate, no count of it, and no way to it', async () => {
  await bring(police, 'Beta one', ['1,Thidarat Wongphakdi,+999 81 200 0002,'], 'agency')
  await bring(money, 'Beta two', ['1,Thidarat Wongphakdi,+999 81 200 0002,'])
  assert.equal((await queue(police)).filter((one) => one.includes('Thidarat')).length, 1)
  assert.equal((await queue(money)).filter((one) => one.includes('Thidarat')).length, 0)
  const ends = await endsOf(police, 'Thidarat')
  const refused = await ask(th, money, 'pairRead', { query: ends })
  assert.equal(refused.status, 404)
  const { items } = await get(th, money, 'sharedRead', {
    params: { id: (await visibleTo(money, [ends.left, ends.right])) ?? '' },
  })
  assert.deepEqual(items, [])
})

async function visibleTo(
  headers: Record<string, string>,
  ids: readonly string[],
): Promise<string | undefined> {
  for (const id of ids)
    if ((await ask(th, headers, 'entityRead', { params: { id } })).status === 200) return id
  return undefined
}

test('what is taken back is no ground any more, and an undone import leaves no candidate', async () => {
  await bring(police, 'Gamma one', ['1,Phatcharin Boonlert,+999 81 200 0003,'])
  const batch = await bring(police, 'Gamma two', ['1,Phatcharin Boonlert,+999 81 200 0003,'])
  assert.equal((await queue(police)).filter((one) => one.includes('Phatcharin')).length, 1)
  await get(th, police, 'importUndo', { params: { id: batch }, body: { reason: 'The wrong file' } })
  assert.equal(
    (await queue(police)).filter((one) => one.includes('Phatcharin')).length,
    0,
    'at once, before anything was matched anew',
  )
  await catchUpLinks(th.node)
  const left = await th.node.database.pool.query(
    `select 1 from candidate c join statement st on st.entity_id in (c.left_entity, c.right_entity) where st.value = 'Phatcharin Boonlert'`,
  )
  assert.equal(left.rowCount, 0)
})

test('a judged pair leaves the queue of its organisation alone; an unsure one goes to the end; withdrawing brings it back', async () => {
  await bring(police, 'Delta one', [
    '1,Kasemsan Ritthirong,+999 81 200 0004,',
    '2,Urai Thongkham,+999 81 200 0005,',
  ])
  await bring(police, 'Delta two', [
    '1,Kasemsan Ritthirong,+999 81 200 0004,',
    '2,Urai Thongkham,+999 81 200 0005,',
  ])
  const before_ = await queue(police, { kind: 'Person' })
  const unsure = await get(th, police, 'judgementMake', {
    body: { ...(await endsOf(police, 'Kasemsan')), verdict: 'unsure' },
  })
  const after_ = await queue(police, { kind: 'Person' })
  assert.match(after_.at(-1) ?? '', /Kasemsan/)
  assert.equal(after_.length, before_.length)
  await get(th, police, 'judgementWithdraw', { params: { id: unsure.id }, body: { reason: 'Looked again' } })
  const made = await get(th, police, 'judgementMake', {
    body: { ...(await endsOf(police, 'Urai')), verdict: 'different', reason: 'Mother and daughter' },
  })
  assert.equal(made.state, 'made')
  assert.equal((await queue(police)).filter((one) => one.includes('Urai')).length, 0)
  assert.equal((await queue(money)).filter((one) => one.includes('Urai')).length, 1)
  await get(th, police, 'judgementWithdraw', {
    params: { id: made.id },
    body: { reason: 'Papers were found' },
  })
  assert.deepEqual(await queue(police, { kind: 'Person' }), before_)
})

test('a key that many have says nothing, and what only others have does not make it common', async () => {
  const many = Array.from(
    { length: 40 },
    (_, n) => `${n},Zeta Person${String.fromCharCode(97 + (n % 26))}${n},+999 81 200 0006,`,
  )
  await bring(police, 'Epsilon', ['1,Chanchai Saengthong,+999 81 200 0006,'])
  await bring(police, 'Epsilon two', ['1,Chanchai Saengthong,+999 81 200 0006,'])
  const before_ = (await queue(police)).filter((one) => one.includes('Chanchai'))
  assert.equal(before_.length, 1)
  await bring(money, 'Hidden crowd', many, 'agency')
  assert.deepEqual(
    (await queue(police)).filter((one) => one.includes('Chanchai')),
    before_,
  )
  const { items } = await get(th, police, 'sharedRead', {
    params: { id: (await endsOf(police, 'Chanchai')).left },
  })
  assert.deepEqual(
    items.map((item) => [item.property, item.others.length, item.isMore]),
    [['phone', 1, false]],
  )
})

test('a shared number lists where it stands, and says so where there are more than it lists', async () => {
  const crowd = Array.from({ length: 25 }, (_, n) => `${n},Crowd Number${n},+999 81 200 0077,`)
  await bring(police, 'Hub', [...crowd, '99,Kanchana Ditsathon,+999 81 200 0077,'])
  const { items: found } = await get(th, police, 'searchRun', { query: { q: 'Kanchana Ditsathon' } })
  const { items } = await get(th, police, 'sharedRead', { params: { id: found[0]?.id ?? '' } })
  assert.deepEqual(
    items.map((item) => [item.property, item.others.length, item.isMore]),
    [['phone', 20, true]],
  )
})

test('a far-reaching same waits for a second person of the organisation, joins nothing until then, and is audited with both', async () => {
  const columns = Array.from({ length: 11 }, (_, n) => `Long${n},Prasert Wattanachai,+999 81 200 0008,`)
  await bring(police, 'Long list', columns)
  await bring(police, 'Long list two', ['X,Prasert Wattanachai,+999 81 200 0008,'])
  const { items } = await get(th, police, 'searchRun', { query: { q: 'Prasert Wattanachai' } })
  const ids = items.map((item) => item.id)
  const [first = ''] = ids
  for (const right of ids.slice(1, 9))
    assert.equal(
      (
        await get(th, police, 'judgementMake', {
          body: { left: first, right, verdict: 'same', reason: 'One list' },
        })
      ).state,
      'made',
    )
  const last = ids[10] ?? ''
  const tenth = await get(th, police, 'judgementMake', {
    body: { left: first, right: ids[9] ?? '', verdict: 'same', reason: 'One list' },
  })
  assert.equal(tenth.state, 'waiting')
  const again = await get(th, police, 'judgementMake', {
    body: { left: first, right: ids[9] ?? '', verdict: 'same', reason: 'One list' },
  })
  assert.equal(again.id, tenth.id)
  const profile = await get(th, police, 'entityRead', { params: { id: first } })
  assert.equal(profile.members.length, 9)
  const own = await ask(th, police, 'proposalApprove', {
    params: { id: tenth.id },
    body: { reason: 'I agree with myself' },
  })
  assert.equal(own.status, 403)
  const supervisor = await th.signIn(person('supervisor', 'th-aht'), 'investigation')
  const other = await ask(th, money, 'proposalApprove', {
    params: { id: tenth.id },
    body: { reason: 'From elsewhere' },
  })
  assert.equal(other.status, 404)
  const approved = await get(th, supervisor, 'proposalApprove', {
    params: { id: tenth.id },
    body: { reason: 'The photographs agree' },
  })
  assert.deepEqual([approved.state, approved.can], ['approved', []])
  assert.equal((await get(th, police, 'entityRead', { params: { id: first } })).members.length, 10)
  const events = await th.node.database.pool.query<{ action: string; person: string }>(
    'select action, person from audit_intake where object = $1 order by id',
    [tenth.id],
  )
  assert.deepEqual(
    events.rows.map((row) => row.action),
    ['judgement.proposed', 'judgement.approved'],
  )
  assert.equal(new Set(events.rows.map((row) => row.person)).size, 2)
  const refusedOne = await get(th, police, 'judgementMake', {
    body: { left: first, right: last, verdict: 'same', reason: 'One list' },
  })
  const refused = await get(th, supervisor, 'proposalRefuse', {
    params: { id: refusedOne.id },
    body: { reason: 'The ages do not fit' },
  })
  assert.equal(refused.state, 'refused')
  assert.equal((await get(th, police, 'entityRead', { params: { id: first } })).members.length, 10)
})

test('the owner of one side is asked and answers; of the side it may not see it learns nothing', async () => {
  await bring(money, 'Owner list', ['1,Apinya Charoensuk,+999 81 200 0009,'])
  await bring(police, 'Asker list', ['1,Apinya Charoensuk,+999 81 200 0009,'], 'agency')
  const ends = await endsOf(police, 'Apinya')
  const pair = await get(th, police, 'pairRead', { query: ends })
  assert.deepEqual(pair.owners, ['th-aml'])
  const asked = await get(th, police, 'questionMake', {
    body: { ...ends, organisation: 'th-aml', question: 'Is a photograph held?' },
  })
  const { items } = await get(th, money, 'questionList', { query: { waiting: true } })
  const question = items.find((item) => item.id === asked.id)
  assert.ok(question)
  assert.equal(question.other, undefined)
  const sides = [ends.left, ends.right]
  const unseen = sides.find((id) => id !== question.own.id) ?? ''
  assert.ok(!JSON.stringify(question).includes(unseen))
  await get(th, money, 'questionAnswer', { params: { id: asked.id }, body: { answer: 'Yes, since March' } })
  const answered = await get(th, police, 'pairRead', { query: ends })
  assert.equal(answered.questions[0]?.answer, 'Yes, since March')
  const self = await ask(th, police, 'questionMake', {
    body: { ...ends, organisation: 'th-aht', question: 'Do we know?' },
  })
  assert.equal(self.status, 400)
})

test('what the follower had not done when the node stopped is done when it runs again', async () => {
  const before_ = (await queue(police)).length
  const upload_ = await upload(
    th,
    police,
    { source: 'Late one', marking: 'node' },
    {
      name: 'late.csv',
      content:
        'id,name,phone,company\n1,Wipawee Sornchai,+999 81 200 0010,\n2,Wipawee Sornchai,+999 81 200 0010,\n',
    },
  )
  const { id } = JSON.parse(upload_.text) as { id: string }
  await get(th, police, 'importStart', { params: { id }, body: { dryRun: false, mapping: guardedMapping } })
  await runBatch(th.node, { batch: id }, new AbortController().signal)
  assert.equal((await queue(police)).length, before_)
  const place = await th.node.database.pool.query('select until from link_place')
  assert.notEqual(place.rows[0]?.until, '0', 'the place is kept in the database')
  await catchUpLinks(th.node)
  assert.equal((await queue(police)).filter((one) => one.includes('Wipawee')).length, 1)
})

test('where the program makes other keys than those that stand, everything is matched anew', async () => {
  const before_ = await queue(police)
  await th.node.database.pool.query('delete from link_key')
  await th.node.database.pool.query('update link_place set version = 0')
  await catchUpLinks(th.node)
  assert.deepEqual(await queue(police), before_)
  const keys = await th.node.database.pool.query<{ count: number }>('select count(*) from link_key')
  assert.ok((keys.rows[0]?.count ?? 0) > 50)
})

test('a cut is held against the pairs that were judged', async () => {
  const { steps } = await get(th, police, 'candidateThreshold', { query: {} })
  const proposed = steps.map((step) => step.proposed)
  assert.deepEqual(
    proposed,
    proposed.toSorted((a, b) => a - b),
    'a wider cut proposes no less',
  )
  const widest = steps.at(-1)
  assert.ok((widest?.rightly ?? 0) >= 8, 'the pairs judged the same are found')
  assert.equal(widest?.missed, 0)
})

test('a cluster shows its judgements, its bridges, and what the values alone would hold', async () => {
  const { items } = await get(th, police, 'searchRun', { query: { q: 'Prasert Wattanachai' } })
  const [joined] = items
  const cluster = await get(th, police, 'clusterRead', { params: { id: joined?.id ?? '' } })
  assert.equal(cluster.members.length, 10)
  const judged = cluster.edges.filter((edge) => edge.judgement !== undefined)
  assert.equal(judged.length, 9)
  assert.ok(
    judged.every((edge) => edge.isBridge),
    'a star falls apart with any of its edges',
  )
  assert.ok(cluster.edges.length > judged.length)
})
