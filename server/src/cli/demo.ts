import { parseArgs } from 'node:util'

import { readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { buildWeb } from './build-web.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { createProgress } from './progress.ts'
import { startDemonstration } from './start-demonstration.ts'
import type { Demonstration } from './start-demonstration.ts'
import { makeLinks, tellLinks } from './tell-links.ts'
import { untilSignal } from './until-signal.ts'

export const demo: Command = {
  usage: `usage: bin/shield demo [--port 8080] [--json]

Builds the web app, starts the embedded PostgreSQL, loads an invented world by the ordinary import, and runs the nodes
th (the port) and ph (the port after it) on 127.0.0.1 until Ctrl-C. Prints one-time sign-in links. A second start keeps the data.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: process.env['SHIELD_PORT'] ?? '8080' },
        json: { type: 'boolean', default: false },
      },
    })
    const stopping = new AbortController()
    const stop = untilSignal().then(() => stopping.abort())
    const base = demonstrationConfig(values.port)
    const tell = values.json ? () => undefined : (line: string) => console.log(line)
    await buildWeb(tell)
    const started = await start({ base, tell, isSilent: values.json, signal: stopping.signal })
    if (!started) return 0
    try {
      const links = await Promise.all(started.nodes.map(({ node, port }) => makeLinks(node, port)))
      tellLinks(links, values.json)
      tell('\nNew links: bin/shield demo links. Ctrl-C stops everything; the data stays.')
      await stop
    } finally {
      await started.close()
    }
    return 0
  },
}

function demonstrationConfig(port: string): Config {
  const base = readConfig({ ...process.env, SHIELD_PORT: port })
  if (base.mode !== 'training')
    throw new CommandFault('the demonstration does not run with SHIELD_MODE=production')
  if (base.databaseUrl !== undefined)
    throw new CommandFault(
      'the demonstration needs two databases of its own: unset DATABASE_URL, or use bin/shield serve',
    )
  if (base.port === 65_535) throw new CommandFault('--port must leave room for the port after it')
  return base
}

interface Start {
  readonly base: Config
  readonly tell: (line: string) => void
  readonly isSilent: boolean
  readonly signal: AbortSignal
}

/** Undefined where Ctrl-C came before everything was there; what has started is closed then. */
async function start({ base, tell, isSilent, signal }: Start): Promise<Demonstration | undefined> {
  const progress = createProgress('loading the demonstration world', { silent: isSilent })
  try {
    // Port 0, for tests: a free one for each.
    const ports = [base.port, base.port === 0 ? 0 : base.port + 1]
    return await startDemonstration({ base, ports, tell, progress, signal })
  } catch (error) {
    if (signal.aborted) return undefined
    throw error
  } finally {
    progress.end()
  }
}
