import { Type } from 'typebox'
import type { Static } from 'typebox'

import { Can, Instant, OneOf, Reason, Strict, Words } from './shape.ts'

/** What somebody has to look at between this node and its partners, one closed list. */
export const partnerAlarms = [
  'unreachable',
  'skewed',
  'waiting',
  'keys-forked',
  'no-key-log',
  'log-set-back',
  'log-rewritten',
  'odd-rate',
  'set-back',
  'rewritten',
  'unwitnessed',
  'unwitnessed-long',
  'certificate',
] as const
export type PartnerAlarmKind = (typeof partnerAlarms)[number]

export const PartnerAlarm = Strict({
  kind: OneOf(partnerAlarms),
  /** Whose; absent: of this node itself. */
  peer: Type.Optional(Type.String()),
  /** What is wrong and what to do, in words. */
  words: Words,
  /** Since when, where that is known. */
  at: Type.Optional(Instant),
  /** Something is held because of it, or a person has to decide; the others are to be looked at. */
  isGrave: Type.Boolean(),
})
export type PartnerAlarm = Static<typeof PartnerAlarm>

const Count = Type.Integer({ minimum: 0 })
const Queue = Strict({
  waiting: Count,
  /** Of these: sent, and no receipt yet. */
  unanswered: Count,
  oldest: Type.Optional(Instant),
})

/** How it stands with a partner, from what this node has noted; nobody is asked. */
export const PartnerView = Strict({
  node: Type.String(),
  name: Words,
  /** closed: it answers. half-open: it is being tried. open: it does not answer and is tried again now and then. */
  reach: OneOf(['closed', 'half-open', 'open']),
  /** Why it was not reached when it was last tried. */
  fault: Type.Optional(Words),
  tryAt: Type.Optional(Instant),
  address: Type.String(),
  seenAt: Type.Optional(Instant),
  /** How far its clock is ahead of ours. */
  skewMs: Type.Optional(Type.Integer()),
  protocol: Type.Optional(Type.Integer()),
  /** How often it, and this node, began to number anew after a restore, plus one. */
  incarnation: Strict({ theirs: Type.Integer(), ours: Type.Integer() }),
  suspended: Type.Optional(Strict({ at: Instant, by: Words, reason: Type.String() })),
  queue: Strict({ urgent: Queue, ordinary: Queue }),
  /** Messages of it that could not be read and wait for a later release of the program. */
  quarantined: Count,
  /** Whose messages are counted: every organisation's, or the asker's own and the node's. */
  counts: OneOf(['all', 'own']),
  keys: Type.Array(
    Strict({
      use: OneOf(['envelope', 'second', 'encryption', 'audit']),
      kid: Type.String(),
      since: Instant,
      /** The one before it, as long as it is good beside it. */
      earlier: Type.Optional(Strict({ kid: Type.String(), until: Instant })),
    }),
  ),
  /** Events of its key log that are held here, verified. */
  keyLog: Strict({ size: Count, takenAt: Type.Optional(Instant) }),
  /** It has told another history of its keys than the one held here. */
  fork: Type.Optional(
    Strict({
      toldAt: Instant,
      /** Entries that both have, then those that only one has. */
      same: Count,
      held: Count,
      told: Count,
      /** What somebody has compared with the partner, for a second person to agree to. */
      proposal: Type.Optional(
        Strict({ choice: OneOf(['held', 'told']), by: Words, at: Instant, reason: Type.String() }),
      ),
    }),
  ),
  /** Of our audit log: up to where it has cosigned, and how many events came since. */
  cosigned: Type.Optional(Strict({ size: Count, at: Instant, since: Count })),
  /** Of its audit log: up to where we have. */
  witnessed: Type.Optional(Strict({ size: Count, at: Instant })),
  agreements: Strict({ inForce: Count, stopped: Count }),
  /** Messages of the last fourteen days, by day of this node's clock in UTC, oldest first. */
  days: Type.Array(Strict({ day: Type.String(), sent: Count, received: Count })),
  alarms: Type.Array(PartnerAlarm),
  can: Can,
})
export type PartnerView = Static<typeof PartnerView>

export const PartnersReply = Strict({
  items: Type.Array(PartnerView),
  /** What is wrong with this node itself. */
  alarms: Type.Array(PartnerAlarm),
  /** The digits of this node's own key log, to be read to a partner that asks; absent outside of a federation. */
  ownKeys: Type.Optional(Strict({ size: Count, digits: Type.String() })),
})
export type PartnersReply = Static<typeof PartnersReply>

/** What the partner has read out of its own log, by telephone: forty digits, with or without gaps. */
export const CompareKeys = Strict({
  digits: Type.String({ pattern: '^(?:\\s*[0-9]){40}\\s*$', maxLength: 100 }),
  reason: Reason,
})
export type CompareKeys = Static<typeof CompareKeys>

export const SettleKeys = Strict({ agree: Type.Boolean(), reason: Reason })
export type SettleKeys = Static<typeof SettleKeys>

export const ByNode = Strict({ node: Type.String({ pattern: '^[a-z]{2,12}$' }) })

/** What went which way; each is a list of releases. */
export const flows = ['sent', 'received', 'recalled', 'refused'] as const
export type Flow = (typeof flows)[number]

export const FlowQuery = Strict({
  period: OneOf(['day', 'week', 'month']),
  /** Whose days: a name of the time zone database. */
  zone: Type.String({ minLength: 1, maxLength: 60 }),
})
export type FlowQuery = Static<typeof FlowQuery>

/** Releases by partner and period, as far as the asker may see them. */
export const FlowReply = Strict({
  periods: Type.Array(Strict({ from: Instant, until: Instant })),
  partners: Type.Array(
    Strict({
      node: Type.String(),
      name: Words,
      /** A number for each period. */
      sent: Type.Array(Count),
      received: Type.Array(Count),
      recalled: Type.Array(Count),
      refused: Type.Array(Count),
      /** Releases that stand today: ours there, theirs here. */
      held: Strict({ ours: Count, theirs: Count }),
    }),
  ),
})
export type FlowReply = Static<typeof FlowReply>
