import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import type { ImportView, ProblemDocument } from '@shield/contract'
import writeWorkbook from 'write-excel-file/node'

import { ask, get, upload } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { person } from '../registry/testing.ts'
import { runBatch } from './index.ts'

let th: TestNode
let analyst: Record<string, string>
const still = new AbortController().signal

before(async () => {
  th = await createTestNode('th')
  analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
})
after(() => th.close())

const mapping = {
  key: ['no'],
  entities: [
    { name: 'person', kind: 'Person', key: ['no'], columns: [{ column: 'who', property: 'name' }] },
    { name: 'phone', kind: 'SimCard', key: ['tel'], columns: [{ column: 'tel', property: 'phone' }] },
  ],
  links: [{ kind: 'Uses', from: 'person', to: 'phone' }],
}

async function uploaded(
  file: { readonly name: string; readonly content: string | Uint8Array },
  source: string,
): Promise<ImportView> {
  const answer = await upload(th, analyst, { source, marking: 'agency' }, file)
  assert.equal(answer.status, 200, answer.text)
  return JSON.parse(answer.text) as ImportView
}

async function uploadsOnDisk(): Promise<number> {
  const folder = join(th.node.config.dataFolder, 'uploads', 'th')
  return (await readdir(folder).catch(() => [])).length
}

const run = (id: string): Promise<void> => runBatch(th.node, { batch: id }, still)

test('an empty file and a picture under another name are refused with the place and what to do, in the language asked for', async () => {
  const picture = Buffer.from([
    0x89,
    0x50,
    0x4e,
    0x47,
    ...Array.from({ length: 2000 }, (_, at) => (at * 7919) % 256),
  ])
  for (const [content, code] of [
    ['', 'body-invalid'],
    [picture, 'format-unknown'],
  ] as const) {
    const headers = { ...analyst, 'accept-language': 'th' }
    const answer = await upload(
      th,
      headers,
      { source: 'Bad', marking: 'agency' },
      { name: 'people.csv', content },
    )
    const problem = JSON.parse(answer.text) as ProblemDocument
    assert.equal(problem.code, code)
    assert.equal(problem.pointers?.[0]?.pointer, 'file')
    assert.match(problem.pointers?.[0]?.hint ?? '', /[\u0e00-\u0e7f]/)
  }
  assert.equal(await uploadsOnDisk(), 0, 'what is refused is not kept')
})

test('a stranger is turned away before the file is taken in', async () => {
  const answer = await upload(
    th,
    {},
    { source: 'Bad', marking: 'agency' },
    { name: 'people.csv', content: 'no,who\n1,A\n' },
  )
  assert.equal(answer.status, 401)
  assert.equal(await uploadsOnDisk(), 0)
})

test('what was tried is what is imported, and the next file with these columns begins from it', async () => {
  const content = 'no,who,tel\n1,Anan,+999 81 000 0001\n2,Burin,+999 81 000 0002\n'
  const batch = await uploaded({ name: 'raid.csv', content }, 'Raid')
  assert.ok(batch.createdBy?.en, 'the list says who')
  const params = { id: batch.id }
  await get(th, analyst, 'importStart', { params, body: { dryRun: true, mapping } })
  await run(batch.id)
  assert.deepEqual((await get(th, analyst, 'importPreview', { params, body: {} })).mapping, mapping)
  await get(th, analyst, 'importStart', { params, body: { dryRun: false } })
  await run(batch.id)
  const done = await get(th, analyst, 'importRead', { params })
  assert.deepEqual([done.state, done.counts?.new], ['done', 2])
  assert.ok(done.startedAt && done.finishedAt)
  const newest = await get(th, analyst, 'entityNewest', { query: { source: done.source } })
  assert.deepEqual(
    newest.items.map(({ sourceName }) => sourceName),
    ['Raid', 'Raid', 'Raid', 'Raid'],
  )

  const next = await uploaded(
    { name: 'raid-2.csv', content: 'no,who,tel\n3,Chai,+999 81 000 0003\n' },
    'Raid',
  )
  const preview = await get(th, analyst, 'importPreview', { params: { id: next.id }, body: {} })
  assert.deepEqual([preview.remembered, preview.mapping], [true, mapping])
})

test('a table that was read wrongly is read as somebody says, tried and imported so, and that is not said of the next file', async () => {
  // Latin names of an old desk beside one Thai word: the guess goes wrong.
  const content = Buffer.concat([
    Buffer.from('List of the desk;of 2569\n\nid;name;tel\n1;Jos\u00e9 ', 'latin1'),
    Buffer.from([0xa1, 0xa2, 0xa1, 0xcd, 0xb5, 0xe7, 0xea]),
    Buffer.from(';+999 81 000 0008\n'),
  ])
  const batch = await uploaded({ name: 'old.csv', content }, 'Old desk')
  const params = { id: batch.id }
  const guessed = await get(th, analyst, 'importPreview', { params, body: {} })
  assert.deepEqual([guessed.encoding, guessed.header], ['windows-1252', ['List of the desk', 'of 2569']])
  const reading = { encoding: 'windows-874', headerRow: 3 } as const
  const told = await get(th, analyst, 'importPreview', { params, body: { reading } })
  assert.deepEqual([told.encoding, told.delimiter, told.header], ['windows-874', ';', ['id', 'name', 'tel']])
  assert.match(told.rows[0]?.[1] ?? '', /กขกอต/)
  const said = told.mapping as { readonly encoding?: string; readonly headerRow?: number }
  assert.deepEqual([said.encoding, said.headerRow], ['windows-874', 3])

  await get(th, analyst, 'importStart', { params, body: { dryRun: true, mapping: said } })
  await run(batch.id)
  const again = await get(th, analyst, 'importPreview', { params, body: {} })
  assert.deepEqual([again.encoding, again.header, again.mapping], ['windows-874', told.header, said])
  await get(th, analyst, 'importStart', { params, body: { dryRun: false } })
  await run(batch.id)
  const done = await get(th, analyst, 'importRead', { params })
  const newest = await get(th, analyst, 'entityNewest', { query: { source: done.source } })
  assert.ok(newest.items.some(({ caption }) => caption.includes('กขกอต')))

  const next = await uploaded(
    { name: 'new.csv', content: 'id,name,tel\n2,José,+999 81 000 0009\n' },
    'Old desk',
  )
  const after = await get(th, analyst, 'importPreview', { params: { id: next.id }, body: {} })
  assert.deepEqual([after.remembered, after.encoding], [true, 'utf-8'])
  assert.deepEqual(Object.keys(after.mapping ?? {}).toSorted(), ['entities', 'key', 'links'])
  const wrong = await ask(th, analyst, 'importPreview', { params, body: { reading: { encoding: 'ebcdic' } } })
  assert.equal(wrong.status, 400)
})

test('a workbook is remembered by the columns of its sheet, and comes back to the sheet that was tried', async () => {
  const rows = (cells: readonly (readonly string[])[]) =>
    cells.map((row) => row.map((value) => ({ value, type: String })))
  const workbook = await writeWorkbook([
    { data: rows([['other'], ['x']]), sheet: 'First' },
    {
      data: rows([
        ['no', 'who', 'tel'],
        ['7', 'Dao', '+999 81 000 0007'],
      ]),
      sheet: 'People',
    },
  ]).toBuffer()
  const batch = await uploaded({ name: 'book.xlsx', content: new Uint8Array(workbook) }, 'Book')
  const params = { id: batch.id }
  assert.equal((await get(th, analyst, 'importPreview', { params, body: {} })).sheet, 'First')
  await get(th, analyst, 'importStart', { params, body: { dryRun: true, mapping, sheet: 'People' } })
  await run(batch.id)
  const again = await get(th, analyst, 'importPreview', { params, body: {} })
  assert.deepEqual([again.sheet, again.mapping], ['People', mapping])
  const wrong = await ask(th, analyst, 'importStart', {
    params,
    body: { dryRun: true, mapping, sheet: 'First' },
  })
  assert.equal((JSON.parse(wrong.text) as ProblemDocument).code, 'mapping-invalid')
})

test('defects are listed by weight, each with what to do in both languages; so is the report', async () => {
  const content = 'no,who,tel\n1,Anan,12\n,Nobody,\n3,Chai,=1+1\n'
  const batch = await uploaded({ name: 'bad.csv', content }, 'Bad rows')
  const params = { id: batch.id }
  await get(th, analyst, 'importStart', { params, body: { dryRun: true, mapping } })
  await run(batch.id)
  const { counts } = await get(th, analyst, 'importRead', { params })
  const rejected = (await get(th, analyst, 'importDefects', { params, query: { weight: 'rejected' } })).items
  const warnings = (await get(th, analyst, 'importDefects', { params, query: { weight: 'warning' } })).items
  assert.deepEqual([rejected.length, warnings.length], [counts?.rejected, counts?.warnings])
  assert.deepEqual(
    rejected.map(({ rule, row }) => [rule, row]),
    [['missing-key', 3]],
  )
  for (const { hint } of [...rejected, ...warnings]) assert.match(hint.th, /[\u0e00-\u0e7f]/)
  const report = await ask(th, analyst, 'importReport', { params })
  assert.equal(report.text.trimEnd().split('\r\n').length, 1 + rejected.length + warnings.length)
  assert.match(report.text, /'=1\+1/, 'a formula is no formula in the report')
})

test('a cancelled import can be started again, but not before its job has taken everything back', async () => {
  const lines = Array.from(
    { length: 20_000 },
    (_, at) => `${at},Person ${at},+999 81 ${String(at).padStart(7, '0')}`,
  )
  const batch = await uploaded({ name: 'long.csv', content: `no,who,tel\n${lines.join('\n')}\n` }, 'Long')
  const params = { id: batch.id }
  await get(th, analyst, 'importStart', { params, body: { dryRun: false, mapping } })
  const queued = await get(th, analyst, 'importCancel', { params })
  assert.ok(queued.finishedAt, 'what had not begun has ended')

  await get(th, analyst, 'importStart', { params, body: { dryRun: false } })
  const running = run(batch.id)
  while ((await get(th, analyst, 'importRead', { params })).progress.records === 0) await wait()
  const stopping = await get(th, analyst, 'importCancel', { params })
  assert.deepEqual([stopping.state, stopping.finishedAt], ['cancelled', undefined])
  assert.equal((await ask(th, analyst, 'importStart', { params, body: { dryRun: true } })).status, 409)
  await running
  const stopped = await get(th, analyst, 'importRead', { params })
  assert.equal(stopped.state, 'cancelled')
  assert.ok(stopped.finishedAt)
  const kept = await get(th, analyst, 'entityNewest', { query: { source: stopped.source } })
  assert.deepEqual(kept.items, [], 'nothing of it stands')
  await get(th, analyst, 'importStart', { params, body: { dryRun: true } })
})

const wait = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 20))
