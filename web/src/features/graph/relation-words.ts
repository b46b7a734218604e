import { linkKinds } from '@shield/core'
import type { LinkKindName, Words } from '@shield/core'

import type { GraphEdge } from '../../api/wire.ts'

/** A kind of link as read from one of its ends. */
export function relationWords(kind: LinkKindName, direction: 'out' | 'in'): Words {
  return direction === 'out' ? linkKinds[kind].forward : linkKinds[kind].backward
}

/** The same for a link at hand, read from the node with this id. */
export function wordsFrom(edge: GraphEdge, id: string): Words {
  return relationWords(edge.kind, edge.from === id ? 'out' : 'in')
}
