import { parseArgs } from 'node:util'

import { lookAtVault } from '../modules/vault/index.ts'
import type { VaultState } from '../vault-door.ts'
import type { Command } from './command.ts'
import { withVault } from './vault-command.ts'

export const vaultState: Command = {
  usage: `usage: bin/shield vault state [--node CODE] [--json]

How the vault of sealed identities stands: custodian, generation of its key, persons, erased, damaged keys, the latest copy,
recovery shares, alarms nobody has answered. Names and opens nobody. Also while the node runs.
Exit 0 told, 1 the vault can't be opened.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: { node: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const state = await withVault(values, lookAtVault)
    if (values.json) console.log(JSON.stringify(state ?? { people: 0 }))
    else if (state) console.log(lines(state).join('\n'))
    else console.log('nothing is sealed yet: the first identity makes the vault')
    return 0
  },
}

function lines(state: VaultState): readonly string[] {
  const { copy } = state
  return [
    `custodian: ${state.custody}`,
    `key in force: generation ${state.generation}, since ${state.since}`,
    `persons: ${state.people}; erased: ${state.erased}; damaged keys: ${state.damaged}`,
    `opened in the last hour: ${state.openedThisHour} of ${state.stopsAt} persons`,
    copy
      ? `latest copy: ${copy.at}, generation ${copy.generation}; since then ${copy.peopleSince} came and ${copy.erasedSince} were erased`
      : 'latest copy: none',
    state.sharedGeneration === undefined
      ? 'recovery shares: none'
      : `recovery shares: of generation ${state.sharedGeneration}`,
    `alarms to be answered: ${state.alarms}`,
  ]
}
