import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import { blindInput, evaluateBlinded, finalize, prove, verifyProof } from './oprf.ts'
import { commit, rootOver } from './ticket.ts'
import { tokenInput } from './token.ts'

interface Item {
  readonly value: string
  readonly input: string
  readonly blind: string
  readonly blinded: string
  readonly evaluated: string
  readonly nonce: string
  readonly commitment: string
  readonly token: string
}

interface Question {
  readonly domain: { readonly agreement: string; readonly identifier: 'phone'; readonly epoch: string }
  readonly secretKey: string
  readonly publicKey: string
  readonly items: readonly Item[]
  readonly root: string
  readonly random: string
  readonly proof: string
  readonly invalid: readonly {
    readonly why: string
    readonly evaluated: readonly string[]
    readonly proof: string
  }[]
}

const file = new URL('../../../../contract/vectors/matching/question.json', import.meta.url)
const vector = JSON.parse(readFileSync(file, 'utf8')) as Question
const hex = (text: string): Buffer => Buffer.from(text, 'hex')
const blinded = vector.items.map((item) => hex(item.blinded))

test('a question for other makers: inputs, elements, tokens, commitments and proof are as the vectors say', () => {
  for (const item of vector.items) {
    const input = tokenInput(vector.domain, item.value)
    assert.equal(input.toString(), item.input)
    const { element } = blindInput(input, 'verifiable', hex(item.blind))
    assert.deepEqual(Buffer.from(element), hex(item.blinded))
    const [evaluated = new Uint8Array()] = evaluateBlinded(hex(vector.secretKey), [element])
    assert.deepEqual(Buffer.from(evaluated), hex(item.evaluated))
    assert.deepEqual(finalize(input, hex(item.blind), evaluated).subarray(0, 32), hex(item.token))
    const committed = { identifier: vector.domain.identifier, norm: item.value, nonce: hex(item.nonce) }
    assert.deepEqual(commit(committed), hex(item.commitment))
  }
  const committed = vector.items.map(({ value, nonce }) => ({
    identifier: 'phone' as const,
    norm: value,
    nonce: hex(nonce),
  }))
  assert.deepEqual(rootOver(committed), hex(vector.root))
  const evaluated = vector.items.map((item) => hex(item.evaluated))
  const evaluation = { publicKey: hex(vector.publicKey), blinded, evaluated }
  assert.deepEqual(prove(hex(vector.secretKey), evaluation, hex(vector.random)), hex(vector.proof))
  assert.ok(verifyProof(evaluation, hex(vector.proof)))
})

for (const { why, evaluated, proof } of vector.invalid)
  test(`not believed: ${why}`, () => {
    const evaluation = { publicKey: hex(vector.publicKey), blinded, evaluated: evaluated.map(hex) }
    assert.ok(!verifyProof(evaluation, hex(proof)))
  })
