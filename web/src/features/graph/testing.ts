import type { Marking } from '@shield/core'

import type { GraphEdge, GraphNode, GraphReply } from '../../api/wire.ts'

export const marking: Marking = {
  node: 'th',
  organisation: 'th-aht',
  zone: 'enforcement',
  level: 1,
  case: '',
  releasedTo: [],
  notReleasedTo: [],
  announce: true,
  purposes: ['investigation'],
  gradeCeiling: 'A1',
  conditions: {
    tlp: 'AMBER',
    pap: 'AMBER',
    handling: 'H0',
    noCourtUse: false,
    verifyBeforeUse: false,
    noOnwardTransfer: false,
    secondPerson: false,
  },
  legalBasis: '',
  agreement: '',
  retention: 'standard',
  recalled: false,
}

export function nodeOf(id: string, more: Partial<GraphNode> = {}): GraphNode {
  return {
    id,
    kind: 'Person',
    caption: `Person ${id}`,
    sources: 1,
    marking,
    links: [],
    can: ['content.export'],
    ...more,
  }
}

export function edgeOf(from: string, to: string, more: Partial<GraphEdge> = {}): GraphEdge {
  return {
    id: `${from}-${to}-${more.kind ?? 'Payment'}`,
    kind: 'Payment',
    from,
    to,
    sourceName: 'Ledger',
    marking,
    can: ['content.export'],
    ...more,
  }
}

export function replyOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[] = []): GraphReply {
  return { nodes: [...nodes], edges: [...edges], left: 0 }
}
