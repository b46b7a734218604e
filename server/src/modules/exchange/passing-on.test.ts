import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { PermissionView, ReleaseDraft, ReleaseView } from '@shield/contract'

import { newId } from '#store/identifier.ts'
import { deliver, rows } from '../../peer/pair-testing.ts'
import { createThree } from '../../peer/three-testing.ts'
import type { Three } from '../../peer/three-testing.ts'
import type { TestNode } from '../../testing.ts'
import { ask, get } from '../../testing-http.ts'
import { addPerson } from '../identity/index.ts'
import { importPeople, person } from '../registry/testing.ts'
import { chasePermission, reportRecalls } from './index.ts'

type Headers = Record<string, string>

let three: Three
let officer: Headers
let holder: Headers
let second: Headers

before(async () => {
  three = await createThree()
  officer = await three.th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  holder = await three.ph.signIn(person('exchange-officer', 'ph-wdk'), 'investigation')
  second = await three.ph.signIn(await colleague(), 'investigation')
  // Everybody has said which forms it reads.
  await deliver(three.th, 'ph')
  await deliver(three.ph, 'th')
  await deliver(three.ph, 'mm')
  await deliver(three.mm, 'ph')
})
after(() => three.close())

/** The demonstration has one exchange officer there; two have to agree. */
async function colleague(): Promise<ReturnType<typeof person>> {
  const { node } = three.ph
  const another = { ...person('exchange-officer', 'ph-wdk'), id: newId() }
  await node.database.inTransaction((tx) =>
    addPerson({ tx, node, now: node.now(), requestId: newId() }, another),
  )
  return another
}

const ground = { legalBasis: 'Agreement, article 4', reason: 'The group moved on to there' }
let times = 0

interface Known {
  readonly name: string
  /** What th released to ph. */
  readonly release: ReleaseView
  readonly draft: ReleaseDraft
}

async function draftAt(
  node: TestNode,
  headers: Headers,
  of: { q: string; agreement: string },
): Promise<ReleaseDraft> {
  await Promise.all([node.node.search.upToDate(), node.node.graph.upToDate()])
  const { items } = await get(node, headers, 'searchRun', { query: { q: of.q } })
  const entities = []
  for (const { id, caption } of items.filter((one) => one.caption.includes(of.q))) {
    assert.ok(caption)
    const { statements } = await get(node, headers, 'entityRead', { params: { id } })
    entities.push({ entity: id, statements: statements.map((one) => one.id) })
  }
  assert.ok(entities.length > 0, `nobody is called ${of.q}`)
  const plain = { agreement: of.agreement, purpose: 'investigation', entities } as const
  const { edges } = await get(node, headers, 'releasePreview', { body: { ...plain, entities } })
  const links = edges.filter((one) => one.outside === undefined).map((one) => one.link)
  return { ...plain, entities, links }
}

/** Somebody of th and a company, linked, both with ph. */
async function given(onward: readonly string[]): Promise<Known> {
  const { th, agreements } = three
  times += 1
  const name =
    ['Amihan', 'Bathala', 'Dalisay', 'Ginto', 'Hiraya', 'Kidlat', 'Ligaya'][times] ?? `Tala${times}`
  const analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  await importPeople(th, analyst, {
    source: `Group ${times}`,
    lines: [`G${times},Person ${name},+999 81 77${times} 0001,${name} Trading`],
  })
  const draft = await draftAt(th, officer, { q: name, agreement: agreements.thPh })
  const release = await get(th, officer, 'releaseCreate', {
    body: { ...draft, ...ground, onward: [...onward] },
  })
  assert.equal(release.state, 'sent', JSON.stringify(release))
  await deliver(th, 'ph')
  return { name, release, draft }
}

const passedTo = (q: string): Promise<ReleaseDraft> =>
  draftAt(three.ph, holder, { q, agreement: three.agreements.phMm })

async function passOn(draft: ReleaseDraft): Promise<ReleaseView> {
  const made = await get(three.ph, holder, 'releaseCreate', { body: { ...draft, ...ground } })
  await deliver(three.ph, 'mm')
  return made
}

interface There {
  readonly state: string
  readonly chain: string[]
  readonly values: string[]
  readonly links: number
  readonly owner: string
  readonly court: boolean
}

async function atMm(id: string): Promise<There | undefined> {
  const [row] = await rows<There>(
    three.mm,
    `select r.state, r.chain, r.package->'marking'->>'organisation' as owner, (m.block->'conditions'->>'noCourtUse')::boolean as court,
       array(select st.value from record rec join statement st on st.record_id = rec.id where rec.key = r.id::text and st.retracted_at is null order by 1) as values,
       (select count(*)::int from record rec join link l on l.record_id = rec.id where rec.key = r.id::text and l.retracted_at is null) as links
     from release r join marking m on m.id = r.marking_id where r.id = $1 and r.direction = 'in'`,
    [id],
  )
  return row
}

test('what its owner lets a named node have is passed on without asking, and keeps owner, handling and the way it came', async () => {
  const { name } = await given(['mm'])
  const draft = await passedTo(name)
  const shown = await get(three.ph, holder, 'releasePreview', { body: draft })
  assert.deepEqual([shown.refused, shown.asks, shown.secondPerson], [[], undefined, false])
  assert.equal(shown.package.marking.organisation, 'th-aht')
  const made = await passOn(draft)
  const there = await atMm(made.id)
  assert.deepEqual(
    [there?.state, there?.owner, there?.chain, there?.links],
    ['applied', 'th-aht', ['th', 'ph'], 1],
  )
  assert.equal(there?.values.length, 3)
})

test('what its owner narrows, handles more strictly or takes back follows wherever it was passed on, and the report tells of every depth', async () => {
  const { name, release, draft } = await given(['mm'])
  const made = await passOn(await passedTo(name))
  assert.equal((await atMm(made.id))?.values.length, 3)
  const [person_, ...others] = draft.entities
  await get(three.th, officer, 'releaseAmend', {
    params: { id: release.id },
    body: {
      entities: [
        { entity: person_?.entity ?? '', statements: person_?.statements.slice(0, 1) ?? [] },
        ...others,
      ],
      reason: 'The number was a victim’s',
    },
  })
  await deliver(three.th, 'ph')
  await deliver(three.ph, 'mm')
  const narrowed = await atMm(made.id)
  assert.deepEqual([narrowed?.state, narrowed?.values.length, narrowed?.links], ['applied', 2, 0])

  await get(three.th, officer, 'releaseRecall', {
    params: { id: release.id },
    body: { reason: 'Another man' },
  })
  await deliver(three.th, 'ph')
  await deliver(three.ph, 'mm')
  assert.deepEqual([(await atMm(made.id))?.state, (await atMm(made.id))?.values], ['recalled', []])
  await reportRecalls(three.ph.node, { releases: [release.id] })
  await deliver(three.ph, 'th')
  const report = async () =>
    (await get(three.th, officer, 'releaseRead', { params: { id: release.id } })).report
  assert.ok(
    (await report())?.complete !== true,
    'it is not over while one that it was passed to has not told',
  )
  await reportRecalls(three.mm.node, { releases: [made.id] })
  await deliver(three.mm, 'ph')
  await reportRecalls(three.ph.node, { releases: [release.id] })
  await deliver(three.ph, 'th')
  const whole = await report()
  assert.equal(whole?.complete, true, JSON.stringify(whole))
  const tables = whole?.places.filter((one) => one.place === 'tables')
  assert.deepEqual(
    tables?.map((one) => [one.through ?? [], one.state]),
    [
      [[], 'clear'],
      [['mm'], 'clear'],
    ],
  )
  assert.equal(whole?.places.find((one) => one.place === 'onward')?.count, 1)
})

test('an owner that strikes a node off its list has it taken back from there', async () => {
  const { name, release } = await given(['mm'])
  const made = await passOn(await passedTo(name))
  await rows(three.th, `update release set onward = '{}' where id = $1`, [release.id])
  const { th } = three
  const profile = (await draftAt(th, officer, { q: name, agreement: three.agreements.thPh })).entities
  await get(th, officer, 'releaseAmend', {
    params: { id: release.id },
    body: { entities: profile, reason: 'No links any more' },
  })
  await deliver(th, 'ph')
  await deliver(three.ph, 'mm')
  assert.equal((await atMm(made.id))?.state, 'recalled')
})

async function questions(
  node: TestNode,
  headers: Headers,
  release: string,
): Promise<PermissionView | undefined> {
  const { items } = await get(node, headers, 'permissionList')
  return items.find((one) => one.release === release)
}

test('without a named node the owner is asked, is chased when its clock runs out, and lets go a part; only that part leaves', async () => {
  const { name, release } = await given([])
  const draft = await passedTo(name)
  const { asks } = await get(three.ph, holder, 'releasePreview', { body: draft })
  assert.deepEqual([asks?.node, asks?.organisation], ['th', 'th-aht'])
  const made = await get(three.ph, holder, 'releaseCreate', { body: { ...draft, ...ground } })
  assert.deepEqual([made.state, made.permission?.state], ['waiting', 'asked'])
  const early = await ask(three.ph, second, 'releaseApprove', {
    params: { id: made.id },
    body: { reason: 'Looks right' },
  })
  assert.equal(early.status, 409, 'no answer is no')
  await deliver(three.ph, 'th')
  const asked = await questions(three.th, officer, release.id)
  assert.deepEqual([asked?.state, asked?.recipient, asked?.can], ['asked', 'mm', ['permission.answer']])
  const [own] = await rows<{ id: string }>(three.ph, 'select id from permission where release_id = $1', [
    made.id,
  ])
  await chasePermission(three.ph.node, { permission: own?.id ?? '' })
  assert.equal((await questions(three.th, officer, release.id))?.chased, 0, 'its clock runs still')
  await rows(three.ph, `update permission set due_at = now() - interval '1 hour' where id = $1`, [own?.id])
  await chasePermission(three.ph.node, { permission: own?.id ?? '' })
  await deliver(three.ph, 'th')
  const chased = await questions(three.th, officer, release.id)
  assert.deepEqual([chased?.chased, chased?.isLate], [1, true])

  const contents = asked?.package ?? assert.fail('nothing is asked')
  const company = contents.entities.find((one) => one.kind === 'Company') ?? assert.fail('no company')
  const answer = (body: object) =>
    ask(three.th, officer, 'permissionAnswer', { params: { id: asked?.id ?? '' }, body: body as never })
  const whole = await answer({
    ...{ answer: 'narrowed', reason: 'All of it' },
    granted: {
      values: contents.entities.flatMap(({ entity, statements }) =>
        statements.map((_, at) => ({ entity, at })),
      ),
      links: contents.links.map((one) => one.link),
    },
  })
  assert.equal(whole.status, 400, 'all is no part')
  const part = await answer({
    ...{ answer: 'narrowed', reason: 'The company alone' },
    granted: { values: [{ entity: company.entity, at: 0 }], links: contents.links.map((one) => one.link) },
  })
  assert.equal(part.status, 200, part.text)
  assert.equal((await answer({ answer: 'granted', reason: 'After all' })).status, 409, 'an answer is final')
  await deliver(three.th, 'ph')
  const held = await get(three.ph, holder, 'releaseRead', { params: { id: made.id } })
  assert.deepEqual([held.permission?.state, held.permission?.answer], ['narrowed', 'The company alone'])
  assert.deepEqual([held.package?.entities.length, held.package?.links], [1, []])
  await get(three.ph, second, 'releaseApprove', { params: { id: made.id }, body: { reason: 'As allowed' } })
  await deliver(three.ph, 'mm')
  assert.deepEqual((await atMm(made.id))?.values, [`${name} Trading`])
})

test('a refusal is told with its reason, and nothing goes', async () => {
  const { name, release } = await given([])
  const made = await get(three.ph, holder, 'releaseCreate', {
    body: { ...(await passedTo(name)), ...ground },
  })
  await deliver(three.ph, 'th')
  const asked = await questions(three.th, officer, release.id)
  await get(three.th, officer, 'permissionAnswer', {
    params: { id: asked?.id ?? '' },
    body: { answer: 'refused', reason: 'An operation is under way' },
  })
  await deliver(three.th, 'ph')
  const held = await get(three.ph, holder, 'releaseRead', { params: { id: made.id } })
  assert.deepEqual(
    [held.state, held.permission?.state, held.permission?.answer],
    ['waiting', 'refused', 'An operation is under way'],
  )
  const tried = await ask(three.ph, second, 'releaseApprove', {
    params: { id: made.id },
    body: { reason: 'Looks right' },
  })
  assert.equal(tried.status, 409)
  assert.equal(await atMm(made.id), undefined)
})

test('S17 trust in the owner a peer names: what a third node is told to be the owner’s is taken only as the owner signed it', async () => {
  const { name } = await given(['mm'])
  const made = await get(three.ph, holder, 'releaseCreate', {
    body: { ...(await passedTo(name)), ...ground },
  })
  // A dishonest holder: the value is changed in what it sends, the owner's signature is not.
  const [sent] = await rows<{ body: { package: { entities: { statements: { value: string }[] }[] } } }>(
    three.ph,
    `select body from outbox where about = $1 and kind = 'release'`,
    [made.id],
  )
  const forged = structuredClone(sent?.body) ?? assert.fail('nothing was sent')
  const [statement] = forged.package.entities[0]?.statements ?? []
  assert.ok(statement)
  statement.value = 'Somebody Else'
  await rows(three.ph, `update outbox set body = $2 where about = $1 and kind = 'release'`, [
    made.id,
    JSON.stringify(forged),
  ])
  await deliver(three.ph, 'mm')
  assert.equal(await atMm(made.id), undefined)
  const [receipt] = await rows<{ state: string; code: string }>(
    three.mm,
    `select state, code from inbox where about = $1 and kind = 'release'`,
    [made.id],
  )
  assert.deepEqual([receipt?.state, receipt?.code], ['refused', 'NOT-OWNER'])
})
