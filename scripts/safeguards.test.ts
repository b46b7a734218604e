import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'

import { root } from './run-step.ts'

/** A line of the page that names a test: "- `path/to/x.test.ts`: name of the test". */
const holds = /^- `([^`]+\.test\.ts)`: (.+)$/

interface Named {
  readonly safeguard: string
  readonly file: string
  readonly name: string
}

/** What the page says holds each safeguard. */
function namedIn(page: string): readonly Named[] {
  let safeguard = ''
  return page.split('\n').flatMap((line) => {
    safeguard = /^## (S\d+) /.exec(line)?.[1] ?? safeguard
    const [, file, name] = holds.exec(line) ?? []
    return file !== undefined && name !== undefined ? [{ safeguard, file, name }] : []
  })
}

/** Names under which a file registers tests, with the quotes of its source taken off. */
function testsIn(source: string): ReadonlySet<string> {
  return new Set(
    [...source.matchAll(/^ *(?:test|journey)\(\s*(['"`])((?:\\.|(?!\1).)+)\1/gms)].map(([, , name = '']) =>
      name.replace(/\\(.)/g, '$1'),
    ),
  )
}

const page = await readFile(join(root, 'docs/safeguards.md'), 'utf8')

test('each of the fourteen safeguards names tests that hold it', () => {
  const named = namedIn(page)
  for (let number = 1; number <= 14; number += 1)
    assert.ok(
      named.some(({ safeguard }) => safeguard === `S${number}`),
      `nothing holds S${number}`,
    )
  assert.ok(named.length >= 60, `only ${named.length} tests are named`)
})

test('every test the page names is there, in the file and under the name it says', async () => {
  const missing: string[] = []
  for (const { safeguard, file, name } of namedIn(page)) {
    const source = await readFile(join(root, file), 'utf8').catch(() => '')
    if (!testsIn(source).has(name)) missing.push(`${safeguard} ${file}: ${name}`)
  }
  assert.deepEqual(missing, [])
})

test('a test that is not there is found', () => {
  const [named] = namedIn('## S1 Presumed\n- `a.test.ts`: was renamed')
  assert.deepEqual(named, { safeguard: 'S1', file: 'a.test.ts', name: 'was renamed' })
  assert.ok(testsIn("test('it\\'s there', () => {})").has("it's there"))
  assert.ok(!testsIn("test('is there', () => {})").has('was renamed'))
})
