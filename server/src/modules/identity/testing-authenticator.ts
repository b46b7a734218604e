import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** The part of the options of a ceremony that an authenticator looks at. */
interface Asked {
  readonly challenge: string
  readonly rpId?: string
  readonly rp?: { readonly id?: string }
}

export interface Authenticator {
  /** What a node keeps of it: the credential's id and its public key (COSE). */
  stored(): { readonly id: string; readonly publicKey: Buffer }
  register(options: Asked, origin?: string): object
  signIn(options: Asked, origin?: string): object
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest()

/** CBOR (RFC 8949) of byte strings, as a WebAuthn attestation holds them. */
const bytes = (content: Uint8Array): Buffer =>
  Buffer.concat([
    content.length < 24
      ? Buffer.from([0x40 + content.length])
      : content.length < 256
        ? Buffer.from([0x58, content.length])
        : Buffer.from([0x59, content.length >> 8, content.length & 255]),
    content,
  ])
const text = (content: string): Buffer =>
  Buffer.concat([Buffer.from([0x60 + content.length]), Buffer.from(content)])

/** A passkey in software: P-256, user verified, no attestation (WebAuthn Level 3, RFC 9053). */
export function createAuthenticator(home = 'http://localhost:8080'): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = publicKey.export({ format: 'jwk' })
  const id = randomBytes(32)
  let counter = 0
  const part = (value: string | undefined): Buffer => bytes(Buffer.from(value ?? '', 'base64url'))
  // {1: 2, 3: -7, -1: 1, -2: x, -3: y}
  const key = Buffer.concat([
    ...[Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]), part(jwk.x)],
    ...[Buffer.from([0x22]), part(jwk.y)],
  ])
  const authenticatorData = (rpId: string, flags: number, rest: readonly Uint8Array[] = []): Buffer => {
    const count = Buffer.alloc(4)
    counter += 1
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, ...rest])
  }
  const clientData = (type: string, challenge: string, origin: string): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const answer = (response: object): object => ({
    ...{ id: base64url(id), rawId: base64url(id), type: 'public-key', clientExtensionResults: {} },
    response,
  })
  return {
    stored: () => ({ id: base64url(id), publicKey: key }),
    register: (options, origin = home) => {
      const credential = [Buffer.alloc(16), Buffer.from([0, id.length]), id, key]
      const data = authenticatorData(options.rp?.id ?? '', 0x45, credential)
      const attestation = Buffer.concat([
        ...[Buffer.from([0xa3]), text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0])],
        ...[text('authData'), bytes(data)],
      ])
      return answer({
        clientDataJSON: base64url(clientData('webauthn.create', options.challenge, origin)),
        attestationObject: base64url(attestation),
      })
    },
    signIn: (options, origin = home) => {
      const data = authenticatorData(options.rpId ?? '', 0x05)
      const client = clientData('webauthn.get', options.challenge, origin)
      return answer({
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)),
      })
    },
  }
}
