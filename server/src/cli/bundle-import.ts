import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'

import { readBundle, takeAnswers, takeEnvelopes, writeBundle } from '../peer/index.ts'
import type { Command } from './command.ts'
import { CommandFault, readText } from './command.ts'
import { withNode } from './open-node.ts'

export const bundleImport: Command = {
  usage: `usage: bin/shield bundle import FILE [--receipts BACK] [--node CODE] [--json]

Does what a partner's file says, as if it had come by the line, and writes the signed receipts into BACK, which goes to the partner;
or, where FILE is what came back, keeps the receipts. The same file twice does nothing twice; the order of its lines does not matter.
Exit 0 all taken, 1 something is missing: it is told what.`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        receipts: { type: 'string' },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const [file, more] = positionals
    if (file === undefined || more !== undefined) throw new CommandFault('name one file')
    const bundle = readBundle(await readText(file))
    if (!bundle) throw new CommandFault(`${file} is no bundle`)
    const { receipts: back } = values
    if (bundle.kind === 'envelopes' && back === undefined)
      throw new CommandFault('--receipts FILE is needed: the partner waits for it')
    const taken = await withNode(values, async (node) => {
      if (bundle.to !== node.name)
        throw new CommandFault(`the file is for ${bundle.to}, this node is ${node.name}`, 1)
      if (bundle.kind === 'receipts') return takeAnswers(node, bundle)
      const done = await takeEnvelopes(node, bundle)
      const about = { from: node.name, to: bundle.from, created: node.now().toISOString() }
      await writeFile(back ?? '', writeBundle({ kind: 'receipts', ...about, texts: done.answers }), {
        mode: 0o600,
      })
      return done
    })
    const faults = [
      ...(bundle.fault === undefined ? [] : [bundle.fault]),
      ...(taken.refused === 0 ? [] : [`${taken.refused} are not signed by ${bundle.from} for this node`]),
      ...taken.faults,
    ]
    const { states } = taken
    if (values.json) console.log(JSON.stringify({ taken: taken.taken, states, faults }))
    else {
      const counts = Object.entries(states).map(([state, count]) => `${count} ${state}`)
      console.log(`${taken.taken} of ${bundle.from}: ${counts.join(', ') || 'nothing new'}`)
      for (const fault of faults) console.log(`✖ ${fault}`)
    }
    return faults.length === 0 ? 0 : 1
  },
}
