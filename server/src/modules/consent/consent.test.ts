import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'

import type { GiveConsent, PersonIdentity } from '@shield/contract'
import { personCode } from '@shield/core'
import { people } from '@shield/world'

import { newId } from '#store/identifier.ts'
import { rows } from '../../peer/pair-testing.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import { endExpiredShares } from './end-expired-shares.ts'
import type { TestNode } from '../../testing.ts'

type Headers = Record<string, string>

let th: TestNode
let worker: Headers
let shelter: Headers
let arrival: string

before(async () => {
  th = await createTestNode('th')
  const of = (organisation: string) =>
    people.find((one) => one.roles.includes('case-worker') && one.organisation === organisation) ??
    assert.fail(organisation)
  worker = await th.signIn(of('th-msd'), 'victim-protection')
  shelter = await th.signIn(of('th-bfm'), 'victim-protection')
  const place = { site: 'Friendship Bridge 2', startedAt: new Date().toISOString(), organisations: [] }
  arrival = (await get(th, worker, 'arrivalMake', { body: place })).id
})
after(() => th.close())

const identity: PersonIdentity = {
  names: [{ text: 'ຄຳຫຼ້າ', kind: 'given' }],
  citizenships: ['LA'],
  documents: [],
  phones: [],
}

async function newPerson(age: 'adult' | 'child' = 'adult'): Promise<string> {
  const code = personCode(randomBytes(11))
  const act = { id: newId(), code, at: new Date().toISOString(), triage: { age }, identity }
  await get(th, worker, 'arrivalAdd', { params: { id: arrival }, body: { acts: [act] } })
  return code
}

const given = (rest: Partial<GiveConsent> = {}): GiveConsent => ({
  id: newId(),
  purpose: 'referral',
  recipients: ['th-bfm'],
  basis: 'consent',
  mode: 'spoken',
  language: 'lo',
  textVersion: '1',
  at: new Date().toISOString(),
  ...rest,
})
const give = (code: string, body = given()) => get(th, worker, 'consentGive', { params: { code }, body })
const share = (code: string, parts: ('identity' | 'interview')[] = ['identity']) =>
  ask(th, worker, 'shareMake', {
    params: { code },
    body: { organisation: 'th-bfm', purpose: 'referral', parts },
  })
const seenBy = async (headers: Headers, code: string) =>
  (await ask(th, headers, 'protectedRead', { params: { code } })).status
const openedBy = async (headers: Headers, code: string) =>
  (await ask(th, headers, 'protectedOpen', { params: { code }, body: { reason: 'To call the family' } }))
    .status

test('a shelter sees a person from the moment an agreement names it, and not after it was taken back', async () => {
  const code = await newPerson()
  assert.equal((await share(code)).status, 403)
  await give(code)
  assert.equal(await seenBy(shelter, code), 404)
  assert.equal((await share(code)).status, 200)
  assert.equal(await seenBy(shelter, code), 200)
  assert.equal(await openedBy(shelter, code), 200)
  const listed = await get(th, shelter, 'protectedList', {})
  assert.deepEqual(
    listed.items.map((one) => one.code),
    [code],
  )
  const view = await get(th, worker, 'consentRead', { params: { code } })
  assert.equal(view.entries[0]?.shares, 1)
  assert.equal(view.level, 'named-referrals')
  const after = await get(th, worker, 'consentWithdraw', {
    params: { code, id: view.entries[0]?.id ?? '' },
    body: { at: new Date().toISOString(), mode: 'spoken', words: 'I do not want them to know' },
  })
  assert.equal(after.shares[0]?.endedBecause, 'withdrawn')
  assert.equal(after.level, 'none')
  assert.equal(await seenBy(shelter, code), 404)
  assert.equal(await openedBy(shelter, code), 404)
  assert.equal((await get(th, shelter, 'protectedList', {})).count, 0)
  assert.equal((await share(code)).status, 403)
  const stored = await rows<{ text: string }>(
    th,
    `select w::text as text from consent_withdrawal w join consent_entry e on e.id = w.entry_id where e.code = '${code}'`,
  )
  assert.ok(!stored[0]?.text.includes('want'))
})

test('what was agreed to is shown and no more: help without the name', async () => {
  const code = await newPerson()
  await give(code)
  await share(code, ['interview'])
  assert.equal(await seenBy(shelter, code), 200)
  assert.equal(await openedBy(shelter, code), 403)
  const over = await ask(th, shelter, 'consentGive', { params: { code }, body: given() })
  assert.equal(over.status, 403, 'who was let in writes no consent')
  const seal = await ask(th, shelter, 'protectedIdentity', { params: { code }, body: { identity } })
  assert.equal(seal.status, 403)
})

test('who was there stands in the ledger, and what the person said opens for a reason and for those who care alone', async () => {
  const code = await newPerson()
  const entry = given({ words: 'ພວກເຂົາຊ່ວຍຂ້ອຍໄດ້', interpreter: 'remote', witness: 'colleague' })
  const view = await give(code, entry)
  assert.deepEqual(
    view.entries.map(({ interpreter, witness, hasWords }) => [interpreter, witness, hasWords]),
    [['remote', 'colleague', true]],
  )
  assert.ok(view.organisationsHere.some((one) => one.code === 'th-bfm' && one.kind === 'ngo'))
  const open = (headers: Headers, id = entry.id) =>
    ask(th, headers, 'consentWords', { params: { code, id }, body: { reason: 'To speak of it again' } })
  await share(code)
  assert.equal((await open(shelter)).status, 403)
  assert.equal((await open(worker, newId())).status, 404)
  await get(th, worker, 'consentWithdraw', {
    params: { code, id: entry.id },
    body: { at: new Date().toISOString(), mode: 'spoken', words: 'ບໍ່ຢາກແລ້ວ' },
  })
  assert.deepEqual(JSON.parse((await open(worker)).text), { given: 'ພວກເຂົາຊ່ວຍຂ້ອຍໄດ້', withdrawn: 'ບໍ່ຢາກແລ້ວ' })
  const silent = given()
  await give(code, silent)
  assert.equal((await open(worker, silent.id)).status, 409)
})

test('no word in a request stands for a consent', async () => {
  const code = await newPerson()
  for (const more of [{ consentOverride: true }, { consent_overridden: true }, { override: 'yes' }]) {
    const answer = await ask(th, worker, 'shareMake', {
      params: { code },
      body: { organisation: 'th-bfm', purpose: 'referral', parts: [], ...more },
    })
    assert.equal(answer.status, 400)
  }
  assert.equal((await share(code)).status, 403)
  assert.equal(await seenBy(shelter, code), 404)
})

test('of a child a guardian and the child agree; other grounds name their article and are not called consent', async () => {
  const code = await newPerson('child')
  const bare = await ask(th, worker, 'consentGive', { params: { code }, body: given() })
  assert.equal(bare.status, 400)
  await give(code, given({ guardian: { gave: true, assent: false } }))
  assert.equal((await share(code)).status, 403)
  await give(code, given({ guardian: { gave: true, assent: true } }))
  assert.equal((await share(code)).status, 200)
  const other = await newPerson()
  const noArticle = await ask(th, worker, 'consentGive', {
    params: { code: other },
    body: given({ basis: 'vital-interest' }),
  })
  assert.equal(noArticle.status, 400)
  await give(other, given({ basis: 'vital-interest', article: 'Child Protection Act, section 24' }))
  const view = await get(th, worker, 'consentRead', { params: { code: other } })
  assert.equal(view.level, 'none', 'what is no consent is not told as one')
  assert.equal((await share(other)).status, 200)
})

test('the ledger is only added to, and the same entry sent again is one', async () => {
  const code = await newPerson()
  const body = given({ words: 'ยอม' })
  await give(code, body)
  const again = await give(code, { ...body, recipients: ['th-msd'] })
  assert.equal(again.entries.length, 1)
  assert.deepEqual(again.entries[0]?.recipients, ['th-bfm'])
  const elsewhere = await ask(th, worker, 'consentGive', { params: { code: await newPerson() }, body })
  assert.equal(elsewhere.status, 404)
  for (const statement of [
    'update consent_entry set purpose = purpose',
    'delete from consent_entry',
    'delete from consent_withdrawal',
    'update consent_refusal set purpose = purpose',
    'delete from consent_refusal',
    'update consent_restriction set code = code',
    'delete from protection_act',
  ])
    await assert.rejects(rows(th, statement), /permission denied/, statement)
})

test('a restriction stands against later agreements until the person takes it back', async () => {
  const code = await newPerson()
  const view = await get(th, worker, 'consentRestrict', {
    params: { code },
    body: { id: newId(), restriction: 'not-embassy', at: new Date().toISOString() },
  })
  assert.equal(view.restrictions[0]?.takenBackAt, undefined)
  const back = await get(th, worker, 'consentUnrestrict', {
    params: { code, id: view.restrictions[0]?.id ?? '' },
    body: { at: new Date().toISOString() },
  })
  assert.ok(back.restrictions[0]?.takenBackAt)
})

test('asked and refused is a line of its own with who asked; it takes nothing back, and sent again it is one', async () => {
  const code = await newPerson()
  await give(code)
  const body = {
    id: newId(),
    purpose: 'referral',
    language: 'lo',
    textVersion: '1',
    at: new Date().toISOString(),
  } as const
  const refuse = (headers: Headers, of = code, one = body) =>
    ask(th, headers, 'consentRefuse', { params: { code: of }, body: one })
  assert.equal((await refuse(worker)).status, 200)
  assert.equal((await refuse(worker)).status, 200)
  const view = await get(th, worker, 'consentRead', { params: { code } })
  assert.deepEqual(
    view.refusals.map(({ purpose, at }) => [purpose, at]),
    [['referral', body.at]],
  )
  assert.ok((view.refusals[0]?.by.th.length ?? 0) > 0)
  assert.equal(view.entries[0]?.isInForce, true, 'a no to a new question takes nothing back')
  assert.equal((await share(code)).status, 200)
  assert.equal((await refuse(worker, await newPerson())).status, 404, 'an id names one line of one person')
  assert.equal((await refuse(shelter, code, { ...body, id: newId() })).status, 403)
  const late = { ...body, id: newId(), at: new Date(Date.now() + 3_600_000).toISOString() }
  assert.equal((await refuse(worker, code, late)).status, 400)
  const noted = await rows<{ count: number }>(
    th,
    `select count(*)::int as count from audit_intake where action = 'consent.refused' and object = '${code}'`,
  )
  assert.equal(noted[0]?.count, 1)
})

test('a share ends with the consent it rests on, by the clock, at the next read', async () => {
  const code = await newPerson()
  const soon = new Date(Date.now() + 3_600_000).toISOString()
  await give(code, given({ expiresAt: soon }))
  await share(code)
  assert.equal(await seenBy(shelter, code), 200)
  th.pass({ minutes: 61 })
  const later = await th.signIn(
    people.find((one) => one.roles.includes('case-worker') && one.organisation === 'th-bfm') ??
      assert.fail(''),
    'victim-protection',
  )
  assert.equal(await seenBy(later, code), 404)
  const handling = async (): Promise<readonly string[]> => {
    const found = await rows<{ marking_id: number }>(
      th,
      `select marking_id from protected_person where code = '${code}'`,
    )
    return th.node.markings.block(found[0]?.marking_id ?? 0).releasedTo
  }
  assert.ok((await handling()).includes('th-bfm'), 'nobody has written it down yet')
  await endExpiredShares(th.node)
  await endExpiredShares(th.node)
  assert.ok(!(await handling()).includes('th-bfm'), 'the handling names the organisation no more')
  const again = await th.signIn(
    people.find((one) => one.roles.includes('case-worker') && one.organisation === 'th-msd') ??
      assert.fail(''),
    'victim-protection',
  )
  const view = await get(th, again, 'consentRead', { params: { code } })
  assert.deepEqual(
    view.shares.map(({ endedBecause }) => endedBecause),
    ['expired'],
  )
  const noted = await rows<{ count: number }>(
    th,
    `select count(*)::int as count from audit_intake where action = 'share.ended' and object = '${code}'`,
  )
  assert.equal(noted[0]?.count, 1)
})
