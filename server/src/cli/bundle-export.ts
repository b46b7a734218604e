import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'

import { writeBundle, writeOut } from '../peer/index.ts'
import { newId } from '../store/identifier.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withNode } from './open-node.ts'

export const bundleExport: Command = {
  usage: `usage: bin/shield bundle export --peer PARTNER --out FILE [--node CODE] [--json]

Writes everything PARTNER has not answered into one file, for where no line reaches: carry it on a stick or send it by mail. It is
encrypted for PARTNER alone and good for 30 days. There: bin/shield bundle import FILE --receipts BACK; here: bundle import BACK.
What also goes by the line is taken once.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        peer: { type: 'string' },
        out: { type: 'string' },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const { peer, out } = values
    if (peer === undefined || out === undefined) throw new CommandFault('--peer and --out are needed')
    const bundle = await withNode(values, (node) =>
      node.database.inTransaction(async (tx) => {
        const known = await tx.db
          .selectFrom('peer')
          .select('node')
          .where('node', '=', peer)
          .executeTakeFirst()
        if (!known) throw new CommandFault(`there is no partner "${peer}"`, 1)
        return writeOut({ tx, node, now: node.now(), requestId: newId() }, peer)
      }),
    )
    if (!bundle) throw new CommandFault(`there is no key to encrypt for ${peer}`, 1)
    await writeFile(out, writeBundle(bundle), { mode: 0o600 })
    const envelopes = bundle.texts.length
    console.log(
      values.json ? JSON.stringify({ envelopes, file: out }) : `${envelopes} envelopes for ${peer} in ${out}`,
    )
    return 0
  },
}
