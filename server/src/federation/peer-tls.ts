import type { X509Certificate } from 'node:crypto'
import { Agent, request } from 'node:https'
import type { RequestOptions } from 'node:https'
import type { TLSSocket } from 'node:tls'

import { thumbprint } from '../keys.ts'
import { findTls } from './place.ts'
import type { TlsFiles, Whose } from './place.ts'

/** TLS between members: 1.3 only, certificates of the federation's authority only, at both ends. */
export interface PeerTls {
  readonly files: TlsFiles
  readonly agent: Agent
}

/** Undefined until the node has a certificate of its federation. */
export async function openPeerTls(whose: Whose): Promise<PeerTls | undefined> {
  const files = await findTls(whose)
  if (!files) return undefined
  return { files, agent: new Agent({ keepAlive: true, ...secure(files) }) }
}

function secure({ key, certificate, authority }: TlsFiles) {
  return { key, cert: certificate, ca: authority, minVersion: 'TLSv1.3', rejectUnauthorized: true } as const
}

/** What the door for partners is opened with: who shows no certificate of the federation does not get as far as HTTP. */
export function doorOptions({ files }: PeerTls) {
  return { ...secure(files), requestCert: true } as const
}

interface Posting {
  readonly url: string
  /** Whose certificate has to be shown there. */
  readonly peer: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

export interface Posted {
  readonly status: number
  readonly text: string
}

/** Posts to the door of a member. The certificate there has to be of that member, whatever the address says. */
export function postTo({ agent }: PeerTls, { url, peer, body, headers, signal }: Posting): Promise<Posted> {
  const options: RequestOptions & { readonly servername: string } = {
    ...{ method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) }, signal },
    servername: peer,
    checkServerIdentity: (_host, certificate) =>
      certificate.subject.CN === peer ? undefined : new Error(`the certificate there is not of ${peer}`),
  }
  const { promise, resolve, reject } = Promise.withResolvers<Posted>()
  const asked = request(url, options, (answer) => {
    const parts: Buffer[] = []
    answer.on('data', (part: Buffer) => parts.push(part))
    answer.once('error', reject)
    answer.once('end', () => {
      resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') })
    })
  })
  asked.once('error', reject)
  asked.end(body)
  return promise
}

export interface Certified {
  /** The member whose certificate was shown. */
  readonly node: string
  readonly kid: string
}

/** Who has come through the door. The handshake has checked the chain, the time and that it has the key. */
export function certifiedBy(socket: unknown): Certified | undefined {
  const certificate: X509Certificate | undefined = (socket as TLSSocket).getPeerX509Certificate?.()
  const node = /^CN=([a-z]{2,12})$/.exec(certificate?.subject ?? '')?.[1]
  return certificate && node !== undefined ? { node, kid: thumbprint(certificate.publicKey) } : undefined
}
