import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'

import { personCode } from '@shield/core'

import { newId } from '#store/identifier.ts'
import { createPair, deliver, rows } from '../../peer/pair-testing.ts'
import type { Pair } from '../../peer/pair-testing.ts'
import { get } from '../../testing-http.ts'
import { importPeople, person } from '../registry/testing.ts'

let pair: Pair

before(async () => {
  pair = await createPair()
})
after(() => pair.close())

test('what a partner abroad holds on a consent is taken back there when the person takes the consent back', async () => {
  const { th, ph } = pair
  const worker = await th.signIn(person('case-worker', 'th-msd'), 'victim-protection')
  const place = { site: 'Friendship Bridge 2', startedAt: new Date().toISOString(), organisations: [] }
  const arrival = (await get(th, worker, 'arrivalMake', { body: place })).id
  const code = personCode(randomBytes(11))
  const at = new Date().toISOString()
  await get(th, worker, 'arrivalAdd', {
    params: { id: arrival },
    body: { acts: [{ id: newId(), code, at, triage: { age: 'adult' } }] },
  })
  const consent = newId()
  await get(th, worker, 'consentGive', {
    params: { code },
    body: {
      ...{ id: consent, purpose: 'transfer-abroad', recipients: ['ph-wdk'], basis: 'consent' },
      ...{ mode: 'spoken', language: 'en', textVersion: '1', at },
    },
  })
  const analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  const officer = await th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  await importPeople(th, analyst, { source: 'What she told', lines: ['1,Boss of Gate Five,,'] })
  const found = await get(th, officer, 'searchRun', { query: { q: 'Boss of Gate Five' } })
  const entity = found.items[0]?.id ?? assert.fail('not found')
  const { statements } = await get(th, officer, 'entityRead', { params: { id: entity } })
  const agreement = (await get(th, officer, 'agreementList')).items[0]?.id ?? ''
  await deliver(th, 'ph')
  const release = await get(th, officer, 'releaseCreate', {
    body: {
      ...{ agreement, purpose: 'investigation', legalBasis: 'Agreement, article 4', reason: 'She agreed' },
      ...{ entities: [{ entity, statements: statements.map((one) => one.id) }] },
      consent: { reference: consent, purpose: 'investigation' },
    },
  })
  const there = async (): Promise<string | undefined> => {
    await deliver(th, 'ph')
    const held = await rows<{ state: string }>(ph, 'select state from release where id = $1', [release.id])
    return held[0]?.state
  }
  assert.equal(await there(), 'applied')
  await get(th, worker, 'consentWithdraw', {
    params: { code, id: consent },
    body: { at: new Date().toISOString(), mode: 'spoken' },
  })
  assert.equal(await there(), 'recalled')
  const told = await rows<{ recall_reason: string }>(th, 'select recall_reason from release where id = $1', [
    release.id,
  ])
  assert.ok(!told[0]?.recall_reason.includes(code))
})
