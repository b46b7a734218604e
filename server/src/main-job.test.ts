import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { ImportView } from '@shield/contract'
import { people } from '@shield/world'
import type { DemonstrationPerson } from '@shield/world'

import { startSequencer } from './audit/index.ts'
import type { Sequencer } from './audit/index.ts'
import { makePartners } from './cli/load-demonstration.ts'
import { runBatch } from './modules/intake/index.ts'
import { deliverOutbox, registerPeerRoutes } from './peer/index.ts'
import { ask, get, upload } from './testing-http.ts'
import { createTestNode } from './testing.ts'
import type { TestNode } from './testing.ts'

let th: TestNode
let ph: TestNode
let sequencer: Sequencer
const still = new AbortController().signal

before(async () => {
  th = await createTestNode('th')
  ph = await createTestNode('ph')
  for (const one of [th, ph]) registerPeerRoutes(one.app, one.node)
  const addresses = await Promise.all([th, ph].map((one) => one.app.listen({ host: '127.0.0.1', port: 0 })))
  await makePartners([th, ph].map((one, at) => ({ node: one.node, address: addresses[at] ?? '' })))
  sequencer = await startSequencer(th.node)
})
after(async () => {
  await sequencer.stop()
  await th.close()
  await ph.close()
})

const person = (role: DemonstrationPerson['roles'][number], organisation: string): DemonstrationPerson => {
  const found = people.find(
    (one) => one.organisation === organisation && one.roles.includes(role) && one.roles.length === 1,
  )
  return found ?? assert.fail(`nobody is ${role} of ${organisation}`)
}
const supervisor = people.find((one) => one.roles.includes('supervisor')) ?? assert.fail('no supervisor')

const csv =
  'id,name,alias,phone,company\nP1,Somchai Jaidee,สมชาย ใจดี,+999 81 234 5678,C1\nP2,Malee Sukjai,,+999 81 234 9999,C1\n'
const mapping = {
  key: ['id'],
  entities: [
    {
      name: 'person',
      kind: 'Person',
      key: ['id'],
      columns: [
        { column: 'name', property: 'name' },
        { column: 'alias', property: 'alias' },
        { column: 'phone', property: 'phone' },
      ],
    },
    {
      name: 'company',
      kind: 'Company',
      key: ['company'],
      columns: [{ column: 'company', property: 'name' }],
    },
  ],
  links: [{ kind: 'Employment', from: 'person', to: 'company' }],
}

async function importCsv(
  node: TestNode,
  headers: Record<string, string>,
  content: string,
  source: string,
  marking = 'agency',
): Promise<ImportView> {
  const answer = await upload(node, headers, { source, marking }, { name: 'people.csv', content })
  assert.equal(answer.status, 200, answer.text)
  const batch = JSON.parse(answer.text) as ImportView
  await get(node, headers, 'importStart', { params: { id: batch.id }, body: { dryRun: false, mapping } })
  await runBatch(node.node, { batch: batch.id }, still)
  await node.node.search.upToDate()
  return get(node, headers, 'importRead', { params: { id: batch.id } })
}

test('a file is previewed, tried, imported, found, drawn, handed over, taken back and undone', async () => {
  const analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  const answer = await upload(
    th,
    analyst,
    { source: 'Raid list', marking: 'agency' },
    { name: 'people.csv', content: csv },
  )
  assert.equal(answer.status, 200, answer.text)
  const batch = JSON.parse(answer.text) as ImportView
  assert.equal(batch.format, 'csv')

  const preview = await get(th, analyst, 'importPreview', { params: { id: batch.id }, body: { mapping } })
  assert.equal(preview.records.length, 2)
  assert.deepEqual(preview.header, ['id', 'name', 'alias', 'phone', 'company'])

  await get(th, analyst, 'importStart', { params: { id: batch.id }, body: { dryRun: true, mapping } })
  await runBatch(th.node, { batch: batch.id }, still)
  const tried = await get(th, analyst, 'importRead', { params: { id: batch.id } })
  assert.equal(tried.state, 'previewed')
  assert.equal(tried.counts?.new, 2)
  await th.node.search.upToDate()
  assert.equal((await get(th, analyst, 'searchRun', { query: { q: 'Somchai' } })).count, 0)

  await get(th, analyst, 'importStart', { params: { id: batch.id }, body: { dryRun: false, mapping } })
  await runBatch(th.node, { batch: batch.id }, still)
  const done = await get(th, analyst, 'importRead', { params: { id: batch.id } })
  assert.deepEqual([done.state, done.counts?.new], ['done', 2])
  await th.node.search.upToDate()

  for (const q of ['somchay chaidi', 'สมชาย ใจดี', '+999 81 234 5678', '+99981234*']) {
    const found = await get(th, analyst, 'searchRun', { query: { q } })
    assert.ok(
      found.items.some((item) => item.caption === 'Somchai Jaidee'),
      q,
    )
  }
  const [hit] = (await get(th, analyst, 'searchRun', { query: { q: 'Somchai Jaidee' } })).items
  const profile = await get(th, analyst, 'entityRead', { params: { id: hit?.id ?? '' } })
  assert.equal(profile.statements.length, 3)
  assert.deepEqual(profile.links, [{ kind: 'Employment', direction: 'out', count: 1 }])
  const chart = await get(th, analyst, 'graphExpand', { body: { id: profile.id, limit: 10, present: [] } })
  assert.deepEqual(
    chart.nodes.map((node) => node.caption),
    ['C1'],
  )
  assert.equal(chart.edges.length, 1)

  const officer = await th.signIn(person('exchange-officer', 'th-aht'), 'exchange')
  const [agreement] = (await get(th, officer, 'agreementList')).items
  const draft = {
    agreement: agreement?.id ?? '',
    entities: [
      {
        entity: profile.id,
        statements: profile.statements.filter((one) => one.property !== 'phone').map((one) => one.id),
      },
    ],
    purpose: 'investigation' as const,
  }
  const shown = await get(th, officer, 'releasePreview', { body: draft })
  assert.equal(shown.secondPerson, false)
  const release = await get(th, officer, 'releaseCreate', {
    body: { ...draft, legalBasis: 'Agreement, article 4', reason: 'Recruiter works in both countries' },
  })
  assert.equal(release.state, 'sent')
  assert.deepEqual(release.package, shown.package)
  await deliverOutbox(th.node, { peer: 'ph' }, still)
  await ph.node.search.upToDate()

  const partner = await ph.signIn(person('analyst', 'ph-wdk'), 'investigation')
  const there = await get(ph, partner, 'searchRun', { query: { q: 'Somchai Jaidee' } })
  assert.equal(there.items.length, 1)
  const received = await get(ph, partner, 'entityRead', { params: { id: there.items[0]?.id ?? '' } })
  assert.deepEqual(received.statements.map((one) => one.value).toSorted(), ['Somchai Jaidee', 'สมชาย ใจดี'])
  assert.equal(received.statements[0]?.marking.organisation, 'th-aht')
  assert.deepEqual(received.statements[0]?.marking, shown.package.marking)
  assert.equal((await get(ph, partner, 'searchRun', { query: { q: '+999812345678' } })).count, 0)
  assert.equal((await get(th, officer, 'releaseRead', { params: { id: release.id } })).state, 'applied')

  await get(th, officer, 'releaseRecall', { params: { id: release.id }, body: { reason: 'Wrong person' } })
  await deliverOutbox(th.node, { peer: 'ph' }, still)
  await ph.node.search.upToDate()
  const recalled = await get(th, officer, 'releaseRead', { params: { id: release.id } })
  assert.deepEqual(
    [recalled.state, recalled.receipts.map((one) => one.state)],
    ['recalled', ['applied', 'recalled']],
  )
  assert.equal((await get(ph, partner, 'searchRun', { query: { q: 'Somchai Jaidee' } })).count, 0)
  assert.equal((await ask(ph, partner, 'entityRead', { params: { id: there.items[0]?.id } })).status, 404)

  await get(th, analyst, 'importUndo', { params: { id: batch.id }, body: { reason: 'Wrong file' } })
  await th.node.search.upToDate()
  assert.equal((await get(th, analyst, 'searchRun', { query: { q: 'Somchai' } })).count, 0)
  assert.equal((await ask(th, analyst, 'entityRead', { params: { id: profile.id } })).status, 404)
})

test('a confidential release waits for a second person, and nobody is his own', async () => {
  const analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  const answer = await upload(
    th,
    analyst,
    { source: 'Case list', marking: 'case' },
    { name: 'case.csv', content: csv.replaceAll('Somchai', 'Wichai') },
  )
  const batch = JSON.parse(answer.text) as ImportView
  await get(th, analyst, 'importStart', { params: { id: batch.id }, body: { dryRun: false, mapping } })
  await runBatch(th.node, { batch: batch.id }, still)
  await th.node.search.upToDate()
  const officer = await th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  const [hit] = (await get(th, officer, 'searchRun', { query: { q: 'Wichai Jaidee' } })).items
  const profile = await get(th, officer, 'entityRead', { params: { id: hit?.id ?? '' } })
  const [agreement] = (await get(th, officer, 'agreementList')).items
  const release = await get(th, officer, 'releaseCreate', {
    body: {
      agreement: agreement?.id ?? '',
      entities: [{ entity: profile.id, statements: profile.statements.map((one) => one.id) }],
      purpose: 'investigation',
      legalBasis: 'Agreement, article 4',
      reason: 'Asked for by phone',
    },
  })
  assert.equal(release.state, 'waiting')
  assert.equal(release.package?.marking.case, '')
  const own = await ask(th, officer, 'releaseApprove', {
    params: { id: release.id },
    body: { reason: 'I agree with myself' },
  })
  assert.equal(own.status, 403, own.text)
  const second = await th.signIn(supervisor, 'investigation')
  const work = await get(th, second, 'workRead')
  assert.equal(work.queues.find((queue) => queue.name === 'decide')?.count, 1)
  assert.equal(
    (await get(th, second, 'releaseApprove', { params: { id: release.id }, body: { reason: 'Lawful' } }))
      .state,
    'sent',
  )
})

test('the same file twice is no new row, and two agencies with the same keys do not know of each other', async () => {
  const analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  const other = await th.signIn(person('analyst', 'th-aml'), 'financial-intelligence')
  const content = csv.replaceAll('Somchai', 'Anucha')
  const first = await importCsv(th, analyst, content, 'Twice')
  const again = await importCsv(th, analyst, content, 'Twice')
  assert.deepEqual([first.counts?.new, again.counts?.new, again.counts?.matched], [2, 0, 2])
  const theirs = await importCsv(th, other, content, 'Twice')
  assert.equal(theirs.counts?.new, 2)
  const found = await get(th, other, 'searchRun', { query: { q: 'Anucha Jaidee' } })
  assert.equal(found.count, 1)
  assert.equal(found.items[0]?.sources, 1)
})

test('what may not be seen and what is not there are answered alike, byte for byte', async () => {
  const analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  await importCsv(th, analyst, csv.replaceAll('Somchai', 'Kamol'), 'Hidden')
  const [hit] = (await get(th, analyst, 'searchRun', { query: { q: 'Kamol Jaidee' } })).items
  const profile = await get(th, analyst, 'entityRead', { params: { id: hit?.id ?? '' } })
  const other = await th.signIn(person('analyst', 'th-aml'), 'investigation')
  const nobody = '019b7615-6c00-7000-8000-00000000ffff'
  const plain = (text: string): string => text.replace(/"requestId":"[^"]*"/, '')
  for (const name of ['entityRead', 'entityLinks', 'entityHistory', 'entityTrail'] as const) {
    const hidden = await ask(th, other, name, { params: { id: hit?.id } })
    const missing = await ask(th, other, name, { params: { id: nobody } })
    assert.deepEqual([hidden.status, plain(hidden.text)], [404, plain(missing.text)], name)
  }
  const record = profile.statements[0]?.record
  const hidden = await ask(th, other, 'recordRead', { params: { id: record } })
  assert.deepEqual(
    [hidden.status, plain(hidden.text)],
    [404, plain((await ask(th, other, 'recordRead', { params: { id: 'A'.repeat(22) } })).text)],
  )
  const judged = await ask(th, other, 'judgementMake', {
    body: { left: hit?.id, right: nobody, verdict: 'same', reason: 'Looks alike' },
  })
  assert.equal(judged.status, 404)
  const opened = await ask(th, other, 'graphOpen', { body: { ids: [hit?.id] } })
  assert.equal(opened.status, 404)
})

test('two that are judged the same are one profile, and apart again when the judgement is withdrawn', async () => {
  const analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  await importCsv(th, analyst, csv.replaceAll('Somchai', 'Prasit').replaceAll('P1', 'A1'), 'Source A')
  await importCsv(th, analyst, csv.replaceAll('Somchai', 'Prasit').replaceAll('P1', 'B1'), 'Source B')
  const two = await get(th, analyst, 'searchRun', { query: { q: 'Prasit Jaidee' } })
  assert.equal(two.count, 2)
  const [left, right] = two.items.map((item) => item.id) as [string, string]
  const before = await get(th, analyst, 'entityRead', { params: { id: left } })
  const { id } = await get(th, analyst, 'judgementMake', {
    body: { left, right, verdict: 'same', reason: 'Same phone and name' },
  })
  const merged = await get(th, analyst, 'entityRead', { params: { id: left } })
  assert.deepEqual(merged.members.map((member) => member.sourceName).toSorted(), ['Source A', 'Source B'])
  assert.equal((await get(th, analyst, 'searchRun', { query: { q: 'Prasit Jaidee' } })).count, 1)
  await get(th, analyst, 'judgementWithdraw', { params: { id }, body: { reason: 'Two brothers' } })
  const apart = await get(th, analyst, 'entityRead', { params: { id: left } })
  assert.deepEqual({ ...apart, judgements: [] }, { ...before, judgements: [] })
})

test('every read is in the audit with who and why, and the log holds together', async () => {
  const oversight = await th.signIn(person('oversight', 'th-hrc'), 'oversight')
  await sequencer.flush()
  const events = await get(th, oversight, 'auditList', { query: { action: 'entity.read' } })
  assert.ok(events.items.length > 0)
  assert.ok(events.items.every((event) => event.purpose !== undefined && event.person !== undefined))
  const proven = events.items.find((event) => event.sequence !== undefined)
  const proof = await get(th, oversight, 'auditProof', { params: { id: proven?.id ?? '' } })
  const { leafHash, openCheckpoint, readVerifierKey, verifyConsistency, verifyInclusion } =
    await import('./audit/index.ts')
  const checkpoint = await get(th, oversight, 'auditCheckpoint')
  const head = openCheckpoint(proof.note, readVerifierKey(checkpoint.key))
  const hashes = proof.proof.map((hash) => Buffer.from(hash, 'base64'))
  const provenBy = (event: string): boolean =>
    verifyInclusion({ leaf: leafHash(Buffer.from(event)), index: proof.index }, head, hashes)
  assert.ok(provenBy(proof.event))
  assert.equal(provenBy(`${proof.event} `), false)
  // Proofs and heads are no events; what was read before may have its place already, for the log grows by itself.
  await get(th, oversight, 'auditList', { query: { action: 'entity.read' } })
  await sequencer.flush()
  const later = await get(th, oversight, 'auditCheckpoint', { query: { since: head.size } })
  const grown = openCheckpoint(later.note, readVerifierKey(checkpoint.key))
  const steps = later.consistency?.map((hash) => Buffer.from(hash, 'base64')) ?? []
  assert.ok(grown.size > head.size)
  assert.ok(verifyConsistency(head, grown, steps))
  assert.equal(verifyConsistency({ ...head, root: grown.root }, grown, steps), false)
})
