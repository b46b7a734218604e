import { parseArgs } from 'node:util'

import { admit } from '../federation/index.ts'
import type { RequestFile } from '../federation/index.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { configOf, orFault, readFile, writeNew } from './federation-command.ts'

export const federationAdmit: Command = {
  usage: `usage: bin/shield federation admit REQUEST --out FILE [--node CODE] [--json]

On the node of the secretariat: checks that the request was made with the code that was read aloud (or, in a renewal, with the
member's identity key), issues the certificate, signs the new list of members with the officers' keys, and writes the welcome.
A running node takes the new member at once and tells the others.`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const [file, more] = positionals
    if (file === undefined || more !== undefined) throw new CommandFault('name one request')
    if (values.out === undefined) throw new CommandFault('--out FILE is needed')
    const request = await readFile<RequestFile>(file, ['request'])
    const welcome = await orFault(admit(configOf(values), request, new Date()))
    await writeNew(values.out, welcome)
    const { node } = welcome
    console.log(
      values.json
        ? JSON.stringify({ node, file: values.out })
        : `${node} is admitted; written to ${values.out}`,
    )
    return 0
  },
}
