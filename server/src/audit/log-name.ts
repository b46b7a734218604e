import type { Node } from '../context.ts'
import type { Verifier } from './note.ts'

/** Name of a node's log, first line of every checkpoint. */
export function logOrigin(node: Pick<Node, 'name'>): string {
  return auditOrigin(node.name)
}

/** The same of another node. */
export function auditOrigin(node: string): string {
  return `shield.node/${node}/audit`
}

/** What heads of this node's log are checked with. */
export function logVerifier(node: Pick<Node, 'name' | 'keys'>): Verifier {
  return { origin: logOrigin(node), key: node.keys.audit.publicKey }
}
