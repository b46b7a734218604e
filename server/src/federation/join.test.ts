import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

import { admit } from './admit.ts'
import { foundFederation } from './found.ts'
import { invite } from './invite.ts'
import { askToJoin, askToRenew, takeWelcome } from './join.ts'
import { findOwnKeys, rotateKey } from './own-keys.ts'
import { findFederation, findTls, keyPlace } from './place.ts'
import { federationFolder } from './place.ts'

const folder = await mkdtemp(join(tmpdir(), 'shield-federation-'))
after(() => rm(folder, { recursive: true, force: true }))
const now = new Date('2026-03-01T00:00:00Z')
const later = (days: number): Date => new Date(now.getTime() + days * 86_400_000)
const self = (node: string) => ({ name: { en: node, th: node }, address: `https://${node}.example:8443` })

let made = 0
async function founded(officers: readonly string[] = ['Registrar'], threshold = 1) {
  const dataFolder = join(folder, String((made += 1)))
  const th = { dataFolder, node: 'th' }
  const ph = { dataFolder, node: 'ph' }
  await foundFederation(th, { name: 'Mekong, and "friends"', officers, threshold, self: self('th'), now })
  return { th, ph }
}

test('a second node joins by a file, a code and a fingerprint, and both hold the same signed list', async () => {
  const { th, ph } = await founded()
  const { file, code, fingerprint } = await invite(th, { node: 'ph', now })
  const asked = await askToJoin(ph, file, { code, fingerprint, self: self('ph'), now })
  await takeWelcome(ph, await admit(th, asked, now))
  const [there, here] = [await findFederation(ph), await findFederation(th)]
  assert.deepEqual(there, here)
  assert.deepEqual(
    here?.list.members.map((one) => one.node),
    ['th', 'ph'],
  )
  const tls = await findTls(ph)
  assert.ok(tls)
  const [leaf, authority] = [tls.certificate, tls.authority].map((pem) => new X509Certificate(pem))
  assert.ok(leaf && authority && leaf.verify(authority.publicKey))
  assert.deepEqual(
    [leaf.subject, leaf.subjectAltName, leaf.ca, authority.ca],
    ['CN=ph', 'DNS:ph', false, true],
  )
})

test('the folders of a federation and of keys are closed, and what leads to the data folder is not', async () => {
  const way = join(folder, 'way')
  const th = { dataFolder: join(way, 'data'), node: 'th' }
  await foundFederation(th, { name: 'Mekong', officers: ['Registrar'], threshold: 1, self: self('th'), now })
  const mode = async (path: string): Promise<number> => (await stat(path)).mode & 0o777
  const open = 0o777 & ~process.umask()
  assert.deepEqual([await mode(way), await mode(th.dataFolder)], [open, open])
  assert.deepEqual([await mode(federationFolder(th)), await mode(keyPlace(th).folder)], [0o700, 0o700])
})

test('who does not know the code, hears another fingerprint, or comes twice or late is not admitted', async () => {
  const { th, ph } = await founded()
  const { file, code, fingerprint } = await invite(th, { node: 'ph', now })
  const joining = { code, fingerprint, self: self('ph'), now }
  await assert.rejects(
    askToJoin(ph, file, { ...joining, fingerprint: '1'.repeat(40) }),
    /fingerprint is another/,
  )
  const guessed = await askToJoin(ph, file, { ...joining, code: '00000 00000 00000 00000 00000' })
  await assert.rejects(admit(th, guessed, now), /not made with the code/)
  const asked = await askToJoin(ph, file, joining)
  await assert.rejects(admit(th, asked, later(8)), /too old/)
  const changed = { ...asked, asked: { ...asked.asked, address: 'https://elsewhere.example:8443' } }
  await assert.rejects(admit(th, changed, now), /not signed by the identity/)
  await admit(th, asked, now)
  await assert.rejects(admit(th, asked, now), /nobody has invited ph/)
})

test('a list of members counts only when enough officers have signed it', async () => {
  const { th, ph } = await founded(['One', 'Two', 'Three'], 2)
  const { file, code, fingerprint } = await invite(th, { node: 'ph', now })
  const asked = await askToJoin(ph, file, { code, fingerprint, self: self('ph'), now })
  for (const number of [2, 3])
    await rename(join(federationFolder(th), `officer-${number}.pem`), join(folder, `stick-${number}.pem`))
  await assert.rejects(admit(th, asked, now), /2 officers have to sign, the keys of 1/)
  await rename(join(folder, 'stick-3.pem'), join(federationFolder(th), 'officer-3.pem'))
  const welcome = await admit(th, asked, now)
  const other = await founded()
  const foreign = await findFederation(other.th)
  await assert.rejects(
    takeWelcome(ph, { ...welcome, members: foreign?.texts.members ?? '' }),
    /not signed by the officers/,
  )
  await takeWelcome(ph, welcome)
})

test('a member renews its certificate without a code; the one in use goes on until the new one is there', async () => {
  const { th, ph } = await founded()
  const { file, code, fingerprint } = await invite(th, { node: 'ph', now })
  await takeWelcome(
    ph,
    await admit(th, await askToJoin(ph, file, { code, fingerprint, self: self('ph'), now }), now),
  )
  const before = await findTls(ph)
  const asked = await askToRenew(ph, { now: later(150) })
  assert.deepEqual(await findTls(ph), before)
  await takeWelcome(ph, await admit(th, asked, later(150)))
  const renewed = await findTls(ph)
  assert.notEqual(renewed?.certificate, before?.certificate)
  assert.ok(new Date(new X509Certificate(renewed?.certificate ?? '').validTo) > later(300))
})

test('a renewal whose key log tells another history is not taken', async () => {
  const { th, ph } = await founded()
  const { file, code, fingerprint } = await invite(th, { node: 'ph', now })
  await takeWelcome(
    ph,
    await admit(th, await askToJoin(ph, file, { code, fingerprint, self: self('ph'), now }), now),
  )
  await rm(join(keyPlace(ph).folder, 'key-log.json'))
  await assert.rejects(admit(th, await askToRenew(ph, { now }), now), /another history/)
  await rotateKey(keyPlace(th), 'envelope', { now, overlapDays: 7 })
  assert.equal((await findOwnKeys(keyPlace(th)))?.events.length, 6)
})
