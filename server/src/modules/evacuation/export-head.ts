import { createHash, hkdfSync, randomBytes } from 'node:crypto'

import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Value } from 'typebox/value'

import {
  Secret,
  checkPassphrase,
  joinShares,
  keyOfPassphrase,
  newPassphraseSetting,
  unwrapKey,
  wrapKey,
} from '../vault/index.ts'
import type { NumberedKey, Share } from '../vault/index.ts'
import { ExportFault } from './sealed-stream.ts'

const what = 'shield-evacuation'

/** The first line of an export, in the clear: how its key is wrapped. Names the node and nobody. */
const Head = Type.Object(
  {
    what: Type.Literal(what),
    format: Type.Literal(1),
    id: Type.String({ minLength: 36, maxLength: 36 }),
    node: Type.String({ minLength: 2, maxLength: 12 }),
    madeAt: Type.String(),
    /** The key of the file, wrapped by the key that three of five recovery shares give. */
    shares: Type.Optional(
      Type.Object({ generation: Type.Integer(), salt: Type.String(), key: Type.String() }),
    ),
    /** The same, by a passphrase. */
    passphrase: Type.Optional(
      Type.Object({
        salt: Type.String(),
        memory: Type.Integer({ maximum: 4_194_304 }),
        passes: Type.Integer({ maximum: 100 }),
        parallelism: Type.Integer({ maximum: 64 }),
        key: Type.String(),
      }),
    ),
  },
  { additionalProperties: false },
)
export type Head = Static<typeof Head>

/** What opens an export: shares of the vault, a passphrase, or on the spot the key in force of the vault. */
export interface Opening {
  readonly shares?: readonly Share[]
  readonly passphrase?: string
  readonly vaultKey?: NumberedKey
}

export interface Whose {
  readonly id: string
  readonly node: string
}

/** A new key, and the head of the file that it is for. */
export async function newHead(
  { id, node }: Whose,
  { vaultKey, passphrase }: Pick<Opening, 'vaultKey' | 'passphrase'>,
): Promise<{ readonly head: Head; readonly key: Secret }> {
  const key = Secret.random(32)
  const salt = randomBytes(16).toString('base64')
  const setting = newPassphraseSetting()
  if (passphrase !== undefined) checkPassphrase(passphrase)
  const head: Head = {
    ...{ what, format: 1, id, node, madeAt: new Date().toISOString() },
    ...(vaultKey && {
      shares: { generation: vaultKey.number, salt, key: wrapByVault(vaultKey, salt, { id, node }, key) },
    }),
    ...(passphrase !== undefined && {
      passphrase: { ...setting, key: await wrapByPassphrase(passphrase, setting, { id, node }, key) },
    }),
  }
  return { head, key }
}

const about = ({ id, node }: Whose): string => `${what} ${node} ${id}`

function byVault({ number, key }: NumberedKey, salt: string, whose: Whose): Secret {
  const bytes = hkdfSync('sha256', key.bytes, Buffer.from(salt, 'base64'), `${about(whose)} ${number}`, 32)
  return new Secret(Buffer.from(bytes))
}

// Each of these takes what wraps, how, for which export, and the key that is wrapped.
function wrapByVault(vaultKey: NumberedKey, salt: string, whose: Whose, key: Secret): string {
  using by = byVault(vaultKey, salt, whose)
  return wrapKey(by, key, about(whose)).toString('base64')
}

async function wrapByPassphrase(
  passphrase: string,
  setting: Parameters<typeof keyOfPassphrase>[0],
  whose: Whose,
  key: Secret,
): Promise<string> {
  using by = await keyOfPassphrase(setting, passphrase)
  return wrapKey(by, key, about(whose)).toString('base64')
}

/** The key of the file. Throws ExportFault for a wrong passphrase or shares of another making, CustodyFault for too few. */
export async function openKey(head: Head, { shares, passphrase, vaultKey }: Opening): Promise<Secret> {
  if (passphrase !== undefined) return openByPassphrase(head, passphrase)
  if (vaultKey) return openByVault(head, vaultKey)
  if (shares === undefined)
    throw new ExportFault('say what opens it: three shares, or the file with its passphrase')
  const joined = await joinShares(head.node, shares)
  using key = joined.key
  return openByVault(head, { ...joined, key })
}

async function openByPassphrase(head: Head, passphrase: string): Promise<Secret> {
  const kept = head.passphrase
  if (!kept) throw new ExportFault('it was made without a passphrase: three of five recovery shares open it')
  using by = await keyOfPassphrase(kept, passphrase)
  return unwrapped(by, kept.key, head, 'the passphrase is wrong, or the head of the file was changed')
}

function openByVault(head: Head, vaultKey: NumberedKey): Secret {
  const kept = head.shares
  if (!kept) throw new ExportFault('it was made without recovery shares: its passphrase opens it')
  if (kept.generation !== vaultKey.number)
    throw new ExportFault(
      `it is for shares of generation ${kept.generation}, these are of ${vaultKey.number}`,
    )
  using by = byVault(vaultKey, kept.salt, head)
  return unwrapped(
    by,
    kept.key,
    head,
    'the shares do not open it: they are of another vault or another making',
  )
}

function unwrapped(by: Secret, key: string, head: Head, why: string): Secret {
  try {
    return unwrapKey(by, Buffer.from(key, 'base64'), about(head))
  } catch {
    throw new ExportFault(why)
  }
}

export const headText = (head: Head): string => `${JSON.stringify(head)}\n`

/** The head of a file from its first bytes, and how many they are. Throws ExportFault. */
export function readHead(bytes: Buffer): { readonly head: Head; readonly length: number } {
  const end = bytes.indexOf('\n')
  let head: unknown
  try {
    head = JSON.parse(bytes.subarray(0, Math.max(end, 0)).toString('utf8'))
  } catch {
    throw new ExportFault('it is no export of an evacuation')
  }
  if (!Value.Check(Head, head)) throw new ExportFault('it is no export of an evacuation')
  return { head, length: end + 1 }
}

/** What the key of a file is used for: its chunks, and the digests of its manifest. */
export function keysOf(
  key: Secret,
  head: Head,
): { readonly key: Buffer; readonly about: Buffer; readonly digest: Buffer } {
  const of = (use: string): Buffer =>
    Buffer.from(hkdfSync('sha256', key.bytes, head.id, `${what} ${use}`, 32))
  return {
    key: of('chunks'),
    about: createHash('sha256').update(headText(head)).digest(),
    digest: of('digests'),
  }
}
