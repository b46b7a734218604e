import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { RouteName } from '@shield/contract'

import { newId } from '#store/identifier.ts'
import { ask, get } from '../../testing-http.ts'
import { recordStatements } from '../../testing-statements.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { chaseFinding, compareRecords } from './index.ts'
import { giveGround, importStatus, interview, openBoard, peopleOf, receive } from './testing.ts'

/** The police know the same three people at both nodes. At one of them two are in protection besides, and are assessed. */
let alone: TestNode
let both: TestNode
let findings: readonly string[]
let codes: readonly string[]

before(async () => {
  ;[alone, both] = await Promise.all([createTestNode('th'), createTestNode('th')])
  const told = [
    { passport: 'ZA4000001', status: 'Remanded in custody' },
    { passport: 'ZA4000002', status: 'Charged with fraud' },
    { passport: 'ZA4000003', status: 'Charged with fraud' },
  ]
  for (const th of [alone, both]) await importStatus(th, told)
  await protect(both)
  for (const th of [alone, both]) {
    await compareRecords(th.node, {})
    await Promise.all([th.node.search.upToDate(), th.node.graph.upToDate()])
  }
  await assessAll(both)
})
after(() => Promise.all([alone.close(), both.close()]))

async function protect(th: TestNode): Promise<void> {
  const worker = await th.signIn(peopleOf('case-worker', 'th-msd')[0] ?? assert.fail(), 'victim-protection')
  const arrival = await openBoard(th, worker, 'Friendship Bridge 2')
  codes = [
    await receive(th, worker, { arrival, passport: 'ZA4000001' }),
    await receive(th, worker, { arrival, passport: 'ZA4000002' }),
  ]
  for (const code of codes) {
    await giveGround(th, worker, code)
    await interview(th, worker, code)
  }
}

/** Everything an office does about a finding, up to the end. */
async function assessAll(th: TestNode): Promise<void> {
  const [first, second] = await Promise.all(
    peopleOf('assessor', 'th-osp').map((one) => th.signIn(one, 'victim-protection')),
  )
  assert.ok(first && second)
  const { items } = await get(th, first, 'punishmentList', { query: {} })
  assert.equal(items.length, 2, 'both were found')
  findings = items.map(({ id }) => id)
  for (const id of findings) {
    const params = { id }
    const offence = newId()
    await get(th, first, 'punishmentOpen', { params, body: { reason: 'To write to the agency' } })
    await get(th, first, 'punishmentOffence', { params, body: { id: offence, offence: 'fraud' } })
    const result = 'to-be-dropped' as const
    const said = { id: newId(), result, evidence: [], reason: 'Was made to' }
    await get(th, first, 'punishmentAssess', { params: { id, offence }, body: said })
    const agreed = { id: newId(), agrees: true, reason: 'I see the same' }
    await get(th, second, 'punishmentSecond', { params: { id, offence }, body: agreed })
    await get(th, first, 'punishmentAsk', { params, body: { id: newId() } })
    await chaseFinding(th.node, { finding: id })
  }
}

/** Ids and times by the order in which they first appear. */
function plain(text: string, seen: Map<string, number>): string {
  const order = (word: string): string => {
    if (!seen.has(word)) seen.set(word, seen.size)
    return `#${seen.get(word)}`
  }
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, order)
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
    .replaceAll(
      /"(id|record|statement|next)":"([\w-]{22})"/g,
      (_, key: string, id: string) => `"${key}":"${order(id)}"`,
    )
    .replaceAll(/\bid: [\w-]{22}/g, 'id: event')
}

interface Asked {
  readonly answers: readonly string[]
  readonly sizes: readonly number[]
  readonly statements: readonly (readonly (readonly string[])[])[]
}

/** What a reader of the police side may ask about the three, and of the people who are not theirs. */
async function everythingOf(
  th: TestNode,
  role: 'analyst' | 'supervisor' | 'exchange-officer',
): Promise<Asked> {
  const headers = await th.signIn(peopleOf(role, 'th-aht')[0] ?? assert.fail(role), 'investigation')
  const seen = new Map<string, number>()
  const recorder = recordStatements()
  const [answers, sizes, statements]: [string[], number[], (readonly (readonly string[])[])[]] = [[], [], []]
  const note = async (route: RouteName, input: Parameters<typeof ask>[3] = {}): Promise<string> => {
    recorder.take()
    const { status, text } = await ask(th, headers, route, input)
    statements.push(recorder.take())
    const said = plain(`${route} ${status} ${text}`, seen)
    answers.push(said)
    sizes.push(said.length)
    return text
  }
  try {
    const entities = new Set<string>()
    for (const q of [
      'Suspect Number0',
      'Suspect',
      'ZA4000001',
      'ZA4000002',
      'ZA4000003',
      'Remanded',
      'ZA40*',
    ]) {
      const { items = [] } = JSON.parse(await note('searchRun', { query: { q } })) as {
        items?: { id: string }[]
      }
      for (const { id } of items) entities.add(id)
      await note('searchSuggest', { query: { q } })
      await note('exportRun', { body: { format: 'csv', q, reason: 'compared' } })
    }
    assert.ok(entities.size >= 3)
    for (const id of entities) {
      for (const route of ['entityRead', 'entityLinks', 'entityHistory', 'entityTrail'] as const)
        await note(route, { params: { id } })
      await note('graphExpand', { body: { id, limit: 50, present: [...entities] } })
      await note('sharedRead', { params: { id } })
    }
    for (const route of ['entityNewest', 'importList', 'candidateList', 'leadList', 'workRead'] as const)
      await note(route)
    await note('changesFollow', { query: { once: true } })
    // Named by somebody who has the numbers from elsewhere: here, and never there.
    for (const id of [findings[0] ?? '', newId()])
      for (const route of ['punishmentRead', 'punishmentOpen', 'punishmentFollow'] as const)
        await note(route, {
          params: { id },
          body:
            route === 'punishmentFollow'
              ? { id: newId(), isDone: true, note: 'So it is' }
              : route === 'punishmentOpen'
                ? { reason: 'To know' }
                : undefined,
        })
    for (const code of codes)
      for (const route of ['protectedRead', 'punishmentOf'] as const) await note(route, { params: { code } })
    for (const route of ['punishmentList', 'punishmentFigures', 'punishmentOffences'] as const)
      await note(route)
  } finally {
    recorder.stop()
  }
  return { answers, sizes, statements }
}

for (const role of ['analyst', 'supervisor', 'exchange-officer'] as const)
  test(`S4: ${role} of the police can't tell by any byte, count, refusal or statement that a suspect is assessed as a victim`, async () => {
    const without = await everythingOf(alone, role)
    const withBoth = await everythingOf(both, role)
    assert.ok(without.answers.length > 50, `only ${without.answers.length} answers were compared`)
    assert.ok(without.answers.some((one) => one.includes('Remanded in custody')))
    assert.deepEqual(withBoth.answers, without.answers)
    assert.deepEqual(withBoth.sizes, without.sizes)
    // Timing: the same statements are asked, as many and in the same order.
    assert.deepEqual(withBoth.statements, without.statements)
  })

test('the table ties no code to a record of the police: what it was found by is a digest by a secret outside', async () => {
  const found = await both.node.database.pool.query<{ text: string }>(
    `select f::text || coalesce((select string_agg(a::text, '') from punishment_act a where a.finding_id = f.id), '') as text
     from punishment_finding f`,
  )
  const entities = await both.node.database.pool.query<{ wire: string; id: string }>(
    `select e.wire, st.id::text from entity e join statement st on st.entity_id = e.id where st.property = 68`,
  )
  assert.ok(found.rows.length === 2 && entities.rows.length >= 3)
  for (const { text } of found.rows) {
    assert.doesNotMatch(text, /Remanded|Charged with|th-aht/)
    for (const { wire } of entities.rows) assert.ok(!text.includes(wire))
  }
  // Nor does the audit: an act about a finding names the finding.
  const trail = await both.node.database.pool.query<{ event: string }>(
    `select convert_from(event, 'UTF8') as event from audit_intake where action like 'punishment.%'`,
  )
  assert.ok(trail.rows.length > 10)
  for (const { event } of trail.rows)
    for (const { wire } of entities.rows) assert.ok(!event.includes(wire), event)
})
