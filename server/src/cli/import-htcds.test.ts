import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { people } from '@shield/world'

import { rows } from '../peer/pair-testing.ts'
import { get } from '../testing-http.ts'
import { createTestNode } from '../testing.ts'
import type { TestNode } from '../testing.ts'
import { htcdsReport, importHtcds } from './import-htcds.ts'

let th: TestNode

before(async () => {
  th = await createTestNode('th')
})
after(() => th.close())

const given = [
  {
    ...{
      prs_FirstName: 'Aye',
      prs_SecondName: 'Testing',
      prs_Birthdate: '2001-03-04',
      prs_Citizenship: ['MM'],
    },
    ...{ vic_TypeOfExploitation: ['Other'], shield_TypeOfExploitation: ['ForcedCriminality'] },
    ...{
      cco_CaseComment: 'Words about Aye Testing',
      con_Consent: true,
      vic_TraffickingStatus: 'ActualVictimOfTrafficking',
    },
  },
  { prs_FirstName: 'Second', prs_Gender: 'female' },
]

test('a file of cases comes to a board: names sealed, codes on the case, no agreement and no decision made of it', async () => {
  const worker = people.find((one) => one.roles.includes('case-worker')) ?? assert.fail()
  const headers = await th.signIn(worker, 'victim-protection')
  const board = { site: 'Cases of a partner', startedAt: '2026-05-05T01:00:00Z', organisations: [] }
  const { id: arrival } = await get(th, headers, 'arrivalMake', { body: board })
  const path = join(th.node.config.dataFolder, 'cases.json')
  await writeFile(path, JSON.stringify({ cases: given }))
  const who = { person: worker.id, purpose: 'victim-protection' }
  const tried = await importHtcds(th.node, { arrival, path, ...who, dryRun: true })
  assert.deepEqual(
    tried.cases.map(({ outcome, code }) => [outcome, code]),
    [
      ['new', undefined],
      ['new', undefined],
    ],
  )
  assert.equal((await rows(th, 'select 1 from case_fact')).length, 0, 'a try keeps nothing')
  const taken = await importHtcds(th.node, { arrival, path, ...who, dryRun: false })
  assert.equal(taken.cases.length, 2)
  const said = htcdsReport(taken, false)
  assert.ok(said.some((line) => line.startsWith('case 2 prs_Gender: left out, choose one of')))
  assert.deepEqual([taken.faults[0]?.case, taken.faults[0]?.rule], [2, 'one'])
  const code = taken.cases[0]?.code ?? assert.fail()
  const person = await get(th, headers, 'protectedRead', { params: { code } })
  assert.equal(person.standing, 'possible')
  const opened = await get(th, headers, 'protectedOpen', { params: { code }, body: { reason: 'To test' } })
  assert.equal(opened.identity.names[0]?.text, 'Aye Testing')
  const { facts, isCounted } = await get(th, headers, 'caseFactsRead', { params: { code } })
  assert.deepEqual(facts.codes['vic_TypeOfExploitation'], ['ForcedCriminality'])
  assert.equal(isCounted, false, 'a box in a file is no agreement')
  const kept = await rows<{ text: string }>(th, 'select f::text as text from case_fact f')
  assert.ok(kept.length === 2 && kept.every(({ text }) => !/Aye|Testing|2001/.test(text)))
  const police = await rows<{ count: number }>(th, `select count(*)::int as count from statement`)
  assert.equal(police[0]?.count, 0, 'nothing of it is in the registry')
  const wrong = { arrival, path, ...who, purpose: 'investigation', dryRun: false }
  await assert.rejects(importHtcds(th.node, wrong))
})

test('a file taken again is known whatever its form, and of a longer one only what is new is taken', async () => {
  const worker = people.find((one) => one.roles.includes('case-worker')) ?? assert.fail()
  const headers = await th.signIn(worker, 'victim-protection')
  const board = { site: 'Cases of a partner', startedAt: '2026-05-05T01:00:00Z', organisations: [] }
  const { id } = await get(th, headers, 'arrivalMake', { body: board })
  const bare = { vic_TypeOfExploitation: ['ForcedLabour'] }
  // Two people of whom nothing is known but the same: they are two.
  const first = [{ prs_FirstName: 'Third' }, bare, bare]
  const put = (name: 'caseFileCheck' | 'caseFileTake', content: Buffer) =>
    get(th, headers, name, { params: { id }, body: { content: content.toString('base64') } })
  const outcomes = (report: { readonly cases: readonly { readonly outcome: string }[] }) =>
    report.cases.map(({ outcome }) => outcome).join(' ')
  const json = (cases: readonly object[]) => Buffer.from(JSON.stringify({ cases }))
  const made = await put('caseFileTake', json(first))
  assert.equal(outcomes(made), 'new new new')
  const csv = Buffer.from('prs_FirstName,vic_TypeOfExploitation\nThird,\n,ForcedLabour\n,ForcedLabour\n')
  assert.equal(outcomes(await put('caseFileCheck', csv)), 'known known known')
  const again = await put('caseFileTake', csv)
  assert.deepEqual(
    again.cases.map((one) => one.code),
    made.cases.map((one) => one.code),
  )
  assert.equal(
    outcomes(await put('caseFileTake', json([...first, { prs_FirstName: 'Fourth' }]))),
    'known known known new',
  )
  assert.equal(outcomes(await put('caseFileTake', json([bare, bare, bare]))), 'known known new')
  const board2 = await get(th, headers, 'arrivalRead', { params: { id } })
  assert.equal(board2.people, 5)
  const words = await rows<{ text: string }>(th, `select encode(mark, 'escape') as text from case_taken`)
  assert.ok(words.length >= 5 && words.every(({ text }) => !/Third|Fourth/.test(text)))
})
