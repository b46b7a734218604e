import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'

test('every act of the audit is told in words', async () => {
  const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8')
  const [acts, words] = [await read('../../../server/src/audit/action.ts'), await read('action-words.ts')]
  const codes = [...acts.matchAll(/^ {2}'([a-z-]+\.[a-z-]+)',$/gm)].map(([, code = '']) => code)
  assert.ok(codes.length > 100, `only ${codes.length} acts were found`)
  assert.deepEqual(
    codes.filter((code) => !words.includes(`'${code}': msg`)),
    [],
  )
})
