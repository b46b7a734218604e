import assert from 'node:assert/strict'

import type { ImportView } from '@shield/contract'
import { people } from '@shield/world'
import type { DemonstrationPerson } from '@shield/world'

import { runBatch } from '../intake/index.ts'
import { guardedMapping } from '../../testing-guard.ts'
import { get, upload } from '../../testing-http.ts'
import type { TestNode } from '../../testing.ts'

type Headers = Record<string, string>

/** Imports lines of `id,name,phone,company` as one agency's source; the search has caught up when it returns. */
export async function importPeople(
  node: TestNode,
  headers: Headers,
  file: { readonly source: string; readonly lines: readonly string[]; readonly marking?: string },
): Promise<string> {
  const answer = await upload(
    node,
    headers,
    { source: file.source, marking: file.marking ?? 'node' },
    { name: 'people.csv', content: `id,name,phone,company\n${file.lines.join('\n')}\n` },
  )
  assert.equal(answer.status, 200, answer.text)
  const { id } = JSON.parse(answer.text) as ImportView
  await get(node, headers, 'importStart', {
    params: { id },
    body: { dryRun: false, mapping: guardedMapping },
  })
  await runBatch(node.node, { batch: id }, new AbortController().signal)
  await node.node.search.upToDate()
  const done = await get(node, headers, 'importRead', { params: { id } })
  assert.equal(done.state, 'done', JSON.stringify(done))
  return id
}

/** The one entity that a search finds. */
export async function findOne(node: TestNode, headers: Headers, q: string): Promise<string> {
  const { items } = await get(node, headers, 'searchRun', { query: { q } })
  assert.equal(items.length, 1, `${q} is found ${items.length} times`)
  return items[0]?.id ?? ''
}

/** Somebody of the demonstration by office. */
export function person(
  role: DemonstrationPerson['roles'][number],
  organisation: string,
): DemonstrationPerson {
  const found = people.find((one) => one.organisation === organisation && one.roles[0] === role)
  return found ?? assert.fail(`nobody is ${role} of ${organisation}`)
}
