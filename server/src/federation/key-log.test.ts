import assert from 'node:assert/strict'
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

import { loadKeys } from '../keys.ts'
import { currentKey, findKey, isRevoked, keyOfJwk, readKeyLog } from './key-log.ts'
import { ensureOwnKeys, findOwnKeys, identityOf, revokeKey, rotateKey } from './own-keys.ts'

const folder = await mkdtemp(join(tmpdir(), 'shield-keys-'))
after(() => rm(folder, { recursive: true, force: true }))
const day = (number: number): Date => new Date(Date.UTC(2026, 0, number))
const placeOf = (name: string) => ({ node: 'th', folder: join(folder, name) })

test('the keys of a first start are in its log, and a second start finds the same', async () => {
  const place = placeOf('first')
  const made = await ensureOwnKeys(place, day(1))
  assert.deepEqual(
    made.events.map((event) => event.act === 'add' && event.use),
    ['envelope', 'encryption', 'audit'],
  )
  assert.deepEqual((await ensureOwnKeys(place, day(2))).log, made.log)
})

test('a rotated key is good until the overlap ends, and what it signed before stays good for ever', async () => {
  const place = placeOf('rotate')
  const { events: before } = await ensureOwnKeys(place, day(1))
  const old = currentKey(before, 'envelope')?.kid ?? ''
  const { events } = await rotateKey(place, 'envelope', { now: day(10), overlapDays: 7 })
  const fresh = currentKey(events, 'envelope')?.kid ?? ''
  const good = (kid: string, at: Date): boolean =>
    findKey(events, { use: ['envelope'], kid, at }) !== undefined
  assert.notEqual(fresh, old)
  assert.deepEqual([good(old, day(5)), good(old, day(16)), good(old, day(18))], [true, true, false])
  assert.deepEqual([good(fresh, day(5)), good(fresh, day(11))], [false, true])
  assert.equal(findKey(events, { use: ['encryption'], kid: fresh, at: day(11) }), undefined)
  assert.equal((await loadKeys(place.folder)).envelope.publicKey.asymmetricKeyType, 'ed25519')
})

test('after a rotation the earlier encryption key still opens what was under way', async () => {
  const place = placeOf('encryption')
  const { keys } = await ensureOwnKeys(place, day(1))
  await rotateKey(place, 'encryption', { now: day(2), overlapDays: 7 })
  const after = await loadKeys(place.folder)
  assert.ok(!after.encryption.publicKey.equals(keys.encryption.publicKey))
  assert.deepEqual(
    after.earlierEncryption.map((one) => one.publicKey.equals(keys.encryption.publicKey)),
    [true],
  )
})

test('a post-quantum key takes its place beside the other', async () => {
  const place = placeOf('second')
  await ensureOwnKeys(place, day(1))
  const { events } = await rotateKey(place, 'second', { now: day(2), overlapDays: 7 })
  const { second } = await loadKeys(place.folder)
  assert.deepEqual([second?.alg, second?.kid], ['ML-DSA-65', currentKey(events, 'second')?.kid])
})

test('a revoked key is worth nothing since the day it was lost, and another takes its place', async () => {
  const place = placeOf('revoke')
  const { events: before } = await ensureOwnKeys(place, day(1))
  const lost = currentKey(before, 'envelope')?.kid ?? ''
  const { events } = await revokeKey(place, lost, { now: day(20), since: day(12) })
  const good = (at: Date): boolean => findKey(events, { use: ['envelope'], kid: lost, at }) !== undefined
  assert.deepEqual([good(day(11)), good(day(13)), good(day(21))], [true, false, false])
  assert.ok(isRevoked(events, lost))
  assert.notEqual(currentKey(events, 'envelope')?.kid, lost)
})

test('without the identity key nothing is written behind the log', async () => {
  const place = placeOf('safe')
  const { log } = await ensureOwnKeys(place, day(1))
  await rename(join(place.folder, 'identity.pem'), join(folder, 'stick.pem'))
  await assert.rejects(
    rotateKey(place, 'envelope', { now: day(2), overlapDays: 1 }),
    /identity key is needed/,
  )
  assert.deepEqual((await findOwnKeys(place))?.log, log)
  assert.ok((await readdir(place.folder)).includes('envelope.pem'))
  await rotateKey({ ...place, identity: join(folder, 'stick.pem') }, 'envelope', {
    now: day(2),
    overlapDays: 1,
  })
})

test('a log is refused when an event is changed, missing, out of its place or signed by another', async () => {
  const place = placeOf('whole')
  const { log } = await ensureOwnKeys(place, day(1))
  const other = await ensureOwnKeys(placeOf('other'), day(1))
  const { publicKey } = await identityOf(place)
  const [first = '', second = '', third = ''] = log.events
  assert.equal(readKeyLog('th', publicKey, log).length, 3)
  for (const events of [
    [first, second],
    [second, first, third],
    [first, second, other.log.events[2] ?? ''],
    [first, second, `${third.slice(0, -4)}AAAA`],
  ])
    assert.throws(() => readKeyLog('th', publicKey, { ...log, events }))
  assert.throws(() => readKeyLog('ph', publicKey, log))
  assert.throws(() => readKeyLog('th', keyOfJwk(other.identity), log))
})
