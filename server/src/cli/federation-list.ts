import { parseArgs } from 'node:util'

import {
  currentKey,
  findFederation,
  findOwnKeys,
  fingerprintOf,
  keyPlace,
  logDigits,
} from '../federation/index.ts'
import { partnersHealth } from '../modules/partners/index.ts'
import type { PartnerHealth } from '../modules/partners/index.ts'
import { newId } from '../store/identifier.ts'
import type { Command } from './command.ts'
import { withNode } from './open-node.ts'

export const federationList: Command = {
  usage: `usage: bin/shield federation list [--node CODE] [--json]

The federation, this node's keys, and each partner: its address, when it was last heard of, what waits for it, its keys.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: { node: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const listed = await withNode(values, async (node) => {
      const known = await findFederation(node.config)
      const own = await findOwnKeys(keyPlace(node.config))
      return {
        federation: known && {
          ...{ name: known.governance.name, fingerprint: fingerprintOf(known.governance) },
          ...{ version: known.list.version, members: known.list.members.map((one) => one.node) },
        },
        keys: (['envelope', 'second', 'encryption', 'tls'] as const).flatMap((use) => {
          const current = currentKey(own?.events ?? [], use)
          return current ? [{ use, kid: current.kid, since: current.at }] : []
        }),
        ...(own ? { keyLog: { size: own.log.events.length, digits: logDigits(own.log.events) } } : {}),
        partners: await node.database.inTransaction((tx) =>
          partnersHealth({ tx, node, now: node.now(), requestId: newId() }),
        ),
      }
    })
    if (values.json) {
      console.log(JSON.stringify(listed))
      return 0
    }
    const { federation, keys, keyLog, partners } = listed
    console.log(federation ? `${federation.name}, members ${federation.members.join(', ')}` : 'no federation')
    if (federation) console.log(`fingerprint ${federation.fingerprint}`)
    for (const { use, kid, since } of keys) console.log(`  own ${use.padEnd(10)} ${kid} since ${since}`)
    if (keyLog) console.log(`  own key log of ${keyLog.size} entries ${keyLog.digits}`)
    for (const partner of partners) console.log(inWords(partner))
    return 0
  },
}

function inWords({ node, address, seenAt, queue, suspended, keys, breaker }: PartnerHealth): string {
  const waiting = queue.urgent.waiting + queue.ordinary.waiting
  const state = suspended
    ? `suspended: ${suspended.reason ?? ''}`
    : breaker === 'closed'
      ? 'in reach'
      : 'out of reach'
  const lines = keys.map(({ use, kid, since }) => `    ${use.padEnd(10)} ${kid} since ${since}`)
  return [
    `${node} ${address} ${state}, last seen ${seenAt?.toISOString() ?? 'never'}, ${waiting} waiting`,
    ...lines,
  ].join('\n')
}
