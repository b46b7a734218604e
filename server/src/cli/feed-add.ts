import { parseArgs } from 'node:util'

import { makeFeed } from '../modules/taxii/index.ts'
import { Problem } from '../problem.ts'
import { asPerson } from './as-person.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withNode } from './open-node.ts'

const markings = ['agency', 'node', 'protection', 'open'] as const

export const feedAdd: Command = {
  usage: `usage: bin/shield feed add URL --source NAME [--marking NAME] [--user USER] [--every MINUTES] [--person ID] [--purpose PURPOSE] [--node CODE] [--json]

Pulls a collection of a TAXII 2.1 server by the clock, from its beginning. URL is the address of the collection, or of a server
that lets one collection be read.
--user       user of basic authentication; its password, or without a user a bearer, is read from SHIELD_FEED_SECRET
--marking    ${markings.join(', ')} (default agency)
--every      minutes between pulls (default 60)
The host has to be in SHIELD_OUTBOUND_HOSTS of the node; a private address in SHIELD_OUTBOUND_PRIVATE as well.`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        source: { type: 'string' },
        marking: { type: 'string', default: 'agency' },
        user: { type: 'string' },
        every: { type: 'string', default: '60' },
        person: { type: 'string' },
        purpose: { type: 'string' },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const [url, more] = positionals
    const { source, user } = values
    const marking = markings.find((one) => one === values.marking)
    const everyMinutes = Number(values.every)
    if (url === undefined || more !== undefined) throw new CommandFault('name one URL')
    if (source === undefined || source.trim() === '') throw new CommandFault('name the source: --source NAME')
    if (!marking) throw new CommandFault(`there is no marking "${values.marking}": ${markings.join(', ')}`)
    if (!Number.isInteger(everyMinutes) || everyMinutes < 5 || everyMinutes > 10_080)
      throw new CommandFault('--every is 5 to 10080 minutes')
    const made = await withNode(values, (node) => {
      const secret = node.config.feedSecret
      if (user !== undefined && secret === undefined)
        throw new CommandFault('the password of the user is read from SHIELD_FEED_SECRET')
      const credential = {
        ...(user === undefined ? {} : { user }),
        ...(secret === undefined ? {} : { secret }),
      }
      return asPerson(node, values, (ctx) =>
        makeFeed(ctx, { sourceName: source, marking, url, everyMinutes, ...credential }),
      ).catch((error: unknown) => {
        if (error instanceof Problem) throw new CommandFault(error.detail?.en ?? error.code)
        throw error
      })
    })
    console.log(
      values.json ? JSON.stringify(made) : `feed ${made.id} is pulled every ${made.everyMinutes} minutes`,
    )
    return 0
  },
}
