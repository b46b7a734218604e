import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Mapping } from '@shield/formats'
import { people } from '@shield/world'

import { addDemonstrationPeople } from '../../server/src/cli/load-demonstration.ts'
import type { Config } from '../../server/src/config.ts'
import { issueToken } from '../../server/src/modules/identity/index.ts'
import { importFile, templateMarking } from '../../server/src/modules/intake/index.ts'
import { startNode } from '../../server/src/start-node.ts'
import type { RunningNode } from '../../server/src/start-node.ts'
import { startCluster } from '../../server/src/store/embedded.ts'
import { newId } from '../../server/src/store/identifier.ts'
import { ensureDatabase, migrate } from '../../server/src/store/migrate.ts'

export interface FileToMeasure {
  readonly name: string
  readonly format: 'csv' | 'ftm' | 'stix'
  readonly content: Iterable<string>
  readonly mapping?: Mapping
}

export interface BenchNode {
  readonly running: RunningNode
  readonly address: string
  /** A bearer token of the analyst of th-aht, for the purpose of an investigation. */
  readonly token: string
  /** Imports by the ordinary way and waits until search finds it; seconds. */
  importAll(file: FileToMeasure): Promise<{ readonly seconds: number; readonly records: number }>
  close(): Promise<void>
}

/** A whole node on a durable cluster of its own, thrown away at the end: what is measured is what a desk would have. */
export async function startBenchNode(): Promise<BenchNode> {
  const folder = await mkdtemp(join(tmpdir(), 'shield-bench-'))
  const cluster = await startCluster({ folder, durable: true })
  const config: Config = {
    mode: 'training',
    databaseUrl: undefined,
    dataFolder: folder,
    node: 'th',
    port: 0,
    origin: 'http://localhost',
    oidc: [],
    logLevel: 'error',
  }
  await ensureDatabase(cluster.url('postgres'), 'shield_th')
  await migrate(cluster.url('shield_th'))
  const running = await startNode(config, cluster.url('shield_th'))
  const { node } = running
  await addDemonstrationPeople(node)
  running.declareReady()
  const analyst = people[0]
  if (!analyst) throw new Error('the world has no people')
  const token = await node.database.inTransaction((tx) =>
    issueToken(
      { tx, node, now: new Date(), requestId: newId() },
      { person: analyst.id, purpose: 'investigation', reference: 'bench' },
    ),
  )
  return {
    running,
    address: `http://127.0.0.1:${running.port}`,
    token,
    importAll: async ({ name, format, content, mapping }) => {
      const path = join(folder, name)
      await writeFile(path, content)
      const from = performance.now()
      const done = await importFile(node, {
        path,
        fileName: name,
        format,
        mapping,
        sourceName: name,
        organisation: analyst.organisation,
        marking: templateMarking('agency', {
          node: 'th',
          organisation: analyst.organisation,
          organisationKind: 'police',
        }),
        purpose: 'investigation',
      })
      await node.search.upToDate()
      const seconds = (performance.now() - from) / 1000
      if (done.state !== 'done') throw new Error(`${name} could not be imported: ${done.state}`)
      await rm(path)
      return { seconds, records: done.counts.new }
    },
    close: async () => {
      await running.close()
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
