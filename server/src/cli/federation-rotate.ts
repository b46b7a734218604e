import { parseArgs } from 'node:util'

import { currentKey, keyPlace, revokeKey, rotateKey, rotatedUses } from '../federation/index.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { configOf, orFault } from './federation-command.ts'

const overlapDays = 14

export const federationRotate: Command = {
  usage: `usage: bin/shield federation rotate --key ${rotatedUses.join('|')} [--overlap DAYS] [--identity FILE] [--node CODE] [--json]
       bin/shield federation rotate --revoke KEY --since TIME [--identity FILE] [--node CODE] [--json]

Makes a new key, writes it into the node's key log, and keeps the earlier one good for the overlap (${overlapDays} days). A running
node takes it up within seconds, and its next word to every partner carries the log. What was signed before stays verifiable by the key of its time.
--key second  the post-quantum key (ML-DSA-65) that signs beside the other
--revoke      a key that is in strange hands, by its name ("federation list"); since TIME it is worth nothing. Where the node
              works with it a new one takes its place at once
The certificate is renewed with "federation join --renew".
--identity    the identity key, where it is kept on a stick`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        key: { type: 'string' },
        overlap: { type: 'string', default: String(overlapDays) },
        revoke: { type: 'string' },
        since: { type: 'string' },
        identity: { type: 'string' },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const place = keyPlace(configOf(values), values.identity)
    const now = new Date()
    if (values.revoke !== undefined) {
      const since = new Date(values.since ?? '')
      if (Number.isNaN(since.getTime())) throw new CommandFault('--since is a time: 2026-03-01T00:00:00Z')
      await orFault(revokeKey(place, values.revoke, { now, since }))
      console.log(
        values.json
          ? JSON.stringify({ revoked: values.revoke })
          : 'revoked: a running node works with another within seconds',
      )
      return 0
    }
    const use = rotatedUses.find((one) => one === values.key)
    const days = Number(values.overlap)
    if (!use) throw new CommandFault(`--key is ${rotatedUses.join(', ')}`)
    if (!Number.isInteger(days) || days < 0 || days > 366)
      throw new CommandFault('--overlap is a number of days')
    const { events } = await orFault(rotateKey(place, use, { now, overlapDays: days }))
    const kid = currentKey(events, use)?.kid
    console.log(
      values.json
        ? JSON.stringify({ use, kid })
        : `${use} key ${kid}: a running node works with it within seconds`,
    )
    return 0
  },
}
