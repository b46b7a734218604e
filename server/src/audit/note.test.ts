import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'

import { emptyRoot, leafHash } from './merkle.ts'
import { openCheckpoint, openNote, readVerifierKey, signCheckpoint, verifierKey } from './note.ts'

/** The example of Go's golang.org/x/mod/sumdb/note, which C2SP signed-note was written from. */
const peter = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const example =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n" +
  '\n' +
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'

const pair = generateKeyPairSync('ed25519')
const verifier = { origin: 'shield.node/th/audit', key: pair.publicKey }
const head = { origin: verifier.origin, size: 300, root: leafHash(Buffer.from('a')) }

test('a note and a key of another implementation are read', () => {
  assert.equal(openNote(example, readVerifierKey(peter)), example.slice(0, example.indexOf('\n\n') + 1))
  assert.throws(() => openNote(example.replace('think', 'thinks'), readVerifierKey(peter)), /not signed/)
  assert.equal(verifierKey(readVerifierKey(peter)), peter)
  const sumdb = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8'
  assert.equal(verifierKey(readVerifierKey(sumdb)), sumdb)
})

test('a checkpoint is three lines, a blank one and a signature, and comes back as it was', () => {
  const note = signCheckpoint(head, pair)
  assert.match(
    note,
    /^shield\.node\/th\/audit\n300\n[A-Za-z0-9+/]{43}=\n\n— shield\.node\/th\/audit [A-Za-z0-9+/]{90,}={0,2}\n$/,
  )
  assert.deepEqual(openCheckpoint(note, verifier), head)
  const empty = { ...head, size: 0, root: emptyRoot }
  assert.deepEqual(openCheckpoint(signCheckpoint(empty, pair), verifier), empty)
})

test('signatures of others beside ours are left alone', () => {
  const note = signCheckpoint(head, pair)
  const witness = `— witness.example ${Buffer.alloc(68, 7).toString('base64')}\n`
  assert.deepEqual(openCheckpoint(note + witness, verifier), head)
  assert.throws(() => openCheckpoint(note.slice(0, note.indexOf('—')) + witness, verifier), /not signed/)
})

test('a touched, foreign, or malformed checkpoint is refused', () => {
  const note = signCheckpoint(head, pair)
  const other = generateKeyPairSync('ed25519')
  const refused: readonly (readonly [string, RegExp])[] = [
    [note.replace('\n300\n', '\n301\n'), /not signed/],
    [signCheckpoint(head, { privateKey: other.privateKey, publicKey: pair.publicKey }), /not signed/],
    [
      signCheckpoint(head, { privateKey: other.privateKey, publicKey: createPublicKey(other.privateKey) }),
      /not signed/,
    ],
    [signCheckpoint({ ...head, origin: 'shield.node/ph/audit' }, pair), /not signed/],
    [signCheckpoint({ ...head, root: Buffer.alloc(31) }, pair), /not a checkpoint/],
    [signCheckpoint({ ...head, size: 0.5 }, pair), /not a checkpoint/],
    [note.slice(0, -1), /not a checkpoint/],
    ['', /not a checkpoint/],
    ['a\nb', /not a checkpoint/],
  ]
  for (const [text, why] of refused) assert.throws(() => openCheckpoint(text, verifier), why, text)
})

test('a verifier key that does not fit its hash, or is of another kind, is refused', () => {
  const text = verifierKey(verifier)
  const [name = '', hash = ''] = text.split('+')
  assert.throws(() => readVerifierKey(text.replace(hash, '00000000')), /does not fit its own hash/)
  assert.throws(
    () => readVerifierKey(`${name}+${hash}+${Buffer.alloc(33, 2).toString('base64')}`),
    /not a verifier key/,
  )
  assert.throws(() => readVerifierKey('hello'), /not a verifier key/)
})
