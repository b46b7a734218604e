import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { VaultFault } from '../../vault-door.ts'
import type { VaultDoor } from '../../vault-door.ts'
import { askVault } from './ask-vault.ts'
import { serveVault } from './serve-vault.ts'
import { asker, createTestVault, newCode } from './testing.ts'
import type { TestVault } from './testing.ts'

let held: TestVault
let folder: string
let serving: Awaited<ReturnType<typeof serveVault>>
let door: VaultDoor
const secret = 'a secret that both processes read from a file'

before(async () => {
  held = await createTestVault({ peoplePerOfficer: 4, peoplePerHour: 100, questionsPerHour: 3 })
  folder = await mkdtemp(join(tmpdir(), 'shield-apart-'))
  await writeFile(join(folder, 'secret'), `${secret}\n`)
  await writeFile(join(folder, 'other'), 'a secret of somebody else')
  serving = await serveVault(held.vault, { port: 0, secret })
  door = askVault({ url: urlOf(serving.port), secretFile: join(folder, 'secret') })
})
after(async () => {
  await serving.close()
  await held.close()
  await rm(folder, { recursive: true })
})

const urlOf = (port: number): string => `http://127.0.0.1:${port}`
const refused = (refusal: string) => (error: unknown) =>
  error instanceof VaultFault && error.refusal === refusal

test('a vault in another process does what one of this process does, bytes included', async () => {
  const code = newCode()
  const picture = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7) & 255))
  const [photo, name] = await door.seal(asker, [
    { code, part: 'photo', body: picture },
    {
      code,
      part: 'identity',
      body: Buffer.from('ทดสอบ'),
      blind: [{ kind: 'document', value: 'LA|P1' }],
    },
  ])
  const opened = await door.open(asker, [
    { code, id: photo?.id ?? '' },
    { code, id: name?.id ?? '' },
    { code: newCode(), id: name?.id ?? '' },
  ])
  assert.deepEqual(opened[0]?.body, picture)
  assert.equal(Buffer.from(opened[1]?.body ?? []).toString(), 'ทดสอบ')
  assert.equal(opened[2]?.lost, 'missing')
  assert.deepEqual(await door.find(asker, [{ kind: 'document', value: 'LA|P1' }]), [{ code, fits: [0] }])
  assert.equal((await door.state()).custody, 'file')
  assert.equal((await door.erase(asker, code)).values, 2)
  assert.equal((await door.open(asker, [{ code, id: name?.id ?? '' }]))[0]?.lost, 'erased')
})

test('each refusal comes through as what it is', async () => {
  const codes = Array.from({ length: 5 }, newCode)
  const by = { ...asker, person: 'who opens many' }
  const ids = await door.seal(
    by,
    codes.map((code) => ({ code, part: 'identity' as const, body: Buffer.from('x') })),
  )
  const all = codes.map((code, index) => ({ code, id: ids[index]?.id ?? '' }))
  await assert.rejects(door.open(by, all), refused('too-many'))
  await assert.rejects(door.open({ ...by, purpose: 'border' }, all.slice(0, 1)), refused('purpose'))
  await door.erase(by, codes[0] ?? '')
  const again = door.seal(by, [{ code: codes[0] ?? '', part: 'words', body: Buffer.from('x') }])
  await assert.rejects(again, refused('erased'))
  const until = new Date(Date.now() + 3_600_000).toISOString()
  const lifting = { person: by.person, people: 40, until, reason: 'A raid', askedBy: by.person }
  await assert.rejects(door.lift(by, lifting), refused('purpose'))
  await door.lift({ ...by, person: 'second' }, lifting)
  assert.equal((await door.open(by, all)).length, 5)
})

test('who has not the secret is told nothing, and what is no question is none', async () => {
  const other = askVault({ url: urlOf(serving.port), secretFile: join(folder, 'other') })
  await assert.rejects(other.state(), refused('unavailable'))
  for (const headers of [{}, { authorization: 'Bearer ' }, { authorization: `Basic ${secret}` }]) {
    const answer = await fetch(`${urlOf(serving.port)}/state`, { method: 'POST', headers })
    assert.equal(answer.status, 403)
    assert.equal(await answer.text(), '')
  }
  const ask = (path: string, body: unknown) =>
    fetch(`${urlOf(serving.port)}/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  assert.equal((await ask('open', { asker, values: [{ code: 'K7MQ', id: 'x' }] })).status, 400)
  assert.equal((await ask('open', { asker: { ...asker, purpose: 'curiosity' }, values: [] })).status, 400)
  assert.equal((await ask('seal', { asker, values: [], more: true })).status, 400)
  assert.equal((await ask('nothing', {})).status, 404)
})

test('a vault that is away is said to be, and is asked again when it is back', async () => {
  const apart = await createTestVault()
  const first = await serveVault(apart.vault, { port: 0, secret })
  const asked = askVault({ url: urlOf(first.port), secretFile: join(folder, 'secret') })
  await asked.state()
  await first.close()
  await assert.rejects(asked.state(), refused('unavailable'))
  const second = await serveVault(apart.vault, { port: first.port, secret })
  await asked.state()
  await second.close()
  await apart.close()
})
