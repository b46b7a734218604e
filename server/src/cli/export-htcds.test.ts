import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'

import { personCode } from '@shield/core'
import { readHtcds } from '@shield/formats'
import { people } from '@shield/world'

import { newId } from '../store/identifier.ts'
import { get } from '../testing-http.ts'
import { createTestNode } from '../testing.ts'
import type { TestNode } from '../testing.ts'
import { asPerson } from './as-person.ts'
import { exportHtcds } from './export-htcds.ts'
import type { HtcdsChoice } from './export-htcds.ts'

let th: TestNode

before(async () => {
  th = await createTestNode('th')
})
after(() => th.close())

const worker = people.find((one) => one.roles.includes('case-worker')) ?? assert.fail()

const run = (choice: Partial<HtcdsChoice>, purpose = 'victim-protection') =>
  asPerson(th.node, { person: worker.id, purpose }, async (ctx) => {
    const asked = { recipient: 'th-hrc', for: 'statistics', names: false, dryRun: false, ...choice }
    const { download, ...done } = await exportHtcds(ctx, 'json', asked)
    return { ...done, content: download && (await text(download.body)) }
  })

test('the command gives out under the same ledgers as the screen: tried, refused, then given', async () => {
  const headers = await th.signIn(worker, 'victim-protection')
  const board = { site: 'Bridge of the command', startedAt: '2026-05-05T01:00:00Z', organisations: [] }
  const { id } = await get(th, headers, 'arrivalMake', { body: board })
  const code = personCode(randomBytes(11))
  const act = { id: newId(), code, at: '2026-05-05T03:00:00Z', triage: { age: 'adult' as const } }
  await get(th, headers, 'arrivalAdd', { params: { id }, body: { acts: [act] } })
  const tried = await run({ code, dryRun: true })
  assert.deepEqual(tried.said.slice(0, 2), ['0 cases go', '1 stay: not-agreed'])
  await assert.rejects(run({ code, reason: 'For their report' }), /0 cases go/)
  await get(th, headers, 'consentGive', {
    params: { code },
    body: {
      ...{ id: newId(), purpose: 'statistics', recipients: ['th-hrc'], basis: 'consent', mode: 'spoken' },
      ...{ language: 'lo', textVersion: '1', at: '2026-05-06T01:00:00Z' },
    },
  })
  await assert.rejects(run({ code }), /--reason/)
  await assert.rejects(run({ code, reason: 'For their report' }, 'investigation'))
  const given = await run({ code, reason: 'For their report' })
  assert.equal(readHtcds(Buffer.from(given.content ?? ''))?.cases.length, 1)
  assert.ok(given.release !== undefined && given.content?.includes(code) === false)
})
