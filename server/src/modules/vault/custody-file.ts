import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { CustodyFault, aboutGeneration, noRoot } from './custody.ts'
import type { KeyCustody } from './custody.ts'
import { keyBytes, unwrapKey, wrapKey } from './cipher.ts'
import { checkPassphrase, keyOfPassphrase, newPassphraseSetting } from './passphrase.ts'
import type { PassphraseSetting } from './passphrase.ts'
import { Secret } from './secret.ts'
import { writeWhole } from './write-whole.ts'

interface CustodyFile extends PassphraseSetting {
  /** Root of each generation, sealed by the key of the passphrase; base64. */
  readonly roots: Readonly<Record<string, string>>
}

export const custodyFile = (folder: string): string => join(folder, 'custody.json')

/** Roots in a file `custody.json`, opened by a passphrase (Argon2id). Throws CustodyFault for a wrong passphrase. */
export async function openFileCustody(folder: string, passphrase: string): Promise<KeyCustody> {
  checkPassphrase(passphrase)
  const file = custodyFile(folder)
  const found = await readCustody(file)
  let kept = found ?? { ...newPassphraseSetting(), roots: {} }
  const key = await keyOfPassphrase(kept, passphrase)
  const roots = openRoots(kept, key)
  const store = async (changed: CustodyFile['roots']): Promise<void> => {
    kept = { ...kept, roots: changed }
    await writeWhole(file, JSON.stringify(kept))
  }
  const rootOf = (generation: number): Secret => {
    const root = roots.get(generation)
    if (!root) throw noRoot(generation, 'the custody file')
    return root
  }
  return {
    kind: 'file',
    wrap: async (generation, wrapped) => {
      if (!roots.has(generation)) {
        const root = Secret.random(keyBytes)
        const sealed = wrapKey(key, root, aboutRoot(generation)).toString('base64')
        await store({ ...kept.roots, [generation]: sealed })
        roots.set(generation, root)
      }
      return wrapKey(rootOf(generation), wrapped, aboutGeneration(generation))
    },
    unwrap: async (generation, wrapped) => {
      const root = rootOf(generation)
      try {
        return unwrapKey(root, wrapped, aboutGeneration(generation))
      } catch {
        throw new CustodyFault('the key ring was changed, or is of another vault')
      }
    },
    end: async (generation) => {
      const root = roots.get(generation)
      if (!root) return
      const rest = Object.entries(kept.roots).filter(([name]) => Number(name) !== generation)
      await store(Object.fromEntries(rest))
      root[Symbol.dispose]()
      roots.delete(generation)
    },
    close: async () => {
      for (const root of roots.values()) root[Symbol.dispose]()
      key[Symbol.dispose]()
    },
  }
}

const aboutRoot = (generation: number | string): string => `root ${generation}`

async function readCustody(file: string): Promise<CustodyFile | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as CustodyFile
  } catch {
    throw new CustodyFault(`${file} is not whole: put back the copy of it`)
  }
}

function openRoots(kept: CustodyFile, key: Secret): Map<number, Secret> {
  const roots = new Map<number, Secret>()
  for (const [generation, root] of Object.entries(kept.roots))
    try {
      roots.set(Number(generation), unwrapKey(key, Buffer.from(root, 'base64'), aboutRoot(generation)))
    } catch {
      key[Symbol.dispose]()
      throw new CustodyFault('the passphrase of the vault is wrong, or its custody file was changed')
    }
  return roots
}
