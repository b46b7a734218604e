import assert from 'node:assert/strict'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { BrowserMissing, findChromium, openBrowser } from './browser.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shield-browser-'))
})
after(() => rm(folder, { recursive: true, force: true }))

async function program(name: string, lines: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `#!/bin/sh\n${lines}\n`)
  await chmod(path, 0o755)
  return path
}

test('the Chromium that SHIELD_CHROMIUM names comes before one on PATH', async () => {
  const chosen = await program('mine', 'exit 0')
  const onPath = await program('chromium', 'exit 0')
  assert.equal(await findChromium({ SHIELD_CHROMIUM: chosen, PATH: folder }), chosen)
  assert.equal(await findChromium({ PATH: `/nowhere:${folder}` }), onPath)
})

test('a SHIELD_CHROMIUM that is no program is said, not passed over', async () => {
  await assert.rejects(
    findChromium({ SHIELD_CHROMIUM: join(folder, 'nothing'), PATH: folder }),
    (error) => error instanceof BrowserMissing && /SHIELD_CHROMIUM is .* no program/.test(error.message),
  )
})

test('a Chromium without its system libraries names the first and the package that brings them', async () => {
  // The words of Debian 12's loader where libnss3 is not installed.
  const bare = await program(
    'bare',
    'echo "$0: error while loading shared libraries: libnspr4.so: cannot open shared object file: No such file or directory" >&2\nexit 127',
  )
  await assert.rejects(
    openBrowser(bare),
    (error) =>
      error instanceof BrowserMissing &&
      /lacks .* libnspr4\.so: .*apt-get install chromium/.test(error.message),
  )
})

test('a Chromium of another machine says that it did not start, and what to do', async () => {
  const foreign = await program('foreign', 'echo "Exec format error" >&2\nexit 1')
  await assert.rejects(
    openBrowser(foreign),
    (error) =>
      error instanceof BrowserMissing && /did not start: install Chromium[^]*Exec format/.test(error.message),
  )
})
