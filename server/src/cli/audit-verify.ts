import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import {
  keptHeads,
  logOfDatabase,
  logOfFolder,
  logVerifier,
  readVerifierKey,
  verifierKey,
  verifyLog,
  withoutPlace,
} from '../audit/index.ts'
import type { Verified } from '../audit/index.ts'
import { cosignaturesOf } from '../federation/index.ts'
import { newId } from '../store/identifier.ts'
import type { Command } from './command.ts'
import { CommandFault, readText } from './command.ts'
import { withNode } from './open-node.ts'

interface Checked extends Verified {
  /** The verifier key that the heads were checked with. */
  readonly key: string
  /** Events that wait for their place in the log; only a database has any. */
  readonly waiting: number
  /** Up to where partners have cosigned; only a node's own database holds that. */
  readonly witnesses?: readonly { readonly peer: string; readonly size: number; readonly at: string }[]
}

export const auditVerify: Command = {
  usage: `usage: bin/shield audit verify [--since FILE …] [--node CODE] [--json]
       bin/shield audit verify FOLDER [--key KEY] [--since FILE …] [--json]

The first form checks the node's database, also against the heads kept in its data folder.
The second checks a FOLDER that audit export made, without any database.
--key     verifier key that you hold; without it the folder's own is taken, which proves only that the folder fits itself
--since   a checkpoint kept elsewhere, which the log must contain: nothing may have been cut, put back or rewritten since
Exit 0 whole, 1 not whole, 2 misused.`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        key: { type: 'string' },
        since: { type: 'string', multiple: true, default: [] },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const [folder] = positionals
    const seen = await Promise.all(values.since.map(async (file) => `${(await readText(file)).trimEnd()}\n`))
    if (folder === undefined && values.key !== undefined)
      throw new CommandFault('--key goes with a FOLDER: the database is checked with the node’s own key')
    const checked =
      folder === undefined ? await verifyNode(values, seen) : await verifyFolder(folder, values.key, seen)
    if (values.json) console.log(JSON.stringify(checked))
    else tell(checked)
    return checked.faults.length === 0 ? 0 : 1
  },
}

function tell({ faults, events, checkpoints, waiting, key, witnesses = [] }: Checked): void {
  for (const { peer, size, at } of witnesses) console.log(`cosigned by ${peer}: ${size} events, ${at}`)
  for (const fault of faults) console.log(`✖ ${fault}`)
  const rest = waiting > 0 ? `, ${waiting} more wait for their place` : ''
  console.log(`checked with ${key}`)
  console.log(
    `${events} events, ${checkpoints} signed heads${rest}: ${faults.length === 0 ? 'whole' : 'NOT whole'}`,
  )
}

/** Checks a folder that somebody took away, with the key given or else its own. */
export async function verifyFolder(
  folder: string,
  key: string | undefined,
  seen: readonly string[],
): Promise<Checked> {
  const log = await logOfFolder(folder).catch(() => {
    throw new CommandFault(`${folder} is no exported log: it has no checkpoint that can be read`)
  })
  const text = key ?? (await readFile(join(folder, 'key'), 'utf8').catch(() => undefined))
  if (text === undefined) throw new CommandFault('--key is needed: the folder brings none')
  const verifier = keyOf(text)
  return { ...(await verifyLog(log, verifier, seen)), key: verifierKey(verifier), waiting: 0 }
}

function keyOf(text: string): ReturnType<typeof readVerifierKey> {
  try {
    return readVerifierKey(text)
  } catch (error) {
    throw new CommandFault(`--key: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function verifyNode(
  options: { readonly node?: string | undefined },
  seen: readonly string[],
): Promise<Checked> {
  return withNode(options, (node) =>
    node.database.inTransaction(async (tx) => {
      await tx.client.query('set transaction isolation level repeatable read')
      const verifier = logVerifier(node)
      const kept = await keptHeads(node)
      const verified = await verifyLog(logOfDatabase(tx), verifier, [...seen, ...kept])
      const { waiting, late } = await withoutPlace(tx)
      const cosigned = await cosignaturesOf({ tx, node, now: node.now(), requestId: newId() })
      const unfit = cosigned.filter((one) => !one.isRight)
      const wrong = unfit.map(
        ({ peer, size }) => `${peer} has cosigned a head of ${size} events that this database does not hold`,
      )
      const slipped = `${late} events were slipped in behind their time and are in no log`
      return {
        ...verified,
        faults: [...verified.faults, ...wrong, ...(late === 0 ? [] : [slipped])],
        witnesses: cosigned.map(({ peer, size, at }) => ({ peer, size, at: at.toISOString() })),
        key: verifierKey(verifier),
        waiting,
      }
    }),
  )
}
