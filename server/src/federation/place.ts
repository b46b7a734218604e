import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

import type { Config } from '../config.ts'
import { keyPairOf, makeClosedFolder, newKey } from '../keys.ts'
import type { KeyKind, KeyPair } from '../keys.ts'
import { readGovernance, readMembers } from './governance.ts'
import type { Governance, MemberList } from './governance.ts'
import type { KeyLog } from './key-log.ts'
import { replaceFile } from './own-keys.ts'
import type { KeyPlace } from './own-keys.ts'

/** What a node holds of its federation: signed texts, and the key log of each member as it was last seen. */
export interface Federation {
  readonly governance: Governance
  readonly list: MemberList
  /** The signed texts. */
  readonly texts: { readonly governance: string; readonly members: string }
  readonly logs: Readonly<Record<string, KeyLog>>
}

export type Whose = Pick<Config, 'dataFolder' | 'node'>

/** Files of the federation in a node's data folder. The secretariat, which admits, also holds `authority.pem` and `officer-*.pem`. */
export function federationFolder({ dataFolder, node }: Whose): string {
  return join(dataFolder, 'federation', node)
}

export function keyPlace({ dataFolder, node }: Whose, identity?: string): KeyPlace {
  return { node, folder: join(dataFolder, 'keys', node), ...(identity === undefined ? {} : { identity }) }
}

const stateFile = 'federation.json'
export const certificateFile = 'tls.crt'

interface Stored {
  readonly governance: string
  readonly members: string
  readonly logs: Readonly<Record<string, KeyLog>>
}

/** Undefined where the node belongs to none. Throws when a signature is not right. */
export async function findFederation(whose: Whose): Promise<Federation | undefined> {
  const text = await readOptional(join(federationFolder(whose), stateFile))
  return text === undefined ? undefined : readFederation(JSON.parse(text) as Stored)
}

export async function readFederation({ governance, members, logs }: Stored): Promise<Federation> {
  const read = await readGovernance(governance)
  return {
    governance: read,
    list: await readMembers(members, read),
    texts: { governance, members },
    logs,
  }
}

export async function keepFederation(
  whose: Whose,
  { texts, logs }: Pick<Federation, 'texts' | 'logs'>,
): Promise<void> {
  const folder = federationFolder(whose)
  await makeClosedFolder(folder)
  await replaceFile(join(folder, stateFile), JSON.stringify({ ...texts, logs } satisfies Stored))
}

/** When what the node holds of its federation last changed; 0 for never. */
export async function federationChangedAt(whose: Whose): Promise<number> {
  return stat(join(federationFolder(whose), stateFile)).then(
    (found) => found.mtimeMs,
    () => 0,
  )
}

/** When the node's keys, its key log or its certificate last changed: each file is replaced by another of its name. */
export async function keysChangedAt(whose: Whose): Promise<string> {
  const { folder } = keyPlace(whose)
  const changed = await Promise.all(
    [folder, join(federationFolder(whose), certificateFile)].map((path) =>
      stat(path).then(
        (found) => found.mtimeMs,
        () => 0,
      ),
    ),
  )
  return changed.join()
}

export interface TlsFiles {
  readonly key: string
  readonly certificate: string
  readonly authority: string
}

/** What the node's door for partners opens with; undefined until it has a certificate. */
export async function findTls(whose: Whose): Promise<TlsFiles | undefined> {
  const federation = await findFederation(whose)
  const key = await readOptional(join(keyPlace(whose).folder, 'tls.pem'))
  const certificate = await readOptional(join(federationFolder(whose), certificateFile))
  if (!federation || key === undefined || certificate === undefined) return undefined
  return { key, certificate, authority: federation.governance.authority }
}

/** A key of a file; made when it is not there. */
export async function ensureKey(file: string, kind: KeyKind): Promise<KeyPair> {
  const pem = (await readOptional(file)) ?? newKey(kind)
  await replaceFile(file, pem)
  return keyPairOf(pem)
}

export async function readOptional(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}
