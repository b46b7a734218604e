import type { Node } from '../context.ts'
import type { Verifier } from './note.ts'

/** Name of a node's log, first line of every checkpoint. */
export function logOrigin(node: Pick<Node, 'name'>): string {
  return `shield.node/${node.name}/audit`
}

/** What heads of this node's log are checked with. */
export function logVerifier(node: Pick<Node, 'name' | 'keys'>): Verifier {
  return { origin: logOrigin(node), key: node.keys.audit.publicKey }
}
