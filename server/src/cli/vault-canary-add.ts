import { parseArgs } from 'node:util'

import { readPersonCode } from '@shield/core'

import { markCanaries } from '../modules/vault/index.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withVault } from './vault-command.ts'

export const vaultCanaryAdd: Command = {
  usage: `usage: bin/shield vault canary add --code CODE [--code CODE …] [--node CODE] [--json]

Makes persons canaries: invented people, entered like any other and told to nobody, whom nobody has reason to open. Who
opens one raises an alarm for oversight and administrators. Which codes are canaries can't be read from the database.
Write them down nowhere near the node.
Exit 0 done, 1 nothing is sealed under a code, 2 misused.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        code: { type: 'string', multiple: true, default: [] },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    if (values.code.length === 0) throw new CommandFault('--code is needed: the code of an invented person')
    const codes = values.code.map((text) => {
      const code = readPersonCode(text)
      if (code === undefined) throw new CommandFault('--code is the code of a person, as K7MQ-2XVB-9R4T')
      return code
    })
    await withVault(values, (config, databaseUrl) => markCanaries(config, databaseUrl, codes))
    console.log(
      values.json
        ? JSON.stringify({ canaries: codes.length })
        : `${codes.length} more ${codes.length === 1 ? 'canary' : 'canaries'}`,
    )
    return 0
  },
}
