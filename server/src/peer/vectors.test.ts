import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { JsonWebKeyInput, KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import { Answer, Envelope } from '@shield/contract'
import type { MessageKind } from '@shield/contract'
import type { Json } from '@shield/core'
import { compactDecrypt, compactVerify, generalVerify, importJWK } from 'jose'
import type { GeneralJWS, JWK } from 'jose'

import type { Node, Visit } from '../context.ts'
import type { KeyPair } from '../keys.ts'
import { compile, digestOf, formOf, readForm } from './check-body.ts'
import { decrypt, openSigned } from './envelope.ts'
import { peerKey, thumbprint, unsign } from './sign.ts'

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../../contract/vectors/${name}`, import.meta.url), 'utf8')) as T

interface Vector {
  readonly name: string
  readonly opens: boolean
  readonly text: string
  readonly content?: { readonly messages?: readonly object[] }
  readonly digests?: readonly string[]
}

const keys = read<Record<string, Record<'signing' | 'encryption', JsonWebKeyInput['key']>>>('keys.json')
const pair = (who: string, use: 'signing' | 'encryption'): KeyPair => {
  const privateKey = createPrivateKey({ key: keys[who]?.[use] ?? {}, format: 'jwk' })
  return { privateKey, publicKey: createPublicKey(privateKey as never) }
}
const th = {
  name: 'th',
  keys: {
    ...{ envelope: pair('th', 'signing'), encryption: pair('th', 'encryption'), earlierEncryption: [] },
    audit: pair('th', 'signing'),
  },
} as unknown as Node
const visit = { node: th } as Visit
const ph = pair('ph', 'signing').publicKey
const knownKey = (_visit: Visit, peer: string, kid: string): Promise<KeyObject | undefined> =>
  Promise.resolve(peer === 'ph' && kid === thumbprint(ph) ? ph : undefined)

for (const [file, schema, least] of [
  ['envelopes.json', Envelope, 20],
  ['receipts.json', Answer, 6],
] as const) {
  const isRight = compile(schema)
  const vectors = read<readonly Vector[]>(file)
  test(`${file}: what a partner has to open and what it has to refuse`, async () => {
    assert.ok(vectors.length >= least && vectors.some((one) => !one.opens))
    for (const { name, opens, text, content, digests = [] } of vectors) {
      const signed = await decrypt(th, text)
      const read_ = signed === undefined ? undefined : await openSigned(visit, signed, knownKey)
      const isOpen = read_ !== undefined && isRight(read_)
      assert.equal(isOpen, opens, name)
      if (!opens) continue
      assert.deepEqual(read_, content, name)
      for (const [at, digest] of digests.entries())
        assert.equal(digestOf(content?.messages?.[at] as never).toString('base64url'), digest)
    }
  })
}

interface Body {
  readonly name: string
  readonly kind: MessageKind
  readonly schema: number
  readonly fits: boolean
  readonly body: Json
  readonly newest?: Json
}

test('bodies.json: packages in both forms, and what has not the form it claims', () => {
  const vectors = read<readonly Body[]>('bodies.json')
  assert.ok(vectors.length >= 20)
  for (const { name, kind, schema, fits, body, newest } of vectors) {
    const form = formOf(kind, schema) ?? assert.fail(name)
    assert.deepEqual(readForm(form, body), fits ? (newest ?? body) : undefined, name)
    if (newest !== undefined) assert.deepEqual(form.write(newest), body, `${name}, written`)
  }
})

interface Jose {
  readonly key: JWK
  readonly thumbprint: string
  readonly jws: never
  readonly payload: string
  readonly jwe: string
  readonly plaintext: string
}

test("the RFCs: a key's name, an Ed25519 signature, general serialisation, encryption", async () => {
  const rfc = read<Record<'rfc8037-a2-a4' | 'rfc7515-a6' | 'rfc7516-a3', Jose>>('jose.json')
  const { key, thumbprint: name, jws, payload } = rfc['rfc8037-a2-a4']
  assert.equal(thumbprint(peerKey(key)), name)
  const verified = await compactVerify(jws, peerKey(key))
  assert.equal(new TextDecoder().decode(verified.payload), payload)
  assert.equal(await unsign(jws, peerKey(key)), undefined, 'signed, and no JSON')
  const general = rfc['rfc7515-a6']
  const { payload: claims } = await generalVerify(
    general.jws as GeneralJWS,
    await importJWK(general.key, 'ES256'),
  )
  assert.match(new TextDecoder().decode(claims), /"iss":"joe"/)
  const wrapped = rfc['rfc7516-a3']
  const { plaintext } = await compactDecrypt(wrapped.jwe, await importJWK(wrapped.key, 'A128KW'))
  assert.equal(new TextDecoder().decode(plaintext), wrapped.plaintext)
  assert.equal(await decrypt(th, wrapped.jwe), undefined, 'right, and not of the kind that nodes use')
})
