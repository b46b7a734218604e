import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { ImportView, Preview, ProblemDocument } from '@shield/contract'

import { ask, get, upload } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { person } from '../registry/testing.ts'
import { runBatch } from './index.ts'

let th: TestNode
let analyst: Record<string, string>

before(async () => {
  th = await createTestNode('th')
  analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
})
after(() => th.close())

const mapping = {
  key: ['id'],
  entities: [{ name: 'p', kind: 'Person', key: ['id'], columns: [{ column: 'name', property: 'name' }] }],
  links: [],
}
const uuid = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`
const tool = (at: number, more: object = {}): string =>
  JSON.stringify({ type: 'tool', id: `tool--${uuid(at)}`, name: `Tool ${at}`, ...more })
const bundle = (...objects: readonly string[]): string => `{"type":"bundle","objects":[${objects.join(',')}]}`

interface Hostile {
  readonly name: string
  readonly format: string
  readonly content: string | Buffer
  /** Records that are good all the same, and the rule that is told of the rest. */
  readonly kept: number
  readonly rule?: string
}

const files: readonly Hostile[] = [
  {
    name: 'cut',
    format: 'stix',
    content: bundle(tool(1), tool(2)).slice(0, -30),
    kept: 1,
    rule: 'truncated',
  },
  {
    name: 'an event cut behind its first attribute',
    format: 'misp',
    content: `{"Event":{"uuid":"${uuid(1)}","info":"a","Attribute":[{"uuid":"${uuid(2)}","type":"text","value":"b"},{`,
    kept: 0,
    rule: 'truncated-event',
  },
  {
    name: 'a picture',
    format: 'stix',
    content: Buffer.from('\x89PNG\r\n\x1a\n\0', 'latin1'),
    kept: 0,
    rule: 'format-unknown',
  },
  { name: 'a table as JSON', format: 'ftm', content: 'id,name\n1,A\n', kept: 0, rule: 'wrong-file-type' },
  {
    name: 'deep',
    format: 'stix',
    content: bundle(`${'['.repeat(5000)}${']'.repeat(5000)}`, tool(1)),
    kept: 1,
    rule: 'too-deep',
  },
  {
    name: 'no UTF-8',
    format: 'stix',
    content: Buffer.concat([
      Buffer.from('{"type":"bundle","objects":[{"a":"'),
      Buffer.from([0xff]),
      Buffer.from(`"},${tool(1)}]}`),
    ]),
    kept: 1,
    rule: 'invalid-utf-8',
  },
  {
    name: 'NUL',
    format: 'stix',
    content: bundle(`{"type":"tool","id":"tool--${uuid(2)}","name":"a\\u0000b"}`, tool(1)),
    kept: 1,
    rule: 'nul-character',
  },
  {
    name: 'half a character',
    format: 'stix',
    content: bundle(`{"type":"tool","id":"tool--${uuid(2)}","name":"\\ud800"}`, tool(1)),
    kept: 1,
    rule: 'lone-surrogate',
  },
  {
    name: 'a key twice',
    format: 'stix',
    content: bundle(`{"type":"tool","id":"tool--${uuid(2)}","name":"a","name":"b"}`, tool(1)),
    kept: 1,
    rule: 'duplicate-key',
  },
  {
    name: '__proto__',
    format: 'stix',
    content: bundle(`{"__proto__":{"admin":true},"type":"tool","id":"tool--${uuid(2)}","name":"P"}`),
    kept: 1,
    rule: 'reserved-key',
  },
  {
    name: 'letters of an escape',
    format: 'stix',
    content: bundle(tool(1, { x_path: 'C:\\u0000\\ud800' })),
    kept: 1,
  },
  {
    name: 'an id that no index holds',
    format: 'ftm',
    content: `{"id":"${'x'.repeat(9000)}","schema":"Person"}\n{"id":"p","schema":"Person","properties":{"name":["P"]}}`,
    kept: 1,
    rule: 'key-too-long',
  },
  {
    name: 'an amount of a million digits',
    format: 'ftm',
    content: `{"id":"a","schema":"Person"}\n{"id":"b","schema":"Person"}\n{"id":"m","schema":"Payment","properties":{"payer":["a"],"beneficiary":["b"],"amount":["${'9'.repeat(1_000_000)}"]}}`,
    kept: 3,
    rule: 'malformed-number',
  },
  {
    name: 'a person of 50,000 names',
    format: 'ftm',
    content: JSON.stringify({
      id: 'p',
      schema: 'Person',
      properties: { name: Array.from({ length: 50_000 }, (_, at) => `N${at}`) },
    }),
    kept: 1,
  },
  {
    name: 'a tool of 30,000 names and as many markings of a part',
    format: 'stix',
    content: bundle(
      tool(1, {
        aliases: Array.from({ length: 30_000 }, (_, at) => `N${at}`),
        granular_markings: [
          {
            marking_ref: 'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82',
            selectors: Array.from({ length: 30_000 }, (_, at) => `aliases.[${at}]`),
          },
        ],
      }),
    ),
    kept: 1,
  },
  {
    name: 'a circle of references',
    format: 'stix',
    content: bundle(
      `{"type":"grouping","id":"grouping--${uuid(1)}","name":"A","object_refs":["report--${uuid(2)}","grouping--${uuid(1)}"]}`,
      `{"type":"report","id":"report--${uuid(2)}","name":"B","object_refs":["grouping--${uuid(1)}"]}`,
    ),
    kept: 2,
  },
  {
    name: 'entities that laugh',
    format: 'un',
    content:
      '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>',
    kept: 0,
    rule: 'xml-doctype',
  },
  {
    name: 'half a character in XML',
    format: 'un',
    content:
      '<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><REFERENCE_NUMBER>TRi.1</REFERENCE_NUMBER><FIRST_NAME>A&#xD800;&#0;B</FIRST_NAME></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>',
    kept: 1,
    rule: 'unreadable-character',
  },
  {
    name: 'formulas',
    format: 'csv',
    content: "id,name\n1,=cmd|'/c calc'!A1\n2,+SUM(A1)\n",
    kept: 2,
    rule: 'formula-cell',
  },
  {
    name: 'a lost quotation mark',
    format: 'csv',
    content: 'id,name\n1,"A\n2,B\n3,C\n',
    kept: 2,
    rule: 'unclosed-quote',
  },
  {
    name: 'NUL in a table',
    format: 'csv',
    content: 'id,name\n1,A\0B\n2,C\0\n',
    kept: 2,
    rule: 'nul-character',
  },
  {
    name: 'keys and names of 100,000 letters',
    format: 'csv',
    content: `id,name\n${'ก'.repeat(100_000)},${'ข'.repeat(100_000)}\n2,B\n`,
    kept: 2,
  },
  { name: 'a column named __proto__', format: 'csv', content: 'id,name,__proto__\n1,A,x\n', kept: 1 },
  {
    name: 'no workbook',
    format: 'xlsx',
    content: Buffer.from('PK\x05\x06' + '\0'.repeat(18), 'latin1'),
    kept: 0,
    rule: 'format-unknown',
  },
  {
    name: 'signs and half lines',
    format: 'scam-list',
    content: 'a.example\n\0\x01\n[[[\nb.example',
    kept: 2,
    rule: 'malformed-domain',
  },
  { name: 'no event', format: 'misp', content: '{"Event":{"Attribute":[]}}', kept: 0, rule: 'missing-id' },
]

for (const { name, format, content, kept, rule } of files)
  test(`${name} (${format}): a problem or a defect with place, rule and hint; the good rest is kept`, async () => {
    const answer = await upload(
      th,
      analyst,
      { source: name, marking: 'agency', format },
      { name: 'f', content },
    )
    if (answer.status !== 200) {
      const problem = JSON.parse(answer.text) as ProblemDocument
      assert.ok(answer.status >= 400 && answer.status < 500, answer.text)
      assert.equal(problem.code, rule, answer.text)
      return
    }
    const { id } = JSON.parse(answer.text) as ImportView
    const isTable = format === 'csv' || format === 'xlsx'
    const asked = isTable ? { mapping } : {}
    const previewed = await ask(th, analyst, 'importPreview', { params: { id }, body: asked })
    if (previewed.status !== 200) {
      assert.equal((JSON.parse(previewed.text) as ProblemDocument).code, rule, previewed.text)
      return
    }
    const preview = JSON.parse(previewed.text) as Preview
    assert.equal(preview.records.length, kept)
    if (rule !== undefined) {
      const told = preview.defects.find((defect) => defect.rule === rule)
      assert.ok(told, preview.defects.map((defect) => defect.rule).join(', '))
      assert.ok(told.hint.en.length > 10 && told.hint.th.length > 10)
    }
    await get(th, analyst, 'importStart', { params: { id }, body: { dryRun: false, ...asked } })
    await runBatch(th.node, { batch: id }, new AbortController().signal)
    const done = await get(th, analyst, 'importRead', { params: { id } })
    assert.deepEqual([done.state, done.counts?.new], ['done', kept])
    const { items } = await get(th, analyst, 'importDefects', { params: { id } })
    assert.deepEqual(
      items.map((one) => one.rule).toSorted(),
      preview.defects.map((one) => one.rule).toSorted(),
    )
  })

test('after all of them the node answers, and no prototype was touched', async () => {
  const list = await get(th, analyst, 'importList', { query: { limit: 100 } })
  assert.ok(list.items.length > 15)
  assert.equal(Object.hasOwn(Object.prototype, 'admin'), false)
})
