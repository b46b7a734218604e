import { parseArgs } from 'node:util'

import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { demonstrationWorld } from './load-demonstration.ts'

export const demoTruth: Command = {
  usage: `usage: bin/shield demo truth --sealed-names [--json]

Prints the invented names that the demonstration keeps sealed, one a line: they may stand nowhere in the data folder,
which "bin/shield doctor --json" names ("dataFolder"), in no encoding. Needs no running demonstration and no database.
--json    one line of JSON for each: {name, code}, with the code that stands for the person everywhere else`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        'sealed-names': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    if (!values['sealed-names']) throw new CommandFault('say which truth: --sealed-names')
    for (const { name, code } of sealedNames())
      console.log(values.json ? JSON.stringify({ name, code }) : name)
    return 0
  },
}

/** Every name of the 120 that somebody told, in each script it was told in. */
export function sealedNames(): readonly { readonly name: string; readonly code: string }[] {
  return demonstrationWorld().raid.flatMap(({ code, identity }) =>
    (identity?.names ?? []).map(({ text }) => ({ name: text, code })),
  )
}
