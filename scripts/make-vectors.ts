import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { JsonWebKeyInput, KeyObject } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'

import { canonicalJson } from '@shield/core'
import type { Json } from '@shield/core'
import { CompactEncrypt, GeneralSign } from 'jose'

import { digestOf } from '../server/src/peer/check-body.ts'
import { thumbprint } from '../server/src/peer/sign.ts'
import { root } from './run-step.ts'

/**
 * Makes the envelopes and answers of contract/vectors anew from the keys there. What a partner's program has to open and what
 * it has to refuse; encryption draws at random, so the texts differ each time and what they say does not.
 */
const folder = `${root}contract/vectors`
const keys = JSON.parse(await readFile(`${folder}/keys.json`, 'utf8')) as Record<string, Pair>
interface Pair {
  readonly signing: JsonWebKeyInput['key']
  readonly encryption: JsonWebKeyInput['key']
}

type Which = 'th' | 'ph' | 'stranger'
const secret = (who: Which, use: keyof Pair): KeyObject =>
  createPrivateKey({ key: keys[who]?.[use] ?? {}, format: 'jwk' })
const open = (who: Which, use: keyof Pair): KeyObject => createPublicKey(secret(who, use) as never)

interface Signing {
  readonly by?: Which
  readonly alg?: string
  readonly kid?: string
}

async function sign(content: Json, { by = 'ph', alg = 'EdDSA', kid }: Signing = {}): Promise<Json> {
  const jws = new GeneralSign(new TextEncoder().encode(canonicalJson(content)))
  jws
    .addSignature(secret(by, 'signing'))
    .setProtectedHeader({ alg, kid: kid ?? thumbprint(open(by, 'signing')), typ: 'shield+json' })
  return (await jws.sign()) as unknown as Json
}

function encrypt(jws: Json, to: Which = 'th', enc = 'A256GCM'): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(jws)))
    .setProtectedHeader({
      alg: 'ECDH-ES+A256KW',
      enc,
      kid: thumbprint(open(to, 'encryption')),
      cty: 'shield+jws',
    })
    .encrypt(open(to, 'encryption'))
}

const release = '019ac000-0000-7000-8000-00000000a001'
const messages = [
  {
    ...{ id: '019ac000-0000-7000-8000-000000000001', kind: 'recall', schema: 1, body: { release } },
  },
  {
    ...{ id: '019ac000-0000-7000-8000-000000000002', kind: 'recall', schema: 1 },
    body: {
      release: '019ac000-0000-7000-8000-00000000a002',
      later: ['a field of a later version', 1.5, 'สวัสดี'],
    },
    expires: '2026-12-31T00:00:00.000Z',
  },
]
const envelope = {
  ...{ protocol: 2, minReadable: 2, id: '019ac000-0000-7000-8000-00000000e001', from: 'ph', to: 'th' },
  ...{ lane: 'urgent', incarnation: 1, first: 41, created: '2026-11-26T08:00:00.000Z' },
  ...{ expires: '2026-11-27T08:00:00.000Z', messages },
}
const good = await sign(envelope)
const { payload, signatures } = good as {
  payload: string
  signatures: { protected: string; signature: string }[]
}
const foreign = (await sign(envelope, { by: 'stranger' })) as { signatures: typeof signatures }
const touched = Buffer.from(payload, 'base64url').toString().replace('"first":41', '"first":42')
const [head = '', key = '', iv = '', cipher = '', tag = ''] = (await encrypt(good)).split('.')
const flip = (text: string): string => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`
const none = Buffer.from('{"alg":"none"}').toString('base64url')

await write('envelopes.json', [
  { name: 'two messages', opens: true, text: await encrypt(good), content: envelope, digests: digests() },
  {
    name: 'a second signature by a key that the receiver does not know',
    opens: true,
    text: await encrypt({
      payload,
      signatures: [...signatures, ...foreign.signatures],
    }),
    content: envelope,
    digests: digests(),
  },
  bad('the tag of the encryption is changed', [head, key, iv, cipher, flip(tag)].join('.')),
  bad('the cipher text is changed', [head, key, iv, flip(cipher), tag].join('.')),
  bad('the wrapped key is changed', [head, flip(key), iv, cipher, tag].join('.')),
  bad('a part is missing', [head, key, iv, cipher].join('.')),
  bad('not encrypted', JSON.stringify(good)),
  bad('encrypted for another', await encrypt(good, 'ph')),
  bad('another content encryption', await encrypt(good, 'th', 'A128GCM')),
  bad(
    'the signed content is changed',
    await encrypt({ payload: Buffer.from(touched).toString('base64url'), signatures }),
  ),
  bad(
    'the signature is changed',
    await encrypt({
      payload,
      signatures: [{ ...signatures[0], signature: flip(signatures[0]?.signature ?? '') } as Json],
    }),
  ),
  bad('no signature', await encrypt({ payload, signatures: [] })),
  bad(
    'an algorithm that signs nothing',
    await encrypt({ payload, signatures: [{ protected: none, signature: '' }] }),
  ),
  bad('signed by a stranger', await encrypt(await sign(envelope, { by: 'stranger' }))),
  bad(
    'signed by a stranger under the name of the right key',
    await encrypt(await sign(envelope, { by: 'stranger', kid: thumbprint(open('ph', 'signing')) })),
  ),
  bad('for another node', await encrypt(await sign({ ...envelope, to: 'mm' }))),
  bad('from another node', await encrypt(await sign({ ...envelope, from: 'mm' }))),
  bad('no messages', await encrypt(await sign({ ...envelope, messages: [] }))),
  bad('an unknown lane', await encrypt(await sign({ ...envelope, lane: 'express' }))),
  bad('numbers begin at nothing', await encrypt(await sign({ ...envelope, first: 0 }))),
  bad('no id', await encrypt(await sign({ ...envelope, id: 'one' }))),
])

const answer = {
  ...{ protocol: 2, minReadable: 2, id: '019ac000-0000-7000-8000-00000000f001', from: 'ph', to: 'th' },
  ...{ answers: '019ac000-0000-7000-8000-00000000e009', created: '2026-11-26T08:00:01.000Z', incarnation: 1 },
  expected: 43,
}
const [first = '', second = ''] = digests()
const receipts = [
  { message: messages[0]?.id ?? '', digest: first, state: 'recalled' },
  { message: messages[1]?.id ?? '', digest: second, state: 'refused', code: 'EXPIRED' },
]
await write('receipts.json', [
  {
    name: 'one recalled, one refused',
    opens: true,
    text: await encrypt(await sign({ ...answer, receipts })),
    content: { ...answer, receipts },
  },
  {
    name: 'numbers are missing',
    opens: true,
    text: await encrypt(await sign({ ...answer, receipts: [], fault: 'gap' })),
    content: { ...answer, receipts: [], fault: 'gap' },
  },
  bad('signed by a stranger', await encrypt(await sign({ ...answer, receipts }, { by: 'stranger' }))),
  bad(
    'a state nobody knows',
    await encrypt(await sign({ ...answer, receipts: [{ ...receipts[0], state: 'lost' } as Json] })),
  ),
  bad(
    'a code nobody knows',
    await encrypt(await sign({ ...answer, receipts: [{ ...receipts[1], code: 'BECAUSE' } as Json] })),
  ),
  bad('no word on what it answers', await encrypt(await sign({ ...answer, answers: '', receipts }))),
])

function digests(): string[] {
  return messages.map((one) => digestOf(one as never).toString('base64url'))
}

function bad(name: string, text: string) {
  return { name, opens: false, text }
}

async function write(name: string, vectors: readonly object[]): Promise<void> {
  await writeFile(`${folder}/${name}`, `${JSON.stringify(vectors, undefined, 2)}\n`)
  console.log(`${name}: ${vectors.length} vectors`)
}
