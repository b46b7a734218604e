import { Type } from 'typebox'
import type { Static } from 'typebox'

import { ImportCounts } from './intake.ts'
import { Can, Id, Instant, Marking, OneOf, Page, Sealed, Strict, Words } from './shape.ts'

export const ChangesQuery = Strict({
  /** Where the last event was; a browser says it by the header Last-Event-ID. */
  after: Type.Optional(Sealed),
  /** Only what is there already, and then the end. */
  once: Type.Optional(Type.Boolean()),
})

export const feedFaults = [
  'address-wrong',
  'host-not-allowed',
  'private-address',
  'not-encrypted',
  'unreachable',
  'too-slow',
  'too-large',
  'redirected',
  'refused',
  'no-taxii',
  'no-collection',
  'no-feed',
  'not-imported',
] as const
export type FeedFault = (typeof feedFaults)[number]

/** A collection of a TAXII 2.1 server, or the folder of a MISP feed (`manifest.json` and an event in each file) on a web server. */
export const feedKinds = ['taxii', 'misp'] as const

export const MakeFeed = Strict({
  kind: Type.Optional(OneOf(feedKinds)),
  sourceName: Type.String({ minLength: 1, maxLength: 200 }),
  /** A template of the own organisation, as for an import. */
  marking: OneOf(['agency', 'node', 'protection', 'open']),
  /** A collection of a TAXII 2.1 server, a server of which one collection may be read, or the folder of a MISP feed. */
  url: Type.String({ minLength: 8, maxLength: 2000 }),
  user: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
  /** The password of the user; without a user a bearer. Never shown again. */
  secret: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
  everyMinutes: Type.Optional(Type.Integer({ minimum: 5, maximum: 10_080 })),
})
export type MakeFeed = Static<typeof MakeFeed>

export const FeedView = Strict({
  id: Id,
  kind: OneOf(feedKinds),
  sourceName: Type.String(),
  url: Type.String(),
  state: OneOf(['active', 'paused']),
  everyMinutes: Type.Integer(),
  lastPull: Type.Optional(Instant),
  nextPull: Type.Optional(Instant),
  /** Pulls in a row that failed, and why the last did. */
  attempts: Type.Integer(),
  fault: Type.Optional(OneOf(feedFaults)),
  counts: ImportCounts,
  createdBy: Type.Optional(Words),
  marking: Marking,
  can: Can,
})
export type FeedView = Static<typeof FeedView>

export const FeedsReply = Strict({
  ...Page(FeedView).properties,
  /** Since when nothing goes to those outside (TAXII, MISP, webhooks, events), for this node was set back to a backup. */
  heldSince: Type.Optional(Instant),
})
export type FeedsReply = Static<typeof FeedsReply>
