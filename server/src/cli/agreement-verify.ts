import { parseArgs } from 'node:util'

import type { Json } from '@shield/core'

import { findFederation } from '../federation/index.ts'
import { verifyAgreement } from '../modules/exchange/index.ts'
import type { AgreementFile } from '../modules/exchange/index.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { configOf, readFile } from './federation-command.ts'

export const agreementVerify: Command = {
  usage: `usage: bin/shield agreement verify FILE [--node CODE] [--json]

Checks an agreement that was taken from a node ("Signed file" beside it on the screen): whether both nodes signed this text, each
with a key it worked with then. No database is asked. Where this node belongs to a federation the identities of its members are
compared too; elsewhere compare their names, which are printed, over a telephone number you know.
Exit 0 when both signatures are right, 1 when not, 2 misused.`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { node: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const [path, more] = positionals
    if (path === undefined || more !== undefined) throw new CommandFault('name one file')
    const file = await readFile<AgreementFile>(path, ['agreement'])
    const federation = await findFederation(configOf(values))
    const pinned: Record<string, Json> = {}
    for (const member of federation?.list.members ?? []) pinned[member.node] = member.identity
    const signatures = await verifyAgreement(file, pinned)
    const { id, version, title } = file.agreement
    if (values.json) console.log(JSON.stringify({ agreement: id, version, signatures }))
    else {
      console.log(`${title.en}, version ${version} (${id})`)
      for (const { node, at, identity, fault } of signatures)
        console.log(
          fault === undefined
            ? `✔ ${node} signed it${at === undefined ? '' : ` ${at}`}${identity === undefined ? '' : `, identity ${identity}`}${Object.hasOwn(pinned, node) ? ', as in the federation' : ''}`
            : `✖ ${node}: ${fault}`,
        )
    }
    return signatures.every((one) => one.fault === undefined) ? 0 : 1
  },
}
