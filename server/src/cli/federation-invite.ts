import { parseArgs } from 'node:util'

import { invite } from '../federation/index.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { configOf, orFault, writeNew } from './federation-command.ts'

export const federationInvite: Command = {
  usage: `usage: bin/shield federation invite NODE --out FILE [--node CODE] [--json]

Writes an invitation that holds nothing secret, and prints a one-time code and the federation's fingerprint. Send the file as you
like; read the code and the fingerprint aloud, over a telephone number you know. The code works once, for seven days.`,
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
    const [node, more] = positionals
    if (node === undefined || more !== undefined || !/^[a-z]{2,12}$/.test(node))
      throw new CommandFault('name one node: two to twelve small letters')
    if (values.out === undefined) throw new CommandFault('--out FILE is needed')
    const { file, code, fingerprint } = await orFault(invite(configOf(values), { node, now: new Date() }))
    await writeNew(values.out, file)
    if (values.json) console.log(JSON.stringify({ code, fingerprint, file: values.out }))
    else console.log(`code         ${code}\nfingerprint  ${fingerprint}\nwritten to ${values.out}`)
    return 0
  },
}
