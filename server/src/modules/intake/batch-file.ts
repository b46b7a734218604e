import { join } from 'node:path'

import type { Node } from '../../context.ts'

/** Where the file of a batch lies on this node's disk. */
export function batchFile(node: Node, wire: string): string {
  return join(node.config.dataFolder, 'uploads', node.name, wire)
}
