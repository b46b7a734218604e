import { parseArgs } from 'node:util'

import { addClient } from '../modules/identity/index.ts'
import { templateNames } from '../modules/intake/index.ts'
import { newId } from '../store/identifier.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withNode } from './open-node.ts'

export const clientAdd: Command = {
  name: 'client add',
  summary: 'A credential for another system, printed once',
  usage: `usage: bin/shield client add NAME --door api|taxii|misp --marking NAME [--marking NAME …] [--organisation CODE] [--node CODE] [--json]

The secret is printed once and cannot be read again.`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        door: { type: 'string' },
        organisation: { type: 'string' },
        marking: { type: 'string', multiple: true, default: [] },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const [name] = positionals
    const { door, organisation, marking } = values
    if (name === undefined || organisation === undefined)
      throw new CommandFault('a NAME and --organisation are needed')
    if (door !== 'api' && door !== 'taxii' && door !== 'misp')
      throw new CommandFault('--door is api, taxii or misp')
    const unknown = marking.find((one) => !(templateNames as readonly string[]).includes(one))
    if (unknown !== undefined)
      throw new CommandFault(`there is no marking "${unknown}": ${templateNames.join(', ')}`)
    const made = await withNode(values, (node) =>
      node.database.inTransaction((tx) =>
        addClient(
          { tx, node, now: node.now(), requestId: newId() },
          { name, door, organisation, markings: marking },
        ),
      ),
    )
    console.log(
      values.json ? JSON.stringify(made) : `client ${made.id}\nsecret ${made.secret} (shown this once)`,
    )
    return 0
  },
}
