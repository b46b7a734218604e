import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'

import type { CaseRelease, CaseReleasePreview, GiveConsent } from '@shield/contract'
import { personCode } from '@shield/core'
import { htcdsFields, readHtcds } from '@shield/formats'
import { people } from '@shield/world'

import { newId } from '#store/identifier.ts'
import { rows } from '../../peer/pair-testing.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'

type Headers = Record<string, string>

let th: TestNode
let worker: Headers
let head: Headers
let shelter: Headers
let police: Headers
let arrival: string

before(async () => {
  th = await createTestNode('th')
  const of = (role: string, organisation: string) =>
    people
      .filter((one) => one.roles.includes(role as never) && one.organisation === organisation)
      .toSorted((a, b) => a.roles.length - b.roles.length)[0] ?? assert.fail(role)
  worker = await th.signIn(of('case-worker', 'th-msd'), 'victim-protection')
  head = await th.signIn(of('shelter-head', 'th-msd'), 'victim-protection')
  shelter = await th.signIn(of('case-worker', 'th-bfm'), 'victim-protection')
  police = await th.signIn(of('analyst', 'th-aht'), 'investigation')
  const place = { site: 'Friendship Bridge 2', startedAt: '2026-05-05T01:00:00Z', organisations: [] }
  arrival = (await get(th, worker, 'arrivalMake', { body: place })).id
})
after(() => th.close())

interface NewPerson {
  readonly age?: 'adult' | 'child'
  readonly name?: string
  readonly month?: string
}

async function newPerson({ age = 'adult', name, month = '2026-05' }: NewPerson = {}): Promise<string> {
  const code = personCode(randomBytes(11))
  const identity = name && {
    names: [{ text: name, kind: 'given' as const }],
    ...{ born: '2001-02-03', citizenships: ['LA'], documents: [], phones: ['+66812345678'] },
  }
  const act = { id: newId(), code, at: `${month}-05T03:00:00Z`, triage: { age } }
  const acts = [{ ...act, ...(identity ? { identity } : {}) }]
  await get(th, worker, 'arrivalAdd', { params: { id: arrival }, body: { acts } })
  return code
}

async function agree(code: string, more: Partial<GiveConsent> = {}): Promise<string> {
  const body: GiveConsent = {
    ...{ id: newId(), purpose: 'referral', recipients: ['th-bfm'], basis: 'consent', mode: 'spoken' },
    ...{ language: 'lo', textVersion: '1', at: '2026-05-06T01:00:00Z', ...more },
  }
  await get(th, worker, 'consentGive', { params: { code }, body })
  return body.id
}

const code = (codes: Partial<Record<string, string[]>>, more: object = {}) => ({ codes, ...more })
const writeFacts = (of: string, facts: object) =>
  get(th, worker, 'caseFactsWrite', { params: { code: of }, body: { id: newId(), facts: facts as never } })

const terms = { recipient: 'th-bfm', purpose: 'referral', withIdentity: false } as const
const preview = (query: object): Promise<CaseReleasePreview> =>
  get(th, worker, 'caseReleasePreview', { query: { ...terms, ...query } as never })
const askFor = (codes: readonly string[], more: object = {}) =>
  ask(th, worker, 'caseReleaseAsk', { body: { ...terms, reason: 'To take them in', codes, ...more } })
const read = (text: string): CaseRelease => JSON.parse(text) as CaseRelease
const file = (id: string, format: 'csv' | 'json' = 'json', headers = worker) =>
  ask(th, headers, 'caseReleaseFile', { params: { id }, body: { format } })
const casesIn = (text: string) => readHtcds(Buffer.from(text))?.cases ?? assert.fail('is no file')

test('one case goes by the hand of the worker, by a code and its codes; its loss report is what is in the file', async () => {
  const one = await newPerson({ name: 'ຄຳຫຼ້າ' })
  await agree(one)
  await writeFacts(
    one,
    code({ vic_TypeOfExploitation: ['ForcedCriminality'] }, { age: 24, exploitedIn: 'MM' }),
  )
  const seen = await preview({ code: one })
  assert.deepEqual([seen.goes, seen.leftOut, seen.needsSecond], [[one], [], false])
  assert.equal(seen.fields.length, 84)
  const made = read((await askFor([one])).text)
  assert.equal(made.state, 'released')
  assert.match(made.stamp ?? '', /^th-msd-\d+$/)
  const given = await file(made.id)
  const [out = {}] = casesIn(given.text)
  assert.equal(out['shield_Release'], made.stamp)
  assert.equal(out['con_Consent'], true)
  assert.notEqual(out['prs_IdentityNumber'], one)
  assert.ok(!given.text.includes(one) && !given.text.includes('ຄຳຫຼ້າ') && !given.text.includes('66812345678'))
  for (const { name } of htcdsFields) {
    const fate = made.fields.find((each) => each.field === name) ?? assert.fail(name)
    assert.equal(out[name] !== undefined, (fate.cases ?? 0) > 0, name)
  }
  assert.match(String(given.headers['content-disposition']), /htcds-th-msd-\d+\.json/)
  const csv = casesIn((await file(made.id, 'csv')).text)
  assert.deepEqual(csv, [out])
})

test('consent is asked of the ledger: no word in the request stands for it, and each rule says who stays', async () => {
  const month = '2026-06'
  const [yes, none, other, child, law, ended] = [
    await newPerson({ month }),
    await newPerson({ month }),
    await newPerson({ month }),
    await newPerson({ month, age: 'child' }),
    await newPerson({ month }),
    await newPerson({ month }),
  ]
  await agree(yes)
  await agree(other, { recipients: ['th-kem', 'th-hrc'] })
  await agree(child, { guardian: { gave: true, assent: false } })
  await agree(law, { basis: 'legal-duty', article: 'Section 33' })
  await agree(ended, { expiresAt: '2026-05-07T00:00:00Z' })
  const of = (seen: CaseReleasePreview, rule: string) =>
    seen.leftOut.find((one) => one.rule === rule)?.codes.toSorted()
  const seen = await preview({ since: month, until: month })
  assert.deepEqual(seen.goes.toSorted(), [yes, law].toSorted())
  assert.deepEqual(of(seen, 'not-agreed'), [none, other].toSorted())
  assert.deepEqual(of(seen, 'guardian'), [child])
  assert.deepEqual(of(seen, 'expired'), [ended])
  const refused = await askFor([none])
  assert.equal(refused.status, 409, refused.text)
  for (const override of [{ consent: true }, { basis: 'legal-duty' }, { override: 'urgent' }])
    assert.equal((await askFor([none], override)).status, 400)
  assert.equal((await askFor([yes, child])).status, 409, 'one who may not go stops the file')
  const named = await preview({ since: month, until: month, withIdentity: true })
  assert.deepEqual([of(named, 'name-by-law'), of(named, 'no-name')], [[law], [yes]])
})

test('the name goes on a yes that reaches so far; who agreed to be counted is never named', async () => {
  const one = await newPerson({ name: 'Somphone' })
  await agree(one)
  await agree(one, { purpose: 'statistics', recipients: ['th-hrc'] })
  const counted = { recipient: 'th-hrc', purpose: 'statistics', withIdentity: true }
  assert.equal((await askFor([one], counted)).status, 400)
  const made = read((await askFor([one], { withIdentity: true })).text)
  const { text } = await file(made.id)
  const [out = {}] = casesIn(text)
  assert.deepEqual(
    [out['prs_FirstName'], out['prs_Birthdate'], out['prs_MobilePhone'], out['prs_Citizenship']],
    ['Somphone', '2001-02-03', '+66812345678', ['LA']],
  )
  const stored = await rows<{ text: string }>(
    th,
    `select r::text || coalesce((select string_agg(p::text, '') from case_release_person p), '') as text from case_release r`,
  )
  assert.ok(stored.length > 0 && stored.every((row) => !/Somphone|66812345678/.test(row.text)))
  const without = read((await askFor([one], { ...counted, withIdentity: false })).text)
  const [bare = {}] = casesIn((await file(without.id)).text)
  assert.equal(bare['prs_FirstName'], undefined)
  assert.notEqual(
    bare['prs_IdentityNumber'],
    out['prs_IdentityNumber'],
    'no recipient joins names and counts',
  )
})

test('the same person is one code to one recipient each time, and another to every other', async () => {
  const one = await newPerson()
  await agree(one, { purpose: 'statistics', recipients: ['th-hrc', 'th-bfm'] })
  const codeFor = async (recipient: string) => {
    const made = read((await askFor([one], { recipient, purpose: 'statistics' })).text)
    return casesIn((await file(made.id)).text)[0]?.['prs_IdentityNumber']
  }
  const first = await codeFor('th-hrc')
  assert.equal(await codeFor('th-hrc'), first)
  assert.notEqual(await codeFor('th-bfm'), first)
})

test('many wait for a second person, and singles that add up do too', async () => {
  const month = '2026-07'
  const both = [await newPerson({ month }), await newPerson({ month })]
  for (const one of both) await agree(one, { recipients: ['th-bfm'] })
  const asked = await askFor(both)
  const { id, state } = read(asked.text)
  assert.equal(state, 'waiting')
  assert.equal((await file(id)).status, 409, 'nothing leaves while it waits')
  const reason = { reason: 'As agreed' }
  assert.equal((await ask(th, worker, 'caseReleaseAgree', { params: { id }, body: reason })).status, 403)
  for (const somebody of [shelter, police]) {
    const status = (await ask(th, somebody, 'caseReleaseRead', { params: { id } })).status
    assert.ok(status === 403 || status === 404)
    assert.ok([403, 404].includes((await file(id, 'json', somebody)).status))
  }
  const shown = await get(th, head, 'caseReleaseRead', { params: { id } })
  assert.ok(shown.people.every((one) => one.pseudonym !== '') && shown.cases === 2)
  const agreed = await get(th, head, 'caseReleaseAgree', { params: { id }, body: reason })
  assert.equal(agreed.state, 'released')
  assert.equal(casesIn((await file(id)).text).length, 2)
  const single = await newPerson()
  await agree(single, { purpose: 'statistics', recipients: ['th-hrc'] })
  const states: string[] = []
  for (let at = 0; at < 6; at++)
    states.push(read((await askFor([single], { recipient: 'th-hrc', purpose: 'statistics' })).text).state)
  assert.equal(states.at(-1), 'waiting', states.join(' '))
})

test('consent taken back: the register names whom to tell, and no later file has the case', async () => {
  const month = '2026-08'
  const [stays, goes] = [await newPerson({ month }), await newPerson({ month })]
  await agree(stays)
  const entry = await agree(goes)
  const { id } = read((await askFor([stays, goes])).text)
  await get(th, head, 'caseReleaseAgree', { params: { id }, body: { reason: 'As agreed' } })
  const before = casesIn((await file(id)).text)
  await get(th, worker, 'consentWithdraw', {
    params: { code: goes, id: entry },
    body: { at: new Date().toISOString(), mode: 'spoken' },
  })
  const row = await get(th, worker, 'caseReleaseRead', { params: { id } })
  assert.deepEqual([row.recalled, row.toTell, row.recipient], [1, 1, 'th-bfm'])
  const recalled = row.people.find((one) => one.code === goes) ?? assert.fail()
  assert.ok(recalled.recalledAt !== undefined)
  assert.ok(before.some((one) => one['prs_IdentityNumber'] === recalled.pseudonym))
  const after = casesIn((await file(id)).text)
  assert.equal(after.length, 1)
  assert.ok(!after.some((one) => one['prs_IdentityNumber'] === recalled.pseudonym))
  const work = await get(th, worker, 'workRead', { query: {} })
  const waiting = work.queues
    .flatMap((queue) => queue.items)
    .filter((item) => item.to === `/case-releases/${id}`)
  assert.equal(waiting.length, 1)
  const told = await get(th, worker, 'caseReleaseTold', { params: { id }, body: { way: 'telephone' } })
  assert.deepEqual([told.recalled, told.toTell], [1, 0])
  assert.equal(
    (await ask(th, worker, 'caseReleaseTold', { params: { id }, body: { way: 'letter' } })).status,
    409,
  )
})

test('who is to be erased is to be deleted where the case went first; the register then says to whom it went and nothing else', async () => {
  const code = await newPerson()
  await agree(code)
  const { id, state } = read((await askFor([code])).text)
  if (state === 'waiting')
    await get(th, head, 'caseReleaseAgree', { params: { id }, body: { reason: 'As agreed' } })
  assert.equal(casesIn((await file(id)).text).length, 1)
  const erasure = { id: newId(), ground: 'request' as const, reason: 'The person asks for it' }
  const { open } = await get(th, worker, 'erasurePropose', { params: { code }, body: erasure })
  assert.deepEqual(open, ['given'])
  const early = await ask(th, head, 'erasureDecide', {
    params: { id: erasure.id },
    body: { reason: 'Nothing stands against it' },
  })
  assert.equal(early.status, 409)
  assert.equal((await get(th, worker, 'caseReleaseRead', { params: { id } })).toTell, 1)
  await get(th, worker, 'caseReleaseTold', { params: { id }, body: { way: 'telephone' } })
  await get(th, head, 'erasureDecide', {
    params: { id: erasure.id },
    body: { reason: 'Nothing stands against it' },
  })
  const after = await get(th, worker, 'caseReleaseRead', { params: { id } })
  assert.deepEqual([after.recalled, after.toTell, after.people.length], [1, 0, 1])
  assert.equal(after.people[0]?.code, undefined)
  const kept = await rows<{ facts: object }>(
    th,
    `select facts from case_release_person where release_id = '${id}'`,
  )
  assert.deepEqual(kept, [{ facts: {} }])
})

test('what was taken back before any file was taken never left, and stops a second person who comes late', async () => {
  const month = '2026-09'
  const both = [await newPerson({ month }), await newPerson({ month })]
  const entries = [await agree(both[0] ?? ''), await agree(both[1] ?? '')]
  const { id } = read((await askFor(both)).text)
  await get(th, worker, 'consentWithdraw', {
    params: { code: both[0] ?? '', id: entries[0] ?? '' },
    body: { at: new Date().toISOString(), mode: 'spoken' },
  })
  const late = await ask(th, head, 'caseReleaseAgree', {
    params: { id },
    body: { reason: 'As agreed' },
  })
  assert.equal(late.status, 409)
  assert.match(late.text, /asked anew/)
  const row = await get(th, worker, 'caseReleaseRead', { params: { id } })
  assert.deepEqual([row.recalled, row.toTell], [0, 0])
  await get(th, head, 'caseReleaseRefuse', { params: { id }, body: { reason: 'One took it back' } })
})

test('police are no recipients; whom a worker may not see is asked for in vain, like nobody', async () => {
  const one = await newPerson()
  await agree(one, { recipients: ['th-aht'] })
  assert.equal((await askFor([one], { recipient: 'th-aht' })).status, 400)
  const hidden = await askFor([one])
  assert.equal(hidden.status, 409)
  const shelterAsks = (code: string) =>
    ask(th, shelter, 'caseReleaseAsk', {
      body: { ...terms, recipient: 'th-msd', codes: [code], reason: 'To take them in' },
    })
  const [unseen, missing] = [await shelterAsks(one), await shelterAsks(personCode(randomBytes(11)))]
  const strip = (text: string) => text.replace(/"requestId":"[^"]*"/, '')
  assert.deepEqual([unseen.status, strip(unseen.text)], [missing.status, strip(missing.text)])
  assert.equal(unseen.status, 404)
  const seen = await get(th, shelter, 'caseReleasePreview', {
    query: { ...terms, recipient: 'th-msd', code: one },
  })
  assert.deepEqual([seen.goes, seen.leftOut], [[], []])
})
