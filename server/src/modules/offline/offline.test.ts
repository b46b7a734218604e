import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
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
/** Works at the same board for another organisation. */
let shelter: Headers
/** Runs the node of the worker's organisation, and cares for nobody. */
let administrator: Headers
let police: Headers
let arrival: string
const codes = Array.from({ length: 3 }, () => personCode(randomBytes(11)))

const of = (role: string, organisation: string) =>
  people.find((one) => one.roles.includes(role as never) && one.organisation === organisation) ??
  assert.fail(role)

before(async () => {
  th = await createTestNode('th')
  worker = await th.signIn(of('case-worker', 'th-msd'), 'victim-protection')
  shelter = await th.signIn(of('case-worker', 'th-bfm'), 'victim-protection')
  administrator = await th.signIn(of('administrator', 'th-msd'))
  police = await th.signIn(of('supervisor', 'th-aht'), 'investigation')
  const board = { site: 'Bridge of packs', startedAt: new Date().toISOString(), organisations: ['th-bfm'] }
  arrival = (await get(th, worker, 'arrivalMake', { body: board })).id
  await get(th, worker, 'arrivalAdd', {
    params: { id: arrival },
    body: {
      acts: codes.map((code, at) => ({
        id: newId(),
        code,
        at: new Date().toISOString(),
        triage: at === 2 ? { health: 'now' as const } : { age: 'adult' as const },
        ...(at === 0
          ? {
              identity: {
                names: [{ text: 'Planted Carried', kind: 'given' as const }],
                ...{ citizenships: [], documents: [], phones: [] },
              },
            }
          : {}),
      })),
    },
  })
})
after(() => th.close())

const hexOf = (text: string, way: 'utf8' | 'base64url'): string => Buffer.from(text, way).toString('hex')
const proofOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
const body = (device: string, secret = 's'.repeat(43)) => ({ device, proof: proofOf(secret) })
const take = async (headers = worker, device = 'Tablet 4') => {
  const secret = randomBytes(32).toString('base64url')
  const pack = await get(th, headers, 'packTake', { params: { id: arrival }, body: body(device, secret) })
  return { ...pack, secret }
}
const contact = (pack: string, secret: string, wiped = false) =>
  ask(th, {}, 'deviceContact', { body: { pack, secret, wiped } })
const list = (headers: Headers) => get(th, headers, 'packList', {})

test('a board is taken along: codes and needs by whose turn it is, no name, until the time is over', async () => {
  const pack = await take()
  assert.deepEqual([pack.kind, pack.arrival?.site, pack.leftOut], ['arrival', 'Bridge of packs', 0])
  assert.equal(pack.people.length, 3)
  assert.equal(pack.people[0]?.code, codes[2], 'who needs a doctor is first')
  assert.ok(!JSON.stringify(pack).includes('Planted'))
  assert.equal(Date.parse(pack.expiresAt) - Date.parse(pack.now), 72 * 3_600_000)
  const kept = JSON.stringify(
    await rows(th, 'select * , encode(secret_hash, $$hex$$) as hash from device_pack'),
  )
  for (const said of [pack.secret, ...(['utf8', 'base64url'] as const).map((way) => hexOf(pack.secret, way))])
    assert.ok(!kept.includes(said), 'the secret lies nowhere but on the device')
  assert.equal((await rows(th, `select 1 from audit_intake where action = 'pack.taken'`)).length, 1)
})

test('each organisation answers for its own devices; whoever runs the node learns of no board and no number', async () => {
  const own = await take(worker, 'Tablet 5')
  const other = await take(shelter, 'Telephone of the shelter')
  const seen = (await list(worker)).items
  assert.ok(seen.some((row) => row.id === own.id && row.people === 3 && row.arrival?.id === arrival))
  assert.ok(!seen.some((row) => row.id === other.id))
  const administered = (await list(administrator)).items.find((row) => row.id === own.id)
  assert.deepEqual([administered?.people, administered?.arrival], [undefined, undefined])
  assert.deepEqual(administered?.can, ['packWipe'])
  for (const [headers, id] of [
    [shelter, own.id],
    [worker, other.id],
    [worker, newId()],
  ] as const) {
    const answer = await ask(th, headers, 'packWipe', { params: { id } })
    assert.equal(answer.status, 404)
  }
  for (const name of ['packList', 'packTakeHeard'] as const)
    assert.equal((await ask(th, police, name, name === 'packList' ? {} : { body: body('PC') })).status, 403)
  assert.equal((await ask(th, police, 'packTake', { params: { id: arrival }, body: body('PC') })).status, 403)
  assert.equal((await ask(th, worker, 'packTake', { params: { id: newId() }, body: body('PC') })).status, 404)
})

test('a wipe is ordered by who carries it or leads, reaches the device without a session, and is noted when done', async () => {
  const pack = await take(worker, 'Lost tablet')
  const keep = await contact(pack.id, pack.secret)
  assert.equal(keep.status, 200)
  assert.equal((JSON.parse(keep.text) as { order: string }).order, 'keep')
  const ordered = await get(th, administrator, 'packWipe', { params: { id: pack.id } })
  assert.deepEqual([ordered.state, ordered.ordered?.by.en], ['ordered', 'Sasithon Chantara'])
  assert.equal((await ask(th, worker, 'packRenew', { params: { id: pack.id } })).status, 409)
  assert.equal((JSON.parse((await contact(pack.id, pack.secret)).text) as { order: string }).order, 'wipe')
  await contact(pack.id, pack.secret, true)
  const row = (await list(worker)).items.find((one) => one.id === pack.id)
  assert.equal(row?.state, 'wiped')
  assert.deepEqual(row?.can, [])
  const noted = await rows<{ action: string }>(
    th,
    `select action from audit_intake where object = '${pack.id}' order by at, action`,
  )
  assert.deepEqual(
    noted.map(({ action }) => action),
    ['pack.taken', 'pack.wipe-ordered', 'pack.wiped'],
  )
  const again = await ask(th, administrator, 'packWipe', { params: { id: pack.id } })
  assert.equal(again.status, 409)
})

test('who does not hold the secret of a device learns nothing: a wrong one and no such pack are told alike', async () => {
  const [row] = (await list(worker)).items
  const told = await Promise.all([contact(row?.id ?? '', 'a'.repeat(43)), contact(newId(), 'a'.repeat(43))])
  assert.deepEqual(
    told.map(({ status }) => status),
    [401, 401],
  )
  const same = told.map(({ text }) => text.replace(/"requestId":"[^"]*"/, ''))
  assert.equal(same[0], same[1])
})

test('the time is given anew to the holder alone, with what stands there now', async () => {
  const pack = await take(shelter, 'Tablet of the night')
  assert.equal((await ask(th, worker, 'packRenew', { params: { id: pack.id } })).status, 404)
  th.pass({ minutes: 10 })
  const code = personCode(randomBytes(11))
  await get(th, worker, 'arrivalAdd', {
    params: { id: arrival },
    body: { acts: [{ id: newId(), code, at: new Date().toISOString(), triage: {} }] },
  })
  const renewed = await get(th, shelter, 'packRenew', { params: { id: pack.id } })
  assert.ok(renewed.people.some((one) => one.code === code))
  assert.ok(Date.parse(renewed.expiresAt) - Date.parse(pack.expiresAt) >= 600_000)
  const kept = await rows<{ codes: string[] }>(th, `select codes from device_pack where id = '${pack.id}'`)
  assert.ok(kept[0]?.codes.includes(code), 'who is on it is known')
})

test('people whom one hears are taken along for a week, and nobody else', async () => {
  const [mine = '', theirs = ''] = codes
  const hold = async (code: string, by: string, state: string): Promise<void> => {
    const consent = newId()
    await th.node.database.pool.query(
      `insert into consent_entry (id, code, purpose, basis, article, mode, language, text_version, at, person_id, organisation, received_at)
       values ($1, $2, 'interview', 'public-task', 'Section 6', 'spoken', 'my', '1', now(), $3, 'th-msd', now())`,
      [consent, code, by],
    )
    await th.node.database.pool.query(
      `insert into interview (id, code, sets, state, person_language, officer_language, interpreter, checklist, present,
         consent_id, began_at, by_person, organisation)
       values ($1, $2, '[]', $5, 'my', 'th', 'none', '{}', '{}', $3, now(), $4, 'th-msd')`,
      [newId(), code, consent, by, state],
    )
  }
  const own = of('case-worker', 'th-msd').id
  await hold(mine, own, 'paused')
  await hold(theirs, of('case-worker', 'th-bfm').id, 'open')
  await hold(codes[2] ?? '', own, 'finished')
  const pack = await get(th, worker, 'packTakeHeard', { body: body('Tablet 6') })
  assert.deepEqual(
    pack.people.map(({ code }) => code),
    [mine],
  )
  assert.deepEqual(
    pack.interviews.map(({ code, can }) => [code, can]),
    [[mine, ['interviewAct']]],
  )
  assert.equal(Date.parse(pack.expiresAt) - Date.parse(pack.now), 7 * 24 * 3_600_000)
})

test('whom one names to hear goes along too, with what they agreed to and told and what is asked, and only who is cared for here', async () => {
  const code = personCode(randomBytes(11))
  await get(th, worker, 'arrivalAdd', {
    params: { id: arrival },
    body: {
      acts: [{ id: newId(), code, at: new Date().toISOString(), triage: { age: 'child', speaks: ['am'] } }],
    },
  })
  await get(th, worker, 'consentGive', {
    params: { code },
    body: {
      ...{
        id: newId(),
        purpose: 'interview',
        recipients: [],
        basis: 'consent',
        mode: 'spoken',
        language: 'am',
      },
      ...{ textVersion: '1', at: new Date().toISOString(), guardian: { gave: true, assent: false } },
      words: 'Planted words',
    },
  })
  const named = (headers: Headers, ...chosen: string[]) =>
    ask(th, headers, 'packTakeHeard', { body: { ...body('Tablet 8'), codes: chosen } })
  const missing = await named(worker, personCode(randomBytes(11)))
  assert.equal(missing.status, 404)
  const taken = await named(worker, code)
  assert.equal(taken.status, 200)
  assert.ok(!taken.text.includes('Planted'), 'no name and no words')
  const pack = JSON.parse(taken.text) as Awaited<ReturnType<typeof take>>
  const heard = pack.heard.find((one) => one.code === code)
  assert.deepEqual(
    heard?.agreed.map(({ purpose, opens }) => [purpose, opens]),
    [['interview', false]],
    'of a child both have to agree',
  )
  assert.ok(pack.people.some((one) => one.code === code))
  const question = pack.sets[0]?.indicators[0]
  assert.ok(question?.question['am'] && question.question['th'] && question.question['en'])
  assert.equal(question.question['vi'], undefined, 'languages of these people and no others')
  assert.ok(pack.aloud.items.some(({ id, text }) => id === 'consent.interview' && text['am']))
  await get(th, worker, 'packRenew', { params: { id: pack.id } })
  const noted = await rows<{ count: number }>(
    th,
    `select count(*)::int as count from audit_intake where action = 'pack.read' and object = '${code}'`,
  )
  assert.equal(noted[0]?.count, 1, 'noted once for the person, not at each renewal')
  await th.node.database.pool.query(`update protected_person set carers = '{}' where code = $1`, [code])
  const without = await get(th, worker, 'packRenew', { params: { id: pack.id } })
  assert.ok(!without.heard.some((one) => one.code === code))
})

test('so many devices and no more: the next is refused in words', async () => {
  const answers = []
  for (let at = 0; at < 6; at += 1)
    answers.push(await ask(th, shelter, 'packTake', { params: { id: arrival }, body: body(`Device ${at}`) }))
  const last = answers.at(-1)
  assert.equal(last?.status, 409)
  assert.match(last?.text ?? '', /Have one wiped first/)
})
