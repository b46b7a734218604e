import assert from 'node:assert/strict'
import { readFile, readdir } from 'node:fs/promises'
import { test } from 'node:test'

import { root } from './run-step.ts'

interface Package {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

async function packages(): Promise<readonly Package[]> {
  const folders = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const files = ['package.json', ...folders.map((folder) => `${folder.name}/package.json`)]
  const texts = await Promise.all(files.map((file) => readFile(`${root}${file}`, 'utf8').catch(() => '{}')))
  return texts.map((text) => JSON.parse(text) as Package)
}

test('every dependency has an exact version and a reason in docs/dependencies.md, and no other has', async () => {
  const found = (await packages()).flatMap((one) =>
    [one.dependencies, one.devDependencies, one.optionalDependencies].flatMap((list) =>
      Object.entries(list ?? {}),
    ),
  )
  const foreign = found.filter(([name]) => !name.startsWith('@shield/'))
  assert.ok(foreign.length > 50, 'the packages were not found')
  assert.deepEqual(
    foreign.filter(([, version]) => !/^\d+\.\d+\.\d+[\w.-]*$/.test(version)),
    [],
  )
  const document = await readFile(`${root}docs/dependencies.md`, 'utf8')
  const rows = document.split('\n').filter((line) => line.startsWith('| `'))
  const named = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map((hit) => hit[1]),
  )
  assert.deepEqual([...new Set(foreign.map(([name]) => name))].toSorted(), named.toSorted())
})
