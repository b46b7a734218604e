import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'

import { checklistItems } from '@shield/contract'
import type { BeginInterview, InterviewAct } from '@shield/contract'
import { personCode } from '@shield/core'
import { people } from '@shield/world'

import { newId } from '#store/identifier.ts'
import { rows } from '../../peer/pair-testing.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'

type Headers = Record<string, string>
type Answer = Extract<InterviewAct['act'], { readonly kind: 'answer' }>

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

const now = (): string => new Date().toISOString()

async function newPerson(age: 'adult' | 'child' = 'adult'): Promise<string> {
  const code = personCode(randomBytes(11))
  await get(th, worker, 'arrivalAdd', {
    params: { id: arrival },
    body: { acts: [{ id: newId(), code, at: now(), triage: { age } }] },
  })
  return code
}

async function agree(code: string, purpose: 'interview' | 'referral', isChild = false): Promise<void> {
  await get(th, worker, 'consentGive', {
    params: { code },
    body: {
      ...{ id: newId(), purpose, recipients: purpose === 'referral' ? ['th-bfm'] : [], basis: 'consent' },
      ...{ mode: 'spoken', language: 'my', textVersion: '1', at: now() },
      ...(isChild ? { guardian: { gave: true, assent: true } } : {}),
    },
  })
}

const beginning = (rest: Partial<BeginInterview> = {}): BeginInterview => ({
  id: newId(),
  personLanguage: 'my',
  officerLanguage: 'th',
  interpreter: 'present',
  checklist: [...checklistItems],
  present: ['interpreter'],
  ...rest,
})
const begin = (code: string, body = beginning()) =>
  ask(th, worker, 'interviewBegin', { params: { code }, body })
const answer = (indicator: string, value: Answer['value'], rest: Partial<Answer> = {}): InterviewAct => ({
  id: newId(),
  at: now(),
  act: { kind: 'answer', indicator, value, basis: 'said', ...rest },
})
const turn = (kind: 'pause' | 'resume' | 'stop' | 'finish'): InterviewAct => ({
  id: newId(),
  at: now(),
  act: { kind },
})
const act = (id: string, acts: InterviewAct[]) =>
  get(th, worker, 'interviewAct', { params: { id }, body: { acts } })

async function begun(): Promise<{ code: string; id: string }> {
  const code = await newPerson()
  await agree(code, 'interview')
  const body = beginning()
  assert.equal((await begin(code, body)).status, 200)
  return { code, id: body.id }
}

test('no interview begins without agreement, a safe place and, for a child, somebody at its side', async () => {
  const code = await newPerson()
  assert.equal((await begin(code)).status, 403)
  await agree(code, 'interview')
  assert.equal((await begin(code, beginning({ checklist: ['private-place'] }))).status, 400)
  assert.equal((await begin(code)).status, 200)
  const child = await newPerson('child')
  await agree(child, 'interview', true)
  assert.equal((await begin(child)).status, 403)
  assert.equal((await begin(child, beginning({ present: ['support-person'] }))).status, 200)
})

test('words are sealed as they were said, with their translation, and open for a reason', async () => {
  const { code, id } = await begun()
  await act(id, [
    answer('CD01', 'yes', {
      words: { text: 'သူတို့က ကျွန်မရဲ့ ပတ်စပို့ကို ယူသွားတယ်', language: 'my' },
      translation: { text: 'They took my passport', by: 'interpreter' },
    }),
  ])
  const opened = await get(th, worker, 'interviewWords', {
    params: { id, indicator: 'CD01' },
    body: { reason: 'To prepare the meeting of the team' },
  })
  assert.deepEqual(opened, {
    words: 'သူတို့က ကျွန်မရဲ့ ပတ်စပို့ကို ယူသွားတယ်',
    language: 'my',
    translation: 'They took my passport',
    translatedBy: 'interpreter',
  })
  const stored = await rows<{ text: string }>(
    th,
    `select a::text as text from interview_act a join interview i on i.id = a.interview_id where i.code = '${code}'`,
  )
  for (const { text } of stored) assert.ok(!/ပတ်စပို့|passport/.test(text))
})

test('an answer that is changed without new words keeps those that were said to it', async () => {
  const { id } = await begun()
  await act(id, [
    answer('CD02', 'unknown', {
      words: { text: 'ကျွန်မ မသိဘူး', language: 'my' },
      translation: { text: 'I do not know', by: 'interpreter' },
    }),
  ])
  await act(id, [answer('CD02', 'yes', { seen: 'unknown' })])
  const open = () =>
    get(th, worker, 'interviewWords', {
      params: { id, indicator: 'CD02' },
      body: { reason: 'To prepare the meeting of the team' },
    })
  assert.equal((await open()).words, 'ကျွန်မ မသိဘူး')
  await act(id, [answer('CD02', 'yes', { seen: 'yes', words: { text: 'ငွေတောင်းတယ်', language: 'my' } })])
  assert.deepEqual(await open(), {
    words: 'ငွေတောင်းတယ်',
    language: 'my',
    translation: 'I do not know',
    translatedBy: 'interpreter',
  })
})

test('an interview that is not ended, or of which nothing was said yet, waits in the work of who asks, and names nobody', async () => {
  const { code, id } = await begun()
  const waiting = async (name: string) => {
    const { queues } = await get(th, worker, 'workRead', {})
    const found = queues.find((queue) => queue.name === name)?.items.filter((one) => one.id === id) ?? []
    assert.ok(!JSON.stringify(found).includes(code))
    return found.map(({ to }) => to)
  }
  assert.deepEqual(await waiting('running'), [`/interviews/${id}`])
  await act(id, [turn('stop')])
  assert.deepEqual(await waiting('running'), [])
  assert.deepEqual(await waiting('decide'), [`/interviews/${id}`])
  await get(th, worker, 'interviewJudge', {
    params: { id },
    body: { judgement: 'unclear', reason: 'Stopped before the first question' },
  })
  assert.deepEqual(await waiting('decide'), [])
})

test('the interviewer says what they think before a result is shown, and the result is no verdict', async () => {
  const { id } = await begun()
  await act(id, [
    answer('DR01', 'yes'),
    answer('FC03', 'yes'),
    answer('CD03', 'yes'),
    answer('EX01', 'yes'),
    answer('EX02', 'declined'),
    answer('CI01', 'yes'),
  ])
  assert.equal((await ask(th, worker, 'interviewResult', { params: { id } })).status, 409)
  const early = await ask(th, worker, 'interviewJudge', {
    params: { id },
    body: { judgement: 'unclear', reason: 'Not heard to the end' },
  })
  assert.equal(early.status, 409)
  await act(id, [turn('finish')])
  await get(th, worker, 'interviewJudge', {
    params: { id },
    body: { judgement: 'possible-victim', reason: 'Held, guarded, papers taken' },
  })
  const { results } = await get(th, worker, 'interviewResult', { params: { id } })
  assert.deepEqual(
    results.map(({ set, standing }) => [set, standing]),
    [
      ['ilo-ec-2009', 'published'],
      ['forced-criminality', 'proposal'],
    ],
  )
  const coercion = results[0]?.dimensions.find(({ dimension }) => dimension === 'CD')
  assert.deepEqual([coercion?.isPositive, coercion?.strong], [true, ['CD01', 'CD03']])
  const text = JSON.stringify(results)
  assert.ok(!text.includes('CI01'), 'what is recorded and not counted stands in no result')
  assert.ok(!/total|score/.test(text))
  assert.deepEqual(results[0]?.dimensions.find(({ dimension }) => dimension === 'EX')?.unsaid, ['EX02'])
})

test('what was told once is shown and not asked again without a reason', async () => {
  const { code, id } = await begun()
  await act(id, [answer('CD04', 'yes', { words: { text: 'They beat me', language: 'en' } }), turn('stop')])
  const second = beginning()
  assert.equal((await begin(code, second)).status, 200)
  const read = await get(th, worker, 'interviewRead', { params: { id: second.id } })
  assert.deepEqual(
    read.answers.map(({ indicator, interview }) => [indicator, interview]),
    [['CD04', id]],
  )
  const repeated = await ask(th, worker, 'interviewAct', {
    params: { id: second.id },
    body: { acts: [answer('CD04', 'no')] },
  })
  assert.equal(repeated.status, 409)
  await act(second.id, [
    answer('CD04', 'yes', { again: 'She asked to add something' }),
    answer('CD05', 'yes'),
  ])
})

test('a break, another day, a stop: each can be had at any time, and nothing is lost or done twice', async () => {
  const { id } = await begun()
  const acts = [
    answer('EX01', 'not-now'),
    turn('pause'),
    turn('resume'),
    answer('EX01', 'yes', { seen: 'not-now' }),
  ]
  const first = await act(id, acts)
  assert.ok(first.outcomes.every(({ outcome }) => outcome === 'done'))
  const again = await act(id, acts)
  assert.ok(again.outcomes.every(({ outcome }) => outcome === 'known'))
  const paused = await ask(th, worker, 'interviewAct', {
    params: { id },
    body: { acts: [turn('pause'), answer('EX02', 'yes')] },
  })
  assert.equal(paused.status, 409)
  const read = await get(th, worker, 'interviewRead', { params: { id } })
  assert.equal(read.state, 'open', 'of what was refused nothing was kept')
  const two = await act(id, [answer('EX01', 'no', { seen: 'not-now' })])
  assert.equal(two.outcomes[0]?.outcome, 'conflict')
  const after = await get(th, worker, 'interviewRead', { params: { id } })
  assert.deepEqual(
    after.answers.map(({ value, hasConflict }) => [value, hasConflict]),
    [['yes', true]],
  )
  const stopped = await act(id, [turn('stop')])
  assert.equal(stopped.interview.state, 'stopped')
  assert.equal(
    (await ask(th, worker, 'interviewAct', { params: { id }, body: { acts: [turn('resume')] } })).status,
    409,
  )
})

test('a partner sees the answers only where the person agreed to that, and nobody else learns of an interview', async () => {
  const { code, id } = await begun()
  await act(id, [answer('EX01', 'yes'), turn('finish')])
  const reads = async (headers: Headers) =>
    (await ask(th, headers, 'interviewRead', { params: { id } })).status
  assert.equal(await reads(shelter), 404)
  await agree(code, 'referral')
  const share = (parts: ('identity' | 'interview')[]) =>
    get(th, worker, 'shareMake', {
      params: { code },
      body: { organisation: 'th-bfm', purpose: 'referral', parts },
    })
  const only = await share(['identity'])
  assert.equal(await reads(shelter), 403)
  await get(th, worker, 'shareEnd', { params: { code, id: only.shares[0]?.id ?? '' } })
  assert.equal(await reads(shelter), 404)
  await share(['interview'])
  assert.equal(await reads(shelter), 200)
  const police = await th.signIn(people[0] ?? assert.fail(''), 'investigation')
  assert.equal(await reads(police), 403)
  assert.equal((await ask(th, shelter, 'interviewRead', { params: { id: newId() } })).status, 404)
})

const withdraw = async (code: string): Promise<void> => {
  const { entries } = await get(th, worker, 'consentRead', { params: { code } })
  await get(th, worker, 'consentWithdraw', {
    params: { code, id: entries.find((one) => one.purpose === 'interview')?.id ?? '' },
    body: { at: now(), mode: 'spoken' },
  })
}
const tried = (id: string, acts: InterviewAct[]) =>
  ask(th, worker, 'interviewAct', { params: { id }, body: { acts } })

test('an interview rests from the moment the agreement to be asked is taken back; what was told before is kept, however late', async () => {
  const { code, id } = await begun()
  const before = answer('CD01', 'yes')
  await withdraw(code)
  const held = await get(th, worker, 'interviewRead', { params: { id } })
  assert.deepEqual([held.state, held.heldBack], ['paused', 'withdrawn'])
  const after = await tried(id, [answer('CD02', 'yes')])
  assert.equal(after.status, 403)
  assert.match(after.text, /taken back/)
  assert.equal((await tried(id, [turn('pause'), turn('resume')])).status, 403)
  const late = await act(id, [before])
  assert.equal(late.interview.answers[0]?.indicator, 'CD01', 'a device that was away brings it')
  await agree(code, 'interview')
  const on = await get(th, worker, 'interviewRead', { params: { id } })
  assert.deepEqual([on.state, on.heldBack], ['open', undefined])
  await withdraw(code)
  assert.equal((await act(id, [turn('stop')])).interview.state, 'stopped', 'to stop is always possible')
})

test('who turns out to be a child is asked no more until a guardian has agreed too; what was told before is kept', async () => {
  const { code, id } = await begun()
  const before = answer('CD01', 'yes')
  const found = {
    id: newId(),
    code,
    at: new Date(Date.parse(before.at) + 1).toISOString(),
    triage: { age: 'child' as const },
    seen: { age: 'adult' as const },
  }
  await get(th, worker, 'arrivalAdd', { params: { id: arrival }, body: { acts: [found] } })
  const held = await get(th, worker, 'interviewRead', { params: { id } })
  assert.deepEqual([held.state, held.heldBack], ['paused', 'no-guardian'])
  const after = await tried(id, [answer('CD02', 'yes')])
  assert.deepEqual([after.status, /guardian/.test(after.text)], [403, true])
  assert.equal((await act(id, [before])).interview.answers[0]?.indicator, 'CD01', 'it was told before')
  await agree(code, 'interview', true)
  const on = await get(th, worker, 'interviewRead', { params: { id } })
  assert.deepEqual([on.state, on.heldBack], ['open', undefined])
})

test('two hands that did not know of each other: both answers are kept, and somebody who cares for the person says which holds', async () => {
  const { code, id } = await begun()
  const knownUntil = now()
  const other = beginning()
  await begin(code, other)
  await act(other.id, [answer('CD01', 'no'), answer('CD02', 'yes')])
  assert.equal((await tried(id, [answer('CD01', 'yes')])).status, 409, 'who could know does not ask again')
  const came = await act(id, [answer('CD01', 'yes', { knownUntil }), answer('CD02', 'yes', { knownUntil })])
  assert.deepEqual(
    came.outcomes.map(({ outcome }) => outcome),
    ['conflict', 'done'],
  )
  const standing = (all: typeof came.interview.answers) => all.find(({ indicator }) => indicator === 'CD01')
  const differs = standing(came.interview.answers)
  assert.deepEqual([differs?.value, differs?.hasConflict], ['no', true])
  assert.deepEqual(
    differs?.differing?.map(({ value }) => value),
    ['no', 'yes'],
  )
  const settle = (headers: Headers, value: 'yes' | 'no' | 'unknown', one = newId()) =>
    ask(th, headers, 'answerSettle', { params: { code, indicator: 'CD01' }, body: { id: one, value } })
  assert.equal((await settle(shelter, 'yes')).status, 404)
  assert.equal((await settle(worker, 'unknown')).status, 400)
  const one = newId()
  assert.equal((await settle(worker, 'yes', one)).status, 200)
  assert.equal((await settle(worker, 'yes', one)).status, 200, 'sent again it is the same act')
  const after = standing((await get(th, worker, 'interviewRead', { params: { id } })).answers)
  assert.deepEqual([after?.value, after?.hasConflict, after?.differing], ['yes', false, undefined])
  assert.equal((await settle(worker, 'no')).status, 409, 'nothing differs any more')
  const kept = await rows<{ value: string }>(
    th,
    `select a.value from interview_act a join interview i on i.id = a.interview_id
     where i.code = '${code}' and indicator = 'CD01' order by sequence`,
  )
  assert.deepEqual(
    kept.map(({ value }) => value),
    ['no', 'yes', 'yes'],
    'nothing was overwritten',
  )
})

test('an interview that began on a device begins when it began, by the agreement that held then', async () => {
  const code = await newPerson()
  const early = new Date(Date.now() - 60_000).toISOString()
  await agree(code, 'interview')
  assert.equal((await begin(code, beginning({ at: early }))).status, 403, 'before they agreed')
  const body = beginning({ at: now() })
  await withdraw(code)
  assert.equal((await begin(code, body)).status, 200)
  const view = await get(th, worker, 'interviewRead', { params: { id: body.id } })
  assert.deepEqual([view.beganAt, view.state], [body.at, 'paused'])
  const ahead = beginning({ at: new Date(Date.now() + 86_400_000).toISOString() })
  assert.equal((await begin(code, ahead)).status, 403, 'no clock of a device goes ahead')
})
