import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'

import type { FigurePreview, FigureRelease } from '@shield/contract'
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
let supervisor: Headers
let shelter: Headers
let police: Headers
let overseer: Headers
let arrival: string

before(async () => {
  th = await createTestNode('th')
  const of = (role: string, organisation: string) =>
    people
      .filter((one) => one.roles.includes(role as never) && one.organisation === organisation)
      .toSorted((a, b) => a.roles.length - b.roles.length)[0] ?? assert.fail(role)
  worker = await th.signIn(of('case-worker', 'th-msd'), 'victim-protection')
  supervisor = await th.signIn(of('shelter-head', 'th-msd'), 'victim-protection')
  shelter = await th.signIn(of('case-worker', 'th-bfm'), 'victim-protection')
  police = await th.signIn(of('analyst', 'th-aht'), 'investigation')
  overseer = await th.signIn(of('oversight', 'th-hrc'), 'oversight')
  const place = { site: 'Figures bridge', startedAt: '2025-01-05T01:00:00Z', organisations: [] }
  arrival = (await get(th, worker, 'arrivalMake', { body: place })).id
})
after(() => th.close())

/** People who arrive on one day, each of an age. */
async function receive(day: string, ages: readonly ('adult' | 'child')[]): Promise<string[]> {
  const acts = ages.map((age, index) => ({
    id: newId(),
    code: personCode(randomBytes(11)),
    at: `${day}T02:${String(index % 60).padStart(2, '0')}:00Z`,
    triage: { age, speaks: ['my'] },
  }))
  for (let at = 0; at < acts.length; at += 100)
    await get(th, worker, 'arrivalAdd', { params: { id: arrival }, body: { acts: acts.slice(at, at + 100) } })
  return acts.map(({ code }) => code)
}

const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one)

const received = (month: string, audience: 'public' | 'partner' = 'public') => ({
  ...({ figure: 'received', since: month, until: month, audience } as const),
})
const preview = (query: ReturnType<typeof received>) => get(th, worker, 'figurePreview', { query })
const askRelease = (query: ReturnType<typeof received>, more: object = {}) =>
  ask(th, worker, 'figureAskRelease', {
    body: { ...query, recipients: [], rounding: 'none', reason: 'Asked by the ministry', ...more },
  })
const read = (text: string): FigureRelease => JSON.parse(text) as FigureRelease

interface AnyCell {
  readonly row?: number
  readonly column?: number
  readonly people?: number
  readonly held?: string
}

const at = (
  view: Pick<FigurePreview | FigureRelease, 'tables'>,
  table: number,
  row: string | undefined,
  column?: string,
): AnyCell | undefined => {
  const found = view.tables[table] ?? assert.fail(`there is no table ${table}`)
  const cells: readonly AnyCell[] = found.cells
  return cells.find(
    (cell) =>
      cell.row === (row === undefined ? undefined : found.rows.indexOf(row)) &&
      cell.column === (column === undefined ? undefined : found.columns.indexOf(column)),
  )
}

async function release(query: ReturnType<typeof received>, more: object = {}): Promise<FigureRelease> {
  const asked = await askRelease(query, more)
  assert.equal(asked.status, 200, asked.text)
  const { id } = read(asked.text)
  return get(th, supervisor, 'figureReleaseAgree', { params: { id }, body: { reason: 'As agreed' } })
}

test('a small number stays back with another that would give it away, and the number of all is shown', async () => {
  await receive('2025-02-03', [...times(40, 'adult' as const), ...times(4, 'child' as const)])
  const seen = await preview(received('2025-02'))
  assert.deepEqual([seen.people, seen.counted, seen.bound], [44, 44, 11])
  assert.deepEqual(at(seen, 0, '2025-02', 'child'), { row: 0, column: 0, people: 4, held: 'small' })
  assert.equal(at(seen, 0, '2025-02', 'adult')?.held, 'computable')
  const released = await release(received('2025-02'))
  assert.equal(at(released, 0, '2025-02', 'child')?.people, undefined)
  assert.equal(at(released, 0, '2025-02', 'adult')?.people, undefined)
  assert.equal(at(released, 0, undefined)?.people, 44)
  assert.ok(!JSON.stringify(released).includes('computable'), 'why a cell is held back is not told outside')
})

test('who asked does not decide, another organisation does not either, and nobody reads what waits', async () => {
  await receive('2025-03-03', times(30, 'adult' as const))
  const { id } = read((await askRelease(received('2025-03'))).text)
  const reason = { reason: 'I would like to' }
  assert.equal((await ask(th, worker, 'figureReleaseAgree', { params: { id }, body: reason })).status, 403)
  for (const somebody of [police, shelter, overseer]) {
    assert.equal((await ask(th, somebody, 'figureReleaseRead', { params: { id } })).status, 404)
    const file = await ask(th, somebody, 'figureReleaseFile', { params: { id }, query: { format: 'csv' } })
    assert.equal(file.status, 404)
  }
  const before = (await get(th, police, 'figureReleaseList', {})).items.map((one) => one.id)
  assert.ok(!before.includes(id))
  await get(th, supervisor, 'figureReleaseAgree', { params: { id }, body: { reason: 'Good' } })
  assert.equal((await ask(th, police, 'figureReleaseRead', { params: { id } })).status, 200)
  const twice = await ask(th, supervisor, 'figureReleaseAgree', { params: { id }, body: { reason: 'Again' } })
  assert.equal(twice.status, 409)
})

test('a few more people than in a release before: refused when asked, and when agreed to', async () => {
  const [month, wide] = ['2025-04', { ...received('2025-04'), until: '2025-05' }]
  await receive('2025-04-03', times(30, 'adult' as const))
  await receive('2025-05-03', times(3, 'adult' as const))
  const waits = read((await askRelease(wide)).text)
  await release(received(month))
  const later = await ask(th, supervisor, 'figureReleaseAgree', {
    params: { id: waits.id },
    body: { reason: 'Still good' },
  })
  assert.equal(later.status, 409)
  assert.match(later.text, /3 people/)
  const seen = await preview(wide)
  assert.equal(seen.refused?.because, 'isolated')
  assert.equal(seen.refused?.people, 3)
  assert.ok(seen.refused?.release, 'it names the release it stands against')
  assert.equal((await askRelease(wide)).status, 409)
  await receive('2025-05-04', times(9, 'adult' as const))
  assert.equal((await askRelease(wide)).status, 200)
})

test('a withdrawn release stays named, says so, and still stands against others', async () => {
  await receive('2025-06-03', times(30, 'adult' as const))
  const { id } = await release(received('2025-06'))
  await get(th, supervisor, 'figureReleaseWithdraw', { params: { id }, body: { reason: 'Counted wrongly' } })
  const seen = await get(th, police, 'figureReleaseRead', { params: { id } })
  assert.deepEqual([seen.state, seen.withdrawnReason], ['withdrawn', 'Counted wrongly'])
  const file = await ask(th, police, 'figureReleaseFile', { params: { id }, query: { format: 'csv' } })
  assert.match(file.text, /WITHDRAWN/)
  await receive('2025-06-20', times(2, 'adult' as const))
  assert.equal((await askRelease(received('2025-06'))).status, 409)
})

test('a partner that is named reads numbers from five on; others do not know of it', async () => {
  await receive('2025-07-03', [...times(30, 'adult' as const), ...times(7, 'child' as const)])
  assert.equal((await askRelease(received('2025-07', 'partner'))).status, 400, 'a partner has to be named')
  const given = await release(received('2025-07', 'partner'), { recipients: ['th-bfm'] })
  assert.equal(at(given, 0, '2025-07', 'child')?.people, 7)
  assert.equal((await ask(th, shelter, 'figureReleaseRead', { params: { id: given.id } })).status, 200)
  assert.equal((await ask(th, police, 'figureReleaseRead', { params: { id: given.id } })).status, 404)
  const open = await preview(received('2025-07'))
  assert.equal(at(open, 0, '2025-07', 'child')?.held, 'small')
})

test('fewer people than the bound: nothing at all', async () => {
  await receive('2025-08-03', times(6, 'adult' as const))
  const seen = await preview(received('2025-08'))
  assert.equal(seen.refused?.because, 'few')
  assert.deepEqual(seen.can, [])
  assert.equal((await askRelease(received('2025-08'))).status, 409)
})

test('only who cares for people counts them and opens the list behind a number', async () => {
  const codes = await receive('2025-09-03', [...times(20, 'adult' as const), ...times(3, 'child' as const)])
  const query = { ...received('2025-09'), table: 0, row: 0, column: 0 }
  const found = await get(th, worker, 'figurePeople', { query })
  assert.equal(found.count, 3)
  assert.ok(found.items.every(({ code }) => codes.slice(20).includes(code)))
  for (const somebody of [police, supervisor, overseer]) {
    assert.equal((await ask(th, somebody, 'figurePeople', { query })).status, 403)
    assert.equal((await ask(th, somebody, 'figurePreview', { query: received('2025-09') })).status, 403)
  }
  const elsewhere = await get(th, shelter, 'figurePreview', { query: received('2025-09') })
  assert.equal(elsewhere.people, 0, 'another organisation counts its own people')
})

async function agree(code: string, basis: 'consent' | 'legal-duty' = 'consent'): Promise<string> {
  const id = newId()
  await get(th, worker, 'consentGive', {
    params: { code },
    body: {
      ...{
        id,
        purpose: 'statistics',
        recipients: [],
        basis,
        mode: 'spoken',
        language: 'my',
        textVersion: '1',
      },
      ...(basis === 'consent' ? {} : { article: 'Section 40' }),
      at: new Date().toISOString(),
    },
  })
  return id
}

const write = (code: string, facts: object, seen?: string) =>
  ask(th, worker, 'caseFactsWrite', {
    params: { code },
    body: { id: newId(), facts, ...(seen === undefined ? {} : { seen }) },
  })

test('what people told is counted of those who agreed, and of nobody who took it back', async () => {
  const codes = await receive('2025-10-03', times(16, 'adult' as const))
  const facts = {
    codes: { vic_TypeOfExploitation: ['ForcedCriminality'], vic_MethodsOfControl: ['RestrictsMovement'] },
    age: 25,
    citizenships: ['MM'],
    exploitedIn: 'MM',
  }
  for (const code of codes) assert.equal((await write(code, facts)).status, 200)
  const ask27 = { ...received('2025-10'), figure: 'ctdc-27' as const }
  const count = () => get(th, worker, 'figurePreview', { query: ask27 as never })
  assert.equal((await count()).counted, 0)
  let last = ''
  for (const code of codes.slice(0, 14)) last = await agree(code)
  await agree(codes[14] ?? '', 'legal-duty')
  const seen = await count()
  assert.deepEqual([seen.people, seen.counted], [16, 15])
  const variables = seen.tables.findIndex((table) => table.rowDimension === 'ctdc')
  assert.equal(at(seen, variables, 'isOtherExploit', 'people')?.people, 15)
  assert.equal(at(seen, variables, 'meansDenyBasicNeeds', 'people')?.people, 15)
  assert.equal(at(seen, 2, '24--26', 'people')?.people, 15)
  await get(th, worker, 'consentWithdraw', {
    params: { code: codes[13] ?? '', id: last },
    body: { at: new Date().toISOString(), mode: 'spoken' },
  })
  assert.equal((await count()).counted, 14)
})

test('what is coded of a case: one value where one fits, two hands are told, earlier ones stay', async () => {
  const [code = ''] = await receive('2025-11-03', ['adult'])
  const two = await write(code, { codes: { prs_Gender: ['Feminine', 'Masculine'] } })
  assert.equal(two.status, 400)
  assert.equal(
    (await write(code, { codes: { prs_Gender: ['Woman'] } })).status,
    400,
    'codes are the standard’s',
  )
  assert.equal((await write(code, { codes: { prs_Gender: ['Feminine'] }, age: 30 })).status, 200)
  assert.equal((await write(code, { codes: {} })).status, 412)
  const { at: seen, facts } = await get(th, worker, 'caseFactsRead', { params: { code } })
  assert.equal(facts.age, 30)
  assert.equal((await write(code, { codes: {} }, seen)).status, 200)
  const kept = await rows<{ count: number }>(
    th,
    `select count(*)::int as count from case_fact where code = '${code}'`,
  )
  assert.equal(kept[0]?.count, 2)
  assert.equal((await ask(th, shelter, 'caseFactsRead', { params: { code } })).status, 404)
})

test('the file of a release has its definition, and a star where a number is held back', async () => {
  await receive('2025-12-03', [...times(20, 'adult' as const), ...times(2, 'child' as const)])
  const { id } = await release(received('2025-12'), { rounding: 'five' })
  const csv = await ask(th, police, 'figureReleaseFile', { params: { id }, query: { format: 'csv' } })
  assert.match(csv.text, /Everybody who came to a board/)
  assert.match(csv.text, /2025-12,2025-12,\*,\*,0,20/)
  const xlsx = await ask(th, police, 'figureReleaseFile', { params: { id }, query: { format: 'xlsx' } })
  assert.equal(xlsx.status, 200)
  assert.match(String(xlsx.headers['content-type']), /spreadsheetml/)
})

test('the yearly report counts care, the way home and punishments, and of these only what those who care were told', async () => {
  const codes = await receive('2025-01-06', times(30, 'adult' as const))
  for (const code of codes) await agree(code)
  const { pool } = th.node.database
  await pool.query(`update protected_person set standing = 'identified' where code = any($1::text[])`, [
    codes,
  ])
  const on = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  for (const code of codes.slice(0, 13))
    await get(th, worker, 'careAct', {
      params: { code },
      body: { id: newId(), at: new Date().toISOString(), act: { kind: 'review', nextOn: on } },
    })
  for (const code of codes.slice(0, 12))
    await get(th, worker, 'returnOpen', { params: { code }, body: { id: newId(), destination: 'MM' } })
  for (const code of codes.slice(0, 11))
    await get(th, worker, 'punishmentReport', {
      params: { code },
      body: { id: newId(), punishment: 'fined' },
    })
  // Found by the assessors alone: those who care don't know of it.
  await pool.query(
    `insert into punishment_finding (id, code, marking_id, punishment, source, law, found_at)
     select gen_random_uuid(), p.code, p.marking_id, 'charged', 'record', '{}', now() from protected_person p where p.code = any($1::text[])`,
    [codes.slice(11)],
  )
  const seen = await get(th, worker, 'figurePreview', {
    query: { ...received('2025-01'), figure: 'yearly-report' as never },
  })
  const of = (dimension: string, row: string) =>
    at(
      seen,
      seen.tables.findIndex((table) => table.rowDimension === dimension),
      row,
      'people',
    )?.people
  assert.deepEqual([of('helped', 'plan'), of('helped', 'stay')], [13, 0])
  assert.deepEqual([of('homeward', 'underway'), of('homeward', 'none')], [12, 18])
  assert.deepEqual([of('punished', 'open'), of('punished', 'none')], [11, 19])
  const released = await release(received('2025-01'), { figure: 'yearly-report' })
  const table = released.tables.findIndex((one) => one.rowDimension === 'punished')
  assert.equal(at(released, table, 'open', 'people')?.people, 11)
  // One more punished: the difference to what left would be one person.
  await get(th, worker, 'punishmentReport', {
    params: { code: codes[11] ?? '' },
    body: { id: newId(), punishment: 'fined' },
  })
  const again = await askRelease(received('2025-01'), { figure: 'yearly-report' })
  assert.equal(again.status, 409, again.text)
})

test('a figure that waits stands in My work of who asked and of the second person, and of nobody else', async () => {
  await receive('2026-01-06', times(20, 'adult' as const))
  const { id } = read((await askRelease(received('2026-01'))).text)
  const queuesOf = async (headers: Headers) =>
    (await get(th, headers, 'workRead', {})).queues
      .filter((queue) => queue.items.some((item) => item.to === `/figures/${id}`))
      .map((queue) => queue.name)
  assert.deepEqual(await queuesOf(worker), ['running'])
  assert.deepEqual(await queuesOf(supervisor), ['decide'])
  for (const somebody of [shelter, police, overseer]) assert.deepEqual(await queuesOf(somebody), [])
  await get(th, supervisor, 'figureReleaseAgree', { params: { id }, body: { reason: 'As agreed' } })
  for (const somebody of [worker, supervisor]) assert.deepEqual(await queuesOf(somebody), [])
})

test('the CTDC table writes countries with three letters, as the global data set does', async () => {
  const codes = await receive('2026-02-06', times(15, 'adult' as const))
  for (const code of codes) {
    await agree(code)
    await write(code, { codes: {}, citizenships: ['MM'], exploitedIn: 'KH' })
  }
  const { id } = await release(received('2026-02'), { figure: 'ctdc-27' })
  const csv = await ask(th, police, 'figureReleaseFile', { params: { id }, query: { format: 'csv' } })
  assert.match(csv.text, /^MMR,.*15$/m)
  assert.match(csv.text, /^KHM,.*15$/m)
  assert.doesNotMatch(csv.text, /^MM,/m)
})
