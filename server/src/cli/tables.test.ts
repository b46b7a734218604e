import assert from 'node:assert/strict'
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { columnOf, createTable, findColumn, openTable, resumeTable } from './tables.ts'
import type { Table } from './tables.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shield-tables-'))
})
after(() => rm(folder, { recursive: true }))

async function tableOf(content: string | Uint8Array): Promise<Table> {
  const file = join(folder, 'table.csv')
  await writeFile(file, content)
  return openTable(file)
}

async function rowsOf(table: Table): Promise<(readonly string[])[]> {
  const rows: (readonly string[])[] = []
  for await (const block of table.rows) rows.push(...block)
  return rows
}

test('a table written comes back cell for cell, whatever stands in the cells', async () => {
  const rows = [
    ['a "quoted" one', 'two\nlines', 'สมชาย, ใจดี'],
    ['', ' blank around ', '=1+1'],
    ['', '', ''],
  ]
  const file = join(folder, 'written.csv')
  for (const lineEnd of ['\n', '\r\n'] as const)
    for (const hasMark of [true, false]) {
      const style = { delimiter: ';', lineEnd, hasMark }
      const writer = await createTable(file, style, ['x', 'y', 'z'])
      await writer.write(rows)
      await writer.close()
      const read = await openTable(file)
      assert.deepEqual(read.header, ['x', 'y', 'z'])
      assert.deepEqual(read.style, style)
      assert.deepEqual(await rowsOf(read), rows)
      assert.equal(read.share(), 1)
    }
})

test('UTF-8 with and without mark, UTF-16 of both orders and Thai single bytes are read alike', async () => {
  const text = 'left,right\r\nสมชาย ใจดี,Somchai\r\nนางสาวสุดา,Suda\r\n'
  const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le')
  const thai = Buffer.from(
    [...text].map((letter) => {
      const code = letter.codePointAt(0) ?? 0
      return code < 0x80 ? code : code - 0x0e00 + 0xa0
    }),
  )
  for (const content of [text, `\uFEFF${text}`, utf16, Buffer.from(utf16).swap16(), thai])
    assert.deepEqual(await rowsOf(await tableOf(content)), [
      ['สมชาย ใจดี', 'Somchai'],
      ['นางสาวสุดา', 'Suda'],
    ])
})

test('columns are found in any case; a missing one is told with those there are', async () => {
  const table = await tableOf('Left, RIGHT\na,b\n')
  assert.equal(columnOf(table, 'right'), 1)
  assert.equal(findColumn(table, 'kind'), undefined)
  assert.throws(() => columnOf(table, 'kind'), /has no column "kind": its columns are "Left", " RIGHT"/)
  const twice = await tableOf('left,left\na,b\n')
  assert.throws(() => columnOf(twice, 'left'), /has the column "left" 2 times/)
})

test('a short row is filled up, a row of empty cells kept, a line without anything left out', async () => {
  const table = await tableOf('left,right,kind\na\n,,\n\nb,c,person')
  assert.deepEqual(await rowsOf(table), [
    ['a', '', ''],
    ['', '', ''],
    ['b', 'c', 'person'],
  ])
})

for (const { name, content, message } of [
  { name: 'an empty file', content: '', message: /is empty/ },
  { name: 'a picture', content: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), message: /is no text/ },
  {
    name: 'an unquoted comma',
    content: 'left,right\nSmith, John,John Smith\n',
    message: /record 1 .* 3 cells, the header 2/,
  },
  {
    name: 'a lost quotation mark',
    content: 'left,right\n"a,b\nc,d\n',
    message: /row 2 .* quotation mark that is never closed/,
  },
  {
    name: 'a Western line in UTF-8',
    content: Buffer.concat([Buffer.from('left,right\nÖzgür,สมชาย\n'), Buffer.from('Ren\xe9,x\n', 'latin1')]),
    message: /line 3 of .* another encoding, the lines before are utf-8/,
  },
  {
    name: 'a UTF-8 line in a Western file',
    content: Buffer.concat([
      Buffer.from('left,right\nRen\xe9,\xd6zg\xfcr\n', 'latin1'),
      Buffer.from('Zoë,x\n'),
    ]),
    message: /line 3 of .* in UTF-8, the lines before are windows-1252/,
  },
])
  test(`${name} is refused with its place`, async () => {
    await assert.rejects(async () => rowsOf(await tableOf(content)), message)
  })

test('a file that is not there, a folder, a place that can not be written are told as such', async () => {
  await assert.rejects(openTable(join(folder, 'none.csv')), /is not there/)
  await assert.rejects(openTable(folder), /is a folder/)
  const style = { delimiter: ',', lineEnd: '\n', hasMark: false } as const
  await assert.rejects(
    createTable(join(folder, 'no', 'x.csv'), style, ['a']),
    /is not there or can't be written/,
  )
})

test('a table that is given up leaves nothing, and what stood there before stays', async () => {
  const file = join(folder, 'kept.csv')
  await writeFile(file, 'before')
  const writer = await createTable(file, { delimiter: ',', lineEnd: '\n', hasMark: false }, ['a'])
  await writer.write([['1']])
  await writer.abandon()
  assert.equal(await readFile(file, 'utf8'), 'before')
  await assert.rejects(access(`${file}.part`))
})

test('a table that was cut off anywhere goes on behind its last whole row', async () => {
  const file = join(folder, 'resumed.csv')
  const part = `${file}.part`
  const style = { delimiter: ',', lineEnd: '\r\n', hasMark: true } as const
  const header = ['name', 'note']
  const rows = [
    ['สมชาย', 'two\nlines, "quoted"'],
    ['Ivan', ''],
    ['陈', 'x'],
  ]
  const whole = await createTable(file, style, header)
  await whole.write(rows)
  await whole.close()
  const bytes = await readFile(file)
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    await writeFile(part, bytes.subarray(0, cut))
    const writer = await resumeTable(file, style, header)
    await writer.write(rows.slice(writer.written))
    await writer.close()
    assert.deepEqual(await readFile(file), bytes, `cut at ${cut}`)
  }
  await writeFile(part, bytes)
  const other = await resumeTable(file, style, ['name', 'more'])
  assert.equal(other.written, 0)
  await other.abandon()
})
