import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { JsonWebKeyInput } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'

import { auditOrigin, signCheckpoint } from '../server/src/audit/index.ts'
import { cosign } from '../server/src/federation/cosignature.ts'
import { signEvent, signHead } from '../server/src/federation/key-log.ts'
import type { KeyEvent } from '../server/src/federation/key-log.ts'
import { thumbprint } from '../server/src/keys.ts'
import type { KeyPair } from '../server/src/keys.ts'
import { root } from './run-step.ts'

/**
 * Makes the vectors of key logs, checkpoints and cosignatures anew from the keys of contract/vectors. Ed25519 draws nothing, so
 * the same bytes come out each time.
 */
const folder = `${root}contract/vectors`
type Pair = Readonly<Record<'signing' | 'encryption', JsonWebKeyInput['key']>>
const keys = JSON.parse(await readFile(`${folder}/keys.json`, 'utf8')) as Readonly<Record<string, Pair>>

function pair(who: string, use: keyof Pair): KeyPair {
  const privateKey = createPrivateKey({ key: keys[who]?.[use] ?? {}, format: 'jwk' })
  return { privateKey, publicKey: createPublicKey(privateKey as never) }
}

const identity = pair('ph', 'signing')
const [old, fresh] = [pair('th', 'signing'), pair('stranger', 'signing')]
const add = (key: KeyPair, use: 'envelope' | 'encryption', number: number, at: string): KeyEvent => ({
  ...{ node: 'ph', number, at, act: 'add', use, kid: thumbprint(key.publicKey) },
  jwk: key.publicKey.export({ format: 'jwk' }) as never,
})
const frame = (number: number, at: string, key: KeyPair) => ({
  ...{ node: 'ph', number, at, kid: thumbprint(key.publicKey) },
})
const [first, later, last] = [
  '2026-01-01T00:00:00.000Z',
  '2026-02-01T00:00:00.000Z',
  '2026-03-01T00:00:00.000Z',
]
const content: readonly KeyEvent[] = [
  add(old, 'envelope', 0, first),
  add(pair('ph', 'encryption'), 'encryption', 1, first),
  add(fresh, 'envelope', 2, later),
  { ...frame(3, later, old), act: 'retire', until: '2026-02-15T00:00:00.000Z' },
  { ...frame(4, last, fresh), act: 'revoke', since: '2026-02-20T00:00:00.000Z' },
]
const events = content.map((event) => signEvent(identity, event))
const head = signHead(identity, 'ph', events)
const swapped = [events[1] ?? '', events[0] ?? '', ...events.slice(2)]
const good = (key: KeyPair, at: string, isGood: boolean) => ({ kid: thumbprint(key.publicKey), at, isGood })
const keyLog = {
  node: 'ph',
  identity: identity.publicKey.export({ format: 'jwk' }),
  logs: [
    { name: 'a key, its successor, and that one lost', opens: true, events, head, content },
    { name: 'the last event is missing', opens: false, events: events.slice(0, -1), head },
    {
      name: 'events out of their places',
      opens: false,
      events: swapped,
      head: signHead(identity, 'ph', swapped),
    },
    { name: 'a head signed by another', opens: false, events, head: signHead(old, 'ph', events) },
    { name: 'an event signed by another', opens: false, ...forged() },
  ],
  keys: [
    good(old, '2026-01-10T00:00:00.000Z', true),
    good(old, '2026-02-10T00:00:00.000Z', true),
    good(old, '2026-02-16T00:00:00.000Z', false),
    good(fresh, '2026-01-10T00:00:00.000Z', false),
    good(fresh, '2026-02-10T00:00:00.000Z', true),
    good(fresh, '2026-02-21T00:00:00.000Z', false),
  ],
}

function forged(): { readonly events: readonly string[]; readonly head: string } {
  const changed = [...events.slice(0, -1), signEvent(old, content[4] as KeyEvent)]
  return { events: changed, head: signHead(identity, 'ph', changed) }
}

const roots = {
  4: 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  8: '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
}
const note = signCheckpoint(
  { origin: auditOrigin('ph'), size: 8, root: Buffer.from(roots[8], 'hex') },
  identity,
)
const line = cosign(note, 'th', { key: old, at: new Date('2026-03-01T12:00:00Z') })
const witness = {
  log: { node: 'ph', key: identity.publicKey.export({ format: 'jwk' }) },
  witness: { node: 'th', key: old.publicKey.export({ format: 'jwk' }) },
  checkpoint: { note, size: 8, root: roots[8] },
  cosignatures: [
    { name: 'right', isRight: true, line, at: '2026-03-01T12:00:00.000Z' },
    { name: 'by another witness', isRight: false, line: cosign(note, 'th', { key: fresh, at: new Date(0) }) },
    {
      name: 'of another head',
      isRight: false,
      line: cosign(note.replace('\n8\n', '\n9\n'), 'th', { key: old, at: new Date(0) }),
    },
    { name: 'cut', isRight: false, line: line.slice(0, -4) },
  ],
  // Of the Certificate Transparency reference implementation's own test.
  tree: {
    leaves: [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ],
    roots,
    consistency: {
      ...{ from: 4, to: 8 },
      proof: ['6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4'],
    },
  },
}

await writeFile(`${folder}/key-log.json`, `${JSON.stringify(keyLog, null, 1)}\n`)
await writeFile(`${folder}/witness.json`, `${JSON.stringify(witness, null, 1)}\n`)
