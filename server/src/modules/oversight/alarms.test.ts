import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'

import { personCode } from '@shield/core'
import { people } from '@shield/world'

import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { markCanaries } from '../vault/index.ts'

let th: TestNode
before(async () => {
  th = await createTestNode('th')
})
after(() => th.close())

const who = (role: string) =>
  people.find((one) => one.roles.some((given) => given === role)) ?? assert.fail(`nobody is ${role}`)

test('who opens a canary is work for oversight and administrators until another person has answered', async () => {
  const [opener, overseer, administrator] = [who('analyst'), who('oversight'), who('administrator')]
  const code = personCode(randomBytes(11))
  const asker = {
    person: opener.id,
    organisation: opener.organisation,
    purpose: 'victim-protection',
    reference: 'TH-26-0143',
  } as const
  const [sealed] = await th.node.vault.seal(asker, [{ code, part: 'identity', body: Buffer.from('x') }])
  await markCanaries(th.node.config, th.url, [code])
  await th.node.vault.open(asker, [{ code, id: sealed?.id ?? '' }])
  await th.node.vault.open({ ...asker, person: overseer.id }, [{ code, id: sealed?.id ?? '' }])

  const headers = await th.signIn(administrator)
  const { items } = await get(th, headers, 'alarmList', {})
  assert.deepEqual(
    items.map((one) => [one.person.id, one.person.name, one.reference, one.can]),
    [overseer, opener].map((one) => [one.id, one.name, 'TH-26-0143', ['alarm.answer']]),
  )
  assert.ok(!JSON.stringify(items).includes(code), 'which people are canaries is told to nobody')
  const decideOf = async (person: { readonly id: string }) => {
    const { queues } = await get(th, await th.signIn(person), 'workRead', { query: {} })
    return queues
      .flatMap((queue) => queue.items)
      .filter((item) => item.to.startsWith('/alarms'))
      .map((item) => item.to)
  }
  const [own, theirs] = items
  assert.deepEqual(await decideOf(administrator), [`/alarms?alarm=${own?.id}`, `/alarms?alarm=${theirs?.id}`])
  assert.deepEqual(await decideOf(overseer), [`/alarms?alarm=${theirs?.id}`])
  assert.deepEqual(await decideOf(opener), [])

  const body = { outcome: 'A slip of the hand' }
  const ownHeaders = await th.signIn(overseer)
  const refused = await ask(th, ownHeaders, 'alarmAnswer', { params: { id: own?.id ?? '' }, body })
  assert.equal(refused.status, 403)
  assert.match(refused.text, /somebody else answers/)
  for (const id of [own?.id ?? '', theirs?.id ?? ''])
    await get(th, headers, 'alarmAnswer', { params: { id }, body })
  const again = await ask(th, headers, 'alarmAnswer', { params: { id: own?.id ?? '' }, body })
  assert.equal(again.status, 409)
  assert.deepEqual(await decideOf(administrator), [])
  const answered = await get(th, headers, 'alarmList', {})
  assert.deepEqual(
    answered.items.map((one) => [one.answer?.outcome, one.answer?.by, one.can]),
    [1, 2].map(() => [body.outcome, administrator.name, []]),
  )
  const forbidden = await ask(th, await th.signIn(opener), 'alarmList', {})
  assert.equal(forbidden.status, 403)
})
