import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

import { findPorts, forgetPorts, keepPorts, portsIn } from './demonstration-ports.ts'

test('the ports are found beside the data as long as the demonstration runs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shield-ports-'))
  assert.equal(await findPorts(folder), undefined)
  await keepPorts(folder, [8730, 8731])
  assert.deepEqual(await findPorts(folder), [8730, 8731])
  await forgetPorts(folder)
  assert.equal(await findPorts(folder), undefined)
  await rm(folder, { recursive: true, force: true })
})

test('a note half written counts as none', () => {
  for (const text of ['', '[8730', '[8730]', '[8730,"8731"]', '[8730,8731,8732]', 'null'])
    assert.equal(portsIn(text), undefined, text)
})
