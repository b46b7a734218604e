import { parseArgs } from 'node:util'

import { fingerprintOf, foundFederation } from '../federation/index.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { checkAddress, configOf, nameOf, orFault } from './federation-command.ts'

export const federationInit: Command = {
  usage: `usage: bin/shield federation init FEDERATION --name NAME --address https://HOST:PORT [--name-th NAME]
                              [--officer NAME …] [--threshold N] [--node CODE] [--json]

Makes a federation with this node as its secretariat: a governance signed by its officers, a certificate authority, the list of
members. Then (re)start the node. The keys of the officers (officer-N.pem) and of the authority (authority.pem) lie in the data
folder under federation/; each may be taken away on a stick, and is put back to admit.
--address     where partners find this node's door (TLS 1.3, port of its own)
--officer     who signs the list of members; repeat for more, default one
--threshold   how many of them have to sign, default all`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        'name-th': { type: 'string' },
        address: { type: 'string' },
        officer: { type: 'string', multiple: true, default: ['Officer'] },
        threshold: { type: 'string' },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const [federation] = positionals
    if (federation === undefined) throw new CommandFault('name the federation')
    const threshold = Number(values.threshold ?? values.officer.length)
    if (!Number.isInteger(threshold) || threshold < 1 || threshold > values.officer.length)
      throw new CommandFault('--threshold is from 1 to the number of officers')
    const self = { name: nameOf(values), address: checkAddress(values.address) }
    const founding = { name: federation, officers: values.officer, threshold, self, now: new Date() }
    const made = await orFault(foundFederation(configOf(values), founding))
    const fingerprint = fingerprintOf(made.governance)
    if (values.json) console.log(JSON.stringify({ federation: made.governance.federation, fingerprint }))
    else
      console.log(
        `federation "${federation}" is made\nfingerprint ${fingerprint}\nStart the node anew: its door for partners opens.`,
      )
    return 0
  },
}
