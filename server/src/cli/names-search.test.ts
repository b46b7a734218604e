import assert from 'node:assert/strict'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { TestContext } from 'node:test'

import { CommandFault } from './command.ts'
import { namesSearch } from './names-search.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shield-names-'))
})
after(() => rm(folder, { recursive: true }))

const listed = [
  'id,name,birth_date,remark',
  'P-1,Somchai Jaidee,1987-05-12,"quoted, twice"',
  'P-2,Kim Leang Sok,,',
  'P-1,The Uncle,1987-05-12,other name of P-1',
  'P-3,Somchai Jaidi,1950-01-31,',
].join('\n')

const file = (name: string): string => join(folder, name)

/** The rows that the command writes below its header. */
async function hitsOf(
  t: TestContext,
  given: { readonly list?: string; readonly queries: string; readonly options?: readonly string[] },
): Promise<readonly string[]> {
  await writeFile(file('list.csv'), given.list ?? listed)
  await writeFile(file('queries.csv'), given.queries)
  const log = t.mock.method(console, 'log', () => undefined)
  await namesSearch.run([
    ...['--list', file('list.csv'), '--queries', file('queries.csv'), '--out', file('hits.csv')],
    ...['--threads', '2', ...(given.options ?? [])],
  ])
  log.mock.restore()
  const [header, ...rows] = (await readFile(file('hits.csv'), 'utf8')).trimEnd().split('\n')
  assert.equal(header, 'query_id,rank,id,score,band,because')
  return rows
}

const firstThree = (rows: readonly string[]): readonly string[] =>
  rows.map((row) => row.split(',').slice(0, 3).join(','))

test('hits come in the order of the queries, the nearest first, each with its reasons', async (t) => {
  const rows = await hitsOf(t, {
    queries: 'id,name\nq2,Kimleang Sok\nq1,Somchai Jaidee\nq3,Nobody Xyz\nq4,\n',
  })
  assert.deepEqual(firstThree(rows), ['q2,1,P-2', 'q1,1,P-1', 'q1,2,P-3'])
  assert.match(rows[1] ?? '', /^q1,1,P-1,1\.0000,strong,found as Somchai Jaidee; /)
})

test('rows with one id are other names of one, and the hit says by which it was found', async (t) => {
  const rows = await hitsOf(t, { queries: 'id,name\nq,The Uncle\n' })
  assert.equal(rows.length, 1)
  assert.match(rows[0] ?? '', /^q,1,P-1,.*found as The Uncle/)
})

test('an equal birth date lifts a hit and another one lowers it', async (t) => {
  const rows = await hitsOf(t, { queries: 'id,name,birth_date\nq,Somchai Jaidi,12.05.1987\n' })
  assert.deepEqual(firstThree(rows), ['q,1,P-1', 'q,2,P-3'])
  assert.match(rows[0] ?? '', /same birth date/)
  assert.match(rows[1] ?? '', /birth date contradicts/)
})

test('organisations are found among people without their legal form', async (t) => {
  const list = 'id,name\nO-1,"Golden Lotus Trading Co., Ltd."\nP-1,Golden Sok\n'
  const rows = await hitsOf(t, { list, queries: 'id,name\nq,Golden Lotus Trading\n' })
  assert.equal(firstThree(rows)[0], 'q,1,O-1')
})

test('only as many hits as asked for, on any number of threads the same', async (t) => {
  const names = Array.from({ length: 900 }, (_, at) => `q${at},${at % 2 === 0 ? 'Somchai Jaidi' : 'Kim Sok'}`)
  const queries = `id,name\n${names.join('\n')}\n`
  const one = await hitsOf(t, { queries, options: ['--top', '1', '--threads', '1'] })
  const four = await hitsOf(t, { queries, options: ['--top', '1', '--threads', '4'] })
  assert.deepEqual(four, one)
  assert.deepEqual(
    one.map((row) => row.split(',')[0]),
    names.map((row) => row.split(',')[0]),
  )
})

test('a list that was saved answers as the table that it was built from', async (t) => {
  const queries = 'id,name\nq1,Somchay Jaidee\nq2,The Uncle\n'
  const fresh = await hitsOf(t, { queries, options: ['--save', file('list.index')] })
  assert.deepEqual(await hitsOf(t, { queries, options: ['--list', file('list.index')] }), fresh)
  await writeFile(file('torn.index'), (await readFile(file('list.index'))).subarray(0, -8))
  await assert.rejects(
    hitsOf(t, { queries, options: ['--list', file('torn.index')] }),
    (fault) => fault instanceof CommandFault && /torn\.index: the snapshot is cut short/.test(fault.message),
  )
})

test('what is missing or too much is told in words, and no half file is left behind', async (t) => {
  const queries = 'id,name\nq,Somchai\n'
  const refused = (given: Parameters<typeof hitsOf>[1], words: RegExp): Promise<void> =>
    assert.rejects(hitsOf(t, given), (fault) => fault instanceof CommandFault && words.test(fault.message))
  await refused({ queries: 'id,title\nq,Somchai\n' }, /queries\.csv has no column "name"/)
  await refused({ list: 'name\nSomchai\n', queries }, /list\.csv has no column "id"/)
  await refused({ queries, options: ['--top', '0'] }, /--top is a whole number/)
  await refused({ queries, options: ['--memory', '1'] }, /needs more than 1 MB/)
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.endsWith('.part')),
    [],
  )
})
