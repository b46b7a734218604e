import assert from 'node:assert/strict'
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { TestContext } from 'node:test'

import { namesCompare } from './names-compare.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shield-names-'))
})
after(() => rm(folder, { recursive: true }))

/** What the command writes for a file, and what it says. */
async function scoresOf(t: TestContext, content: string | Uint8Array, ...options: string[]) {
  const [pairs, scores] = [join(folder, 'pairs.csv'), join(folder, 'scores.csv')]
  await writeFile(pairs, content)
  await rm(scores, { force: true })
  const log = t.mock.method(console, 'log', () => undefined)
  await namesCompare.run(['--in', pairs, '--out', scores, ...options])
  const said = String((log.mock.calls[0]?.arguments as readonly unknown[] | undefined)?.[0])
  log.mock.restore()
  return { text: await readFile(scores, 'utf8'), said }
}

test('each pair gets a score, a band and the reasons; other columns and the order stay', async (t) => {
  const { text, said } = await scoresOf(
    t,
    'case,left,right,kind\n7,"Sisoulith, Khamphone",Khamphone Sisoulith,Person\n"8, open",Siemens AG,Volkswagen AG,Company\n9,,Ivan,\n',
  )
  assert.equal(
    text,
    [
      'case,left,right,kind,score,band,because',
      '7,"Sisoulith, Khamphone",Khamphone Sisoulith,Person,1.0000,strong,Sisoulith in both; Khamphone in both',
      '"8, open",Siemens AG,Volkswagen AG,Company,0.0385,weak,Siemens contradicts Volkswagen',
      '9,,Ivan,,0.0000,weak,no name',
      '',
    ].join('\n'),
  )
  assert.match(said, /^3 pairs in .*scores.csv: 1 strong, 0 probable, 0 possible, 2 weak$/)
})

test('a file of a spreadsheet stays one: mark, semicolons, line ends, UTF-16', async (t) => {
  const rows = 'left;right\r\nสมชาย ใจดี;สมชาย ใจดี\r\n'
  for (const content of [`\uFEFF${rows}`, Buffer.from(`\uFEFF${rows}`, 'utf16le')]) {
    const { text } = await scoresOf(t, content)
    assert.ok(text.startsWith('\uFEFFleft;right;score;band;because\r\n'))
    assert.match(text, /\r\nสมชาย ใจดี;สมชาย ใจดี;1\.0000;strong;"?[^\r\n]+\r\n$/)
  }
})

test('the kind of a pair decides by which rules it is read', async (t) => {
  const names = 'Thai Trading Co Ltd,Thai Travel Co Ltd'
  const score = async (kind: string): Promise<number> => {
    const { text } = await scoresOf(t, `left,right,kind\n${names},${kind}\n`)
    return Number(text.split('\n')[1]?.split(',')[3])
  }
  assert.equal(await score('Organization'), await score('company'))
  // With a legal form in it the name of a legal entity, or of what is not told, is an organisation's.
  assert.equal(await score('LegalEntity'), await score('company'))
  assert.equal(await score(''), await score('company'))
  assert.notEqual(await score('Person'), await score('company'))
})

test('programs get one line of JSON', async (t) => {
  const { said } = await scoresOf(t, 'left,right\nIvan Petrov,Ivan Petrov\n', '--json')
  const { rows, bands } = JSON.parse(said) as { rows: number; bands: Record<string, number> }
  assert.equal(rows, 1)
  assert.deepEqual(bands, { strong: 1, probable: 0, possible: 0, weak: 0 })
})

for (const { name, content, message } of [
  {
    name: 'a missing column',
    content: 'left,name\na,b\n',
    message: /has no column "right": its columns are "left", "name"/,
  },
  {
    name: 'a column of results',
    content: 'left,right,score\na,b,1\n',
    message: /has a column "score" already/,
  },
  {
    name: 'a second encoding',
    content: Buffer.concat([
      Buffer.from('left,right\nสมชาย,Somchai\n'),
      Buffer.from('Ren\xe9,Rene\n', 'latin1'),
    ]),
    message: /line 3 of .* another encoding/,
  },
])
  test(`${name} is told, and nothing is left behind`, async (t) => {
    await assert.rejects(scoresOf(t, content), message)
    for (const file of ['scores.csv', 'scores.csv.part']) await assert.rejects(access(join(folder, file)))
  })

test('the options that are needed are asked for', async () => {
  await assert.rejects(namesCompare.run(['--in', 'x.csv']), /--in and --out are needed/)
})

test('a run that was stopped goes on behind its last whole pair', async (t) => {
  const pairs = Array.from({ length: 40 }, (_, at) => `Ivan Petrov ${at},Petrov Ivan ${at}\n`)
  const { text } = await scoresOf(t, `left,right\n${pairs.join('')}`)
  await writeFile(join(folder, 'scores.csv.part'), text.slice(0, text.length / 2))
  const again = await scoresOf(t, `left,right\n${pairs.join('')}`, '--resume')
  assert.equal(again.text, text)
  assert.match(again.said, /^40 pairs .* \d+ kept from before$/)
})
