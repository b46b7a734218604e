import { DynamicLibrary, getRawPointer } from 'node:ffi'

/**
 * What of PKCS #11 (OASIS, version 2.40) the vault needs, called in the library of a token through Node's own foreign
 * function interface: no compiler, no package (docs/decisions/0016). 64-bit Unix: CK_ULONG has eight bytes and the
 * structures are laid out as C does. Every call blocks this thread: 0.1 ms in SoftHSM, some in a token on the network.
 */
export interface Token {
  /** Handles of the secret keys of this label. */
  find(label: string): readonly bigint[]
  /** Makes an AES-256 key that never leaves the token. */
  make(label: string): bigint
  encrypt(key: bigint, text: Sealing): Buffer
  decrypt(key: bigint, text: Sealing): Buffer
  destroy(key: bigint): void
  close(): void
}

/** AES-256-GCM with a tag of 128 bits after the text. */
export interface Sealing {
  readonly nonce: Uint8Array
  readonly about: Uint8Array
  readonly text: Uint8Array
}

/** What the token answered; the text has the number of the standard, and nothing of a key or PIN. */
export class TokenFault extends Error {
  readonly code: number
  constructor(call: string, code: number) {
    super(`${call}: 0x${code.toString(16)}`)
    this.code = code
  }
}

/** CKR_… */
export const returns = {
  ok: 0,
  slotInvalid: 0x3,
  encryptedDataInvalid: 0x40,
  encryptedDataLength: 0x41,
  pinIncorrect: 0xa0,
  pinInvalid: 0xa1,
  pinLength: 0xa2,
  pinLocked: 0xa4,
  alreadyLoggedIn: 0x100,
  alreadyInitialized: 0x191,
} as const

const attribute = {
  class: 0x0,
  token: 0x1,
  private: 0x2,
  label: 0x3,
  keyType: 0x100,
  sensitive: 0x103,
  encrypt: 0x104,
  decrypt: 0x105,
  valueLength: 0x161,
  extractable: 0x162,
} as const
const [secretKey, aesKey] = [4, 0x1f]
const mechanism = { generateAes: 0x1080, aesGcm: 0x1087 } as const
const [serialSession, writeSession] = [4, 2]
const asUser = 1
const lockingOfTheSystem = 2
const word = 8
const keyLength = 32
const tagLength = 16
/** Bytes of CK_TOKEN_INFO: the label comes first. */
const tokenInfoLength = 208
const labelLength = 32
const mostSlots = 256
const mostFound = 8

const number = (value: number | bigint): Buffer => {
  const bytes = Buffer.alloc(word)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}
const yes = Buffer.from([1])
const no = Buffer.from([0])

/** Opens the token of this label for its user. Throws TokenFault, or an Error where there is no such token. */
export function openToken(library: string, label: string, pin: Uint8Array): Token {
  const call = callsOf(library)
  // Not ended when the token is closed: another vault of this process may be using the library.
  initialize(call)
  const session = openSession(call, slotOf(call, label))
  try {
    logIn(call, session, pin)
  } catch (error) {
    call('C_CloseSession', ['uint64'], [session])
    throw error
  }
  const handle = (act: () => void, out: Buffer): bigint => {
    act()
    return out.readBigUInt64LE()
  }
  return {
    find: (name) => {
      const { bytes, count } = template([
        [attribute.class, number(secretKey)],
        [attribute.label, Buffer.from(name)],
      ])
      call('C_FindObjectsInit', ['uint64', 'buffer', 'uint64'], [session, bytes, count])
      const [found, many] = [Buffer.alloc(mostFound * word), Buffer.alloc(word)]
      try {
        call(
          'C_FindObjects',
          ['uint64', 'buffer', 'uint64', 'buffer'],
          [session, found, BigInt(mostFound), many],
        )
      } finally {
        call('C_FindObjectsFinal', ['uint64'], [session])
      }
      return Array.from({ length: Number(many.readBigUInt64LE()) }, (_, at) =>
        found.readBigUInt64LE(at * word),
      )
    },
    make: (name) => {
      const { bytes, count } = template([
        [attribute.class, number(secretKey)],
        [attribute.keyType, number(aesKey)],
        [attribute.valueLength, number(keyLength)],
        [attribute.label, Buffer.from(name)],
        [attribute.token, yes],
        [attribute.private, yes],
        [attribute.sensitive, yes],
        [attribute.extractable, no],
        [attribute.encrypt, yes],
        [attribute.decrypt, yes],
      ])
      const out = Buffer.alloc(word)
      const how = Buffer.concat([number(mechanism.generateAes), number(0), number(0)])
      return handle(
        () =>
          call(
            'C_GenerateKey',
            ['uint64', 'buffer', 'buffer', 'uint64', 'buffer'],
            [session, how, bytes, count, out],
          ),
        out,
      )
    },
    encrypt: (key, { text, ...sealing }) => {
      call('C_EncryptInit', ['uint64', 'buffer', 'uint64'], [session, gcm(sealing), key])
      return transform(call, 'C_Encrypt', { session, text, longest: text.length + tagLength })
    },
    decrypt: (key, { text, ...sealing }) => {
      call('C_DecryptInit', ['uint64', 'buffer', 'uint64'], [session, gcm(sealing), key])
      return transform(call, 'C_Decrypt', { session, text, longest: text.length })
    },
    destroy: (key) => call('C_DestroyObject', ['uint64', 'uint64'], [session, key]),
    // Logging out would do so for every session of this process; the last one that closes does.
    close: () => call('C_CloseSession', ['uint64'], [session]),
  }
}

type Kind = 'uint64' | 'uint8' | 'buffer' | 'pointer'
type Call = (name: string, kinds: readonly Kind[], values: readonly (bigint | number | Buffer)[]) => void

/** Calls functions of the library by their standard names. */
function callsOf(file: string): Call {
  const library = new DynamicLibrary(file)
  return (name, kinds, values) => {
    const act = library.getFunction(name, { arguments: kinds, return: 'uint64' }) as (
      ...given: readonly unknown[]
    ) => bigint
    const code = Number(act(...values))
    if (code !== returns.ok) throw new TokenFault(name, code)
  }
}

function initialize(call: Call): void {
  // CK_C_INITIALIZE_ARGS: four functions that are not given, flags, one that is reserved.
  const settings = Buffer.alloc(6 * word)
  settings.writeBigUInt64LE(BigInt(lockingOfTheSystem), 4 * word)
  try {
    call('C_Initialize', ['buffer'], [settings])
  } catch (error) {
    if (!(error instanceof TokenFault && error.code === returns.alreadyInitialized)) throw error
  }
}

function slotOf(call: Call, label: string): bigint {
  const [slots, many] = [Buffer.alloc(mostSlots * word), number(mostSlots)]
  call('C_GetSlotList', ['uint8', 'buffer', 'buffer'], [1, slots, many])
  for (let at = 0; at < Number(many.readBigUInt64LE()); at += 1) {
    const slot = slots.readBigUInt64LE(at * word)
    const info = Buffer.alloc(tokenInfoLength)
    call('C_GetTokenInfo', ['uint64', 'buffer'], [slot, info])
    if (info.toString('utf8', 0, labelLength).trimEnd() === label) return slot
  }
  throw new Error(`there is no token called ${label}`)
}

function openSession(call: Call, slot: bigint): bigint {
  const out = Buffer.alloc(word)
  const flags = BigInt(serialSession + writeSession)
  call('C_OpenSession', ['uint64', 'uint64', 'pointer', 'pointer', 'buffer'], [slot, flags, 0n, 0n, out])
  return out.readBigUInt64LE()
}

function logIn(call: Call, session: bigint, pin: Uint8Array): void {
  const given = Buffer.from(pin)
  try {
    call(
      'C_Login',
      ['uint64', 'uint64', 'buffer', 'uint64'],
      [session, BigInt(asUser), given, BigInt(given.length)],
    )
  } catch (error) {
    if (!(error instanceof TokenFault && error.code === returns.alreadyLoggedIn)) throw error
  } finally {
    given.fill(0)
  }
}

interface Transforming {
  readonly session: bigint
  readonly text: Uint8Array
  readonly longest: number
}

function transform(
  call: Call,
  name: 'C_Encrypt' | 'C_Decrypt',
  { session, text, longest }: Transforming,
): Buffer {
  const [given, out, length] = [Buffer.from(text), Buffer.alloc(longest), number(longest)]
  try {
    call(
      name,
      ['uint64', 'buffer', 'uint64', 'buffer', 'buffer'],
      [session, given, BigInt(given.length), out, length],
    )
    return Buffer.from(out.subarray(0, Number(length.readBigUInt64LE())))
  } finally {
    given.fill(0)
    out.fill(0)
  }
}

/** CK_ATTRIBUTE …: type, pointer, length of each; the values follow in the same memory, so that they live as long. */
function template(attributes: readonly (readonly [number, Buffer])[]): {
  readonly bytes: Buffer
  readonly count: bigint
} {
  const head = attributes.length * 3 * word
  const bytes = Buffer.alloc(head + attributes.reduce((sum, [, value]) => sum + value.length, 0))
  const begin = getRawPointer(bytes)
  let at = head
  for (const [index, [type, value]] of attributes.entries()) {
    const row = Buffer.concat([number(type), number(begin + BigInt(at)), number(value.length)])
    row.copy(bytes, index * row.length)
    value.copy(bytes, at)
    at += value.length
  }
  return { bytes, count: BigInt(attributes.length) }
}

/** CK_MECHANISM with CK_GCM_PARAMS, nonce and what is bound, in one memory. */
function gcm({ nonce, about }: Omit<Sealing, 'text'>): Buffer {
  const [head, parameters] = [3 * word, 6 * word]
  const bytes = Buffer.alloc(head + parameters + nonce.length + about.length)
  const begin = getRawPointer(bytes)
  const nonceAt = head + parameters
  const words = [
    ...[mechanism.aesGcm, begin + BigInt(head), parameters],
    ...[begin + BigInt(nonceAt), nonce.length, nonce.length * 8],
    ...[begin + BigInt(nonceAt + nonce.length), about.length, tagLength * 8],
  ]
  Buffer.concat(words.map(number)).copy(bytes)
  bytes.set(nonce, nonceAt)
  bytes.set(about, nonceAt + nonce.length)
  return bytes
}
