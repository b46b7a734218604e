import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { CustodyFault } from './custody.ts'
import type { KeyCustody } from './custody.ts'
import { keyBytes, unwrapKey, wrapKey } from './cipher.ts'
import { Secret } from './secret.ts'
import { tagBytes } from './slot.ts'
import { writeWhole } from './write-whole.ts'

/** The key of one generation, open. */
export interface Generation {
  readonly number: number
  readonly since: string
  /** Wraps the keys of persons. */
  readonly key: Secret
}

/** What the vault works with while it is open. */
export interface Ring {
  readonly now: Generation
  /** Being changed to: a rotation that has begun. */
  readonly next: Generation | undefined
  readonly blindKey: Secret
}

interface KeptGeneration {
  readonly number: number
  readonly since: string
  /** Wrapped by the custodian; base64. */
  readonly key: string
  /** The key of the digests, wrapped by this generation; base64. */
  readonly blindKey: string
}

interface KeptRing {
  readonly now: KeptGeneration
  readonly next?: KeptGeneration
}

export const ringFile = (folder: string): string => join(folder, 'vault.json')
const aboutBlindKey = 'blind key'

/** Opens the ring of a folder, or makes the first one. */
export async function openRing(folder: string, custody: KeyCustody): Promise<Ring> {
  const found = await findRing(folder, custody)
  if (found) return found
  const made = { now: newGeneration(1), next: undefined, blindKey: Secret.random(keyBytes) }
  await keepRing(folder, custody, made)
  return made
}

/** Opens the ring of a folder; undefined where the vault was never opened. */
export async function findRing(folder: string, custody: KeyCustody): Promise<Ring | undefined> {
  const kept = await readRing(folder)
  if (!kept) return undefined
  const now = await openGeneration(kept.now, custody)
  const next = kept.next && (await openGeneration(kept.next, custody))
  return { now, next, blindKey: openBlindKey(now.key, kept.now) }
}

/**
 * The ring of a folder, opened by the key of its generation itself where the custodian is lost. A change to a next
 * generation that had begun is given up. Throws CustodyFault for another key.
 */
export async function findRingBy(folder: string, { number, key }: NumberedKey): Promise<Ring | undefined> {
  const kept = await readRing(folder)
  if (!kept) return undefined
  if (kept.now.number !== number)
    throw new CustodyFault(`the vault is of generation ${kept.now.number}, the shares of ${number}`)
  return {
    now: { number, since: kept.now.since, key },
    next: undefined,
    blindKey: openBlindKey(key, kept.now),
  }
}

export type NumberedKey = Pick<Generation, 'number' | 'key'>

export function newGeneration(number: number): Generation {
  return { number, since: new Date().toISOString(), key: Secret.random(keyBytes) }
}

/** Writes the ring, each generation wrapped by the custodian under its own root. */
export async function keepRing(folder: string, custody: KeyCustody, ring: Ring): Promise<void> {
  const keep = async ({ number, since, key }: Generation): Promise<KeptGeneration> => ({
    number,
    since,
    key: (await custody.wrap(number, key)).toString('base64'),
    blindKey: wrapKey(key, ring.blindKey, aboutBlindKey).toString('base64'),
  })
  const kept: KeptRing = {
    now: await keep(ring.now),
    ...(ring.next ? { next: await keep(ring.next) } : {}),
  }
  await writeWhole(ringFile(folder), JSON.stringify(kept))
}

/** Ends the keys of a ring: afterwards it opens nothing. */
export function endRing({ now, next, blindKey }: Ring): void {
  for (const key of [now.key, next?.key, blindKey]) key?.[Symbol.dispose]()
}

async function openGeneration(kept: KeptGeneration, custody: KeyCustody): Promise<Generation> {
  const { number, since } = kept
  return { number, since, key: await custody.unwrap(number, Buffer.from(kept.key, 'base64')) }
}

function openBlindKey(key: Secret, kept: KeptGeneration): Secret {
  try {
    return unwrapKey(key, Buffer.from(kept.blindKey, 'base64'), aboutBlindKey)
  } catch {
    throw new CustodyFault('the key does not open the key ring: it is of another vault, or was changed')
  }
}

async function readRing(folder: string): Promise<KeptRing | undefined> {
  const file = ringFile(folder)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as KeptRing
  } catch {
    throw new CustodyFault(`${file} is not whole: put back the latest copy of it`)
  }
}

/** A keyed digest of a text for one use; without the key nobody finds the text by trying. */
export function digest(blindKey: Secret, use: string, text: string): Buffer {
  return createHmac('sha256', blindKey.bytes).update(`${use}\0${text}`).digest().subarray(0, tagBytes)
}
