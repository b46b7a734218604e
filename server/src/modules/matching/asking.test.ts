import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { CheckMatch } from '@shield/contract'

import { logVerifier, verifierKey } from '#audit/index.ts'
import { ensureOwnKeys, keyPlace, takeKeyLog } from '../../federation/index.ts'
import { inVisit } from '../../peer/index.ts'
import { deliver, rows } from '../../peer/pair-testing.ts'
import { ask, get } from '../../testing-http.ts'
import { person } from '../registry/testing.ts'
import { createMatchingPair, suspect } from './testing.ts'
import type { MatchingPair } from './testing.ts'
import { isTheirLog } from './their-log.ts'
import { recognise } from './token.ts'

let pair: MatchingPair
before(async () => {
  pair = await createMatchingPair()
})
after(() => pair.close())

const check = (items: CheckMatch['items']) =>
  get(pair.th, pair.analyst, 'matchCheck', {
    body: { agreement: pair.agreement, case: 'TH-26-0143', items },
  })

test('a list is checked before it is asked: how each is compared, what is left out and why, and nothing goes', async () => {
  const checked = await check([
    { value: suspect },
    { value: '+999812345678' },
    { value: '081 234 5678' },
    { value: 'someone@example.org' },
    { value: 'Somchai' },
    { identifier: 'document', value: 'AA1234567' },
    { identifier: 'plate', value: '1A' },
    { identifier: 'phone', value: 'call me' },
  ])
  assert.deepEqual(
    checked.items.map((item) => [item.identifier, item.norm ?? item.leftOut]),
    [
      ['phone', '+999812345678'],
      ['phone', 'twice'],
      ['phone', 'no-country'],
      ['email', 'someone@example.org'],
      [undefined, 'kind-unknown'],
      ['document', 'no-issuer'],
      ['plate', 'too-short'],
      ['phone', 'malformed'],
    ],
  )
  assert.deepEqual(checked.groups, [
    { identifier: 'phone', count: 1 },
    { identifier: 'email', count: 1 },
  ])
  assert.equal(checked.over, undefined)
  assert.equal((await rows(pair.th, 'select 1 from match_ask')).length, 0)
  assert.equal((await rows(pair.th, `select 1 from outbox where kind = 'match-ask'`)).length, 0)
})

test('a check says which limit of the day a list goes over, and that it counts up', async () => {
  await rows(pair.th, `update agreement set body = jsonb_set(body, '{matching,quota,case}', '30')`)
  const range = Array.from({ length: 40 }, (_, at) => ({ value: `+999 81 600 ${1000 + at}` }))
  const checked = await check(range)
  assert.deepEqual(checked.over, { limit: 'case', left: 30 })
  assert.ok(checked.looks.sequential)
  await rows(pair.th, `update agreement set body = jsonb_set(body, '{matching,quota,case}', '1000')`)
})

test('what the agreement leaves out, or the partner has not published, stays here and says so', async () => {
  await rows(
    pair.th,
    `update agreement set body = jsonb_set(body, '{matching,identifiers}', '["phone", "domain"]')`,
  )
  await rows(pair.th, `delete from match_filter where identifier = 'domain'`)
  const checked = await check([{ value: 'x@example.org' }, { value: 'bad.example.org' }])
  assert.deepEqual(
    checked.items.map((item) => item.leftOut),
    ['not-agreed', 'not-published'],
  )
  await rows(pair.th, `update agreement set suspended_at = now()`)
  const stopped = await ask(pair.th, pair.analyst, 'matchCheck', {
    body: { agreement: pair.agreement, items: [{ value: suspect }] },
  })
  assert.equal(stopped.status, 409)
  await rows(pair.th, `update agreement set suspended_at = null`)
})

test('a value tells its kind by its form, or is not guessed at', () => {
  const known = {
    '+66 81 234 5678': 'phone',
    '0066812345678': 'phone',
    '081-234-5678': 'phone',
    'TH:AA1234567': 'document',
    'someone@example.org': 'email',
    '0x52908400098527886E0F7030069857D2E4169EE7': 'wallet',
    TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE: 'wallet',
    'GB33 BUKB 2020 1555 5555 55': 'account',
    '999-1-23456-7': 'account',
    'fraud[.]example[.]org': 'domain',
    'https://fraud.example.org/login': 'domain',
    AA1234567: undefined,
    'Chen Wei': undefined,
  }
  for (const [text, kind] of Object.entries(known)) assert.equal(recognise(text), kind, text)
})

test('core data is shown before it goes, exactly, and of nobody the hit does not lead to', async () => {
  const done = await pair.through(await pair.make([suspect]))
  await get(pair.th, pair.analyst, 'matchDisclose', {
    params: { id: done.id },
    body: { item: 0, summary: 'Called by three victims of one compound' },
  })
  await deliver(pair.th, 'ph')
  const [hit] = (await get(pair.ph, pair.officer, 'hitList', { query: { open: true } })).items
  assert.equal(hit?.organisation.en, 'Anti-Trafficking Centre (training)')
  const entity = hit.entities[0]?.id ?? ''
  const preview = await get(pair.ph, pair.officer, 'hitPreview', { params: { id: hit.id }, body: { entity } })
  const shown = preview.package.entities.flatMap((one) => one.statements.map(({ value }) => value))
  assert.deepEqual(shown.toSorted(), ['+999 81 234 5678', 'Chen Wei'])
  const other = await ask(pair.ph, pair.officer, 'hitPreview', {
    params: { id: hit.id },
    body: { entity: '019b7615-6c00-7000-8000-00000000fff1' },
  })
  assert.equal(other.status, 400)
  const work = await get(pair.ph, pair.officer, 'workRead', {})
  assert.equal(work.queues.find((one) => one.name === 'hits')?.items[0]?.id, hit.id)
  await get(pair.ph, pair.officer, 'hitAnswer', {
    params: { id: hit.id },
    body: { answer: 'core', reason: 'Recruiter known to us', entity },
  })
  const after = await get(pair.ph, pair.officer, 'workRead', {})
  assert.equal(after.queues.find((one) => one.name === 'hits')?.count, 0)
  const [told] = (await get(pair.ph, pair.officer, 'hitList', { query: { open: false } })).items
  assert.deepEqual([told?.id, told?.answer, told?.reason], [hit.id, 'core', 'Recruiter known to us'])
  const [release] = await rows<{ package: { entities: { statements: { value: string }[] }[] } }>(
    pair.ph,
    'select package from release where id = $1',
    [told?.release],
  )
  assert.deepEqual(
    release?.package.entities.flatMap((one) => one.statements.map(({ value }) => value)),
    shown,
  )
  await deliver(pair.ph, 'th')
  const answers = async () =>
    (await get(pair.th, pair.analyst, 'workRead', {})).queues.find((one) => one.name === 'answers')?.items
  assert.equal((await answers())?.[0]?.id, done.id)
  await get(pair.th, pair.analyst, 'matchRead', { params: { id: done.id } })
  assert.deepEqual(await answers(), [])
})

test('oversight finds a question by its ticket, without its values, and sees that it was opened', async () => {
  const inspector = await pair.th.signIn(person('oversight', 'th-hrc'), 'oversight')
  const before = await get(pair.th, inspector, 'matchTickets', {})
  const [ticket] = before.items
  assert.ok(ticket)
  assert.equal(ticket.opened, 0)
  assert.ok(!JSON.stringify(before).includes('81234'))
  await get(pair.th, inspector, 'matchOpen', { params: { id: ticket.id } })
  const after = await get(pair.th, inspector, 'matchTickets', {})
  assert.equal(after.items[0]?.opened, 1)
  assert.equal((await ask(pair.th, pair.analyst, 'matchTickets', {})).status, 403)
})

test('a partner of the federation is held to the audit key of its key log, not to the first it names', async () => {
  const { th, ph } = pair
  const { identity, log } = await ensureOwnKeys(keyPlace(th.node.config), th.node.now())
  await rows(ph, `update peer set identity = $1 where node = 'th'`, [JSON.stringify(identity)])
  await inVisit(ph.node, (visit) => takeKeyLog(visit, { peer: 'th', log }))
  const own = verifierKey(logVerifier(th.node))
  const another = verifierKey({ ...logVerifier(th.node), key: ph.node.keys.audit.publicKey })
  const answers = (named: string) => inVisit(ph.node, (visit) => isTheirLog(visit, 'th', named))
  assert.deepEqual([await answers(own), await answers(another)], [true, false])
  assert.equal((await pair.through(await pair.make(['+999 81 777 6001']))).state, 'answered')
  assert.equal((await rows(ph, 'select 1 from match_log where log = $1', [another])).length, 0)
})
