import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import {
  ensureOwnKeys,
  evidenceKeyOf,
  keyPlace,
  revokeKey,
  rotateKey,
  takeKeyLog,
} from '../../federation/index.ts'
import type { PeerTls } from '../../federation/index.ts'
import { loadKeys, thumbprint } from '../../keys.ts'
import { newId } from '#store/identifier.ts'
import { deliver, postRecall, rows } from '../../peer/pair-testing.ts'
import { inVisit } from '../../peer/send.ts'
import { createMembers } from './federation-testing.ts'
import { takeKeys } from './follow-keys.ts'
import type { Members } from './federation-testing.ts'

let members: Members
before(async () => {
  members = await createMembers()
})
after(() => members.close())

const addressOf = async ({ th }: Members, peer: string): Promise<string> =>
  (await rows<{ address: string }>(th, 'select address from peer where node = $1', [peer]))[0]?.address ?? ''

async function waiting(): Promise<number> {
  return (
    (await rows<{ count: number }>(members.th, 'select count(*) from outbox where answered_at is null'))[0]
      ?.count ?? -1
  )
}

test('two members exchange over TLS 1.3 with certificates of the federation at both ends', async () => {
  await postRecall(members.th, 'ph')
  await deliver(members.th, 'ph')
  assert.equal(await waiting(), 0)
})

test('a member that is being brought to safety says so at once; what was sent waits here and goes when it is back', async () => {
  members.shut.add('ph')
  try {
    const { agent } = members.th.node.tls as PeerTls
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
    const url = `${await addressOf(members, 'ph')}/peer/v2/hello`
    request(url, { method: 'POST', agent, servername: 'ph', checkServerIdentity: () => undefined })
      .once('response', resolve)
      .once('error', reject)
      .end('x')
    const answer = await promise
    const parts: Buffer[] = []
    for await (const part of answer) parts.push(part as Buffer)
    const { code, status } = JSON.parse(Buffer.concat(parts).toString('utf8')) as Record<string, unknown>
    assert.deepEqual(
      [answer.statusCode, answer.headers['retry-after'], code, status],
      [503, '60', 'evacuating', 503],
    )
    await postRecall(members.th, 'ph')
    await assert.rejects(deliver(members.th, 'ph'), /status 503/)
    assert.equal(await waiting(), 1)
  } finally {
    members.shut.delete('ph')
  }
  await deliver(members.th, 'ph')
  assert.equal(await waiting(), 0)
})

test('without a certificate of the federation, and below TLS 1.3, nobody gets as far as HTTP', async () => {
  const url = `${await addressOf(members, 'ph')}/peer/v2/hello`
  const { files } = members.th.node.tls as PeerTls
  const knock = (options: object): Promise<string> => {
    const { promise, resolve } = Promise.withResolvers<string>()
    const asked = request(url, {
      method: 'POST',
      ca: files.authority,
      checkServerIdentity: () => undefined,
      ...options,
    })
    asked.once('response', (answer) => resolve(String(answer.resume().statusCode)))
    asked.once('error', (error: NodeJS.ErrnoException) => resolve(`${error.code} ${error.message}`))
    asked.end('x')
    return promise
  }
  const own = { key: files.key, cert: files.certificate }
  assert.equal(await knock({ ...own, headers: { 'content-type': 'application/jose' } }), '403')
  assert.match(await knock({}), /CERTIFICATE_REQUIRED|ECONNRESET|EPIPE/)
  assert.match(await knock({ ...own, maxVersion: 'TLSv1.2' }), /EPROTO.*protocol version/i)
})

test('a member that answers at the address of another is not spoken to, nor may it speak for another', async () => {
  await postRecall(members.th, 'ph')
  const right = await addressOf(members, 'ph')
  const own = members.th.node.tls
  // Its own door, with its own certificate, at the address of ph.
  const { address = '' } =
    (await rows<{ address: string }>(members.ph, `select address from peer where node = 'th'`))[0] ?? {}
  await rows(members.th, `update peer set address = $1 where node = 'ph'`, [address])
  await assert.rejects(deliver(members.th, 'ph'), /certificate/)
  await rows(members.th, `update peer set address = $1 where node = 'ph'`, [right])
  // What th signed, brought by ph.
  Object.assign(members.th.node, { tls: members.ph.node.tls })
  await assert.rejects(deliver(members.th, 'ph'), /status 403/)
  Object.assign(members.th.node, { tls: own })
  await deliver(members.th, 'ph')
  assert.equal(await waiting(), 0)
})

test('in production nothing goes to a partner by plain http', async () => {
  await postRecall(members.th, 'ph')
  const { config } = members.th.node
  const address = await addressOf(members, 'ph')
  await rows(members.th, `update peer set address = 'http://127.0.0.1:1' where node = 'ph'`)
  Object.assign(members.th.node, { config: { ...config, mode: 'production' } })
  await assert.rejects(deliver(members.th, 'ph'), /plain http/)
  Object.assign(members.th.node, { config })
  await rows(members.th, `update peer set address = $1 where node = 'ph'`, [address])
  await deliver(members.th, 'ph')
})

/** What a running node does when it sees that its keys have changed. */
const takeRotated = () => takeKeys(members.th.node)

test('a key changed in the middle of a stream: nothing is lost, and old evidence is verified with the key of its time', async () => {
  const { th, ph } = members
  const now = new Date()
  const before = thumbprint(th.node.keys.envelope.publicKey)
  const signedBefore = new Date()
  await rotateKey(keyPlace(th.node.config), 'envelope', { now, overlapDays: 7 })
  await rotateKey(keyPlace(th.node.config), 'encryption', { now, overlapDays: 7 })
  await rotateKey(keyPlace(th.node.config), 'second', { now, overlapDays: 7 })
  assert.equal(await takeRotated(), true)
  await postRecall(th, 'ph')
  await deliver(th, 'ph')
  assert.equal(await waiting(), 0)
  // And back: ph encrypts for the new key, which it learnt by the hello.
  await postRecall(ph, 'th')
  await deliver(ph, 'th')
  const newest = await rows<{ text: string }>(
    ph,
    `select text from inbox_envelope where peer = 'th' order by received_at desc limit 1`,
  )
  const { signatures } = JSON.parse(newest[0]?.text ?? '') as { signatures: { protected: string }[] }
  const signers = signatures.map(
    (one) => JSON.parse(Buffer.from(one.protected, 'base64url').toString()) as { alg: string; kid: string },
  )
  assert.deepEqual(
    signers.map((one) => one.alg),
    ['EdDSA', 'ML-DSA-65'],
  )
  assert.notEqual(signers[0]?.kid, before)
  const key = await inVisit(ph.node, (visit) =>
    evidenceKeyOf(visit, { peer: 'th', kid: before, at: signedBefore }),
  )
  assert.ok(key)
})

test('a revoked key signs nothing any more, whatever time it claims; what was kept before it was lost still counts', async () => {
  const { th, ph } = members
  const stolen = th.node.keys
  const lost = thumbprint(stolen.envelope.publicKey)
  const since = new Date(Date.now() - 1000)
  await revokeKey(keyPlace(th.node.config), lost, { now: new Date(), since })
  assert.equal(await takeRotated(), true)
  await postRecall(th, 'ph')
  await deliver(th, 'ph')
  assert.equal(await waiting(), 0)
  const fresh = th.node.keys
  Object.assign(th.node, { keys: { ...fresh, envelope: stolen.envelope } })
  await postRecall(th, 'ph')
  await assert.rejects(deliver(th, 'ph'), /status 403/)
  Object.assign(th.node, { keys: fresh })
  await deliver(th, 'ph')
  const evidence = (at: Date) =>
    inVisit(ph.node, (visit) => evidenceKeyOf(visit, { peer: 'th', kid: lost, at }))
  assert.ok(await evidence(new Date(since.getTime() - 100)))
  assert.equal(await evidence(new Date()), undefined)
})

test('a key log that tells another history is kept as proof and not believed', async () => {
  const { th, ph, folder } = members
  const place = keyPlace(th.node.config)
  const fork = { node: 'th', folder: join(folder, 'fork'), identity: join(place.folder, 'identity.pem') }
  await loadKeys(fork.folder)
  const { log } = await ensureOwnKeys(fork, new Date())
  const count = async (): Promise<number> =>
    (await rows<{ count: number }>(ph, `select count(*) from peer_key where peer = 'th'`))[0]?.count ?? -1
  const known = await count()
  const take = () => inVisit(ph.node, (visit) => takeKeyLog(visit, { peer: 'th', log }))
  assert.equal(await take(), 'fork')
  assert.equal(await count(), known)
  const forks = await rows(ph, `select 1 from peer_key_fork`)
  assert.equal(forks.length, 1)
  const other = await inVisit(ph.node, (visit) =>
    takeKeyLog(visit, { peer: 'th', log: { ...log, events: [newId()] } }),
  )
  assert.equal(other, 'invalid')
})
