import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { after, before, test } from 'node:test'

import { people } from '@shield/world'

import { batchFile } from './modules/intake/batch-file.ts'
import { addPartner, guardedMapping } from './testing-guard.ts'
import { planted, serveTalkative, wordsIn } from './testing-planted.ts'
import type { Serving } from './testing-planted.ts'
import { createTestNode } from './testing.ts'
import type { TestNode } from './testing.ts'

let th: TestNode
let serving: Serving
let address = ''
let headers: Record<string, string>

before(async () => {
  th = await createTestNode('th')
  await addPartner(th.node)
  serving = await serveTalkative(th)
  address = serving.address
  headers = await th.signIn(people[0] ?? assert.fail('nobody is invented'), 'investigation')
})
after(async () => {
  await serving.stop()
  await th.close()
})

interface Answered {
  readonly status: number
  readonly text: string
  readonly heads: string
}

async function request(method: string, path: string, body?: unknown): Promise<Answered> {
  const form = body instanceof FormData
  const answer = await fetch(`${address}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...headers,
      'accept-language': 'en',
      ...(body && !form ? { 'content-type': 'application/json' } : {}),
    },
    ...(body === undefined
      ? {}
      : { body: form ? body : typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: answer.status, text: await answer.text(), heads: JSON.stringify([...answer.headers]) }
}

async function importFile(content: string, mapping: object): Promise<string> {
  const form = new FormData()
  form.set('source', 'Planted list')
  form.set('marking', 'agency')
  form.set('file', new Blob([content]), 'planted.csv')
  const uploaded = await request('POST', '/api/v1/imports', form)
  assert.equal(uploaded.status, 200, uploaded.text)
  const { id } = JSON.parse(uploaded.text) as { id: string }
  const started = await request('POST', `/api/v1/imports/${id}/start`, { dryRun: false, mapping })
  assert.equal(started.status, 200, started.text)
  return id
}

async function stateOf(id: string): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { state } = JSON.parse((await request('GET', `/api/v1/imports/${id}`)).text) as { state: string }
    if (!['queued', 'running'].includes(state)) return state
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return assert.fail('the import does not end')
}

const good = `id,name,phone,company\nP1,${planted.latin},${planted.phone},${planted.thai}\nP2,${planted.thai},,C\n`
const passport = { column: 'passport', property: 'passportNumber' }

test('a name goes through the whole node, and only its readers meet it', async () => {
  const done = await importFile(good, guardedMapping)
  assert.equal(await stateOf(done), 'done')
  const [person, ...others] = guardedMapping.entities
  const withPassport = {
    ...guardedMapping,
    entities: [{ ...person, columns: [...person.columns, passport] }, ...others],
  }
  const broken = await importFile(
    `id,name,phone,company,passport\nP3,"${planted.latin},12,x\nP4,${planted.thai},${planted.phone}${planted.phone},C,${planted.passport}\n`,
    withPassport,
  )
  assert.match(await stateOf(broken), /done|failed/)
  const lost = await importFile(good.replace('P1', 'P9'), guardedMapping)
  await stateOf(lost)
  await rm(batchFile(th.node, lost), { force: true })
  await th.node.database.pool.query(`update batch set state = 'queued' where wire = $1`, [lost])
  await th.node.database.pool.query(`select enqueue('intake.run', $1, null, now())`, [
    JSON.stringify({ batch: lost }),
  ])
  await th.node.database.pool.query(`select enqueue('intake.run', $1, null, now())`, [
    JSON.stringify({ batch: 'no id' }),
  ])

  const q = encodeURIComponent(planted.latin)
  let found: { items: { id: string }[] } = { items: [] }
  for (let tries = 0; found.items.length === 0 && tries < 100; tries += 1) {
    found = JSON.parse((await request('GET', `/api/v1/search?q=${q}`)).text) as typeof found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const [hit] = found.items
  assert.ok(hit, 'who may see it finds it')
  const profile = await request('GET', `/api/v1/entities/${hit.id}`)
  assert.ok(profile.text.includes(planted.latin))
  assert.deepEqual(wordsIn(profile.heads), [])
  await request('GET', `/api/v1/search?q=${encodeURIComponent(planted.question)}`)
  await request('GET', `/api/v1/search/suggestions?q=${encodeURIComponent(planted.thai)}`)
  const defects = await request('GET', `/api/v1/imports/${broken}/defects`)
  assert.equal(defects.status, 200)
  await watch(hit.id)
  await hand(hit.id)
  await careFor()
  await askPartner(hit.id)
  await stateOf(lost)
})

/** Somebody is received with a name, a list comes in, an identity is opened for a reason that names somebody. */
async function careFor(): Promise<void> {
  const before_ = headers
  const worker = people.find((one) => one.roles.includes('case-worker')) ?? assert.fail('no case worker')
  headers = await th.signIn(worker, 'victim-protection')
  const made = await request('POST', '/api/v1/arrivals', {
    ...{ site: 'A bridge', startedAt: '2026-05-12T01:00:00Z', organisations: [] },
  })
  const { id } = JSON.parse(made.text) as { id: string }
  const content = Buffer.from(`name,passport,phone,remark
${planted.latin},${planted.passport},${planted.phone},${planted.question}
"${planted.thai},1
`).toString('base64')
  for (const path of ['lists/preview', 'lists', 'lists']) {
    const body = {
      name: `${planted.question}.csv`,
      content,
      ...(path === 'lists' ? { at: '2026-05-12T01:00:00Z' } : {}),
    }
    const taken = await request('POST', `/api/v1/arrivals/${id}/${path}`, body)
    assert.equal(taken.status, 200, taken.text)
    assert.deepEqual(wordsIn(taken.heads), [])
  }
  const { items } = JSON.parse((await request('GET', '/api/v1/protected')).text) as {
    items: { code: string }[]
  }
  const [person] = items
  assert.ok(person, 'the list made somebody')
  const opened = await request('POST', `/api/v1/protected/${person.code}/open`, { reason: planted.thai })
  assert.ok(opened.text.includes(planted.latin), opened.text)
  headers = before_
}

/** Watches it in every way, has it stated anew, and follows the lead that comes of it. */
async function watch(entity: string): Promise<void> {
  const usual = { shared: true, delivery: 'at-once', zone: 'UTC', reference: 'TH-26-0143' }
  for (const about of [
    { entity },
    { property: 'phone', value: planted.phone },
    { search: { q: planted.thai } },
  ]) {
    const made = await request('POST', '/api/v1/watches', { ...usual, about })
    assert.equal(made.status, 200, made.text)
  }
  assert.equal(await stateOf(await importFile(good.replaceAll('P', 'R'), guardedMapping)), 'done')
  let leads: { items: { id: string }[] } = { items: [] }
  for (let tries = 0; leads.items.length < 2 && tries < 200; tries += 1) {
    leads = JSON.parse((await request('GET', '/api/v1/leads')).text) as typeof leads
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const [lead] = leads.items
  assert.ok(lead, 'who watches is told')
  const read = await request('GET', `/api/v1/leads/${lead.id}`)
  assert.deepEqual(wordsIn(read.heads), [])
  assert.equal(
    (await request('POST', `/api/v1/leads/${lead.id}/act`, { act: 'acknowledge', was: 'new' })).status,
    200,
  )
  assert.equal((await request('GET', '/api/v1/watches')).status, 200)
  assert.equal((await request('GET', '/api/v1/leads/precision')).status, 200)
}

/** Releases it to a partner who does not answer, so that the delivery fails. */
async function hand(entity: string): Promise<void> {
  const { items } = JSON.parse((await request('GET', '/api/v1/agreements')).text) as {
    items: { id: string }[]
  }
  const { statements } = JSON.parse((await request('GET', `/api/v1/entities/${entity}`)).text) as {
    statements: { id: string }[]
  }
  const before_ = headers
  headers = {
    ...(await th.signIn(people[2] ?? assert.fail('no officer'), 'investigation')),
    'idempotency-key': 'planted',
  }
  const answer = await request('POST', '/api/v1/releases', {
    ...{
      agreement: items[0]?.id,
      entities: [{ entity, statements: statements.map((one) => one.id) }],
      purpose: 'investigation',
    },
    ...{ legalBasis: 'Article 4', reason: 'Asked for' },
  })
  headers = before_
  assert.equal(answer.status, 200, answer.text)
}

/** Asks a partner for it in words, and about its number without showing it. */
async function askPartner(entity: string): Promise<void> {
  const { items } = JSON.parse((await request('GET', '/api/v1/requests/partners')).text) as {
    items: { agreement: string }[]
  }
  const { agreement } = items[0] ?? assert.fail('nobody can be asked')
  const ground = { agreement, case: 'TH-26-0143', legalBasis: 'Article 4' }
  await th.node.database.pool.query(
    `insert into organisation (id, code, node, kind, name_en, name_th) values (gen_random_uuid(), 'ph-wdk', 'ph', 'police', 'Partner', 'คู่ร่วมมือ')
     on conflict do nothing`,
  )
  const asked = await request('POST', '/api/v1/requests', {
    ...{ ...ground, organisation: 'ph-wdk', kind: 'information', urgency: 'urgent', entities: [entity] },
    ...{ asked: [{ property: 'phone', value: planted.phone }], text: `Who is ${planted.latin}?` },
    dueAt: new Date(Date.now() + 3 * 86_400_000).toISOString(),
  })
  assert.equal(asked.status, 200, asked.text)
  const { id } = JSON.parse(asked.text) as { id: string }
  for (const path of ['', `/${id}`, `/${id}/pack`])
    assert.deepEqual(wordsIn((await request('GET', `/api/v1/requests${path}`)).heads), [])
  await th.node.database.pool.query(
    `insert into match_filter (agreement_id, identifier, epoch, version, public_key, tokens, at)
     values ($1, 'phone', $2, 1, decode(repeat('00', 32), 'hex'), '', now())`,
    [agreement, new Date().toISOString().slice(0, 7)],
  )
  const list = { ...ground, items: [{ identifier: 'phone', value: planted.phone }] }
  const checked = await request('POST', '/api/v1/matches/check', { agreement, items: list.items })
  assert.match(checked.text, /"norm":"\+999895550142"/)
  const made = await request('POST', '/api/v1/matches', { ...list, reason: `Of ${planted.thai}` })
  assert.equal(made.status, 200, made.text)
  assert.equal((await request('GET', '/api/v1/matches')).status, 200)
}

test('a request that fails is refused in words of the rule, never in words of the request', async () => {
  const name = encodeURIComponent(planted.latin)
  const thai = encodeURIComponent(planted.thai)
  const faulty: readonly (readonly [string, string, unknown?])[] = [
    ['GET', `/api/v1/entities/${name}`],
    ['GET', `/api/v1/records/${thai}`],
    ['GET', `/api/v1/entities/%E0%A4%${name}`],
    ['GET', `/api/v1/${thai}`],
    ['GET', `/api/v1/search?q=${name}&kind=${thai}`],
    ['GET', `/api/v1/search?q=${name}&${thai}=1`],
    ['GET', `/api/v1/search?q=${name}&cursor=${thai}&limit=${name}`],
    ['GET', `/api/v1/audit?action=${name}`],
    [
      'POST',
      '/api/v1/judgements',
      { left: planted.latin, right: planted.thai, verdict: planted.phone, reason: 'x' },
    ],
    ['POST', '/api/v1/judgements', { [planted.latin]: planted.thai }],
    ['POST', '/api/v1/graph/open', { ids: [planted.passport] }],
    ['POST', '/api/v1/session/purpose', { purpose: planted.latin, reference: '' }],
    ['POST', '/api/v1/sign-in/demonstration', { secret: `${planted.latin}${'x'.repeat(30)}` }],
    ['POST', '/api/v1/judgements', `{"left": "${planted.latin}", `],
    ['POST', '/api/v1/exports', { format: planted.latin, q: planted.thai, reason: planted.passport }],
    ['GET', `/api/v1/leads/${name}`],
    ['GET', `/api/v1/leads?rule=${thai}&from=${name}`],
    ['POST', '/api/v1/watches', { about: { property: 'name', value: planted.latin } }],
    [
      'POST',
      '/api/v1/watches',
      {
        ...{ about: { property: 'name', value: planted.latin }, shared: false, delivery: 'at-once' },
        ...{ zone: planted.thai, reference: planted.passport },
      },
    ],
    ['DELETE', `/api/v1/session/${name}`],
  ]
  for (const [method, path, body] of faulty) {
    const answer = await request(method, path, body)
    assert.ok(answer.status >= 400 && answer.status < 500, `${method} ${path}: ${answer.status}`)
    assert.deepEqual(wordsIn(answer.text), [], `${method} ${path}: ${answer.text}`)
    assert.deepEqual(wordsIn(answer.heads), [], `${method} ${path}`)
  }
})

/** Tables that are there to hold content, each under a marking, signed for a partner, or what somebody wants to be told of or asks. */
const holders = [
  'record',
  'statement',
  'batch_defect',
  'parked_link',
  'link',
  'release',
  'release_amendment',
  'permission',
  'early_amendment',
  'outbox',
  'inbox_envelope',
  'answer',
  'receipt',
  'watch',
  'request',
  'request_act',
  'match_ask',
  'match_element',
  'match_token',
  'match_disclosure',
  'entity',
]

async function tablesWith(): Promise<readonly string[]> {
  const { pool } = th.node.database
  const tables = await pool.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = 'public'`,
  )
  const found: string[] = []
  for (const { name } of tables.rows.filter((one) => !holders.includes(one.name))) {
    // Bytes are looked at as the text they are, or the audit would hide its words behind hexadecimal digits.
    const column = name === 'audit_intake' ? `t::text || convert_from(t.event, 'UTF8')` : 't::text'
    const rows = await pool.query<{ text: string }>(`select ${column} as text from "${name}" t`)
    for (const { text } of rows.rows)
      if (wordsIn(text).length > 0) found.push(`${name}: ${wordsIn(text).join()}`)
  }
  return found
}

async function queued(): Promise<string> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: th.url })
  await client.connect()
  const found = await client.query<{ text: string }>(
    'select t::text as text from graphile_worker._private_jobs t',
  )
  await client.end()
  return found.rows.map((row) => row.text).join('\n')
}

test('the queue, the audit, the idempotency keys and every other table hold ids', async () => {
  for (let tries = 0; tries < 100 && !(await queued()).includes('failed'); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50))
  const jobs = await queued()
  assert.match(jobs, /intake\.run failed/, 'a job has failed and says why')
  assert.deepEqual(wordsIn(jobs), [])
  assert.deepEqual(await tablesWith(), [])
})

test('what the node wrote to its log and to the screen at its most talkative names no one', () => {
  const output = serving.output()
  const lines = output.split('\n').filter((line) => line.startsWith('{'))
  assert.ok(lines.length > 30, `only ${lines.length} lines were logged`)
  assert.ok(
    lines.some((line) => line.includes('"route":"/api/v1/search"')),
    'searches are logged',
  )
  assert.ok(
    lines.some((line) => line.includes('a job failed')),
    'failed jobs are logged',
  )
  assert.deepEqual(wordsIn(output), [])
})

test('a word that is planted in a log or a table is found', async () => {
  assert.ok(wordsIn(`{"msg":"searched for ${planted.question}"}`).includes(planted.question))
  assert.ok(wordsIn(`/api/v1/search?q=${encodeURIComponent(planted.thai)}`).length > 0)
  await th.node.database.pool.query(
    `insert into mapping (id, organisation, name, header_hash, mapping) values (gen_random_uuid(), 'th-aht', $1, '\\x00', '{}')`,
    [planted.thai],
  )
  assert.equal((await tablesWith()).length, 1)
})
