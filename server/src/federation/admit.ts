import { timingSafeEqual, verify as verifyBytes } from 'node:crypto'

import { canonicalJson } from '@shield/core'

import { thumbprint } from '../keys.ts'
import { issueCertificate, keyOfRequest } from './certificate.ts'
import { signByOfficers } from './governance.ts'
import type { Member, MemberList } from './governance.ts'
import { bytesOf, proofOf } from './join-file.ts'
import type { RequestFile, WelcomeFile } from './join-file.ts'
import { currentKey, keyOfJwk, readKeyLog } from './key-log.ts'
import { keepFederation } from './place.ts'
import type { Federation, Whose } from './place.ts'
import { invitationsOf, keepInvitations, openSecretariat } from './secretariat.ts'
import { takeCertificate } from './tls-key.ts'

/** Admits a node that proves it has the code, or renews the certificate of a member that signs with its identity key. */
export async function admit(
  whose: Whose,
  { asked, signature, proof }: RequestFile,
  now: Date,
): Promise<WelcomeFile> {
  const { federation, officers, authority } = await openSecretariat(whose)
  const { governance, list } = federation
  const identity = keyOfJwk(asked.identity)
  const bytes = bytesOf(asked)
  if (asked.federation !== governance.federation) throw new Error('the request is for another federation')
  if (!verifyBytes(null, bytes, identity, Buffer.from(signature, 'base64url')))
    throw new Error('the request is not signed by the identity key it names')
  const member = list.members.find((one) => one.node === asked.node)
  if (proof === undefined) checkRenewal(federation, asked, member)
  else await useInvitation(whose, { node: asked.node, bytes, proof, now })
  const key = await keyOfRequest(asked.node, asked.certificateRequest)
  const events = readKeyLog(asked.node, identity, asked.log)
  if (currentKey(events, 'tls')?.kid !== thumbprint(key))
    throw new Error('the certificate request is for a key that is not in the key log')
  const { node, name, address } = asked
  const joined = member?.joined ?? now.toISOString()
  const next: MemberList = {
    ...{ federation: list.federation, version: list.version + 1, issued: now.toISOString() },
    members: [
      ...list.members.filter((one) => one.node !== node),
      { node, name, address, identity: asked.identity, joined },
    ],
  }
  const texts = { ...federation.texts, members: await signByOfficers(next, officers) }
  const logs = { ...federation.logs, [node]: asked.log }
  await keepFederation(whose, { texts, logs })
  const certificate = await issueCertificate({ node, key, authority, now })
  // The secretariat renews its own by the same words; nobody carries its file.
  if (node === whose.node) await takeCertificate(whose, certificate)
  return { kind: 'welcome', node, ...texts, logs, certificate }
}

function checkRenewal({ logs }: Federation, asked: RequestFile['asked'], member: Member | undefined): void {
  if (!member || canonicalJson(member.identity) !== canonicalJson(asked.identity))
    throw new Error('the request has no code, and is not of a member')
  const known = logs[asked.node]?.events ?? []
  if (known.some((event, at) => asked.log.events[at] !== event))
    throw new Error('the key log tells another history than the one known here: do not admit, ask them')
}

interface Proof {
  readonly node: string
  readonly bytes: Buffer
  readonly proof: string
  readonly now: Date
}

async function useInvitation(whose: Whose, { node, bytes, proof, now }: Proof): Promise<void> {
  const invitations = await invitationsOf(whose)
  const found = invitations.find((one) => one.node === node)
  if (!found) throw new Error(`nobody has invited ${node}, or its code was used`)
  if (new Date(found.expires) <= now) throw new Error(`the invitation of ${node} is too old: invite it anew`)
  const given = Buffer.from(proof, 'base64url')
  const right = proofOf(found.code, bytes)
  if (given.length !== right.length || !timingSafeEqual(given, right))
    throw new Error('the request was not made with the code that was read to them')
  await keepInvitations(
    whose,
    invitations.filter((one) => one !== found),
  )
}
