import { parseArgs } from 'node:util'

import { addClient, doorAddress } from '../modules/identity/index.ts'
import { templateNames } from '../modules/intake/index.ts'
import type { TemplateName } from '../modules/intake/index.ts'
import { openMispFeed } from '../modules/misp/index.ts'
import { openCollection } from '../modules/taxii/index.ts'
import { templatesOf } from '../marking-template.ts'
import type { OrganisationKind } from '../policy/index.ts'
import { newId } from '../store/identifier.ts'
import { firstAnalyst } from './as-person.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withNode } from './open-node.ts'
import type { Node, Visit } from '../context.ts'

const markingsOfMachines = templateNames.filter((name) => name !== 'case')

export const clientAdd: Command = {
  usage: `usage: bin/shield client add NAME --door api|taxii|misp [--marking NAME …] [--write] [--organisation CODE] [--node CODE] [--json]

The secret is printed once and cannot be read again.
--door api       a bearer of /api/v1 that reads and searches
--door taxii     a user and password (or the password as a bearer) of the TAXII 2.1 server at /taxii2/, with its collection
--door misp      a key of the MISP sync door at /misp/
--marking        what the system may see: ${markingsOfMachines.join(', ')}; a system works on no case. In TRAINING, where
                 nothing is said of taxii or misp, what the organisation's own kind works with
--write          the system may bring objects in by its door
--organisation   whose system it is; in TRAINING the first analyst's where nothing is said`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        door: { type: 'string' },
        organisation: { type: 'string' },
        marking: { type: 'string', multiple: true, default: [] },
        write: { type: 'boolean', default: false },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const [name, more] = positionals
    const { door, write } = values
    if (name === undefined || name.trim() === '' || more !== undefined)
      throw new CommandFault('name one system')
    if (door !== 'api' && door !== 'taxii' && door !== 'misp')
      throw new CommandFault('--door is api, taxii or misp')
    if (write && door === 'api') throw new CommandFault('the api door only reads')
    const asked = values.marking.map(markingOf)
    if (asked.length === 0 && door === 'api') throw new CommandFault(sayMarkings)
    const made = await withNode(values, async (node) => {
      const client = await node.database.inTransaction(async (tx) => {
        const visit = { tx, node, now: node.now(), requestId: newId() }
        const organisation = values.organisation ?? (await defaultOrganisation(node, visit))
        const markings = asked.length > 0 ? asked : await defaultMarkings(node, visit, organisation)
        const added = await addClient(visit, { name: name.trim(), door, organisation, markings, write })
        if (!added) throw new CommandFault(`this node has no organisation "${organisation}"`)
        return { ...added, address: await doorAddress(visit) }
      })
      return door === 'api'
        ? { id: client.id, secret: client.secret }
        : door === 'misp'
          ? await mispDoor(node, client)
          : {
              ...{
                id: client.id,
                url: `${client.address}/taxii2/`,
                user: client.id,
                password: client.secret,
              },
              ...{ collection: await openCollection(node, client.id), secret: client.secret },
            }
    })
    console.log(values.json ? JSON.stringify(made) : inWords(made))
    return 0
  },
}

async function mispDoor(
  node: Node,
  { id, secret, address }: { readonly id: string; readonly secret: string; readonly address: string },
): Promise<Readonly<Record<string, string>> & { readonly id: string; readonly secret: string }> {
  await openMispFeed(node, id)
  return { id, url: `${address}/misp/`, key: secret, secret }
}

const sayMarkings = 'say what the system may see: --marking NAME'

function inWords({ id, secret, ...door }: Readonly<Record<string, string>>): string {
  const lines = Object.entries(door).map(([name, value]) => `${name.padEnd(10)} ${value}`)
  return [`client ${id}`, ...lines, `secret ${secret} (shown this once)`].join('\n')
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

async function defaultMarkings(
  node: Node,
  visit: Visit,
  organisation: string,
): Promise<readonly TemplateName[]> {
  if (node.config.mode !== 'training') throw new CommandFault(sayMarkings)
  const found = await visit.tx.db
    .selectFrom('organisation')
    .select('kind')
    .where('code', '=', organisation)
    .executeTakeFirst()
  return found ? templatesOf(found.kind as OrganisationKind, []) : []
}
