import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { test } from 'node:test'

import type { Node, Visit } from '../context.ts'
import { decrypt, encryptFor, openSigned, signContent } from './envelope.ts'
import { thumbprint } from './sign.ts'

const ed = generateKeyPairSync('ed25519')
const pq = generateKeyPairSync('ml-dsa-65')
const x = generateKeyPairSync('x25519')
const earlier = generateKeyPairSync('x25519')

const keys = {
  envelope: ed,
  second: { ...pq, alg: 'ML-DSA-65', kid: 'pq-1' },
  encryption: x,
  earlierEncryption: [earlier],
  audit: ed,
}
const sender = { name: 'ph', keys } as unknown as Node
const visit = { node: { name: 'th', keys } } as unknown as Visit
const content = { from: 'ph', to: 'th', created: '2026-11-26T00:00:00.000Z' }

/** What a partner's key log says of its keys. */
const known =
  (...which: readonly (readonly [string, KeyObject])[]) =>
  (_visit: Visit, _peer: string, kid: string): Promise<KeyObject | undefined> =>
    Promise.resolve(which.find(([name]) => name === kid)?.[1])
const edKey = [thumbprint(ed.publicKey), ed.publicKey] as const
const pqKey = ['pq-1', pq.publicKey] as const

test('a post-quantum key signs beside the Ed25519 one, and both have to be right where both are known', async () => {
  const text = await signContent(sender, content)
  assert.equal((JSON.parse(text) as { signatures: unknown[] }).signatures.length, 2)
  assert.deepEqual(await openSigned(visit, text, known(edKey, pqKey)), content)
  assert.deepEqual(await openSigned(visit, text, known(edKey)), content, 'an unknown second key says nothing')
  assert.equal(await openSigned(visit, text, known(pqKey)), undefined, 'the second alone is not enough')
  const other = generateKeyPairSync('ml-dsa-65').publicKey
  assert.equal(await openSigned(visit, text, known(edKey, ['pq-1', other])), undefined)
  assert.equal(await openSigned(visit, text, known()), undefined)
})

test('the second signature of another content beside a right first one is found out', async () => {
  const one = JSON.parse(await signContent(sender, content)) as { payload: string; signatures: object[] }
  const two = JSON.parse(await signContent(sender, { ...content, more: 1 })) as typeof one
  const mixed = JSON.stringify({ payload: one.payload, signatures: [one.signatures[0], two.signatures[1]] })
  assert.equal(await openSigned(visit, mixed, known(edKey, pqKey)), undefined)
})

test('what was encrypted for an earlier key of ours is opened, for anybody else not', async () => {
  const node = { keys } as unknown as Node
  for (const key of [x, earlier])
    assert.equal(await decrypt(node, await encryptFor(key.publicKey, 'text')), 'text')
  const foreign = await encryptFor(generateKeyPairSync('x25519').publicKey, 'text')
  assert.equal(await decrypt(node, foreign), undefined)
})
