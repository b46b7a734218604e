import { parseArgs } from 'node:util'

import { addClient } from '../modules/identity/index.ts'
import { templateNames } from '../modules/intake/index.ts'
import type { TemplateName } from '../modules/intake/index.ts'
import { newId } from '../store/identifier.ts'
import { firstAnalyst } from './as-person.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withNode } from './open-node.ts'
import type { Node, Visit } from '../context.ts'

const markingsOfMachines = templateNames.filter((name) => name !== 'case')

export const clientAdd: Command = {
  usage: `usage: bin/shield client add NAME --door api|taxii|misp --marking NAME [--marking NAME …] [--organisation CODE] [--node CODE] [--json]

The secret is printed once and cannot be read again. With --door api it is a bearer of /api/v1 that reads and searches.
--marking        what the system may see: ${markingsOfMachines.join(', ')}; a system works on no case
--organisation   whose system it is; in TRAINING the first analyst's where nothing is said`,
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
    const [name, more] = positionals
    const { door } = values
    if (name === undefined || name.trim() === '' || more !== undefined)
      throw new CommandFault('name one system')
    if (door !== 'api' && door !== 'taxii' && door !== 'misp')
      throw new CommandFault('--door is api, taxii or misp')
    const markings = values.marking.map(markingOf)
    if (markings.length === 0) throw new CommandFault('say what the system may see: --marking NAME')
    const made = await withNode(values, (node) =>
      node.database.inTransaction(async (tx) => {
        const visit = { tx, node, now: node.now(), requestId: newId() }
        const organisation = values.organisation ?? (await defaultOrganisation(node, visit))
        const client = await addClient(visit, { name: name.trim(), door, organisation, markings })
        if (!client) throw new CommandFault(`this node has no organisation "${organisation}"`)
        return client
      }),
    )
    console.log(
      values.json ? JSON.stringify(made) : `client ${made.id}\nsecret ${made.secret} (shown this once)`,
    )
    return 0
  },
}

function markingOf(text: string): TemplateName {
  const found = markingsOfMachines.find((one) => one === text)
  if (!found)
    throw new CommandFault(`there is no marking "${text}" for a system: ${markingsOfMachines.join(', ')}`)
  return found
}

async function defaultOrganisation(node: Node, visit: Visit): Promise<string> {
  const person = node.config.mode === 'training' ? await firstAnalyst(visit) : undefined
  if (person === undefined) throw new CommandFault('say whose system it is: --organisation CODE')
  const found = await visit.tx.db
    .selectFrom('organisation')
    .innerJoin('person', 'person.organisation_id', 'organisation.id')
    .select('organisation.code')
    .where('person.id', '=', person)
    .executeTakeFirstOrThrow()
  return found.code
}
