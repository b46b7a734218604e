import { Type } from 'typebox'
import type { Static } from 'typebox'

import { Can, Direction, Id, Kind, LinkKind, Marking, OneOf, Strict, Words } from './shape.ts'
import { LinkCount, Money } from './registry.ts'

/** What may be done with a thing on the chart, and, where a picture may not hold it, the policy's words why. */
const taking = { can: Can, because: Type.Optional(Words) }

export const GraphNode = Strict({
  id: Id,
  kind: Kind,
  caption: Type.String(),
  sources: Type.Integer(),
  marking: Marking,
  /** Relations by kind and direction, so that the reader knows what an expansion will bring before asking. */
  links: Type.Array(LinkCount),
  ...taking,
})
export type GraphNode = Static<typeof GraphNode>

export const GraphEdge = Strict({
  id: Id,
  kind: LinkKind,
  from: Id,
  to: Id,
  starts: Type.Optional(Type.String()),
  ends: Type.Optional(Type.String()),
  amount: Type.Optional(Money),
  detail: Type.Optional(Type.String()),
  sourceName: Type.String(),
  marking: Marking,
  ...taking,
})
export type GraphEdge = Static<typeof GraphEdge>

/** What is on the chart already: links to these come too, and what is one of these keeps the id it has there. */
const present = Type.Array(Id, { maxItems: 2000 })

export const GraphOpen = Strict({
  ids: Type.Array(Id, { minItems: 1, maxItems: 500 }),
  present: Type.Optional(present),
})
export type GraphOpen = Static<typeof GraphOpen>

export const GraphExpand = Strict({
  id: Id,
  kind: Type.Optional(LinkKind),
  direction: Type.Optional(Direction),
  limit: Type.Integer({ minimum: 1, maximum: 200 }),
  /** These do not count against the limit. */
  present,
})
export type GraphExpand = Static<typeof GraphExpand>

export const GraphReply = Strict({
  nodes: Type.Array(GraphNode),
  edges: Type.Array(GraphEdge),
  /** How many neighbours the limit left out. */
  left: Type.Integer(),
})
export type GraphReply = Static<typeof GraphReply>

/** How one hangs together with another. */
export const GraphPaths = Strict({
  from: Id,
  to: Id,
  count: Type.Integer({ minimum: 1, maximum: 10 }),
  /** Each link begins no earlier than the one before; links without a date are left out. */
  inOrderOfTime: Type.Boolean(),
  present: Type.Optional(present),
})
export type GraphPaths = Static<typeof GraphPaths>

export const GraphPathsReply = Strict({
  nodes: Type.Array(GraphNode),
  edges: Type.Array(GraphEdge),
  /** Each from end to end, the shortest first. */
  paths: Type.Array(Type.Array(Id)),
  /** The search ended at its limit of work: there may be others. */
  isCut: Type.Boolean(),
})
export type GraphPathsReply = Static<typeof GraphPathsReply>

export const GraphCommunities = Strict({ nodes: Type.Array(Id, { minItems: 1, maxItems: 2000 }) })
export type GraphCommunities = Static<typeof GraphCommunities>

/** Things that are linked more with one another than chance would have it, by the links among them that the asker may see; the largest group first. */
export const GraphCommunitiesReply = Strict({ groups: Type.Array(Type.Array(Id)) })
export type GraphCommunitiesReply = Static<typeof GraphCommunitiesReply>

/** A picture of the chart is about to be made of these. */
export const GraphExport = Strict({
  format: OneOf(['png', 'svg']),
  nodes: Type.Array(Id, { minItems: 1, maxItems: 2000 }),
  edges: Type.Array(Id, { maxItems: 10_000 }),
})
export type GraphExport = Static<typeof GraphExport>

/** Every marking of what the picture holds, and the audit's number of its making, for the head of the picture. */
export const GraphExported = Strict({ id: Id, at: Type.String(), markings: Type.Array(Marking) })
export type GraphExported = Static<typeof GraphExported>
