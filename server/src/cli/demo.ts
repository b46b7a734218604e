import { parseArgs } from 'node:util'

import { readConfig } from '../config.ts'
import { buildWeb } from './build-web.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { startDemonstration } from './start-demonstration.ts'
import { tellLinks } from './tell-links.ts'
import { untilSignal } from './until-signal.ts'

export const demo: Command = {
  name: 'demo',
  summary: 'Run two demonstration nodes with an invented world (TRAINING)',
  usage: `usage: bin/shield demo [--port 8080]

Builds the web app, starts the embedded PostgreSQL, loads an invented world by the ordinary import, and runs the nodes
th (the port) and ph (the port after it) on 127.0.0.1 until Ctrl-C. Prints one-time sign-in links. A second start keeps the data.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: { port: { type: 'string', default: process.env['SHIELD_PORT'] ?? '8080' } },
    })
    const port = Number(values.port)
    const stop = untilSignal()
    const base = readConfig({ ...process.env, SHIELD_PORT: values.port })
    if (base.mode !== 'training')
      throw new CommandFault('the demonstration does not run with SHIELD_MODE=production')
    if (base.databaseUrl !== undefined)
      throw new CommandFault(
        'the demonstration needs two databases of its own: unset DATABASE_URL, or use bin/shield serve',
      )
    await buildWeb()
    const started = await startDemonstration({
      base,
      ports: [port, port + 1],
      tell: (line) => console.log(line),
    })
    try {
      await tellLinks(started.nodes)
      console.log('\nNew links: bin/shield demo links. Ctrl-C stops everything; the data stays.')
      await stop
    } finally {
      await started.close()
    }
    return 0
  },
}
