import { createHash } from 'node:crypto'

import sodium from 'libsodium-wrappers-sumo'

// libsodium is compiled to WebAssembly; every call below is constant time in its secrets.
await sodium.ready

/** RFC 9497 §3: `base` proves nothing, `verifiable` comes with a proof that the published key was used. */
export const modes = { base: 0, verifiable: 1 } as const
export type Mode = keyof typeof modes

const elementBytes = 32
const scalarBytes = 32

/** An element or a scalar is not in its one form, or is the identity; or a proof has not the form of one. */
export class MalformedElement extends Error {}

function contextOf(mode: Mode): Buffer {
  return Buffer.concat([Buffer.from('OPRFV1-'), Buffer.of(modes[mode]), Buffer.from('-ristretto255-SHA512')])
}

function sha512(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha512')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

function twoBytes(number: number): Buffer {
  return Buffer.of(number >> 8, number & 0xff)
}

/** A part with its length before it, so that no two lists of parts are the same bytes. */
function framed(part: Uint8Array): Buffer {
  return Buffer.concat([twoBytes(part.length), part])
}

const block = Buffer.alloc(128)

/** expand_message_xmd of RFC 9380 §5.3.1 for the 64 bytes that are one SHA-512. */
function expand(message: Uint8Array, tag: Uint8Array): Buffer {
  const domain = Buffer.concat([tag, Buffer.of(tag.length)])
  const first = sha512(block, message, twoBytes(64), Buffer.of(0), domain)
  return sha512(first, Buffer.of(1), domain)
}

function hashToScalar(message: Uint8Array, mode: Mode, name = 'HashToScalar-'): Uint8Array {
  const tag = Buffer.concat([Buffer.from(name), contextOf(mode)])
  return sodium.crypto_core_ristretto255_scalar_reduce(expand(message, tag))
}

function hashToGroup(input: Uint8Array, mode: Mode): Uint8Array {
  const tag = Buffer.concat([Buffer.from('HashToGroup-'), contextOf(mode)])
  return sodium.crypto_core_ristretto255_from_hash(expand(input, tag))
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0)
}

/** Refuses whatever is no canonical encoding of a group element (RFC 9496 §4.3.1), and the identity. */
export function checkElement(element: Uint8Array): Uint8Array {
  const isGood =
    element.length === elementBytes &&
    !isZero(element) &&
    sodium.crypto_core_ristretto255_is_valid_point(element)
  if (!isGood) throw new MalformedElement('not an element')
  return element
}

function checkScalar(scalar: Uint8Array): Uint8Array {
  const wide = Buffer.concat([scalar, Buffer.alloc(64 - Math.min(64, scalar.length))])
  if (
    scalar.length !== scalarBytes ||
    !wide.subarray(0, 32).equals(sodium.crypto_core_ristretto255_scalar_reduce(wide))
  )
    throw new MalformedElement('not a scalar')
  return scalar
}

export interface MatchKeyPair {
  readonly secret: Uint8Array
  readonly publicKey: Uint8Array
}

/** DeriveKeyPair of RFC 9497 §3.2.1: the same key of the same seed and words. */
export function deriveKeyPair(seed: Uint8Array, info: Uint8Array, mode: Mode): MatchKeyPair {
  for (let counter = 0; counter < 256; counter += 1) {
    const secret = hashToScalar(
      Buffer.concat([seed, framed(info), Buffer.of(counter)]),
      mode,
      'DeriveKeyPair',
    )
    if (!isZero(secret)) return { secret, publicKey: sodium.crypto_scalarmult_ristretto255_base(secret) }
  }
  throw new Error('no key could be derived')
}

export function newKeyPair(): MatchKeyPair {
  const secret = sodium.crypto_core_ristretto255_scalar_random()
  return { secret, publicKey: sodium.crypto_scalarmult_ristretto255_base(secret) }
}

export interface Blinded {
  readonly blind: Uint8Array
  readonly element: Uint8Array
}

/** The asker's first step: the element says nothing about the input to whoever has not the blind. */
export function blindInput(
  input: Uint8Array,
  mode: Mode,
  blind = sodium.crypto_core_ristretto255_scalar_random(),
): Blinded {
  const element = sodium.crypto_scalarmult_ristretto255(checkScalar(blind), hashToGroup(input, mode))
  return { blind, element }
}

/** The owner's step: its key applied to elements it cannot read. Throws MalformedElement for what is none. */
export function evaluateBlinded(secret: Uint8Array, elements: readonly Uint8Array[]): Uint8Array[] {
  return elements.map((element) => sodium.crypto_scalarmult_ristretto255(secret, checkElement(element)))
}

function outputOf(input: Uint8Array, element: Uint8Array): Buffer {
  return sha512(framed(input), framed(element), Buffer.from('Finalize'))
}

/** The asker's last step: takes its blind away and hashes. */
export function finalize(input: Uint8Array, blind: Uint8Array, evaluated: Uint8Array): Buffer {
  const inverse = sodium.crypto_core_ristretto255_scalar_invert(blind)
  return outputOf(input, sodium.crypto_scalarmult_ristretto255(inverse, checkElement(evaluated)))
}

/** What the asker would get for an input, for whoever has the key. */
export function evaluateWhole(secret: Uint8Array, input: Uint8Array, mode: Mode): Buffer {
  return outputOf(input, sodium.crypto_scalarmult_ristretto255(secret, hashToGroup(input, mode)))
}

/** Pairs of blinded and evaluated elements, and the key that is said to lie between them. */
export interface Evaluation {
  readonly publicKey: Uint8Array
  readonly blinded: readonly Uint8Array[]
  readonly evaluated: readonly Uint8Array[]
}

/** Weighs all pairs into one, by weights that nobody can choose (RFC 9497 §2.2.1). */
function weigh({ publicKey, blinded, evaluated }: Evaluation): {
  readonly m: Uint8Array
  readonly z: Uint8Array
} {
  const mode: Mode = 'verifiable'
  const seed = sha512(framed(publicKey), framed(Buffer.concat([Buffer.from('Seed-'), contextOf(mode)])))
  let m: Uint8Array = new Uint8Array(elementBytes)
  let z: Uint8Array = new Uint8Array(elementBytes)
  for (const [at, element] of blinded.entries()) {
    const answer = checkElement(evaluated[at] ?? new Uint8Array(elementBytes))
    const weight = hashToScalar(
      Buffer.concat([
        framed(seed),
        twoBytes(at),
        framed(checkElement(element)),
        framed(answer),
        Buffer.from('Composite'),
      ]),
      mode,
    )
    m = sodium.crypto_core_ristretto255_add(m, sodium.crypto_scalarmult_ristretto255(weight, element))
    z = sodium.crypto_core_ristretto255_add(z, sodium.crypto_scalarmult_ristretto255(weight, answer))
  }
  return { m, z }
}

function challengeOf(parts: readonly Uint8Array[]): Uint8Array {
  return hashToScalar(Buffer.concat([...parts.map(framed), Buffer.from('Challenge')]), 'verifiable')
}

/** Proof that one key made all answers (DLEQ, RFC 9497 §2.2.1): challenge and response, 64 bytes. */
export function prove(
  secret: Uint8Array,
  evaluation: Evaluation,
  random = sodium.crypto_core_ristretto255_scalar_random(),
): Buffer {
  const { m, z } = weigh(evaluation)
  const atBase = sodium.crypto_scalarmult_ristretto255_base(random)
  const atM = sodium.crypto_scalarmult_ristretto255(random, m)
  const challenge = challengeOf([evaluation.publicKey, m, z, atBase, atM])
  const response = sodium.crypto_core_ristretto255_scalar_sub(
    random,
    sodium.crypto_core_ristretto255_scalar_mul(challenge, secret),
  )
  return Buffer.concat([challenge, response])
}

/** Does the proof show that the published key made every answer? False for whatever is malformed. */
export function verifyProof(evaluation: Evaluation, proof: Uint8Array): boolean {
  const { publicKey, blinded, evaluated } = evaluation
  if (blinded.length === 0 || blinded.length !== evaluated.length) return false
  try {
    const challenge = checkScalar(proof.subarray(0, scalarBytes))
    const response = checkScalar(proof.subarray(scalarBytes))
    const { m, z } = weigh(evaluation)
    const multiply = sodium.crypto_scalarmult_ristretto255
    const atBase = sodium.crypto_core_ristretto255_add(
      sodium.crypto_scalarmult_ristretto255_base(response),
      multiply(challenge, checkElement(publicKey)),
    )
    const atM = sodium.crypto_core_ristretto255_add(multiply(response, m), multiply(challenge, z))
    return sodium.memcmp(challenge, challengeOf([publicKey, m, z, atBase, atM]))
  } catch {
    // Libsodium throws where a product is the identity: no honest answer comes to that.
    return false
  }
}
