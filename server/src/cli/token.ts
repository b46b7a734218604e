import { parseArgs } from 'node:util'

import { isPurpose, purposeNames } from '@shield/core'

import { issueToken } from '../modules/identity/index.ts'
import { newId } from '../store/identifier.ts'
import { checkPerson } from './as-person.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withNode } from './open-node.ts'

export const token: Command = {
  usage: `usage: bin/shield token --person ID --purpose PURPOSE [--reference TEXT] [--node CODE] [--json]

Prints a token that acts as the person for that purpose for an hour. Issuing it is in the audit.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        person: { type: 'string' },
        purpose: { type: 'string' },
        reference: { type: 'string', default: '' },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const { person, purpose = '', reference } = values
    if (person === undefined) throw new CommandFault('--person is needed')
    if (!isPurpose(purpose)) throw new CommandFault(`--purpose is one of ${purposeNames.join(', ')}`)
    const secret = await withNode(values, (node) =>
      node.database.inTransaction(async (tx) => {
        const visit = { tx, node, now: node.now(), requestId: newId() }
        await checkPerson(visit, person)
        return issueToken(visit, { person, purpose, reference })
      }),
    )
    console.log(values.json ? JSON.stringify({ token: secret, minutes: 60 }) : secret)
    return 0
  },
}
