import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import sodium from 'libsodium-wrappers-sumo'

import {
  MalformedElement,
  blindInput,
  checkElement,
  deriveKeyPair,
  evaluateBlinded,
  evaluateWhole,
  finalize,
  newKeyPair,
  prove,
  verifyProof,
} from './oprf.ts'
import type { Mode } from './oprf.ts'

interface Suite {
  readonly mode: number
  readonly seed: string
  readonly keyInfo: string
  readonly skSm: string
  readonly pkSm?: string
  readonly vectors: readonly {
    readonly Batch: number
    readonly Blind: string
    readonly BlindedElement: string
    readonly EvaluationElement: string
    readonly Input: string
    readonly Output: string
    readonly Proof?: { readonly proof: string; readonly r: string }
  }[]
}

const file = new URL('../../../../contract/vectors/matching/rfc9497.json', import.meta.url)
const suites = JSON.parse(readFileSync(file, 'utf8')) as readonly Suite[]
const hex = (text: string): Buffer => Buffer.from(text, 'hex')
const list = (text: string): Buffer[] => text.split(',').map(hex)
const bytes = (text: string): Buffer => Buffer.from(text)

for (const suite of suites) {
  const mode: Mode = suite.mode === 0 ? 'base' : 'verifiable'
  test(`RFC 9497 appendix A.1, ristretto255-SHA512, ${mode}`, () => {
    const key = deriveKeyPair(hex(suite.seed), hex(suite.keyInfo), mode)
    assert.equal(Buffer.from(key.secret).toString('hex'), suite.skSm)
    if (suite.pkSm !== undefined) assert.equal(Buffer.from(key.publicKey).toString('hex'), suite.pkSm)
    assert.ok(suite.vectors.length >= 2)
    for (const vector of suite.vectors) {
      const [inputs, blinds] = [list(vector.Input), list(vector.Blind)]
      const blinded = inputs.map((input, at) => blindInput(input, mode, blinds[at]).element)
      assert.deepEqual(
        blinded.map((one) => Buffer.from(one)),
        list(vector.BlindedElement),
      )
      const evaluated = evaluateBlinded(key.secret, blinded)
      assert.deepEqual(
        evaluated.map((one) => Buffer.from(one)),
        list(vector.EvaluationElement),
      )
      for (const [at, output] of list(vector.Output).entries()) {
        const input = inputs[at] ?? Buffer.alloc(0)
        assert.deepEqual(
          finalize(input, blinds[at] ?? Buffer.alloc(0), evaluated[at] ?? Buffer.alloc(0)),
          output,
        )
        assert.deepEqual(evaluateWhole(key.secret, input, mode), output)
      }
      if (vector.Proof === undefined) continue
      const evaluation = { publicKey: key.publicKey, blinded, evaluated }
      const proof = prove(key.secret, evaluation, hex(vector.Proof.r))
      assert.equal(proof.toString('hex'), vector.Proof.proof)
      assert.ok(verifyProof(evaluation, proof))
    }
  })
}

/** Three inputs asked of a key, as both sides see it. */
function asked(key = newKeyPair()) {
  const blinded = ['+66812345678', '+66812345679', '+66898765432'].map(
    (one) => blindInput(bytes(one), 'verifiable').element,
  )
  const evaluated = evaluateBlinded(key.secret, blinded)
  const evaluation = { publicKey: key.publicKey, blinded, evaluated }
  return { key, evaluation, proof: prove(key.secret, evaluation) }
}

test('a proof holds for its own key, order and elements, and for nothing else', () => {
  const { evaluation, proof } = asked()
  assert.ok(verifyProof(evaluation, proof))
  assert.ok(!verifyProof({ ...evaluation, publicKey: newKeyPair().publicKey }, proof), 'another key')
  assert.ok(
    !verifyProof({ ...evaluation, evaluated: evaluation.evaluated.toReversed() }, proof),
    'another order',
  )
  assert.ok(
    !verifyProof({ ...evaluation, evaluated: evaluation.evaluated.slice(1) }, proof),
    'one answer fewer',
  )
  assert.ok(!verifyProof({ ...evaluation, blinded: [], evaluated: [] }, proof), 'nothing at all')
  for (let at = 0; at < proof.length; at += 7) {
    const changed = Buffer.from(proof)
    changed[at] = (changed[at] ?? 0) ^ 1
    assert.ok(!verifyProof(evaluation, changed), `byte ${at} changed`)
  }
  assert.ok(!verifyProof(evaluation, proof.subarray(0, 63)), 'cut off')
})

test('one answer by another key among honest ones is found', () => {
  const { key, evaluation } = asked()
  const evaluated = [...evaluation.evaluated]
  evaluated[1] =
    evaluateBlinded(newKeyPair().secret, [evaluation.blinded[1] ?? new Uint8Array()])[0] ?? new Uint8Array()
  const mixed = { ...evaluation, evaluated }
  assert.ok(!verifyProof(mixed, prove(key.secret, mixed)))
})

/** RFC 9496 appendix A.2: encodings that no decoder may take. */
const malformed = {
  'the identity': '00'.repeat(32),
  'a field element that is not reduced': `00${'ff'.repeat(31)}`,
  'the modulus itself': `edffffff${'ff'.repeat(27)}7f`,
  'a negative field element': `01${'00'.repeat(31)}`,
  'one that is not a square': '26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371',
  'one of a negative xy': '3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e',
  'one too short': '00'.repeat(31),
}

for (const [name, text] of Object.entries(malformed))
  test(`${name} is no element`, () => {
    assert.throws(() => checkElement(hex(text)), MalformedElement)
    assert.throws(() => evaluateBlinded(newKeyPair().secret, [hex(text)]), MalformedElement)
    assert.throws(
      () => finalize(bytes('x'), sodium.crypto_core_ristretto255_scalar_random(), hex(text)),
      MalformedElement,
    )
  })

test('a scalar of a proof that is not reduced is refused', () => {
  const { evaluation, proof } = asked()
  const order = hex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010')
  assert.ok(!verifyProof(evaluation, Buffer.concat([proof.subarray(0, 32), order])))
})

/** All the owner can try: is what it answered what it would answer to a value it guesses? */
function guessed(secret: Uint8Array, evaluated: Uint8Array, guess: Uint8Array): boolean {
  const one = Buffer.concat([Buffer.of(1), Buffer.alloc(31)])
  const [answer = new Uint8Array()] = evaluateBlinded(secret, [blindInput(guess, 'verifiable', one).element])
  return Buffer.from(answer).equals(evaluated)
}

test('the owner cannot compute the result from the transcript, which it could without the blind', () => {
  const { secret } = newKeyPair()
  const guesses = Array.from({ length: 50 }, (_, at) => bytes(`+668123456${at}`))
  const input = guesses[17] ?? Buffer.alloc(0)
  const one = Buffer.concat([Buffer.of(1), Buffer.alloc(31)])
  const found = (blind?: Uint8Array): number[] => {
    const { element } = blind ? blindInput(input, 'verifiable', blind) : blindInput(input, 'verifiable')
    const [evaluated = new Uint8Array()] = evaluateBlinded(secret, [element])
    return guesses.flatMap((guess, at) => (guessed(secret, evaluated, guess) ? [at] : []))
  }
  assert.deepEqual(found(one), [17], 'not blinded, it is found')
  assert.deepEqual(found(), [], 'blinded, it is not')
})

test('who has not the key cannot try values: tokens of two keys have nothing in common', () => {
  const [key, other] = [newKeyPair(), newKeyPair()]
  const tokens = new Set(
    Array.from({ length: 300 }, (_, at) =>
      evaluateWhole(key.secret, bytes(`+6681${at}`), 'verifiable').toString('hex', 0, 8),
    ),
  )
  assert.equal(tokens.size, 300)
  for (let at = 0; at < 300; at += 1)
    assert.ok(
      !tokens.has(evaluateWhole(other.secret, bytes(`+6681${at}`), 'verifiable').toString('hex', 0, 8)),
    )
})
