import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'

import type { ArrivalAct, PersonIdentity } from '@shield/contract'
import { personCode } from '@shield/core'
import { people } from '@shield/world'

import { openDatabase } from '#store/database.ts'
import { newId } from '#store/identifier.ts'
import { rows } from '../../peer/pair-testing.ts'
import { VaultFault } from '../../vault-door.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'

type Headers = Record<string, string>

let th: TestNode
/** Of social welfare, of the shelter, and the others who must learn nothing. */
let worker: Headers
let shelter: Headers
let arrival: string

const of = (role: string, organisation: string) =>
  people.find((one) => one.roles.includes(role as never) && one.organisation === organisation) ??
  assert.fail(role)

before(async () => {
  th = await createTestNode('th')
  worker = await th.signIn(of('case-worker', 'th-msd'), 'victim-protection')
  shelter = await th.signIn(of('case-worker', 'th-bfm'), 'victim-protection')
  const made = await get(th, worker, 'arrivalMake', {
    body: {
      site: 'Friendship Bridge 2',
      startedAt: new Date().toISOString(),
      expected: 120,
      organisations: [],
    },
  })
  arrival = made.id
})
after(() => th.close())

const newCode = (): string => personCode(randomBytes(11))
const act = (code: string, rest: Partial<ArrivalAct> = {}): ArrivalAct => ({
  id: newId(),
  code,
  at: new Date().toISOString(),
  triage: {},
  ...rest,
})
const add = (acts: readonly ArrivalAct[], headers = worker, id = arrival) =>
  get(th, headers, 'arrivalAdd', { params: { id }, body: { acts: [...acts] } })
const identity: PersonIdentity = {
  names: [{ text: 'မိမိခိုင်', kind: 'given' }],
  born: '2001',
  citizenships: ['MM'],
  documents: [{ kind: 'passport', issuer: 'MM', number: 'MF 123456', holds: 'taken' }],
  phones: ['+999 81 555 0199'],
}

test('somebody arrives with a wristband: whose turn it is, and nobody asks twice', async () => {
  const { codes } = await get(th, worker, 'arrivalCodes', { params: { id: arrival }, body: { count: 3 } })
  const [first = '', second = '', third = ''] = codes
  const acts = [
    act(first, { triage: { age: 'adult', health: 'well', speaks: ['my'] } }),
    act(second, { triage: { age: 'unsure', together: 'alone' } }),
    act(third, { triage: { age: 'adult', health: 'now' }, staysWith: [first] }),
  ]
  const { outcomes } = await add(acts)
  assert.deepEqual(
    outcomes.map(({ outcome }) => outcome),
    ['made', 'made', 'made'],
  )
  const { items, count } = await get(th, worker, 'protectedList', { query: { arrival } })
  assert.equal(count, 3)
  assert.deepEqual(
    items.map(({ code, turn }) => [code, turn]),
    [
      [third, 'health-now'],
      [second, 'child-alone'],
      [first, 'waiting'],
    ],
  )
  assert.ok(items.every(({ standing, interview }) => standing === 'possible' && interview === 'none'))
  const person = await get(th, worker, 'protectedRead', { params: { code: first } })
  assert.deepEqual(person.staysWith, [{ code: third, age: 'adult' }])
  // The tablet lost the answer and sends all of it again.
  const again = await add(acts)
  assert.ok(again.outcomes.every(({ outcome }) => outcome === 'known'))
  const read = await get(th, worker, 'arrivalRead', { params: { id: arrival } })
  assert.deepEqual([read.people, read.notInterviewed], [3, 3])
  assert.deepEqual(
    read.turns.map(({ turn, people: many }) => [turn, many]),
    [
      ['health-now', 1],
      ['child-alone', 1],
      ['waiting', 1],
    ],
  )
})

test('two hands at one person: what the other had not seen is shown beside, and neither is lost', async () => {
  const code = newCode()
  await add([act(code, { triage: { health: 'soon', age: 'adult' } })])
  await add([act(code, { triage: { health: 'now' }, seen: { health: 'soon' } })])
  const { outcomes } = await add([
    act(code, { triage: { health: 'well', wish: 'rest' }, seen: { health: 'soon' } }),
  ])
  assert.deepEqual(outcomes[0]?.conflicts, ['health'])
  assert.equal(outcomes[0]?.outcome, 'conflict')
  const person = await get(th, worker, 'protectedRead', { params: { code } })
  assert.deepEqual(person.triage, { health: 'now', age: 'adult', wish: 'rest' })
  assert.ok(person.hasConflict)
  assert.deepEqual(
    person.acts.map(({ kind, triage, conflicts }) => [kind, triage?.health, conflicts]),
    [
      ['arrived', 'soon', []],
      ['triaged', 'now', []],
      ['triaged', 'well', ['health']],
    ],
  )
})

test('ten hands at once: nobody is lost, made twice, or waits for ever', async () => {
  const place = await get(th, worker, 'arrivalMake', {
    body: { site: 'Second bridge', startedAt: new Date().toISOString(), organisations: [] },
  })
  const codes = Array.from({ length: 50 }, newCode)
  await Promise.all(
    Array.from({ length: 10 }, async (_, hand) => {
      const mine = codes.filter((__, index) => index % 10 === hand)
      // Each hand names a person of the next one: the locks cross.
      const acts = mine.map((code, index) =>
        act(code, { triage: { age: 'adult' }, staysWith: [codes[(hand + 1 + index * 10) % 50] ?? code] }),
      )
      await add(acts, worker, place.id)
    }),
  )
  const { count } = await get(th, worker, 'protectedList', { query: { arrival: place.id } })
  assert.equal(count, 50)
})

test('the identity is sealed: it opens for a reason that is kept, and stands in no row', async () => {
  const code = newCode()
  await add([act(code, { triage: { age: 'adult' }, identity })])
  const reason = 'She asked us to call her sister Khin Khin'
  const opened = await get(th, worker, 'protectedOpen', { params: { code }, body: { reason } })
  assert.deepEqual(opened.identity, identity)
  const noted = await rows<{ text: string }>(
    th,
    `select convert_from(event, 'UTF8') as text from audit_intake where action = 'identity.opened' and object = '${code}'`,
  )
  assert.equal(noted.length, 1)
  const database = openDatabase(th.url, { connections: 1, role: 'shield_vault' })
  const { rows: openings } = await database.pool.query<{ text: string }>(
    'select o::text as text from vault.opening o where code = $1',
    [code],
  )
  await database.close()
  // The words of a reason may name somebody: they are sealed as well.
  for (const { text } of [...noted, ...openings]) assert.ok(!text.includes('sister'))
  assert.match(openings[0]?.text ?? '', /reason [0-9a-f-]{36}/)
  const everything = await rows<{ text: string }>(
    th,
    `select p::text || a::text as text from protected_person p join protection_act a using (code) where code = '${code}'`,
  )
  for (const { text } of everything)
    for (const word of ['မိမိခိုင်', 'MF123456', '123456', '5550199']) assert.ok(!text.includes(word), word)
  const later = {
    ...identity,
    names: [...identity.names, { text: 'Mi Mi Khaing', kind: 'document' as const }],
  }
  await get(th, worker, 'protectedIdentity', { params: { code }, body: { identity: later } })
  const anew = await get(th, worker, 'protectedOpen', { params: { code }, body: { reason } })
  assert.equal(anew.identity.names.length, 2)
})

test('the wall: nobody but those who work at the board learns that there is anybody', async () => {
  const code = newCode()
  await add([act(code, { triage: { age: 'child' }, identity })])
  const never = newCode()
  for (const [role, organisation] of [
    ['analyst', 'th-aht'],
    ['supervisor', 'th-aht'],
    ['exchange-officer', 'th-aht'],
    ['analyst', 'th-imm'],
    ['administrator', 'th-msd'],
    ['oversight', 'th-hrc'],
  ] as const)
    for (const purpose of ['investigation', 'victim-protection'] as const) {
      const headers = await th.signIn(of(role, organisation), purpose)
      for (const one of [code, never]) {
        const read = await ask(th, headers, 'protectedRead', { params: { code: one } })
        assert.equal(read.status, 403, `${role} of ${organisation}`)
      }
      assert.equal((await ask(th, headers, 'protectedList', {})).status, 403)
    }
  // A shelter that was not asked to help sees an empty house, whatever it tries.
  for (const one of [code, never]) {
    const read = await ask(th, shelter, 'protectedRead', { params: { code: one } })
    assert.equal(read.status, 404)
    const opened = await ask(th, shelter, 'protectedOpen', {
      params: { code: one },
      body: { reason: 'To see' },
    })
    assert.equal(opened.status, 404)
  }
  assert.equal((await get(th, shelter, 'protectedList', {})).count, 0)
  assert.equal((await get(th, shelter, 'arrivalList', {})).items.length, 0)
  const misread = await ask(th, shelter, 'arrivalAdd', {
    params: { id: arrival },
    body: { acts: [act(code)] },
  })
  assert.equal(misread.status, 404)
  // With a board of its own, a code of somebody else's board is told like one that was misread.
  const own = await get(th, shelter, 'arrivalMake', {
    body: { site: 'Own house', startedAt: new Date().toISOString(), organisations: [] },
  })
  const foreign = await ask(th, shelter, 'arrivalAdd', {
    params: { id: own.id },
    body: { acts: [act(code)] },
  })
  const wrong = await ask(th, shelter, 'arrivalAdd', {
    params: { id: own.id },
    body: { acts: [act(`${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`)] },
  })
  const told = ({ status, text }: { readonly status: number; readonly text: string }) =>
    `${status} ${text.replace(/"requestId":"[^"]+"/, '')}`
  assert.match(told(foreign), /scan or type the code again/)
  assert.equal(told(foreign), told(wrong))
})

test('another purpose than care opens no door, and a shelter that was asked to help works at the board', async () => {
  const police = await th.signIn(of('case-worker', 'th-msd'), 'investigation')
  assert.equal((await ask(th, police, 'arrivalList', {})).status, 403)
  const place = await get(th, worker, 'arrivalMake', {
    body: { site: 'Third bridge', startedAt: new Date().toISOString(), organisations: ['th-bfm'] },
  })
  const code = newCode()
  await add([act(code, { triage: { speaks: ['am'] } })], shelter, place.id)
  const person = await get(th, worker, 'protectedRead', { params: { code } })
  assert.equal(person.acts[0]?.organisation, 'th-bfm')
  const refused = await ask(th, worker, 'arrivalMake', {
    body: { site: 'Fourth bridge', startedAt: new Date().toISOString(), organisations: ['th-aht'] },
  })
  assert.equal(refused.status, 400)
  const found = await get(th, worker, 'protectedList', { query: { language: 'am', arrival: place.id } })
  assert.equal(found.count, 1)
})

test('an ended board takes nobody more, and goes on for those who are there', async () => {
  const place = await get(th, worker, 'arrivalMake', {
    body: { site: 'Fifth bridge', startedAt: new Date().toISOString(), organisations: [] },
  })
  const code = newCode()
  await add([act(code)], worker, place.id)
  await get(th, worker, 'arrivalEnd', { params: { id: place.id } })
  const late = await ask(th, worker, 'arrivalAdd', {
    params: { id: place.id },
    body: { acts: [act(newCode())] },
  })
  assert.equal(late.status, 409)
  const changed = await add([act(code, { triage: { wish: 'talk' } })], worker, place.id)
  assert.equal(changed.outcomes[0]?.outcome, 'changed')
})

test('pages of the queue hold everybody once, whose turn it is first', async () => {
  const place = await get(th, worker, 'arrivalMake', {
    body: { site: 'Sixth bridge', startedAt: new Date().toISOString(), organisations: [] },
  })
  const kinds = [
    { health: 'now' },
    { age: 'child' },
    {},
    { danger: 'here' },
    { needs: ['medicine'] },
  ] as const
  const acts = Array.from({ length: 23 }, (_, index) =>
    act(newCode(), { triage: { ...kinds[index % 5] } as ArrivalAct['triage'] }),
  )
  await add(acts, worker, place.id)
  const seen: string[] = []
  const order: string[] = []
  for (let cursor: string | undefined; ;) {
    const page = await get(th, worker, 'protectedList', {
      query: { arrival: place.id, limit: 5, ...(cursor === undefined ? {} : { cursor }) },
    })
    seen.push(...page.items.map((one) => one.code))
    order.push(...page.items.map((one) => one.turn))
    cursor = page.next
    if (cursor === undefined) break
  }
  assert.deepEqual(seen.toSorted(), acts.map(({ code }) => code).toSorted())
  const ranks = ['health-now', 'child-alone', 'danger-here', 'child', 'special-care', 'waiting']
  assert.deepEqual(
    order,
    order.toSorted((a, b) => ranks.indexOf(a) - ranks.indexOf(b)),
  )
  const bad = await ask(th, worker, 'protectedList', { query: { cursor: 'x' } })
  assert.equal(bad.status, 400)
})

test('the vault is away: everything else works, and it is said', async () => {
  const code = newCode()
  await add([act(code, { identity })])
  const { vault } = th.node
  const away = async (): Promise<never> => {
    throw new VaultFault('unavailable')
  }
  Object.assign(th.node, { vault: { ...vault, open: away, seal: away } })
  try {
    const opened = await ask(th, worker, 'protectedOpen', { params: { code }, body: { reason: 'To call' } })
    assert.equal(opened.status, 503)
    assert.equal((JSON.parse(opened.text) as { code: string }).code, 'vault-closed')
    assert.ok((await get(th, worker, 'protectedRead', { params: { code } })).hasIdentity)
    await add([act(newCode(), { triage: { health: 'now' } })])
    const refused = await ask(th, worker, 'arrivalAdd', {
      params: { id: arrival },
      body: { acts: [act(newCode(), { identity })] },
    })
    assert.equal(refused.status, 503, 'half of an act is not kept')
  } finally {
    Object.assign(th.node, { vault })
  }
})
