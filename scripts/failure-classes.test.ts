import assert from 'node:assert/strict'
import { readFile, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { test } from 'node:test'

const root = new URL('../', import.meta.url).pathname
const classes = Array.from({ length: 21 }, (_, at) => `S${at + 1}`)

/** Names of tests that begin with the number of a class, by the class: `test('S3 …'`, `journey('S14 …'`. */
async function testsByClass(): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>()
  for (const workspace of ['server', 'e2e', 'formats', 'contract', 'web']) {
    const files = await readdir(join(root, workspace), { recursive: true })
    for (const file of files.filter((one) => one.endsWith('.test.ts') && !one.includes('node_modules'))) {
      const text = await readFile(join(root, workspace, file), 'utf8')
      for (const [, name = ''] of text.matchAll(/^(?:test|journey)\(\s*['`](S\d+) /gm))
        found.set(name, [...(found.get(name) ?? []), file])
    }
  }
  return found
}

test('every class of failure has a test of its name, in each file that the table of docs/exchange.md says', async () => {
  const tests = await testsByClass()
  assert.deepEqual(
    classes.filter((name) => !tests.has(name)),
    [],
    'a class has no test of its name',
  )
  const table = await readFile(join(root, 'docs/exchange.md'), 'utf8')
  for (const name of classes) {
    const row =
      new RegExp(`^\\| ${name} \\|[^|]+\\|(.+)\\|$`, 'm').exec(table)?.[1] ??
      assert.fail(`${name} is not in the table`)
    const said = [...row.matchAll(/`([^`]+)`/g)].map(([, file = '']) => basename(file))
    assert.ok(said.length > 0, name)
    const files = (tests.get(name) ?? []).map((file) => basename(file))
    for (const file of said) assert.ok(files.includes(file), `${name} is not tested in ${file}`)
  }
})
