import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { RouteName } from '@shield/contract'
import { personCode } from '@shield/core'
import type { Marking } from '@shield/core'
import { people } from '@shield/world'

import { createApp } from './http/app.ts'
import { runBatch } from './modules/intake/index.ts'
import { followLeads } from './modules/leads/index.ts'
import { followOutlet } from './modules/outlet/index.ts'
import { catchUpLinks } from './modules/linking/follow.ts'
import { served } from './served.ts'
import { blocksAround } from './testing-blocks.ts'
import { addPartner, guardedMapping, importUnder } from './testing-guard.ts'
import { ask, get, upload } from './testing-http.ts'
import { addProtected } from './testing-protected.ts'
import { returnQuestions } from './testing-returns.ts'
import { createTestNode } from './testing.ts'
import type { TestNode } from './testing.ts'

/** Two nodes with the same world, one of them with much more of it that the asker may not see. */
let bare: TestNode
let full: TestNode
before(async () => {
  ;[bare, full] = await Promise.all([createTestNode('th'), createTestNode('th')])
  await Promise.all([build(bare, false), build(full, true)])
})
after(() => Promise.all([bare.close(), full.close()]))

const visible =
  'id,name,phone,company\nP1,Somchai Jaidee,+999 81 234 5678,Golden Lotus\nP2,สมชาย ใจดี,+999 81 234 9999,Golden Lotus\nP3,Malee Sukjai,,Silver Fern\n'
/** The same keys and near and equal names, and more of them. */
const hidden = `${visible}P4,Somchay Chaidee,+999 81 234 5678,Golden Lotus\nP5,Somchai,+999 81 111 1111,Golden Lotus Ltd\n`
const names = ['Raid list', 'Shared list', 'Third list'] as const

async function build(th: TestNode, withHidden: boolean): Promise<void> {
  const blocks = blocksAround()
  const of = (name: string): Marking => blocks[name] ?? assert.fail(name)
  await addPartner(th.node)
  const hide = async (sourceName: string): Promise<void> => {
    if (!withHidden) return
    for (const name of [
      'other agency',
      'other zone',
      'other case',
      'level above clearance',
      'not released to',
      'recalled',
    ])
      await importUnder(th.node, of(name), { sourceName, content: hidden })
  }
  await hide(names[0])
  await importUnder(th.node, of('own agency'), { sourceName: names[0], content: visible })
  await hide(names[1])
  await importUnder(th.node, of('released to the node'), { sourceName: names[1], content: visible })
  await watch(th)
  await care(th, withHidden)
  await hide(names[2])
  if (withHidden) await tie(th)
  await Promise.all([th.node.search.upToDate(), th.node.graph.upToDate()])
  await catchUpLinks(th.node)
  await followLeads(th.node)
  await followOutlet(th.node)
}

/** The desk watches a number, a name and a person before the others know of them. */
async function watch(th: TestNode): Promise<void> {
  const headers = await th.signIn(people[0] ?? assert.fail('nobody is invented'), 'investigation')
  await th.node.search.upToDate()
  await followLeads(th.node)
  const { items } = await get(th, headers, 'searchRun', { query: { q: 'Malee Sukjai' } })
  for (const about of [
    { property: 'phone', value: '+999 81 111 1111' } as const,
    { search: { q: 'Chaidee' } },
    { entity: items[0]?.id ?? '' },
  ])
    await get(th, headers, 'watchMake', {
      body: { about, shared: true, delivery: 'at-once', zone: 'UTC', reference: 'TH-26-0143' },
    })
}

const carer = people.find((one) => one.roles.includes('case-worker') && one.organisation === 'th-msd')
const codeOf = (number: number): string => personCode(new Uint8Array(11).fill(number))
const seenCode = codeOf(1)

/** Somebody in care whom social welfare sees; and a shelter's people of whom it and the police must learn nothing. */
async function care(th: TestNode, withHidden: boolean): Promise<void> {
  const { node } = th
  const add = async (block: Marking, code: string): Promise<void> => {
    const marking = await node.database.inTransaction((tx) => node.markings.intern(tx, block))
    const proposer = carer?.id ?? assert.fail('no case worker')
    await addProtected(node, { block, marking: String(marking), proposer, code })
  }
  const blocks = blocksAround()
  if (withHidden)
    for (const code of [2, 3, 4]) await add(blocks['of a shelter'] ?? assert.fail('no block'), codeOf(code))
  await add(blocks['of a shelter, shared with welfare'] ?? assert.fail('no block'), seenCode)
}

/** What hidden agencies know about the visible rows themselves: a judgement, a link and a value under their own block. */
async function tie(th: TestNode): Promise<void> {
  const { pool } = th.node.database
  const { rows } = await pool.query<{
    block: number
    record: number
    left: number
    right: number
    source: number
  }>(
    `select m.id as block, r.id as record, a.id as left, b.id as right, r.source_id as source
     from record r join marking m on m.id = r.marking_id
     cross join lateral (select e.id from entity e join source s on s.id = e.source_id where s.name = 'Raid list' and s.organisation = 'th-aht'
       and e.key like '%P1' and s.marking_id = (select min(marking_id) from batch where organisation = 'th-aht' and marking_id in
       (select id from marking where (block->>'level')::int = 1 and block->>'zone' = 'enforcement' and not (block->>'recalled')::bool))) a
     cross join lateral (select e.id from entity e join source s on s.id = e.source_id where s.name = 'Shared list' and s.organisation = 'th-aml'
       and e.key like '%P1' and s.marking_id in (select id from marking where block->'releasedTo' = '["node:th"]' and block->'notReleasedTo' = '[]')) b
     where m.block->>'organisation' = 'th-aml' and m.block->'releasedTo' = '[]' limit 1`,
  )
  const row = rows[0] ?? assert.fail('nothing to tie')
  const [low, high] = [row.left, row.right].toSorted((a, b) => a - b)
  await pool.query(
    `insert into judgement (wire, left_entity, right_entity, verdict, reason, organisation, marking_id)
     values (gen_random_uuid(), $1, $2, 'same', 'hidden', 'th-aml', $3)`,
    [low, high, row.block],
  )
  await pool.query('update entity set canonical = $1 where id = $2', [low, high])
  await pool.query(
    `insert into link (wire, source_id, key, kind, from_entity, to_entity, record_id, marking_id)
     select gen_random_uuid(), $1, 'hidden', kind, $2, $3, $4, $5 from link limit 1`,
    [row.source, row.left, row.right, row.record, row.block],
  )
  await pool.query(
    `insert into statement (entity_id, property, value, norm, record_id, marking_id, grade)
     select $1, property, 'Somchai the Hidden', 'somchai the hidden', $2, $3, 0 from statement where entity_id = $1 limit 1`,
    [row.left, row.record, row.block],
  )
  await pool.query(
    `update entity set markings = (select array_agg(distinct marking_id) from statement where entity_id = $1) where id = $1`,
    [row.left],
  )
  await pool.query('insert into index_change (entity_ids) values (array[$1::bigint])', [row.left])
}

/** Ids and times, by the order in which they first appear: what is left is what the answer says. */
function plain(text: string, seen: Map<string, number>): string {
  const order = (word: string): string => {
    if (!seen.has(word)) seen.set(word, seen.size)
    return `#${seen.get(word)}`
  }
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, order)
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
    .replace(
      /"(id|record|statement)":"([\w-]{22})"/g,
      (_, key: string, id: string) => `"${key}":"${order(id)}"`,
    )
    .replace(/\bid: [\w-]{22}/g, 'id: event')
    .replace(/"next":"(\d{1,15}|[\w-]{22})"/g, '"next":"cursor"')
}

interface Question {
  readonly route: RouteName
  readonly input: { readonly params?: object; readonly query?: object; readonly body?: object }
}

const queries = [
  'Somchai',
  'somchay chaidi',
  'สมชาย ใจดี',
  'Golden Lotus',
  '+999 81 234 5678',
  '+99981*',
  'Som*',
  'Chaidee',
]

/** Everything a case worker may ask about people in care, as text. */
async function careAnswersOf(node: TestNode): Promise<readonly string[]> {
  const headers = await node.signIn(carer ?? assert.fail('no case worker'), 'victim-protection')
  const seen = new Map<string, number>()
  const answers: string[] = []
  const note = async ({ route, input }: Question): Promise<string> => {
    const { status, text } = await ask(node, headers, route, input)
    answers.push(plain(`${route} ${JSON.stringify(input.query ?? '')} ${status} ${text}`, seen))
    return text
  }
  const { items } = JSON.parse(await note({ route: 'arrivalList', input: {} })) as { items: { id: string }[] }
  for (const { id } of items) await note({ route: 'arrivalRead', input: { params: { id } } })
  for (const query of [
    {},
    { limit: 1 },
    { turn: 'special-care' },
    { language: 'my' },
    { interview: 'unheard' },
    { conflict: 'open' },
    { order: 'newest', limit: 1 },
  ])
    await note({ route: 'protectedList', input: { query } })
  await note({ route: 'packList', input: {} })
  await note({ route: 'protectedRead', input: { params: { code: seenCode } } })
  for (const question of returnQuestions) await note(question)
  await note({
    route: 'protectedOpen',
    input: { params: { code: seenCode }, body: { reason: 'To compare' } },
  })
  for (const route of ['protectedRead', 'protectedOpen'] as const)
    for (const code of [codeOf(2), codeOf(9)])
      await note({ route, input: { params: { code }, body: { reason: 'To compare' } } })
  return answers
}

test('every answer about people in care is the same with and without those of another house', async () => {
  const [without, withHidden] = [await careAnswersOf(bare), await careAnswersOf(full)]
  assert.ok(without.length >= 14, `only ${without.length} answers were compared`)
  assert.ok(without.some((one) => one.startsWith('protectedOpen') && one.includes('Guarded One')))
  assert.deepEqual(withHidden, without)
})

test('a count of everybody in care in one answer is found', async () => {
  const planted = served.map((one) =>
    one.route.name === 'protectedList'
      ? {
          ...one,
          handle: async (ctx: Parameters<typeof one.handle>[0], input: never) => {
            const answer = (await one.handle(ctx, input)) as { count?: number }
            const all = await ctx.tx.client.query<{ count: number }>(
              'select count(*)::int as count from protected_person',
            )
            return { ...answer, count: all.rows[0]?.count }
          },
        }
      : one,
  )
  const apps = await Promise.all([bare, full].map((one) => createApp(one.node, planted)))
  const [without, withHidden] = await Promise.all(
    [bare, full].map((one, at) => careAnswersOf({ ...one, app: apps[at] ?? one.app })),
  )
  const differing = (without ?? []).filter((answer, at) => answer !== withHidden?.[at])
  assert.equal(differing.length, 7)
  assert.ok(differing.every((answer) => answer.startsWith('protectedList')))
  for (const app of apps) await app.close()
})

/** Everything somebody may ask about what he finds, as text. */
async function answersOf(node: TestNode): Promise<readonly string[]> {
  const arisa = people[0] ?? assert.fail('nobody is invented')
  const headers = await node.signIn(arisa, 'investigation')
  const seen = new Map<string, number>()
  const answers: string[] = []
  const note = async ({ route, input }: Question): Promise<string> => {
    const { status, text } = await ask(node, headers, route, input)
    answers.push(plain(`${route} ${JSON.stringify(input.query ?? '')} ${status} ${text}`, seen))
    return text
  }
  const entities = new Set<string>()
  for (const q of queries) {
    const { items } = JSON.parse(await note({ route: 'searchRun', input: { query: { q } } })) as {
      items: { id: string }[]
    }
    for (const { id } of items) entities.add(id)
    await note({ route: 'searchRun', input: { query: { q, limit: 1 } } })
    await note({ route: 'searchRun', input: { query: { q, kind: 'Company' } } })
    await note({ route: 'searchSuggest', input: { query: { q: q.slice(0, 3) } } })
    for (const format of ['csv', 'ftm'])
      await note({ route: 'exportRun', input: { body: { format, q, reason: 'compared' } } })
  }
  for (const id of entities) {
    const params = { id }
    const profile = JSON.parse(await note({ route: 'entityRead', input: { params } })) as {
      statements: { record: string }[]
    }
    for (const route of ['entityLinks', 'entityHistory', 'entityTrail', 'entityHolders'] as const)
      await note({ route, input: { params } })
    await note({ route: 'markingChangeList', input: { query: { entity: id } } })
    await note({ route: 'recordRead', input: { params: { id: profile.statements[0]?.record ?? '' } } })
    await note({ route: 'graphExpand', input: { body: { id, limit: 1, present: [] } } })
    await note({ route: 'graphExpand', input: { body: { id, limit: 50, present: [...entities] } } })
  }
  const leads = JSON.parse(await note({ route: 'leadList', input: {} })) as { items: { id: string }[] }
  assert.ok(leads.items.length > 0, 'there are leads to compare')
  await note({ route: 'leadList', input: { query: { limit: 1 } } })
  for (const { id } of leads.items)
    for (const route of ['leadRead', 'leadColleagues'] as const)
      await note({ route, input: { params: { id } } })
  await note({ route: 'graphOpen', input: { body: { ids: [...entities] } } })
  await note({ route: 'graphCommunities', input: { body: { nodes: [...entities] } } })
  for (const left of entities)
    for (const right of entities) await note({ route: 'pairRead', input: { query: { left, right } } })
  for (const from of entities)
    for (const to of entities)
      for (const inOrderOfTime of [false, true])
        await note({ route: 'graphPaths', input: { body: { from, to, count: 5, inOrderOfTime } } })
  await note({ route: 'entityNewest', input: { query: { limit: 3 } } })
  await note({ route: 'flowRead', input: { query: { period: 'month', zone: 'UTC' } } })
  // What changed, whatever was changed beside it.
  await note({ route: 'changesFollow', input: { query: { once: true } } })
  for (const route of [
    'entityNewest',
    'importList',
    'releaseList',
    'permissionList',
    'recallList',
    'agreementList',
    'agreementVersionList',
    'workRead',
    'watchList',
    'leadPrecision',
    'feedList',
    'requestList',
    'requestPartners',
    'matchPartners',
    'matchList',
    'hitList',
    'markingTemplates',
    'candidateList',
    'candidateThreshold',
    'proposalList',
    'questionList',
    'arrivalList',
    'protectedList',
    'returnBoard',
    'returnList',
    'batchList',
    'consularList',
  ] as const)
    await note({ route, input: {} })
  return answers
}

test('S8 a second view forgets the rule: every answer is the same with and without what may not be seen', async () => {
  const [without, withHidden] = [await answersOf(bare), await answersOf(full)]
  assert.ok(without.length > 100, `only ${without.length} answers were compared`)
  assert.ok(without.some((one) => one.includes('Golden Lotus')))
  assert.ok(without.some((one) => one.startsWith('candidateList') && one.includes('"band":"strong"')))
  for (const [at, answer] of without.entries()) assert.equal(withHidden[at], answer)
  assert.equal(withHidden.length, without.length)
  assert.ok(!withHidden.join().includes('Hidden'))
})

test('making what exists unseen succeeds, and is told as if it were the first', async () => {
  const outcomes: string[] = []
  for (const node of [bare, full]) {
    const seen = new Map<string, number>()
    const headers = await node.signIn(people[0] ?? assert.fail('nobody is invented'), 'investigation')
    for (const source of ['Third list', 'Raid list']) {
      const answer = await upload(
        node,
        headers,
        { source, marking: 'agency' },
        { name: 'people.csv', content: hidden },
      )
      const { id } = JSON.parse(answer.text) as { id: string }
      const preview = await ask(node, headers, 'importPreview', { params: { id }, body: {} })
      outcomes.push(plain(answer.text, seen), plain(preview.text, seen))
      await get(node, headers, 'importStart', {
        params: { id },
        body: { dryRun: false, mapping: guardedMapping },
      })
      await runBatch(node.node, { batch: id }, new AbortController().signal)
      outcomes.push(JSON.stringify((await get(node, headers, 'importRead', { params: { id } })).counts))
    }
    await node.node.search.upToDate()
    const { items } = await get(node, headers, 'searchRun', { query: { q: 'Somchai Jaidee' } })
    const [left, right] = items.map((one) => one.id)
    const judged = await ask(node, headers, 'judgementMake', {
      body: { left, right, verdict: 'same', reason: 'The same telephone' },
    })
    outcomes.push(`${judged.status} ${plain(judged.text, seen)}`)
  }
  const half = outcomes.length / 2
  assert.deepEqual(outcomes.slice(half), outcomes.slice(0, half))
  assert.match(outcomes[2] ?? '', /"new":5,"matched":0/)
  assert.match(outcomes[5] ?? '', /"new":2,"matched":3/)
})

test('a count of all rows in one answer is found', async () => {
  const planted = served.map((one) =>
    one.route.name === 'searchRun'
      ? {
          ...one,
          handle: async (ctx: Parameters<typeof one.handle>[0], input: never) => {
            const answer = (await one.handle(ctx, input)) as { count?: number }
            const all = await ctx.tx.client.query<{ count: number }>('select count(*) from entity')
            return { ...answer, count: all.rows[0]?.count }
          },
        }
      : one,
  )
  const apps = await Promise.all([bare, full].map((one) => createApp(one.node, planted)))
  const [without, withHidden] = await Promise.all(
    [bare, full].map((one, at) => answersOf({ ...one, app: apps[at] ?? one.app })),
  )
  const differing = (without ?? []).filter((answer, at) => answer !== withHidden?.[at])
  assert.ok(differing.length > 5)
  assert.ok(differing.every((answer) => answer.startsWith('searchRun')))
  for (const app of apps) await app.close()
})
