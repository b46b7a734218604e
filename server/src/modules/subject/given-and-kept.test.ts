import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { GiveConsent } from '@shield/contract'

import { newId } from '#store/identifier.ts'
import { createTestNode } from '../../testing.ts'
import { ask, get } from '../../testing-http.ts'
import { createKeeping } from '../retention/testing.ts'
import type { Keeping } from '../retention/testing.ts'

/** What left, what was said no to, and until when it is kept stand in the person's own file; what never left does not. */
let keeping: Keeping
before(async () => {
  keeping = await createKeeping(await createTestNode('th'))
})
after(() => keeping.th.close())

const at = '2026-05-06T01:00:00.000Z'
const newPerson = () => keeping.newPerson('2026-05-05T03:00:00.000Z')
const file = (code: string) => get(keeping.th, keeping.worker, 'subjectFile', { params: { code } })
const terms = { recipient: 'th-bfm', purpose: 'referral', withIdentity: false } as const

async function agree(code: string): Promise<string> {
  const body: GiveConsent = {
    ...{ id: newId(), purpose: 'referral', recipients: ['th-bfm'], basis: 'consent', mode: 'spoken' },
    ...{ language: 'my', textVersion: '1', at },
  }
  await get(keeping.th, keeping.worker, 'consentGive', { params: { code }, body })
  return body.id
}

const withdraw = (code: string, id: string) =>
  get(keeping.th, keeping.worker, 'consentWithdraw', {
    params: { code, id },
    body: { at: new Date().toISOString(), mode: 'spoken' },
  })

/** Asks for one case, and has the second person let it go where one is needed. */
async function giveOut(code: string): Promise<string> {
  const { id, state } = await get(keeping.th, keeping.worker, 'caseReleaseAsk', {
    body: { ...terms, reason: 'Canary Somchai takes her in', codes: [code] },
  })
  if (state === 'waiting')
    await get(keeping.th, keeping.head, 'caseReleaseAgree', { params: { id }, body: { reason: 'As agreed' } })
  return id
}

const takeFile = (id: string) =>
  ask(keeping.th, keeping.worker, 'caseReleaseFile', { params: { id }, body: { format: 'json' } })

test('to whom the case went, when a file was taken, and since when it is to be deleted there', async () => {
  const code = await newPerson()
  const consent = await agree(code)
  assert.deepEqual((await file(code)).givenOut, [])
  const id = await giveOut(code)
  const [open] = (await file(code)).givenOut
  assert.deepEqual(
    [open?.to.en, open?.purpose, open?.withIdentity, open?.takenAt],
    ['Baan Fah Mai Shelter (training)', 'referral', false, undefined],
  )
  assert.equal((await takeFile(id)).status, 200)
  await withdraw(code, consent)
  const view = await file(code)
  const [gone] = view.givenOut
  assert.ok(gone?.takenAt && gone.recalledAt)
  assert.equal(gone.toldAt, undefined)
  assert.ok(view.agreed[0]?.withdrawnAt, 'what was taken back stays in the file')
  await get(keeping.th, keeping.worker, 'caseReleaseTold', { params: { id }, body: { way: 'letter' } })
  const told = await file(code)
  assert.ok(told.givenOut[0]?.toldAt)
  const text = JSON.stringify(told)
  for (const hidden of ['Canary', '"C-', id]) assert.ok(!text.includes(hidden), hidden)
})

test('what waits, was refused, or was taken back before anybody had it never left and is not in the file', async () => {
  const [waiting, refused, early] = [await newPerson(), await newPerson(), await newPerson()]
  await agree(waiting)
  await agree(refused)
  const consent = await agree(early)
  const askBoth = (codes: readonly string[]) =>
    get(keeping.th, keeping.worker, 'caseReleaseAsk', {
      body: { ...terms, reason: 'To take them in', codes: [...codes] },
    })
  const both = await askBoth([waiting, refused])
  assert.equal(both.state, 'waiting')
  assert.deepEqual((await file(waiting)).givenOut, [])
  const decision = { params: { id: both.id }, body: { reason: 'Too many at once' } }
  await get(keeping.th, keeping.head, 'caseReleaseRefuse', decision)
  assert.deepEqual((await file(refused)).givenOut, [])
  await giveOut(early)
  assert.equal((await file(early)).givenOut.length, 1)
  await withdraw(early, consent)
  assert.deepEqual((await file(early)).givenOut, [])
})

test('what was said no to, and a wish that was taken back, stand beside what was agreed to', async () => {
  const code = await newPerson()
  const id = newId()
  await get(keeping.th, keeping.worker, 'consentRefuse', {
    params: { code },
    body: { id: newId(), purpose: 'picture', language: 'my', textVersion: '1', at },
  })
  await get(keeping.th, keeping.worker, 'consentRestrict', {
    params: { code },
    body: { id, restriction: 'not-family', at },
  })
  const before_ = await file(code)
  assert.deepEqual(before_.declined, [{ purpose: 'picture', at }])
  assert.deepEqual(before_.forbade, [{ restriction: 'not-family', at }])
  await get(keeping.th, keeping.worker, 'consentUnrestrict', {
    params: { code, id },
    body: { at: new Date().toISOString() },
  })
  assert.ok((await file(code)).forbade[0]?.takenBackAt)
})

test('until when it is kept and by which rule; that a hold stands, and neither why nor who asked for it', async () => {
  const code = await newPerson()
  const { kept } = await file(code)
  const { clock } = await get(keeping.th, keeping.worker, 'retentionRead', { params: { code } })
  assert.deepEqual(
    [kept?.dueOn, kept?.class, kept?.rule, kept?.isHeld],
    ['2028-05-05', 'arrived', 'shipped 1', false],
  )
  assert.equal(kept?.dueOn, clock?.dueOn)
  assert.match(kept?.cites ?? '', /IOM Data Protection/)
  const until = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10)
  await get(keeping.th, keeping.head, 'holdPlace', {
    params: { code },
    body: { id: newId(), ground: 'inquiry', until, reason: 'Canary Prosecutor asked for it' },
  })
  const held = await file(code)
  assert.equal(held.kept?.isHeld, true)
  const text = JSON.stringify(held)
  for (const hidden of ['inquiry', 'Canary']) assert.ok(!text.includes(hidden), hidden)
})

test('erasing that the person asked for and was refused stands with its ground, and what waits is nobody’s decision yet', async () => {
  const code = await newPerson()
  const id = newId()
  const asked = { id, ground: 'request' as const, reason: 'The person asks for it' }
  await get(keeping.th, keeping.worker, 'erasurePropose', { params: { code }, body: asked })
  assert.deepEqual((await file(code)).refused, [])
  await get(keeping.th, keeping.head, 'erasureDecide', {
    params: { id },
    body: { refusal: 'proceedings', reason: 'Canary: the trial of her recruiter' },
  })
  const view = await file(code)
  assert.deepEqual(
    view.refused.map(({ ground }) => ground),
    ['proceedings'],
  )
  assert.ok(!JSON.stringify(view).includes('Canary'))
  const theirs = await ask(keeping.th, keeping.shelter, 'subjectFile', { params: { code } })
  assert.equal(theirs.status, 404)
})
