import assert from 'node:assert/strict'

import type { ImportView } from '@shield/contract'

import { get, upload } from '../../testing-http.ts'
import type { TestNode } from '../../testing.ts'
import { runBatch } from '../intake/index.ts'

const still = new AbortController().signal

const mapping = {
  key: ['person', 'company'],
  entities: [
    { name: 'person', kind: 'Person', key: ['person'], columns: [{ column: 'person', property: 'name' }] },
    {
      name: 'company',
      kind: 'Company',
      key: ['company'],
      columns: [{ column: 'company', property: 'name' }],
    },
  ],
  links: [{ kind: 'Employment', from: 'person', to: 'company', starts: { column: 'since' } }],
}

/** Imports rows `person,company[,since]` and gives the ids by caption; search and graph have caught up. */
export async function imported(
  th: TestNode,
  headers: Record<string, string>,
  file: {
    readonly source: string
    readonly rows: string
    readonly marking?: string
    readonly newest?: number
  },
): Promise<ReadonlyMap<string, string>> {
  const { source, marking = 'agency' } = file
  const fields = { source, marking, ...(marking === 'case' ? { case: 'TH-26-0143' } : {}) }
  const content = `person,company,since\n${file.rows}`
  const answer = await upload(th, headers, fields, { name: 'staff.csv', content })
  assert.equal(answer.status, 200, answer.text)
  const { id } = JSON.parse(answer.text) as ImportView
  await get(th, headers, 'importStart', { params: { id }, body: { dryRun: false, mapping } })
  await runBatch(th.node, { batch: id }, still)
  const done = await get(th, headers, 'importRead', { params: { id } })
  assert.equal(done.state, 'done')
  await Promise.all([th.node.search.upToDate(), th.node.graph.upToDate()])
  const newest = await get(th, headers, 'entityNewest', { query: { limit: file.newest ?? 50 } })
  const names = new Set(content.split(/[\n,]/))
  return new Map(
    newest.items.filter((one) => names.has(one.caption)).map((one) => [one.caption, one.id] as const),
  )
}
