import { Type } from 'typebox'
import type { Static } from 'typebox'

import { flows } from './partners.ts'
import { Money } from './registry.ts'
import {
  Can,
  Direction,
  Id,
  Instant,
  Kind,
  LinkKind,
  Marking,
  OneOf,
  Opaque,
  PageQuery,
  PurposeName,
  Property,
  Reason,
  Strict,
  Words,
} from './shape.ts'

export const releaseStates = [
  'draft',
  'waiting',
  'approved',
  'sent',
  'applied',
  'refused',
  'recalling',
  'recalled',
] as const

/** How a newer version differs: values put right, values or days taken back, handled otherwise, graded otherwise, another's after all, or one that were two. */
export const amendActs = ['correct', 'narrow', 'remark', 'regrade', 'unmerge', 'merge'] as const
export const AmendAct = OneOf(amendActs)
export type AmendAct = Static<typeof AmendAct>

/** Every place where what was released may be, one closed list. */
export const recallPlaces = [
  'tables',
  'search',
  'graph',
  'candidates',
  'exports',
  'onward',
  'backups',
] as const
export type RecallPlace = (typeof recallPlaces)[number]

/** What a node found when it looked for what was taken back; organisations and times, never people or values. */
export const RecallPlaces = {
  places: Type.Array(
    Type.Object({
      place: OneOf(recallPlaces),
      /** clear: nothing of it can be read there. open: not yet. gone-out: it has left the node and its holders are named. until: it ends by itself. */
      state: OneOf(['clear', 'open', 'gone-out', 'until']),
      /** Rows hidden, files exported, nodes told. */
      count: Type.Integer({ minimum: 0 }),
      /** Who took it along, and when. */
      holders: Type.Optional(
        Type.Array(Type.Object({ organisation: Type.String(), at: Instant }), { maxItems: 1000 }),
      ),
      until: Type.Optional(Type.String({ format: 'date' })),
      /** Of what was passed on: the nodes it went through from here, the last being the one that looked. Absent, it is the reporter itself. */
      through: Type.Optional(Type.Array(Type.String(), { maxItems: 10 })),
    }),
  ),
}

/** What one package holds at most; a package this large is some 400 kB of the 2 MB that a message may have. */
export const packageLimits = { entities: 100, statements: 1000, links: 500 } as const

/** What of one entity goes: statement ids of its profile, chosen one by one. */
const ReleaseChoice = Strict({
  entity: Id,
  statements: Type.Array(Opaque, { minItems: 1, maxItems: packageLimits.statements }),
})
export type ReleaseChoice = Static<typeof ReleaseChoice>

const Chosen = {
  entities: Type.Array(ReleaseChoice, { minItems: 1, maxItems: packageLimits.entities }),
  /** Entities that go for the sake of a link, with what names them and nothing else; the node chooses it. */
  stubs: Type.Optional(Type.Array(Id, { maxItems: packageLimits.entities })),
  /** Links that go, each with both its ends in the package: none goes that was not named. */
  links: Type.Optional(Type.Array(Id, { maxItems: packageLimits.links })),
}

export const ReleaseDraft = Strict({ agreement: Id, ...Chosen, purpose: PurposeName })
export type ReleaseDraft = Static<typeof ReleaseDraft>

/** The entry in the consent ledger by which the person concerned agreed. It ends by itself on its last day, and whenever the person wants. */
export const Consent = Strict({
  reference: Type.String({ minLength: 3, maxLength: 200 }),
  /** What the person agreed to: another purpose is not covered. */
  purpose: PurposeName,
  until: Type.Optional(Type.String({ format: 'date' })),
})
export type Consent = Static<typeof Consent>

const NodeName = Type.String({ pattern: '^[a-z]{2,12}$' })

export const ReleaseCreate = Strict({
  ...ReleaseDraft.properties,
  legalBasis: Type.String({ minLength: 3, maxLength: 500 }),
  consent: Type.Optional(Consent),
  /** Nodes that the partner may pass it on to without asking; none, if the agreement lets nothing be passed on. */
  onward: Type.Optional(Type.Array(NodeName, { maxItems: 20 })),
  reason: Reason,
  expiresOn: Type.Optional(Type.String({ format: 'date' })),
})
export type ReleaseCreate = Static<typeof ReleaseCreate>

export const PackageStatement = Strict({
  property: Property,
  value: Type.String(),
  grade: Type.String(),
  from: Type.Optional(Type.String()),
  until: Type.Optional(Type.String()),
})
export type PackageStatement = Static<typeof PackageStatement>

/** A newer version of a release: all that it holds from now on. */
export const ReleaseAmendDraft = Strict({
  ...Chosen,
  /** Its last day from now on; absent, that stays as it is. */
  expiresOn: Type.Optional(Type.String({ format: 'date' })),
})
export type ReleaseAmendDraft = Static<typeof ReleaseAmendDraft>

export const ReleaseAmend = Strict({ ...ReleaseAmendDraft.properties, reason: Reason })
export type ReleaseAmend = Static<typeof ReleaseAmend>

export const PackageEntity = Strict({
  entity: Id,
  kind: Kind,
  statements: Type.Array(PackageStatement),
})
export type PackageEntity = Static<typeof PackageEntity>

export const PackageLink = Strict({
  link: Id,
  kind: LinkKind,
  /** Entities of the same package. */
  from: Id,
  to: Id,
  starts: Type.Optional(Type.String()),
  ends: Type.Optional(Type.String()),
  amount: Type.Optional(Money),
  detail: Type.Optional(Type.String()),
})
export type PackageLink = Static<typeof PackageLink>

/** Exactly what the partner will see: the bytes that are signed are made of this and nothing else. Closed: a link has both its ends in it. */
export const ReleasePackage = Strict({
  entities: Type.Array(PackageEntity),
  links: Type.Array(PackageLink),
  marking: Marking,
})
export type ReleasePackage = Static<typeof ReleasePackage>

export const PackageParts = Strict({ entities: Type.Array(PackageEntity), links: Type.Array(PackageLink) })
export type PackageParts = Static<typeof PackageParts>

const Refused = Type.Array(Strict({ statement: Opaque, because: Words }))

const EdgeEnd = Strict({ entity: Id, kind: Kind, caption: Type.String() })

/** A link that touches what is chosen, to be decided on: what is not chosen stays. */
export const ReleaseEdge = Strict({
  ...PackageLink.properties,
  from: EdgeEnd,
  to: EdgeEnd,
  /** The end that is not in the package; absent, both are. It can go along as a stub. */
  outside: Type.Optional(Id),
  /** Why it can't go, whatever is chosen. */
  because: Type.Optional(Words),
})
export type ReleaseEdge = Static<typeof ReleaseEdge>

export const ReleasePreview = Strict({
  package: ReleasePackage,
  secondPerson: Type.Boolean(),
  /** Why a second person is asked, in the policy's words. */
  because: Type.Array(Words),
  /** Chosen statements that can't go, each with the reason. */
  /** Whose word is needed before it goes, and why. */
  asks: Type.Optional(
    Strict({ node: Type.String(), organisation: Type.String(), because: Type.Array(Words) }),
  ),
  refused: Refused,
  /** Chosen links and stubs that can't go, each with the reason. */
  left: Type.Array(Strict({ id: Id, because: Words })),
  /** Links of what is chosen, those inside of it first; at most 500. */
  edges: Type.Array(ReleaseEdge),
  /** What the partner holds of these entities from earlier releases in force. */
  held: PackageParts,
})
export type ReleasePreview = Static<typeof ReleasePreview>

export const ReleaseAmendPreview = Strict({
  package: ReleasePackage,
  acts: Type.Array(AmendAct),
  added: PackageParts,
  taken: PackageParts,
  secondPerson: Type.Boolean(),
  because: Type.Array(Words),
  refused: Refused,
  left: ReleasePreview.properties.left,
  edges: ReleasePreview.properties.edges,
})
export type ReleaseAmendPreview = Static<typeof ReleaseAmendPreview>

/** What an originator answers; `asked` until then, and no answer is no. */
export const permissionStates = ['asked', 'granted', 'narrowed', 'refused', 'withdrawn'] as const

export const amendmentStates = ['waiting', 'sent', 'accepted', 'applied', 'refused', 'dropped'] as const

const Amendment = Strict({
  version: Type.Integer(),
  acts: Type.Array(AmendAct),
  state: OneOf(amendmentStates),
  /** Why the partner refused it. */
  because: Type.Optional(Words),
  reason: Type.String(),
  /** What it would hold, while it waits for a second person. */
  package: Type.Optional(ReleasePackage),
  at: Type.String(),
  by: Type.Optional(Words),
  approvedAt: Type.Optional(Type.String()),
  approvedBy: Type.Optional(Words),
})

export const ReleaseView = Strict({
  id: Id,
  direction: Direction,
  peer: Strict({ node: Type.String(), name: Words }),
  agreement: Id,
  organisation: Type.String(),
  state: OneOf(releaseStates),
  purpose: PurposeName,
  legalBasis: Type.String(),
  reason: Type.String(),
  expiresOn: Type.Optional(Type.String()),
  caption: Type.String(),
  /** The newest that was told; 1 is the release itself. */
  version: Type.Integer(),
  amendments: Type.Array(Amendment),
  /** Values in it were taken back here, or are another's after all: what the partner holds is not what stands. */
  isBehind: Type.Boolean(),
  /** The partner's last word on where it was hidden. */
  report: Type.Optional(Strict({ complete: Type.Boolean(), at: Type.String(), ...RecallPlaces })),
  /** Entities here, in the order of the package: ours for a release out, the received ones for a release in. Empty once it may not be seen. */
  entities: Type.Array(Id),
  package: Type.Optional(ReleasePackage),
  /** Nodes that the receiver may pass it on to, and those it came through. */
  onward: Type.Array(Type.String()),
  chain: Type.Array(Type.String()),
  consent: Type.Optional(Consent),
  /** Whose word it waits for or went by. */
  permission: Type.Optional(
    Strict({
      id: Id,
      state: OneOf(permissionStates),
      organisation: Type.String(),
      askedAt: Type.String(),
      dueAt: Type.String(),
      /** How often the originator was asked again. */
      chased: Type.Integer(),
      answer: Type.Optional(Type.String()),
      answeredAt: Type.Optional(Type.String()),
      by: Type.Optional(Words),
    }),
  ),
  createdAt: Type.String(),
  createdBy: Type.Optional(Words),
  approvedAt: Type.Optional(Type.String()),
  approvedBy: Type.Optional(Words),
  approvalReason: Type.Optional(Type.String()),
  recalledAt: Type.Optional(Type.String()),
  recallReason: Type.Optional(Type.String()),
  receipts: Type.Array(
    Strict({
      state: OneOf(['accepted', 'applied', 'recalled', 'refused', 'seen', 'acted', 'declined']),
      at: Type.String(),
      /** What whoever received it said to its owner. */
      reason: Type.Optional(Type.String()),
    }),
  ),
  /** Of a release in that nobody has acted on or declined: by when its owner may expect a word. */
  answerDueAt: Type.Optional(Type.String()),
  can: Can,
})
export type ReleaseView = Static<typeof ReleaseView>

export const ReleaseQuery = Strict({
  direction: Type.Optional(Direction),
  state: Type.Optional(OneOf(releaseStates)),
  peer: Type.Optional(Type.String({ maxLength: 12 })),
  agreement: Type.Optional(Id),
  /** Of the own organisation, and allowed no more by the version of its agreement that is in force. */
  exceeding: Type.Optional(Type.Boolean()),
  /** Of a number of the flows: what it counts. */
  flow: Type.Optional(OneOf(flows)),
  /** From this moment, and before that: when it was made, of what was recalled when that was. */
  since: Type.Optional(Instant),
  before: Type.Optional(Instant),
  ...PageQuery,
})

/** What was done with what came in, for its owner to read. */
export const ReleaseAnswer = Strict({ answer: OneOf(['acted', 'declined']), reason: Reason })
export type ReleaseAnswer = Static<typeof ReleaseAnswer>

/** A recall that has not come to its end, with the clock that runs on it. */
export const RecallView = Strict({
  release: Id,
  peer: Strict({ node: Type.String(), name: Words }),
  caption: Type.String(),
  recalledAt: Type.String(),
  /** Two live nodes are done by then; after it somebody has to ask. */
  dueAt: Type.String(),
  isLate: Type.Boolean(),
  /** unconfirmed: no receipt. unreported: hidden there, not told where. incomplete: places are open still. */
  stand: OneOf(['unconfirmed', 'unreported', 'incomplete']),
  /** How often it was told. */
  times: Type.Integer(),
  can: Can,
})
export type RecallView = Static<typeof RecallView>

/** An originator is asked whether what it owns may be handed on: the whole of what would go, and to whom. */
export const PermissionView = Strict({
  id: Id,
  /** The release that waits for it; of one that a partner asks for, ours by which it holds what it would pass on. */
  release: Id,
  /** The node that asks, or is asked; absent, both are organisations of this one. */
  peer: Type.Optional(Strict({ node: Type.String(), name: Words })),
  /** Whose word is asked. */
  organisation: Type.String(),
  recipient: Type.String(),
  purpose: PurposeName,
  reason: Type.String(),
  package: Type.Optional(PackageParts),
  state: OneOf(permissionStates),
  askedAt: Type.String(),
  askedBy: Type.Optional(Words),
  dueAt: Type.String(),
  isLate: Type.Boolean(),
  chased: Type.Integer(),
  answer: Type.Optional(Type.String()),
  answeredAt: Type.Optional(Type.String()),
  can: Can,
})
export type PermissionView = Static<typeof PermissionView>

export const PermissionAnswer = Strict({
  answer: OneOf(['granted', 'narrowed', 'refused']),
  reason: Reason,
  /** Of `narrowed`: what may go, values by their place in the entity's list. A link goes with both its ends or not at all. */
  granted: Type.Optional(
    Strict({
      values: Type.Array(Strict({ entity: Id, at: Type.Integer({ minimum: 0 }) }), {
        minItems: 1,
        maxItems: packageLimits.statements,
      }),
      links: Type.Array(Id, { maxItems: packageLimits.links }),
    }),
  ),
})
export type PermissionAnswer = Static<typeof PermissionAnswer>
