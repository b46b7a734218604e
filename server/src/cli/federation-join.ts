import { parseArgs } from 'node:util'

import { askToJoin, askToRenew, takeWelcome } from '../federation/index.ts'
import type { InvitationFile, WelcomeFile } from '../federation/index.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { checkAddress, configOf, nameOf, orFault, readFile, writeNew } from './federation-command.ts'

export const federationJoin: Command = {
  usage: `usage: bin/shield federation join INVITATION --code DIGITS --fingerprint DIGITS --name NAME --address https://HOST:PORT --out FILE
       bin/shield federation join WELCOME
       bin/shield federation join --renew --out FILE [--address https://HOST:PORT]

The first makes this node's keys and a request that the secretariat admits ("federation admit"), and refuses an invitation whose
fingerprint is not the one that was read aloud. The second takes what came back: then start the node anew.
The third asks for a new certificate for a new key, or for another address; the one in use goes on until WELCOME is taken.
--name-th NAME    the node's name in Thai
--identity FILE   the identity key, where it is kept on a stick
--node CODE       whose settings`,
  run: async (args) => {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    const config = configOf(values)
    const now = new Date()
    const identity = values.identity === undefined ? {} : { identity: values.identity }
    const [file, more] = positionals
    if (values.renew) {
      const address = values.address === undefined ? {} : { address: checkAddress(values.address) }
      await writeNew(outOf(values), await orFault(askToRenew(config, { now, ...identity, ...address })))
      return tell(values, `written to ${values.out}: have it admitted`)
    }
    if (file === undefined || more !== undefined) throw new CommandFault('name one file')
    const read = await readFile<InvitationFile | WelcomeFile>(file, ['invitation', 'welcome'])
    if (read.kind === 'welcome') {
      const { list } = await orFault(takeWelcome(config, read))
      const names = list.members.map((member) => member.node).join(', ')
      return tell(
        values,
        `this node belongs to the federation (${names}). Start it anew: its door for partners opens.`,
      )
    }
    const { code, fingerprint } = values
    if (code === undefined || fingerprint === undefined)
      throw new CommandFault('--code and --fingerprint are needed, as they were read aloud')
    const self = { name: nameOf(values), address: checkAddress(values.address) }
    const out = outOf(values)
    const asked = await orFault(askToJoin(config, read, { code, fingerprint, self, now, ...identity }))
    await writeNew(out, asked)
    return tell(values, `the fingerprint is right. Written to ${out}: have it admitted`)
  },
}

const options = {
  code: { type: 'string' },
  fingerprint: { type: 'string' },
  name: { type: 'string' },
  'name-th': { type: 'string' },
  address: { type: 'string' },
  out: { type: 'string' },
  identity: { type: 'string' },
  renew: { type: 'boolean', default: false },
  node: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

function outOf({ out }: { readonly out?: string | undefined }): string {
  if (out === undefined) throw new CommandFault('--out FILE is needed')
  return out
}

function tell({ json }: { readonly json: boolean }, text: string): number {
  console.log(json ? JSON.stringify({ done: text }) : text)
  return 0
}
