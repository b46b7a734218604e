import { join } from 'node:path'

import { keyPairOf } from '../keys.ts'
import type { KeyPair } from '../keys.ts'
import { replaceFile } from './own-keys.ts'
import { federationFolder, findFederation, readOptional } from './place.ts'
import type { Federation, Whose } from './place.ts'

export const authorityKeyFile = 'authority.pem'
const invitationsFile = 'invitations.json'

export interface Secretariat {
  readonly federation: Federation
  readonly officers: readonly KeyPair[]
  readonly authority: { readonly certificate: string; readonly key: KeyPair }
}

/** What the node that admits has in hand. Throws where this is not that node, or too few officers' keys are there. */
export async function openSecretariat(whose: Whose): Promise<Secretariat> {
  const folder = federationFolder(whose)
  const federation = await findFederation(whose)
  const pem = await readOptional(join(folder, authorityKeyFile))
  if (!federation || pem === undefined)
    throw new Error('this node is not the secretariat: it holds no authority of a federation')
  const officers: KeyPair[] = []
  for (const at of federation.governance.officers.keys()) {
    const key = await readOptional(officerFile(folder, at))
    if (key !== undefined) officers.push(keyPairOf(key))
  }
  if (officers.length < federation.governance.threshold)
    throw new Error(
      `${federation.governance.threshold} officers have to sign, the keys of ${officers.length} are at ${folder}`,
    )
  const authority = { certificate: federation.governance.authority, key: keyPairOf(pem) }
  return { federation, officers, authority }
}

/** Does this node admit others, and tell the members who has joined? */
export async function isSecretariat(whose: Whose): Promise<boolean> {
  return (await readOptional(join(federationFolder(whose), authorityKeyFile))) !== undefined
}

export function officerFile(folder: string, at: number): string {
  return join(folder, `officer-${at + 1}.pem`)
}

/** A code that was told and not used yet. */
export interface Invitation {
  readonly node: string
  readonly code: string
  readonly expires: string
}

export async function invitationsOf(whose: Whose): Promise<readonly Invitation[]> {
  const text = await readOptional(join(federationFolder(whose), invitationsFile))
  return text === undefined ? [] : (JSON.parse(text) as readonly Invitation[])
}

export function keepInvitations(whose: Whose, all: readonly Invitation[]): Promise<void> {
  return replaceFile(join(federationFolder(whose), invitationsFile), JSON.stringify(all))
}
