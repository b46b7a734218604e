import { spawn } from 'node:child_process'
import { join } from 'node:path'

import type { Node } from '../../context.ts'
import { projectFolder } from '../../config.ts'
import { keepDoing } from '../../keep-doing.ts'

const everyMs = 2000

/**
 * Where the settings say where an export goes, what two people agreed to on the screen is carried out at once, by a process of its
 * own: it outlives this one, which an evacuation ends. Each order is begun once; what failed is for somebody at the machine.
 */
export function carryOutOrders(node: Node): { stop(): Promise<void> } | undefined {
  const { evacuation } = node.config
  const to = evacuation?.to
  if (to === undefined) return undefined
  const begun = new Set<string>()
  return keepDoing(node, {
    everyMs,
    failed: 'it could not be seen whether an evacuation was agreed to',
    act: async () => {
      const found = await node.database.pool.query<{ id: string; kind: string }>(
        `select id, kind from evacuation where state = 'agreed' and fault is null and good_until > $1`,
        [node.now()],
      )
      const [order] = found.rows
      if (!order || begun.has(order.id)) return
      begun.add(order.id)
      const words = [
        'evacuate',
        '--to',
        to,
        '--node',
        node.name,
        ...(order.kind === 'drill' ? ['--drill'] : []),
      ]
      const main = join(projectFolder, 'server', 'src', 'main.ts')
      spawn(process.execPath, [main, ...words], { detached: true, stdio: 'ignore' }).unref()
    },
  })
}
