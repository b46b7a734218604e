import { Type } from 'typebox'
import type { Static } from 'typebox'

import { Direction, Id, Kind, LinkKind, Marking, Strict } from './shape.ts'
import { LinkCount, Money } from './registry.ts'

export const GraphNode = Strict({
  id: Id,
  kind: Kind,
  caption: Type.String(),
  sources: Type.Integer(),
  marking: Marking,
  /** Relations by kind and direction, so that the reader knows what an expansion will bring before asking. */
  links: Type.Array(LinkCount),
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
})
export type GraphEdge = Static<typeof GraphEdge>

const present = Type.Array(Id, { maxItems: 2000 })

export const GraphOpen = Strict({ ids: Type.Array(Id, { minItems: 1, maxItems: 500 }) })
export type GraphOpen = Static<typeof GraphOpen>

export const GraphExpand = Strict({
  id: Id,
  kind: Type.Optional(LinkKind),
  direction: Type.Optional(Direction),
  limit: Type.Integer({ minimum: 1, maximum: 200 }),
  /** What is on the chart already: edges to these come too, and these do not count against the limit. */
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
