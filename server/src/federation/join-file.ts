import { createHmac, scryptSync } from 'node:crypto'

import { canonicalJson } from '@shield/core'
import type { Json } from '@shield/core'

import type { Member } from './governance.ts'
import type { KeyLog } from './key-log.ts'

/** What an invited node needs to know; public, and worth nothing without the code. */
export interface InvitationFile {
  readonly kind: 'invitation'
  readonly node: string
  readonly governance: string
  readonly members: string
  readonly logs: Readonly<Record<string, KeyLog>>
}

/** What a node asks to be admitted with, or to have its certificate renewed. */
export interface RequestFile {
  readonly kind: 'request'
  readonly asked: Omit<Member, 'joined'> & {
    readonly federation: string
    readonly created: string
    readonly log: KeyLog
    /** PKCS#10, PEM. */
    readonly certificateRequest: string
  }
  /** By the identity key, over the canonical form of `asked`. */
  readonly signature: string
  /** HMAC of the same by the code; absent in a renewal. */
  readonly proof?: string
}

/** What the secretariat answers with: the certificate, and the list that the node now stands in. */
export interface WelcomeFile extends Omit<InvitationFile, 'kind'> {
  readonly kind: 'welcome'
  readonly certificate: string
}

/** What is signed and proved. */
export function bytesOf(asked: RequestFile['asked']): Buffer {
  return Buffer.from(canonicalJson(asked as unknown as Json))
}

/** The code is stretched, so that a request that fell into other hands does not tell it. */
export function proofOf(code: string, bytes: Buffer): Buffer {
  const key = scryptSync(code.replaceAll(/\D/g, ''), 'shield/federation/join', 32)
  return createHmac('sha256', key).update(bytes).digest()
}
