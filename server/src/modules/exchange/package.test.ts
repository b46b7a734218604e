import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { ReleaseDraft, ReleaseView } from '@shield/contract'

import { createPair, deliver, rows } from '../../peer/pair-testing.ts'
import type { Pair } from '../../peer/pair-testing.ts'
import { ask, get } from '../../testing-http.ts'
import { importPeople, person } from '../registry/testing.ts'
import { reportRecalls } from './index.ts'

type Headers = Record<string, string>

let pair: Pair
let analyst: Headers
let officer: Headers
let reader: Headers
let agreement: string

before(async () => {
  pair = await createPair()
  analyst = await pair.th.signIn(person('analyst', 'th-aht'), 'investigation')
  officer = await pair.th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  reader = await pair.ph.signIn(person('exchange-officer', 'ph-wdk'), 'investigation')
  agreement = (await get(pair.th, officer, 'agreementList')).items[0]?.id ?? ''
})
after(() => pair.close())

const ground = { legalBasis: 'Agreement, article 4', reason: 'Works in both countries' }
let times = 0

interface Cell {
  /** Two people of one company, and one who is not. */
  readonly first: string
  readonly second: string
  readonly company: string
  readonly stranger: string
  readonly name: string
}

/** Three people and a company, two of them linked to it; only the caller knows their names. */
async function knownHere(): Promise<Cell> {
  const { th } = pair
  times += 1
  const word =
    ['Alon', 'Bituin', 'Dagat', 'Gabi', 'Hangin', 'Isla', 'Lawin', 'Mayon'][times] ?? `Tala${times}`
  const phone = (at: number): string => `+999 81 23${times} 00${10 + at}`
  await importPeople(th, analyst, {
    source: `Cell ${times}`,
    lines: [
      `A${times},Person ${word},${phone(1)},${word} Holding`,
      `B${times},Second ${word},${phone(2)},${word} Holding`,
      `C${times},Stranger ${word},${phone(3)},`,
    ],
  })
  await th.node.graph.upToDate()
  const find = async (q: string): Promise<string> => {
    const { items } = await get(th, officer, 'searchRun', { query: { q } })
    return items.find((one) => one.caption === q)?.id ?? assert.fail(q)
  }
  return {
    first: await find(`Person ${word}`),
    second: await find(`Second ${word}`),
    company: await find(`${word} Holding`),
    stranger: await find(`Stranger ${word}`),
    name: word,
  }
}

async function choiceOf(entity: string): Promise<ReleaseDraft['entities'][number]> {
  const profile = await get(pair.th, officer, 'entityRead', { params: { id: entity } })
  return { entity, statements: profile.statements.map((one) => one.id) }
}

async function draftOf(entities: readonly string[], more: Partial<ReleaseDraft> = {}): Promise<ReleaseDraft> {
  const choices = []
  for (const entity of entities) choices.push(await choiceOf(entity))
  return { agreement, purpose: 'investigation', entities: choices, ...more }
}

const preview = (body: ReleaseDraft) => get(pair.th, officer, 'releasePreview', { body })

async function hand(draft: ReleaseDraft): Promise<ReleaseView> {
  // Both have said which forms they read.
  await deliver(pair.th, 'ph')
  const made = await get(pair.th, officer, 'releaseCreate', { body: { ...draft, ...ground } })
  await deliver(pair.th, 'ph')
  await Promise.all([pair.ph.node.search.upToDate(), pair.ph.node.graph.upToDate()])
  return made
}

const there = (id: string): Promise<ReleaseView> => get(pair.ph, reader, 'releaseRead', { params: { id } })

/** What the partner's chart draws of a release. */
async function chartThere(id: string): Promise<{ captions: string[]; links: number }> {
  const { entities } = await there(id)
  if (entities.length === 0) return { captions: [], links: 0 }
  const { nodes, edges } = await get(pair.ph, reader, 'graphOpen', { body: { ids: entities } })
  return { captions: nodes.map((one) => one.caption).toSorted(), links: edges.length }
}

test('S22 dependency resolution widens share: no neighbour goes unless a person chose the link, and then as what names it alone', async () => {
  const { first, company, name } = await knownHere()
  const alone = await preview(await draftOf([first]))
  assert.deepEqual(
    [alone.package.entities.length, alone.package.links],
    [1, []],
    'the company does not come along by itself',
  )
  const [edge] = alone.edges
  assert.deepEqual([alone.edges.length, edge?.outside], [1, company])
  const half = await preview(await draftOf([first], { links: [edge?.link ?? ''] }))
  assert.deepEqual(half.package.links, [])
  assert.deepEqual(
    half.left.map((one) => [one.id, one.because.en]),
    [[edge?.link, 'One of its ends is not in the package']],
  )
  const tried = await ask(pair.th, officer, 'releaseCreate', {
    body: { ...(await draftOf([first], { links: [edge?.link ?? ''] })), ...ground },
  })
  assert.equal(tried.status, 403, 'a link does not go without its end')
  const whole = await preview(await draftOf([first], { links: [edge?.link ?? ''], stubs: [company] }))
  assert.deepEqual(
    whole.package.entities[1]?.statements.map(({ property, value }) => [property, value]),
    [['name', `${name} Holding`]],
  )
  assert.equal(whole.package.links.length, 1)
  assert.deepEqual(
    whole.edges.map((one) => one.link),
    [edge?.link],
    'what hangs on a stub is no part of the question',
  )
})

test('S22 dependency resolution widens share: an edge that its handling keeps here is told as such, and one unseen is not there', async () => {
  const { first, company } = await knownHere()
  const draft = await draftOf([first, company])
  const link = (await preview(draft)).edges.find((one) => one.outside === undefined)?.link ?? ''
  const mark = (change: object): Promise<unknown> =>
    pair.th.node.database.inTransaction(async (tx) => {
      const found = await tx.client.query<{ marking_id: number }>(
        'select marking_id from link where wire = $1',
        [link],
      )
      const block = pair.th.node.markings.block(found.rows[0]?.marking_id ?? 0)
      const id = await pair.th.node.markings.intern(tx, { ...block, ...change })
      return tx.client.query('update link set marking_id = $2 where wire = $1', [link, id])
    })
  await mark({ notReleasedTo: ['node:ph'] })
  const shown = await preview({ ...draft, links: [link] })
  assert.equal(shown.edges.find((one) => one.link === link)?.because?.en, 'Its owner excluded this partner')
  assert.deepEqual([shown.package.links, shown.left.map((one) => one.id)], [[], [link]])
  await mark({ case: 'TH-OTHER', notReleasedTo: [] })
  const unseen = await ask(pair.th, officer, 'releasePreview', { body: { ...draft, links: [link] } })
  const never = await ask(pair.th, officer, 'releasePreview', {
    body: { ...draft, links: ['019b7615-6c00-7000-8000-00000000fff1'] },
  })
  assert.deepEqual([unseen.status, never.status], [404, 404])
  assert.ok((await preview(draft)).edges.every((one) => one.link !== link))
})

test('a package of people and their company arrives linked, is narrowed link by link, and goes whole', async () => {
  const { first, second, company, name } = await knownHere()
  const draft = await draftOf([first, second, company])
  const links = (await preview(draft)).edges.map((one) => one.link)
  const made = await hand({ ...draft, links })
  const captions = [`${name} Holding`, `Person ${name}`, `Second ${name}`]
  assert.deepEqual(await chartThere(made.id), { captions, links: 2 })
  const again = await preview({ ...draft, links })
  assert.deepEqual([again.held.entities.length, again.held.links.length], [3, 2], 'they hold all of it')

  const change = { entities: draft.entities, links: links.slice(1) }
  const shown = await get(pair.th, officer, 'releaseAmendPreview', { params: { id: made.id }, body: change })
  assert.deepEqual([shown.acts, shown.taken.links.length, shown.taken.entities], [['narrow'], 1, []])
  await get(pair.th, officer, 'releaseAmend', {
    params: { id: made.id },
    body: { ...change, reason: 'She left the company' },
  })
  await deliver(pair.th, 'ph')
  await pair.ph.node.graph.upToDate()
  assert.deepEqual(await chartThere(made.id), { captions, links: 1 })

  await get(pair.th, officer, 'releaseAmend', {
    params: { id: made.id },
    body: { entities: draft.entities.slice(0, 1), reason: 'The others are not needed' },
  })
  await deliver(pair.th, 'ph')
  await Promise.all([pair.ph.node.search.upToDate(), pair.ph.node.graph.upToDate()])
  assert.deepEqual(await chartThere(made.id), { captions: [`Person ${name}`], links: 0 })
  assert.equal((await there(made.id)).version, 3)

  await get(pair.th, officer, 'releaseRecall', {
    params: { id: made.id },
    body: { reason: 'It was not them' },
  })
  await deliver(pair.th, 'ph')
  await reportRecalls(pair.ph.node, { releases: [made.id] })
  await deliver(pair.ph, 'th')
  const { report } = await get(pair.th, officer, 'releaseRead', { params: { id: made.id } })
  assert.equal(report?.complete, true)
  // Three versions: 3 people's name and phone or company name, 2 links; then 1 link fewer; then one person.
  assert.equal(report?.places.find((one) => one.place === 'tables')?.count, 5 + 2 + (5 + 1) + 2)
  const standing = await rows(pair.ph, `select 1 from link where retracted_at is null and key = any($1)`, [
    links,
  ])
  assert.deepEqual(standing, [])
})

test('a link that is taken back here makes the release stand behind, as a value does', async () => {
  const { first, company } = await knownHere()
  const draft = await draftOf([first, company])
  const [edge] = (await preview(draft)).edges.filter((one) => one.outside === undefined)
  const made = await hand({ ...draft, links: [edge?.link ?? ''] })
  const isBehind = async (): Promise<boolean> =>
    (await get(pair.th, officer, 'releaseRead', { params: { id: made.id } })).isBehind
  assert.equal(await isBehind(), false)
  await pair.th.node.database.pool.query('update link set retracted_at = now() where wire = $1', [edge?.link])
  assert.equal(await isBehind(), true)
})

test('two things of a package that are judged one are told as one, and as two again when that is withdrawn', async () => {
  const { first, stranger, name } = await knownHere()
  const made = await hand(await draftOf([first, stranger]))
  const supervisor = await pair.th.signIn(person('supervisor', 'th-aht'), 'investigation')
  const judged = await get(pair.th, analyst, 'judgementMake', {
    body: { left: first, right: stranger, verdict: 'same', reason: 'One man with two names' },
  })
  assert.ok(supervisor)
  const read = (): Promise<ReleaseView> => get(pair.th, officer, 'releaseRead', { params: { id: made.id } })
  assert.equal((await read()).isBehind, true, 'two that are one')
  const one = await draftOf([first])
  const joined = await get(pair.th, officer, 'releaseAmend', {
    params: { id: made.id },
    body: { entities: one.entities, reason: 'One man' },
  })
  assert.ok(joined.amendments[0]?.acts.includes('merge'), JSON.stringify(joined.amendments[0]?.acts))
  await deliver(pair.th, 'ph')
  await Promise.all([pair.ph.node.search.upToDate(), pair.ph.node.graph.upToDate()])
  assert.equal((await chartThere(made.id)).captions.length, 1)
  assert.equal((await read()).isBehind, false)

  await get(pair.th, analyst, 'judgementWithdraw', {
    params: { id: judged.id },
    body: { reason: 'Two men after all' },
  })
  assert.equal((await read()).isBehind, true, 'values in it are another’s')
  const apart = await draftOf([first, stranger])
  const split = await get(pair.th, officer, 'releaseAmend', {
    params: { id: made.id },
    body: { entities: apart.entities, reason: 'Two men' },
  })
  assert.ok(split.amendments[1]?.acts.includes('unmerge'), JSON.stringify(split.amendments[1]?.acts))
  await deliver(pair.th, 'ph')
  await Promise.all([pair.ph.node.search.upToDate(), pair.ph.node.graph.upToDate()])
  assert.deepEqual((await chartThere(made.id)).captions, [`Person ${name}`, `Stranger ${name}`])
})

test('a partner that has not said that it reads packages of several gets one at a time, in the form it knows', async () => {
  const { first, company } = await knownHere()
  await deliver(pair.th, 'ph')
  await rows(pair.th, `update peer set reads = '{}'`)
  try {
    const both = await ask(pair.th, officer, 'releaseCreate', {
      body: { ...(await draftOf([first, company])), ...ground },
    })
    assert.equal(both.status, 409, both.text)
    assert.match(both.text, /has not said that it reads packages of several entities/)
    const made = await get(pair.th, officer, 'releaseCreate', {
      body: { ...(await draftOf([first])), ...ground },
    })
    await deliver(pair.th, 'ph')
    const [sent] = await rows<{ schema: number; body: { package: object } }>(
      pair.th,
      `select schema, body from outbox where about = $1 and kind = 'release'`,
      [made.id],
    )
    assert.deepEqual(
      [sent?.schema, Object.keys(sent?.body.package ?? {}).toSorted()],
      [1, ['entity', 'kind', 'marking', 'statements']],
    )
    assert.equal((await there(made.id)).package?.entities[0]?.entity, first)
  } finally {
    await rows(pair.th, `update peer set reads = '{"release": 2, "amend": 2}'`)
  }
})

test('what rests on a consent is kept no longer than that, for its purpose alone, and goes back at once when it ends', async () => {
  const { first, stranger } = await knownHere()
  const consent = { reference: 'CON-2569-7', purpose: 'investigation', until: '2098-05-01' } as const
  const give = (entity: string, more: object) =>
    draftOf([entity]).then((draft) =>
      ask(pair.th, officer, 'releaseCreate', { body: { ...draft, ...ground, ...more } as never }),
    )
  const other = await give(first, { consent: { ...consent, purpose: 'prosecution' } })
  assert.match(other.text, /agreed to another purpose/)
  assert.equal((await give(first, { consent: { ...consent, until: '2020-01-01' } })).status, 400)
  await deliver(pair.th, 'ph')
  const made = []
  for (const entity of [first, stranger])
    made.push(JSON.parse((await give(entity, { consent, expiresOn: '2099-01-01' })).text) as ReleaseView)
  assert.deepEqual(
    made.map((one) => one.expiresOn),
    ['2098-05-01', '2098-05-01'],
  )
  await deliver(pair.th, 'ph')
  assert.equal((await there(made[0]?.id ?? '')).consent?.reference, 'CON-2569-7')
  await get(pair.th, officer, 'releaseConsentEnded', {
    params: { id: made[0]?.id ?? '' },
    body: { reason: 'She does not want it any more' },
  })
  await deliver(pair.th, 'ph')
  const states = await rows<{ state: string }>(
    pair.ph,
    `select state from release where id = any($1::uuid[])`,
    [made.map((one) => one.id)],
  )
  assert.deepEqual(
    states.map((one) => one.state),
    ['recalled', 'recalled'],
  )
  const once = await ask(pair.th, officer, 'releaseConsentEnded', {
    params: { id: made[0]?.id ?? '' },
    body: { reason: 'Told again' },
  })
  assert.equal(once.status, 409)
})
