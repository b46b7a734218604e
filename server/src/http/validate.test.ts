import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { ProblemDocument } from '@shield/contract'
import { people } from '@shield/world'

import { newId } from '#store/identifier.ts'
import { ask } from '../testing-http.ts'
import { createTestNode } from '../testing.ts'
import type { TestNode } from '../testing.ts'

let th: TestNode
let arisa: Record<string, string>
before(async () => {
  th = await createTestNode('th')
  arisa = await th.signIn(people[0] ?? assert.fail('nobody'), 'investigation')
})
after(() => th.close())

/** Text that no database keeps as it came: it is told where it stands, and never shown again. */
const noTexts = { 'U+0000': 'Two of\0one name', 'half of a pair': 'Two of one \ud83d name' }

test('what is no text is refused in a body with its place and how to mend it, and nothing breaks', async () => {
  for (const [name, reason] of Object.entries(noTexts)) {
    const body = { left: newId(), right: newId(), verdict: 'unsure', reason }
    const answer = await ask(th, arisa, 'judgementMake', { body })
    assert.equal(answer.status, 400, name)
    const refused = JSON.parse(answer.text) as ProblemDocument
    const [pointer] = refused.pointers ?? []
    assert.deepEqual([pointer?.pointer, pointer?.rule], ['/reason', 'text'])
    assert.ok(!answer.text.includes('Two of'), 'what was sent is not repeated')
  }
})

test('in a query it is refused, and in a path it names nothing', async () => {
  const searched = await ask(th, arisa, 'searchRun', { query: { q: noTexts['U+0000'] } })
  assert.equal(searched.status, 400)
  const napaporn = await th.signIn(people[12] ?? assert.fail('nobody'), 'victim-protection')
  const named = await ask(th, napaporn, 'wordsRead', { params: { set: 'ilo\0ec', language: 'th' } })
  assert.equal(named.status, 404)
})

test('a moment that can not be kept is refused with its place: no year 0 or 9999, no leap second', async () => {
  for (const until of ['9999-12-31', '0000-01-01', '2026-12-31T23:59:60Z', '2026-02-30']) {
    const answer = await ask(th, arisa, 'leadList', { query: { until } })
    assert.equal(answer.status, 400, until)
    assert.match(answer.text, /until/)
  }
  for (const until of ['9998-12-31', '0001-01-01', '2026-12-31T23:59:59Z', '2024-02-29'])
    assert.equal((await ask(th, arisa, 'leadList', { query: { until } })).status, 200, until)
})

test('blanks are no text where some is asked for', async () => {
  for (const name of ['    ', '\u3000\u00a0\t ', '"   ']) {
    const napaporn = await th.signIn(people[12] ?? assert.fail('nobody'), 'victim-protection')
    const answer = await ask(th, napaporn, 'placeMake', { body: { name, capacity: 3 } })
    const { pointers } = JSON.parse(answer.text) as ProblemDocument
    assert.deepEqual(
      [answer.status, pointers?.[0]?.pointer, pointers?.[0]?.rule],
      [400, '/name', 'minLength'],
    )
  }
})
