import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import type { HeavyResult } from './testing-heavy.ts'

const expected: Readonly<
  Record<string, { readonly rule?: string; readonly kept: number; readonly rejected: number }>
> = {
  'one line of 100 MB in a CSV': { rule: 'record-too-large', kept: 2, rejected: 1 },
  'a quotation mark that nothing closes before 20 MB': { rule: 'unclosed-quote', kept: 3, rejected: 1 },
  'a million columns': { rule: 'too-many-columns', kept: 4, rejected: 0 },
  'a million tiny objects': { rule: 'missing-id', kept: 1, rejected: 1_000_000 },
  'a depth of a million': { rule: 'too-deep', kept: 1, rejected: 1 },
  'records of eight megabytes each': { kept: 8, rejected: 0 },
  'an event of ten thousand long attributes': { kept: 10_001, rejected: 0 },
  'an element of 20 MB in a list of the United Nations': { rule: 'string-too-long', kept: 1, rejected: 1 },
  'a line of 20 MB in a list of domains': { rule: 'record-too-large', kept: 2, rejected: 1 },
}

test('heavy files come in through the door: the good part is kept, the bad told, and the node stays under 1 GB', async () => {
  const child = fileURLToPath(new URL('testing-heavy.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [child], { maxBuffer: 10_000_000 })
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as HeavyResult & { megabytes?: number })
  assert.deepEqual(
    lines.map((line) => line.name),
    [...Object.keys(expected), 'memory'],
  )
  for (const { name, rule, kept, rejected } of Object.entries(expected).map(([key, value]) => ({
    name: key,
    ...value,
  }))) {
    const found = lines.find((line) => line.name === name)
    assert.deepEqual([found?.status, found?.preview, found?.state], [200, 200, 'done'], name)
    assert.deepEqual([found?.counts?.new, found?.counts?.rejected], [kept, rejected], name)
    if (rule !== undefined) assert.ok(found?.rules.includes(rule), `${name}: ${found?.rules.join(', ')}`)
  }
  const megabytes = lines.at(-1)?.megabytes ?? Infinity
  assert.ok(megabytes < 1000, `${megabytes} MB`)
})
