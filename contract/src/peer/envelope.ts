import { Type } from 'typebox'
import type { Static } from 'typebox'

import { Id, Instant, OneOf } from '../shape.ts'
import { KeyLogMessage } from './federation-message.ts'
import { lanes } from './message.ts'
import { Receipt } from './receipt.ts'

/** Protocols this version speaks; 1 is the previous release. What both know best is used, and never less again. */
export const protocols = [1, 2] as const

export const envelopeLimits = {
  messages: 100,
  /** Of one body in canonical form. A package of 1,000 statements is some 150 kB. */
  bodyBytes: 2 * 1024 * 1024,
  /** Of all bodies of an envelope: a batch ends before the message that would go over it. */
  batchBytes: 1024 * 1024,
  /** Of the text at the door: one largest batch in base64, signed and encrypted. */
  textBytes: 8 * 1024 * 1024,
} as const

const NodeName = Type.String({ pattern: '^[a-z]{2,12}$' })
const Number_ = Type.Integer({ minimum: 0 })

/** Where the sender's audit log stands, for the partner to witness. */
const Checkpoint = Type.Object({
  note: Type.String({ maxLength: 5000 }),
  /** The size the proof begins at: what the partner cosigned last. */
  from: Type.Optional(Type.Integer({ minimum: 0 })),
  /** RFC 6962 consistency proof, base64. */
  proof: Type.Optional(Type.Array(Type.String({ maxLength: 44 }), { maxItems: 64 })),
})
export type Checkpoint = Static<typeof Checkpoint>

const Frame = {
  protocol: Type.Integer(),
  /** The oldest protocol whose reader understands this. */
  minReadable: Type.Integer(),
  id: Id,
  from: NodeName,
  to: NodeName,
  created: Instant,
  checkpoint: Type.Optional(Checkpoint),
  /** C2SP cosignature/v1 of the head that came with what this answers. */
  cosignature: Type.Optional(Type.String({ maxLength: 500 })),
  /** How much of the other's audit log the speaker has seen. */
  witnessed: Type.Optional(Type.Integer({ minimum: 0 })),
}

/** Messages of one stream (from, to, lane, incarnation) in a row, the first numbered `first`. Signed, then encrypted. */
export const Envelope = Type.Object({
  ...Frame,
  lane: OneOf(lanes),
  incarnation: Type.Integer({ minimum: 1 }),
  first: Type.Integer({ minimum: 1 }),
  expires: Instant,
  messages: Type.Array(
    Type.Object({
      id: Id,
      kind: Type.String({ maxLength: 100 }),
      schema: Type.Integer({ minimum: 1 }),
      body: Type.Unknown(),
      /** After this the receiver does not apply it any more. */
      expires: Type.Optional(Instant),
    }),
    { minItems: 1, maxItems: envelopeLimits.messages },
  ),
})
export type Envelope = Static<typeof Envelope>
export type EnvelopeMessage = Envelope['messages'][number]

/** The receiver's word on an envelope, signed and encrypted for its sender. */
export const Answer = Type.Object({
  ...Frame,
  answers: Id,
  incarnation: Type.Integer(),
  /** The next number it waits for in this stream. */
  expected: Number_,
  /** One for every message it has taken a decision on; those behind the last are to be sent again. */
  receipts: Type.Array(Receipt),
  /** Why it took none: numbers are missing, its clock is too far away, or the envelope came too late. */
  fault: Type.Optional(OneOf(['gap', 'incarnation', 'clock', 'expired', 'form'])),
})
export type Answer = Static<typeof Answer>

const Place = Type.Object({ incarnation: Type.Integer({ minimum: 1 }), last: Number_ })
const Places = Type.Object({ urgent: Place, ordinary: Place })
export type Places = Static<typeof Places>

/** How two nodes meet: signed, not encrypted, because a first hello brings the key to encrypt for. */
export const Hello = Type.Object({
  ...Frame,
  protocols: Type.Array(Type.Integer()),
  /** X25519, as a JWK. */
  encryptionKey: Type.Object({ kty: Type.String(), crv: Type.String(), x: Type.String() }),
  /** How often the speaker was restored from a backup, plus one: its streams begin anew each time. */
  incarnation: Type.Integer({ minimum: 1 }),
  /** The last numbers the speaker has given to the other. */
  sent: Places,
  /** The last numbers of the other that the speaker has taken. */
  received: Places,
  /** The speaker's key log, which vouches for itself: each event is signed by its identity key. */
  keys: Type.Optional(KeyLogMessage),
  /** Of kinds that were told otherwise before: the newest form of each that the speaker reads. Absent, it reads the first. */
  reads: Type.Optional(Type.Record(Type.String({ maxLength: 100 }), Type.Integer({ minimum: 1 }))),
  /** The hello this answers. */
  answers: Type.Optional(Id),
})
export type Hello = Static<typeof Hello>
