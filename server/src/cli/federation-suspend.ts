import { parseArgs } from 'node:util'

import { resumePartner, suspendPartner } from '../modules/partners/index.ts'
import { newId } from '../store/identifier.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withNode } from './open-node.ts'

export const federationSuspend: Command = {
  usage: `usage: bin/shield federation suspend PARTNER --reason TEXT [--node CODE] [--json]
       bin/shield federation suspend PARTNER --end [--reason TEXT] [--node CODE] [--json]

This node's own decision, at once: nothing ordinary is sent to the partner or taken from it until --end. What takes back, corrects
or narrows goes on both ways.`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        reason: { type: 'string' },
        end: { type: 'boolean', default: false },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const [peer, more] = positionals
    const { reason, end } = values
    if (peer === undefined || more !== undefined) throw new CommandFault('name one partner')
    if (!end && reason === undefined) throw new CommandFault('--reason TEXT is needed, or --end')
    const isDone = await withNode(values, (node) =>
      node.database.inTransaction((tx) => {
        const visit = { tx, node, now: node.now(), requestId: newId() }
        return end
          ? resumePartner(visit, { peer, reason: reason ?? 'command line' })
          : suspendPartner(visit, { peer, by: 'command line', reason: reason ?? '' })
      }),
    )
    const state = end ? 'not suspended' : 'suspended'
    if (!isDone) throw new CommandFault(`there is no partner "${peer}", or it is ${state} already`, 1)
    console.log(values.json ? JSON.stringify({ peer, state }) : `${peer} is ${state}`)
    return 0
  },
}
