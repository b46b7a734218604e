import { sign as signBytes } from 'node:crypto'

import { requestCertificate } from './certificate.ts'
import { fingerprintOf, sameDigits } from './governance.ts'
import type { Member } from './governance.ts'
import { bytesOf, proofOf } from './join-file.ts'
import type { InvitationFile, RequestFile, WelcomeFile } from './join-file.ts'
import { keyOfJwk, readKeyLog } from './key-log.ts'
import { identityOf } from './own-keys.ts'
import { findFederation, keepFederation, keyPlace, readFederation } from './place.ts'
import type { Federation, Whose } from './place.ts'
import { takeCertificate, waitingTlsKey } from './tls-key.ts'

interface Joining {
  readonly code: string
  readonly fingerprint: string
  readonly self: Pick<Member, 'name' | 'address'>
  readonly now: Date
  readonly identity?: string
}

/** Answers an invitation, once what was read aloud fits what is in the file. */
export async function askToJoin(
  whose: Whose,
  invitation: InvitationFile,
  joining: Joining,
): Promise<RequestFile> {
  const { governance, list, texts, logs } = await readFederation(invitation)
  if (invitation.node !== whose.node)
    throw new Error(`the invitation is for ${invitation.node}, this node is ${whose.node}`)
  if (!sameDigits(joining.fingerprint, fingerprintOf(governance)))
    throw new Error(
      'the fingerprint is another: the invitation is not of the federation that was read to you',
    )
  for (const { node, identity } of list.members)
    if (logs[node]) readKeyLog(node, keyOfJwk(identity), logs[node])
  await keepFederation(whose, { texts, logs })
  return request(whose, governance.federation, joining)
}

interface Renewing {
  readonly now: Date
  readonly identity?: string
  /** Where its door is from now on, when that changes. */
  readonly address?: string
}

/** Asks for a new certificate for a new TLS key, as the member it is. */
export async function askToRenew(whose: Whose, { now, identity, address }: Renewing): Promise<RequestFile> {
  const federation = await findFederation(whose)
  const self = federation?.list.members.find((one) => one.node === whose.node)
  if (!federation || !self) throw new Error('this node is no member of a federation')
  return request(whose, federation.governance.federation, {
    self: { name: self.name, address: address ?? self.address },
    now,
    ...(identity === undefined ? {} : { identity }),
  })
}

async function request(
  whose: Whose,
  federation: string,
  asking: Pick<Joining, 'self' | 'now' | 'identity'> & { readonly code?: string },
): Promise<RequestFile> {
  const { self, now, code } = asking
  const { identity, log, tls } = await waitingTlsKey(whose, now, asking.identity)
  const asked: RequestFile['asked'] = {
    ...{ federation, node: whose.node, ...self, identity, created: now.toISOString(), log },
    certificateRequest: await requestCertificate(whose.node, tls),
  }
  const { privateKey } = await identityOf(keyPlace(whose, asking.identity))
  const bytes = bytesOf(asked)
  return {
    ...{ kind: 'request', asked, signature: signBytes(null, bytes, privateKey).toString('base64url') },
    ...(code === undefined ? {} : { proof: proofOf(code, bytes).toString('base64url') }),
  }
}

/** Takes the welcome: from the next start the node's door for partners is open. */
export async function takeWelcome(whose: Whose, welcome: WelcomeFile): Promise<Federation> {
  const known = await findFederation(whose)
  if (!known) throw new Error('this node has answered no invitation')
  const federation = await readFederation({ ...welcome, governance: known.texts.governance })
  const { list, texts, logs } = federation
  if (!list.members.some((one) => one.node === whose.node)) throw new Error('this node is not in the list')
  if (list.version < known.list.version) throw new Error('the list is older than the one known here')
  await takeCertificate(whose, welcome.certificate)
  await keepFederation(whose, { texts, logs })
  return federation
}
