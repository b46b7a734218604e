import { createHash, sign, verify } from 'node:crypto'

import type { CertificateFile, ErasureCertificate } from '@shield/contract'
import { canonicalJson } from '@shield/core'
import type { Json } from '@shield/core'

import { leafHash, openCheckpoint, readVerifierKey, verifyInclusion } from '#audit/index.ts'
import type { Node } from '../../context.ts'

const bytesOf = (certificate: ErasureCertificate): Buffer =>
  Buffer.from(canonicalJson({ kind: 'erasure-certificate', certificate } as unknown as Json))

export function digestOf(certificate: ErasureCertificate): string {
  return createHash('sha256').update(bytesOf(certificate)).digest('hex')
}

/** Signed by the key of the node's audit, as its checkpoints are. */
export function signCertificate({ keys }: Pick<Node, 'keys'>, certificate: ErasureCertificate): string {
  return sign(null, bytesOf(certificate), keys.audit.privateKey).toString('base64url')
}

/**
 * Checks a certificate with nothing but its file: the text by the signature, the audit's line by the text, its place by the signed
 * head of the log. `pinned` is the verifier key that somebody knows the node by. Gives what is wrong, in words.
 */
export function verifyCertificate(file: CertificateFile, pinned?: string): readonly string[] {
  const faults: string[] = []
  if (pinned !== undefined && pinned.trim() !== file.key)
    faults.push('the key is not the one the node is known by')
  const verifier = readVerifierKey(file.key)
  const { certificate, signature, proof } = file
  if (!verify(null, bytesOf(certificate), verifier.key, Buffer.from(signature, 'base64url')))
    faults.push('the signature is not of this text')
  if (verifier.origin !== `shield.node/${certificate.node}/audit`) faults.push('the key is of another node')
  if (!proof) return [...faults, 'its line has no place in the log yet: take the file again']
  const { detail, object } = JSON.parse(proof.event) as {
    readonly detail?: { readonly digest?: string }
    readonly object?: string
  }
  if (detail?.digest !== digestOf(certificate) || object !== certificate.code)
    faults.push('the line of the audit is of another certificate')
  const head = openHead(proof.note, verifier)
  if (typeof head === 'string') return [...faults, head]
  const leaf = leafHash(Buffer.from(proof.event))
  const path = proof.proof.map((hash) => Buffer.from(hash, 'base64'))
  if (!verifyInclusion({ leaf, index: proof.index }, head, path))
    faults.push('the line is not in the log at this place')
  return faults
}

function openHead(
  note: string,
  verifier: ReturnType<typeof readVerifierKey>,
): ReturnType<typeof openCheckpoint> | string {
  try {
    return openCheckpoint(note, verifier)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
