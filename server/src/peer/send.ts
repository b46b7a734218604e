import { newId } from '#store/identifier.ts'
import type { Node, Visit } from '../context.ts'
import { postTo } from '../federation/index.ts'
import type { Posted } from '../federation/index.ts'

/** Why a partner could not be reached or did not understand; the stream waits and tries again. */
export class Undelivered extends Error {
  readonly fault: string
  /** The number that a partner of the previous release waits for instead. */
  readonly expected: number | undefined
  constructor(fault: string, expected?: number) {
    super(`the partner did not take an envelope: ${fault}`)
    this.fault = fault
    this.expected = expected
  }
}

const patienceMs = 20_000

interface Sending {
  readonly url: string
  readonly peer: string
  readonly body: string
  readonly signal: AbortSignal
}

/** Gives the answer's text; whatever else happens on the way is silence or a status. */
export async function send(node: Node, sending: Sending): Promise<string> {
  const { url } = sending
  const headers = { 'content-type': 'application/jose', 'shield-node': node.name }
  const signal = AbortSignal.any([sending.signal, AbortSignal.timeout(patienceMs)])
  const isTls = url.startsWith('https:')
  if (isTls && !node.tls) throw new Undelivered('no certificate')
  // Without TLS who talks to whom is open to everybody on the way; only a training desk may.
  if (!isTls && node.config.mode === 'production') throw new Undelivered('plain http')
  const posting = isTls && node.tls ? postTo(node.tls, { ...sending, headers, signal }) : postPlain()
  const { status, text } = await posting.catch((error: NodeJS.ErrnoException) => {
    throw new Undelivered(isCertificateFault(error) ? 'certificate' : 'silence')
  })
  if (status === 409) throw new Undelivered('gap', Number(text))
  if (status !== 200) throw new Undelivered(`status ${status}`)
  return text

  async function postPlain(): Promise<Posted> {
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers,
      body: sending.body,
      signal,
    })
    return { status: answer.status, text: await answer.text() }
  }
}

/** Node and OpenSSL name them so; a wrong name at the other end is an Error of our own. */
function isCertificateFault({ code = '', message }: NodeJS.ErrnoException): boolean {
  return /CERT|^ERR_(SSL|TLS)|UNABLE_TO|SELF_SIGNED/.test(code) || message.startsWith('the certificate')
}

/** What the node does of its own accord, in a transaction. */
export function inVisit<T>(node: Node, act: (visit: Visit) => Promise<T>): Promise<T> {
  return node.database.inTransaction((tx) => act({ tx, node, now: node.now(), requestId: newId() }))
}
