import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

import { deadCode } from './check.ts'
import { root } from './run-step.ts'

const folders: string[] = []
after(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

/** A small project with these files. */
async function plant(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'shield-planted-'))
  folders.push(folder)
  await mkdir(join(folder, 'src'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

/** What one of the installed tools says of a folder, and how it ends. */
async function say(
  folder: string,
  tool: string,
  args: readonly string[],
): Promise<{ code: number; text: string }> {
  const { promise, resolve } = Promise.withResolvers<{ code: number; text: string }>()
  execFile(join(root, 'node_modules/.bin', tool), args, { cwd: folder }, (error, stdout, stderr) =>
    resolve({ code: Number(error?.code ?? 0), text: stdout + stderr }),
  )
  return promise
}

test('planted faults of style are found by the lint of this project', async () => {
  const folder = await plant({
    'src/any.ts': 'export const anything: any = 1\n',
    'src/swallowed.ts': 'export function act(): void {\n  try {\n    JSON.parse("")\n  } catch {}\n}\n',
    'src/long.ts': 'export const line = 1\n'.replaceAll('line', 'x') + '// more\n'.repeat(400),
  })
  await copyFile(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
  const { code, text } = await say(folder, 'oxlint', ['--quiet', 'src'])
  assert.equal(code, 1)
  for (const rule of ['no-explicit-any', 'no-empty', 'max-lines'])
    assert.ok(text.includes(rule), `${rule}:\n${text}`)
})

test('a planted file, dependency and import that should not be there are found', async () => {
  const [, ...args] = deadCode
  const files = {
    'package.json': JSON.stringify({
      name: 'planted',
      type: 'module',
      dependencies: { 'never-used': '1.0.0' },
    }),
    'knip.json': JSON.stringify({ entry: ['src/main.ts'], project: ['src/**/*.ts'] }),
    'src/main.ts': "import 'not-listed'\nimport './there.ts'\n",
    'src/there.ts': 'export {}\n',
  }
  const { code, text } = await say(await plant({ ...files, 'src/nobody.ts': 'export {}\n' }), 'knip', args)
  assert.equal(code, 1)
  for (const found of ['src/nobody.ts', 'never-used', 'not-listed'])
    assert.ok(text.includes(found), `${found}:\n${text}`)
  const clean = await plant({
    ...files,
    'package.json': JSON.stringify({ name: 'planted', type: 'module' }),
    'src/main.ts': "import './there.ts'\n",
  })
  assert.deepEqual(await say(clean, 'knip', args), { code: 0, text: '' })
})
