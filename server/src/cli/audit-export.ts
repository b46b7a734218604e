import { access, mkdir, rename, rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'

import { logOfDatabase, logVerifier, startSequencer, verifierKey, writeLogFolder } from '../audit/index.ts'
import type { Node } from '../context.ts'
import { verifyFolder } from './audit-verify.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withNode } from './open-node.ts'

export const auditExport: Command = {
  usage: `usage: bin/shield audit export --out FOLDER [--node CODE] [--json]

Writes the whole log as C2SP tlog-tiles (checkpoint, tile/…, tile/entries/…), every signed head (heads.jsonl) and the
verifier key (key) into a new FOLDER, and checks what was written. bin/shield audit verify FOLDER needs no database.
Exit 0 written and whole, 1 written but not whole, 2 misused.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        out: { type: 'string' },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const { out } = values
    if (out === undefined) throw new CommandFault('--out is needed: a folder that is not there yet')
    const isThere = await access(out).then(
      () => true,
      () => false,
    )
    if (isThere) throw new CommandFault(`${out} is there already: half of two logs would look like one`)
    const key = await withNode(values, (node) => writeTo(node, out))
    const checked = await verifyFolder(out, key, [])
    if (values.json) console.log(JSON.stringify({ out, ...checked }))
    else {
      for (const fault of checked.faults) console.log(`✖ ${fault}`)
      console.log(
        `${checked.events} events, ${checked.checkpoints} signed heads in ${out}\nverifier key ${key}`,
      )
    }
    return checked.faults.length === 0 ? 0 : 1
  },
}

/** Writes beside the folder first: half a log must not look like a whole one. Gives the verifier key. */
async function writeTo(node: Node, out: string): Promise<string> {
  const key = verifierKey(logVerifier(node))
  // Where no node runs nobody has given the last events their places yet.
  const sequencer = await startSequencer(node)
  await sequencer.stop()
  const part = `${out}.part`
  await rm(part, { recursive: true, force: true })
  await mkdir(part, { recursive: true, mode: 0o700 }).catch(() => {
    throw new CommandFault(`${out} can't be written`, 1)
  })
  await node.database.inTransaction(async (tx) => {
    await tx.client.query('set transaction isolation level repeatable read')
    await writeLogFolder(logOfDatabase(tx), part, key)
  })
  await rename(part, out)
  return key
}
