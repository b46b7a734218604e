import { parseArgs } from 'node:util'

import { organisationKinds } from '../policy/index.ts'
import type { OrganisationKind } from '../policy/index.ts'
import { addOrganisation, addPerson, createSetUpSecret } from '../modules/identity/index.ts'
import { newId } from '../store/identifier.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withNode } from './open-node.ts'

export const setUp: Command = {
  usage: `usage: bin/shield set-up --organisation CODE --kind KIND --name NAME --administrator NAME --administrator NAME [--node CODE] [--json]

Adds the organisation and exactly two administrators, and prints for each a link that registers a passkey once.
Works only while the node has nobody. KIND: ${organisationKinds.join(', ')}`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        organisation: { type: 'string' },
        kind: { type: 'string' },
        name: { type: 'string' },
        administrator: { type: 'string', multiple: true, default: [] },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const { organisation, name, administrator } = values
    const kind = organisationKinds.find((one) => one === values.kind)
    if (organisation === undefined || name === undefined || kind === undefined || administrator.length !== 2)
      throw new CommandFault('--organisation, --kind, --name and two --administrator are needed')
    const links = await withNode(values, (node) =>
      node.database.inTransaction(async (tx) => {
        const visit = { tx, node, now: node.now(), requestId: newId() }
        const somebody = await tx.db.selectFrom('person').select('id').executeTakeFirst()
        if (somebody)
          throw new CommandFault('this node has people already: administrators add more on the screen', 1)
        await addOrganisation(visit, {
          code: organisation,
          node: node.name,
          kind: kind satisfies OrganisationKind,
          name: { en: name, th: name },
        })
        const made: { readonly name: string; readonly link: string }[] = []
        for (const one of administrator) {
          const person = await addPerson(visit, {
            name: { en: one, th: one },
            organisation,
            roles: ['administrator'],
            clearance: 0,
            cases: [],
          })
          const secret = await createSetUpSecret(visit, person)
          made.push({ name: one, link: `${node.config.origin}/sign-in#set-up=${secret}` })
        }
        return made
      }),
    )
    if (values.json) console.log(JSON.stringify({ links }))
    else {
      for (const { name: whose, link } of links) console.log(`${whose}: ${link}`)
      console.log('Each link works once, for 24 hours.')
    }
    return 0
  },
}
