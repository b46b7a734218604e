import assert from 'node:assert/strict'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

import { CommandFault } from './command.ts'
import { link } from './link.ts'

const folder = await mkdtemp(join(tmpdir(), 'shield-link-test-'))
after(() => rm(folder, { recursive: true, force: true }))
const at = (name: string): string => join(folder, name)

async function written(name: string, text: string): Promise<string> {
  await writeFile(at(name), text)
  return at(name)
}

const people = [
  ' name, surname, dob, passport',
  'Somchai,Jaidee,1987-05-03,AA1234567',
  'Mali,Sukjai,3 พ.ค. 2530,BB7654321',
  'Somchay,Jaidee,1987-05-03,AA1234567',
  'Ivan,Petrov,1970-12-24,CC1112223',
  'Malee,Sukjai,03-MAY-87,BB7654321',
  ',,,',
]
const fields = await written(
  'fields.json',
  '{"name":"given-name","surname":"family-name","dob":"birth-date","passport":"document"}',
)
const table = await written('people.csv', `${people.join('\n')}\n`)

/** Runs without a word on the terminal. */
async function quietly(words: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const lines: string[] = []
  const { log } = console
  console.log = (line: string) => void lines.push(line)
  try {
    assert.equal(await link.run([...words, '--json', '--threads', '1']), 0)
  } finally {
    console.log = log
  }
  return JSON.parse(lines[0] ?? '') as Readonly<Record<string, unknown>>
}

async function rowsOf(file: string): Promise<readonly (readonly string[])[]> {
  return (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
}

test('a line for each record, in order, rows from 1, the same person under one number', async () => {
  const out = at('clusters.csv')
  const summary = await quietly(['--in', table, '--fields', fields, '--out', out, '--pairs', at('pairs.csv')])
  const [header, ...rows] = await rowsOf(out)
  assert.deepEqual(header, ['file', 'row', 'cluster', 'probability'])
  assert.deepEqual(
    rows.map(([file, row, cluster]) => [file, row, cluster]),
    ['1', '2', '1', '3', '2', '4'].map((cluster, row) => [table, String(row + 1), cluster]),
  )
  for (const row of rows) assert.match(row[3] ?? '', /^[01]\.\d{4}$/)
  assert.deepEqual([summary['records'], summary['clusters'], summary['alone']], [6, 4, 2])
  const [names, ...pairs] = await rowsOf(at('pairs.csv'))
  assert.deepEqual(names, ['file_l', 'row_l', 'file_r', 'row_r', 'probability', 'weight'])
  assert.deepEqual(
    new Set(pairs.map(([, left, , right]) => `${left} ${right}`)).isSupersetOf(new Set(['1 3', '2 5'])),
    true,
  )
})

test('two files are linked with each other, whatever their encoding', async () => {
  const [head = '', ...rows] = people
  const one = await written('one.csv', `${[head, ...rows.slice(0, 2)].join('\n')}\n`)
  const two = at('two.csv')
  await writeFile(two, Buffer.from(`\uFEFF${[head, ...rows.slice(2)].join('\r\n')}\r\n`, 'utf16le'))
  const out = at('both.csv')
  await quietly(['--in', one, '--in', two, '--fields', fields, '--out', out, '--between'])
  const [, ...found] = await rowsOf(out)
  assert.deepEqual(
    found.map(([file, row, cluster]) => [file === one ? 'one' : 'two', row, cluster]),
    [
      ['one', '1', '1'],
      ['one', '2', '2'],
      ['two', '1', '1'],
      ['two', '2', '3'],
      ['two', '3', '2'],
      ['two', '4', '4'],
    ],
  )
})

const out = at('never.csv')
const faults: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['no file', ['--fields', fields, '--out', out], /--in, --fields and --out/],
  [
    'a file that is not there',
    ['--in', at('gone.csv'), '--fields', fields, '--out', out],
    /gone\.csv is not there/,
  ],
  [
    'a missing column',
    ['--in', table, '--fields', await written('f1.json', '{"born":"birth-date"}'), '--out', out],
    /no column "born".*surname/,
  ],
  [
    'an unknown kind',
    ['--in', table, '--fields', await written('f2.json', '{"sex":"gender"}'), '--out', out],
    /"gender"; there are given-name/,
  ],
  [
    'fields that are no JSON',
    ['--in', table, '--fields', await written('f3.json', '{'), '--out', out],
    /is not JSON/,
  ],
  ['an empty file', ['--in', await written('empty.csv', ''), '--fields', fields, '--out', out], /is empty/],
  [
    'a parquet file that is none',
    ['--in', await written('no.parquet', 'PAR'), '--fields', fields, '--out', out],
    /is no parquet file/,
  ],
  [
    'too little memory',
    ['--in', table, '--fields', fields, '--out', out, '--memory', '0.001M'],
    /give --memory/,
  ],
  [
    'an unknown threshold',
    ['--in', table, '--fields', fields, '--out', out, '--threshold', '0.9'],
    /strict, balanced, wide/,
  ],
  ['between one file', ['--in', table, '--fields', fields, '--out', out, '--between'], /twice or more/],
]
for (const [what, words, message] of faults)
  test(`${what} is told in one line, and nothing is written`, async () => {
    await assert.rejects(
      link.run([...words, '--json']),
      (fault) => fault instanceof CommandFault && message.test(fault.message),
    )
    assert.ok(!(await readdir(folder)).some((name) => name.startsWith('never.csv')))
  })
