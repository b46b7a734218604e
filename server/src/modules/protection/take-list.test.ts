import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import type { ArrivalAct } from '@shield/contract'
import { personCode } from '@shield/core'
import { people } from '@shield/world'
import writeWorkbook from 'write-excel-file/node'

import { newId } from '#store/identifier.ts'
import { rows } from '../../peer/pair-testing.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'

let th: TestNode
let worker: Record<string, string>
let shelter: Record<string, string>
let arrival: string

before(async () => {
  th = await createTestNode('th')
  const workerOf = (organisation: string) =>
    people.find((one) => one.roles.includes('case-worker') && one.organisation === organisation) ??
    assert.fail(organisation)
  worker = await th.signIn(workerOf('th-msd'), 'victim-protection')
  shelter = await th.signIn(workerOf('th-bfm'), 'victim-protection')
  arrival = await board()
})
after(() => th.close())

const board = async (headers = worker): Promise<string> => {
  const body = { site: 'A bridge', startedAt: '2026-05-12T01:00:00Z', organisations: [] }
  return (await get(th, headers, 'arrivalMake', { body })).id
}
const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64')
const at = '2026-05-12T02:00:00Z'
const take = (name: string, text: string | Uint8Array, where = { id: arrival, headers: worker }) =>
  get(th, where.headers, 'arrivalListTake', {
    params: { id: where.id },
    body: { name, content: base64(text), at },
  })

const list = `ชื่อ,หนังสือเดินทาง,วันเกิด,สัญชาติ,โทรศัพท์,หมายเหตุ
မောင်အောင်ကျော်,XX5550101,12/05/2544,MM,+999 81 555 0101,arrested at the gate
สมหญิง ทดสอบ,,,TH,,she cries
,,,,,nobody
Abebe Testson,XX5550103,2530,ET,,
`

test('a list comes in: names are sealed, the rest is left outside, and the line that names nobody is told', async () => {
  const preview = await get(th, worker, 'arrivalListPreview', {
    params: { id: arrival },
    body: { name: 'list.csv', content: base64(list) },
  })
  assert.deepEqual(
    preview.columns.map(({ taken }) => taken),
    ['name', 'passportNumber', 'birthDate', 'nationality', 'phone', undefined],
  )
  assert.equal(preview.lines, 3)
  assert.deepEqual(preview.first[0]?.identity, {
    names: [{ text: 'မောင်အောင်ကျော်', kind: 'document' }],
    born: '2001-05-12',
    citizenships: ['MM'],
    documents: [{ kind: 'passport', issuer: 'MM', number: 'XX5550101', holds: 'unknown' }],
    phones: ['+999815550101'],
  })
  assert.deepEqual(
    preview.faults.map(({ line }) => line),
    [4],
  )
  assert.equal((await get(th, worker, 'arrivalRead', { params: { id: arrival } })).people, 0)
  const { people: made } = await take('list.csv', list)
  assert.deepEqual(
    made.map(({ line, outcome }) => [line, outcome]),
    [
      [2, 'made'],
      [3, 'made'],
      [5, 'made'],
    ],
  )
  const opened = await get(th, worker, 'protectedOpen', {
    params: { code: made[0]?.code ?? '' },
    body: { reason: 'To call the family' },
  })
  assert.deepEqual(opened.identity, preview.first[0]?.identity)
})

test('nothing of a list lies in a row or in a file', async () => {
  const words = ['မောင်အောင်ကျော်', 'สมหญิง', 'Testson', 'XX5550101', 'arrested at the gate', 'she cries']
  const tables = await rows<{ name: string }>(
    th,
    `select n.nspname || '."' || c.relname || '"' as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname = 'public'`,
  )
  assert.ok(tables.length > 50)
  for (const { name } of tables) {
    const column = name.endsWith('"audit_intake"') ? `t::text || convert_from(t.event, 'UTF8')` : 't::text'
    for (const { text } of await rows<{ text: string }>(th, `select ${column} as text from ${name} t`))
      for (const word of words) assert.ok(!text.includes(word), `${name} has ${word}`)
  }
  const uploads = await readdir(join(th.node.config.dataFolder, 'uploads', 'th')).catch(() => [])
  assert.deepEqual(uploads, [])
})

test('the same list again, and a later one with the same people, makes nobody twice', async () => {
  const again = await take('list.csv', list)
  assert.ok(again.people.every(({ outcome, code }) => outcome === 'known' && code === undefined))
  // Corrected and longer: a document is found whatever the line, and who has none by the name within this list.
  const longer = list.replace('\n', '\nNew Person,XX5550199,,ET,,\n').replace('she cries', 'better today')
  const later = await take('list.csv', longer)
  assert.deepEqual(
    later.people.map(({ outcome }) => outcome),
    ['made', 'known', 'known', 'known'],
  )
  const known = later.people.filter(({ code }) => code !== undefined)
  assert.equal(new Set(known.map(({ code }) => code)).size, 4)
  // Another list that names the same name may speak of somebody else; the same document does not.
  const other = await take('ngo.csv', 'name,passport\nสมหญิง ทดสอบ,\nAbebe T.,XX5550103\n')
  assert.deepEqual(
    other.people.map(({ outcome }) => outcome),
    ['made', 'made'],
    'the issuer of the second document is not the one that is known',
  )
  const twice = await take('twice.csv', 'name,passport\nOne Person,XX5550777\nPerson One,XX5550777\n')
  assert.deepEqual(
    twice.people.map(({ outcome }) => outcome),
    ['made', 'known'],
  )
})

test('somebody who came out at another time is received anew, and it is said; of a board one may not see nothing is', async () => {
  const second = await board()
  const line = 'name,passport,nationality\nA. Kyaw,XX5550101,MM\n'
  const { people: made } = await take('later.csv', line, { id: second, headers: worker })
  assert.equal(made[0]?.outcome, 'made')
  assert.ok(made[0]?.before)
  const theirs = await board(shelter)
  const unseen = await take('later.csv', line, { id: theirs, headers: shelter })
  assert.deepEqual([unseen.people[0]?.outcome, unseen.people[0]?.before], ['made', undefined])
})

test('a workbook comes in as a table does; what is none is refused in words', async () => {
  const cell = (value: string) => ({ value, type: String })
  const workbook = await writeWorkbook([
    [cell('Name'), cell('Passport'), cell('Remark')],
    [cell('Book Person'), cell('XX5550888'), cell('left out')],
  ]).toBuffer()
  const { people: made } = await take('book.xlsx', workbook)
  assert.deepEqual(
    made.map(({ outcome }) => outcome),
    ['made'],
  )
  const refused = await ask(th, worker, 'arrivalListTake', {
    params: { id: arrival },
    body: { name: 'a.pdf', content: base64('%PDF-1.7 nothing'), at },
  })
  assert.equal(refused.status, 422)
})

test('two hands differ: both answers stand, somebody settles which holds, and nothing is lost', async () => {
  const code = personCode(Uint8Array.from({ length: 11 }, (_, index) => index * 7))
  const act = (rest: Partial<ArrivalAct>): ArrivalAct => ({ id: newId(), code, at, triage: {}, ...rest })
  const acts = [
    act({ triage: { health: 'soon', age: 'adult' } }),
    act({ triage: { health: 'now' }, seen: { health: 'soon' } }),
    act({ triage: { health: 'well', age: 'child' }, seen: { health: 'soon' } }),
  ]
  await get(th, worker, 'arrivalAdd', { params: { id: arrival }, body: { acts } })
  const person = await get(th, worker, 'protectedRead', { params: { code } })
  assert.deepEqual(
    person.openConflicts.map(({ field, brought }) => [field, brought]),
    [
      ['health', { health: 'well' }],
      ['age', { age: 'child' }],
    ],
  )
  assert.ok(person.can.includes('protectedSettle'))
  const open = { query: { arrival, conflict: 'open' } } as const
  assert.equal((await get(th, worker, 'protectedList', open)).count, 1)
  const settle = (seen: ArrivalAct['triage'], settled: ArrivalAct['triage']) =>
    ask(th, worker, 'protectedSettle', { params: { code }, body: { seen, settled } })
  assert.equal((await settle({ health: 'soon' }, { health: 'well' })).status, 412, 'it was now')
  assert.equal((await settle({}, { wish: 'rest' })).status, 409, 'nobody differs about it')
  assert.equal((await settle({ health: 'now' }, { health: 'well' })).status, 200)
  const half = await get(th, worker, 'protectedRead', { params: { code } })
  assert.deepEqual([half.triage.health, half.triage.age, half.hasConflict], ['well', 'adult', true])
  assert.equal((await settle({ age: 'adult' }, { age: 'child' })).status, 200)
  const whole = await get(th, worker, 'protectedRead', { params: { code } })
  assert.deepEqual([whole.turn, whole.hasConflict, whole.openConflicts], ['child-alone', false, []])
  assert.deepEqual(
    whole.acts.map(({ kind, triage }) => [kind, triage?.health ?? triage?.age]),
    [
      ['arrived', 'soon'],
      ['triaged', 'now'],
      ['triaged', 'well'],
      ['settled', 'well'],
      ['settled', 'child'],
    ],
  )
  assert.equal((await settle({ age: 'child' }, { age: 'adult' })).status, 409, 'it is settled')
})

test('the newest stand first where that is asked for, each once over the pages', async () => {
  const seen: string[] = []
  for (let cursor: string | undefined; ;) {
    const page = await get(th, worker, 'protectedList', {
      query: { arrival, order: 'newest', limit: 3, ...(cursor === undefined ? {} : { cursor }) },
    })
    seen.push(...page.items.map(({ code }) => code))
    cursor = page.next
    if (cursor === undefined) break
  }
  const { people: many } = await get(th, worker, 'arrivalRead', { params: { id: arrival } })
  assert.equal(new Set(seen).size, many)
  assert.equal(seen.length, many)
})
