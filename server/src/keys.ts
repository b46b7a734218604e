import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface SigningKey {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

/** The node's two Ed25519 keys (RFC 8032): one signs envelopes to partners, one the audit's checkpoints. */
export interface NodeKeys {
  readonly envelope: SigningKey
  readonly audit: SigningKey
}

/** Reads the keys of a folder (PKCS#8 PEM, mode 0600), or makes them the first time. */
export async function loadKeys(folder: string): Promise<NodeKeys> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return {
    envelope: await loadKey(join(folder, 'envelope.pem')),
    audit: await loadKey(join(folder, 'audit.pem')),
  }
}

/** Tells two texts of this node apart and no more: without its key nobody finds the text by trying every telephone number. */
export function fingerprint(keys: NodeKeys, text: string): string {
  const key = keys.audit.privateKey.export({ type: 'pkcs8', format: 'der' })
  return createHmac('sha256', key).update(text).digest('hex').slice(0, 16)
}

async function loadKey(file: string): Promise<SigningKey> {
  const pem = await readFile(file, 'utf8').catch(() => makeKey(file))
  const privateKey = createPrivateKey(pem)
  return { privateKey, publicKey: createPublicKey(privateKey) }
}

async function makeKey(file: string): Promise<string> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  // `wx`: of two first starts one writes, the other reads what was written.
  await writeFile(file, pem, { mode: 0o600, flag: 'wx' })
  return pem
}
