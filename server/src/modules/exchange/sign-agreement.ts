import type { KeyObject } from 'node:crypto'

import { canonicalJson } from '@shield/core'
import type { Json } from '@shield/core'
import { AgreementBody } from '@shield/contract'
import { CompactSign, decodeProtectedHeader } from 'jose'

import type { Node, Visit } from '../../context.ts'
import { thumbprint } from '../../keys.ts'
import { compileForm, keyOf, unsign } from '../../peer/index.ts'

const isBody = compileForm(AgreementBody)

/** A node's word for an agreement: compact JWS by its envelope key over the canonical form, with the time it was signed (`iat`). */
export async function signAgreement(node: Node, body: AgreementBody): Promise<string> {
  return new CompactSign(new TextEncoder().encode(textOf(body)))
    .setProtectedHeader({
      alg: 'EdDSA',
      kid: thumbprint(node.keys.envelope.publicKey),
      typ: 'shield-agreement+json',
      iat: Math.floor(node.now().getTime() / 1000),
    })
    .sign(node.keys.envelope.privateKey)
}

export interface SignatureName {
  readonly kid: string
  /** When it was made, by its own word; absent in signatures of an earlier release. */
  readonly at: Date | undefined
}

/** Which key a signature says it was made with, and when; undefined for what is none. */
export function nameOfSignature(jws: string): SignatureName | undefined {
  try {
    const { kid, iat } = decodeProtectedHeader(jws) as { readonly kid?: string; readonly iat?: unknown }
    return kid === undefined
      ? undefined
      : { kid, at: typeof iat === 'number' ? new Date(iat * 1000) : undefined }
  } catch {
    return undefined
  }
}

/** What was signed, when the signature is right by that key and every term is one this program knows. */
export async function readSigned(jws: string, key: KeyObject): Promise<AgreementBody | undefined> {
  const content = await unsign(jws, key)
  return content !== undefined && isBody(content) ? (content as unknown as AgreementBody) : undefined
}

/** What a partner signed, by the key it had when it signed. */
export async function readTheirs(
  visit: Visit,
  peer: string,
  jws: string,
): Promise<AgreementBody | undefined> {
  const name = nameOfSignature(jws)
  const key = name && (await keyOf(visit, peer, name.kid, name.at ?? visit.now))
  return key && readSigned(jws, key)
}

export function isSameAgreement(one: AgreementBody, other: AgreementBody | undefined): boolean {
  return other !== undefined && textOf(one) === textOf(other)
}

function textOf(body: AgreementBody): string {
  return canonicalJson(body as unknown as Json)
}
