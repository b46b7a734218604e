import { join } from 'node:path'

import type { Json } from '@shield/core'

import { makeClosedFolder, thumbprint } from '../keys.ts'
import { issueCertificate, makeAuthority } from './certificate.ts'
import { signByOfficers } from './governance.ts'
import type { Governance, Member, MemberList } from './governance.ts'
import { ensureKey, federationFolder, findFederation, keepFederation } from './place.ts'
import type { Federation, Whose } from './place.ts'
import { authorityKeyFile, officerFile } from './secretariat.ts'
import { takeCertificate, waitingTlsKey } from './tls-key.ts'

export interface Founding {
  readonly name: string
  /** Names of the officers; how many of them sign a list of members. */
  readonly officers: readonly string[]
  readonly threshold: number
  readonly self: Pick<Member, 'name' | 'address'>
  readonly now: Date
}

/** Makes a federation with this node as its secretariat and first member. */
export async function foundFederation(whose: Whose, founding: Founding): Promise<Federation> {
  if (await findFederation(whose)) throw new Error('this node belongs to a federation already')
  const { name, threshold, self, now } = founding
  const folder = federationFolder(whose)
  await makeClosedFolder(folder)
  const officers = await Promise.all(
    founding.officers.map((_name, at) => ensureKey(officerFile(folder, at), 'ed25519')),
  )
  const key = await ensureKey(join(folder, authorityKeyFile), 'p-256')
  const governance: Governance = {
    ...{ federation: thumbprint(key.publicKey), name, founded: now.toISOString(), threshold },
    officers: officers.map(({ publicKey }, at) => ({
      name: founding.officers[at] ?? '',
      jwk: publicKey.export({ format: 'jwk' }) as Json,
    })),
    authority: await makeAuthority(name, key, now),
  }
  const { identity, log, tls } = await waitingTlsKey(whose, now)
  const list: MemberList = {
    ...{ federation: governance.federation, version: 1, issued: now.toISOString() },
    members: [{ node: whose.node, ...self, identity, joined: now.toISOString() }],
  }
  const authority = { certificate: governance.authority, key }
  const certificate = await issueCertificate({ node: whose.node, key: tls.publicKey, authority, now })
  await takeCertificate(whose, certificate)
  const texts = {
    governance: await signByOfficers(governance, officers),
    members: await signByOfficers(list, officers),
  }
  const logs = { [whose.node]: log }
  await keepFederation(whose, { texts, logs })
  return { governance, list, texts, logs }
}
