// The library's own needs: it has to come before it.
import 'reflect-metadata'
import { createPublicKey, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  Pkcs10CertificateRequest,
  Pkcs10CertificateRequestGenerator,
  PublicKey,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'

import type { KeyPair } from '../keys.ts'

/** P-256 because every TLS 1.3 implementation has it (RFC 8446 §9.1); Ed25519 certificates are not read everywhere. */
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const authorityYears = 10
/** Renewed by files that people carry: half a year is not a burden, and a lost key ends with it at the latest. */
const certificateDays = 180
const dayMs = 86_400_000

/** The federation's own certificate authority: it signs certificates of nodes and nothing else. PEM. */
export async function makeAuthority(name: string, key: KeyPair, now: Date): Promise<string> {
  const made = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=${escaped(name)},O=SHIELD federation`,
    ...{ notBefore: now, notAfter: new Date(now.getTime() + authorityYears * 365 * dayMs) },
    signingAlgorithm: algorithm,
    keys: await cryptoKeys(key),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  })
  return made.toString('pem')
}

/** A certificate request (PKCS#10) of a node for its TLS key. PEM. */
export async function requestCertificate(node: string, key: KeyPair): Promise<string> {
  const made = await Pkcs10CertificateRequestGenerator.create({
    ...{ name: `CN=${node}`, keys: await cryptoKeys(key), signingAlgorithm: algorithm },
  })
  return made.toString('pem')
}

/** The key of a request, if it is signed by that key and is of that node. Throws an Error that says what is wrong. */
export async function keyOfRequest(node: string, pem: string): Promise<KeyObject> {
  const request = new Pkcs10CertificateRequest(pem)
  if (request.subject !== `CN=${node}`) throw new Error(`the certificate request is not of ${node}`)
  if (!(await request.verify())) throw new Error('the certificate request is not signed by its own key')
  return createPublicKey(request.publicKey.toString('pem'))
}

interface Issue {
  readonly node: string
  readonly key: KeyObject
  readonly authority: { readonly certificate: string; readonly key: KeyPair }
  readonly now: Date
}

/** The certificate of a node, for both ends of a connection; its subject is the node's name. PEM. */
export async function issueCertificate({ node, key, authority, now }: Issue): Promise<string> {
  const issuer = new X509Certificate(authority.certificate)
  const { privateKey } = await cryptoKeys(authority.key)
  const made = await X509CertificateGenerator.create({
    ...{ serialNumber: serial(), subject: `CN=${node}`, issuer: issuer.subject },
    // Clocks of two nodes may differ by five minutes.
    notBefore: new Date(now.getTime() - 300_000),
    notAfter: new Date(now.getTime() + certificateDays * dayMs),
    signingAlgorithm: algorithm,
    publicKey: new PublicKey(
      PemConverter.decodeFirst(key.export({ type: 'spki', format: 'pem' }).toString()),
    ),
    signingKey: privateKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
      new SubjectAlternativeNameExtension([{ type: 'dns', value: node }]),
    ],
  })
  return made.toString('pem')
}

/** Positive and 128 bits long, so that no two certificates of the authority have one. */
function serial(): string {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes.toString('hex')
}

function escaped(name: string): string {
  return name.replaceAll(/[\\,+"<>;=#]/g, (mark) => `\\${mark}`)
}

async function cryptoKeys({ privateKey, publicKey }: KeyPair) {
  const { subtle } = crypto
  const pkcs8 = new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }))
  const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))
  return {
    privateKey: await subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign']),
    publicKey: await subtle.importKey('spki', spki, algorithm, true, ['verify']),
  }
}
