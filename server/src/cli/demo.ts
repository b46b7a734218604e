import { parseArgs } from 'node:util'

import { readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { startNode } from '../start-node.ts'
import type { RunningNode } from '../start-node.ts'
import { migrate } from '../store/migrate.ts'
import { buildWeb } from './build-web.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { addDemonstrationPeople, loadDemonstrationFiles, makePartners } from './load-demonstration.ts'
import { openNodeDatabase } from './open-node.ts'
import type { OpenDatabase } from './open-node.ts'
import { nodeNames, tellLinks } from './tell-links.ts'
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
    const started = await start(base, port)
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

interface Started {
  readonly nodes: readonly RunningNode[]
  close(): Promise<void>
}

/** Both nodes on the air with the world in them; the later closes before the earlier, the cluster last. */
async function start(base: Config, port: number): Promise<Started> {
  const nodes: RunningNode[] = []
  const databases: OpenDatabase[] = []
  const close = async (): Promise<void> => {
    for (const node of nodes.toReversed()) await node.close()
    for (const database of databases.toReversed()) await database.stop()
  }
  try {
    for (const [index, name] of nodeNames.entries()) {
      const config: Config = {
        ...base,
        node: name,
        port: port + index,
        origin: `http://localhost:${port + index}`,
      }
      const database = await openNodeDatabase(config)
      databases.unshift(database)
      await migrate(database.url)
      nodes.push(await startNode(config, database.url))
    }
    const from = performance.now()
    for (const { node } of nodes) await addDemonstrationPeople(node)
    await makePartners(nodes.map(({ node, port: at }) => ({ node, address: `http://127.0.0.1:${at}` })))
    for (const { node } of nodes) await loadDemonstrationFiles(node, (line) => console.log(line))
    for (const { node } of nodes) await node.search.upToDate()
    for (const node of nodes) node.declareReady()
    console.log(`the demonstration world is there (${((performance.now() - from) / 1000).toFixed(1)} s)`)
    return { nodes, close }
  } catch (error) {
    await close()
    throw error
  }
}
