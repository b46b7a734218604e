import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { people } from '@shield/world'

import { buildNode, closeNode } from '../../server/src/build-node.ts'
import { addDemonstrationPeople } from '../../server/src/cli/load-demonstration.ts'
import type { Node } from '../../server/src/context.ts'
import { importFile, templateMarking } from '../../server/src/modules/intake/index.ts'
import { followLeads } from '../../server/src/modules/leads/index.ts'
import { startCluster } from '../../server/src/store/embedded.ts'
import { newId } from '../../server/src/store/identifier.ts'
import { ensureDatabase, migrate } from '../../server/src/store/migrate.ts'
import type { FileToMeasure } from './bench-node.ts'
import type { Bench, Figure } from './figure.ts'
import { rounded } from './figure.ts'
import { registerCsv } from './register.ts'

const watchCount = 500

/** How fast committed statements are looked through for leads: nothing in common, all in common with another source, and few at once. */
export const leading: Bench = {
  name: 'leads',
  summary: 'statements a second looked through for leads',
  run: async ({ scale, tell }) => {
    const count = Math.round(100_000 * scale)
    const desk = await openDesk()
    try {
      await watchNumbers(desk.node)
      const first = await timed(desk, registerCsv(count), 'Register')
      tell(`first: ${first.statements} statements in ${first.seconds.toFixed(1)} s`)
      const second = await timed(desk, registerCsv(count), 'The same register elsewhere')
      tell(`second: ${second.statements} statements in ${second.seconds.toFixed(1)} s, ${second.leads} leads`)
      const few = await timed(desk, registerCsv(100), 'A small file')
      tell(`few: ${few.statements} statements in ${(few.seconds * 1000).toFixed(0)} ms`)
      const conditions = `${watchCount} watches of numbers`
      return [
        rate(
          'leads, a new source',
          first,
          `${count} people with name, phone and date of birth; ${conditions}`,
        ),
        rate('leads, all in common', second, `the same ${count} people from another source; ${conditions}`),
        {
          name: 'leads, a small file',
          value: rounded(few.seconds * 1000),
          unit: 'ms',
          goal: { at: 'most', value: 1000 },
          conditions: `100 people beside ${2 * count}; ${conditions}`,
        },
      ]
    } finally {
      await desk.close()
    }
  },
}

interface Timed {
  readonly seconds: number
  readonly statements: number
  readonly leads: number
}

function rate(name: string, { seconds, statements }: Timed, conditions: string): Figure {
  return {
    name,
    value: rounded(statements / seconds),
    unit: 'statements/s',
    goal: { at: 'least', value: 20_000 },
    conditions,
  }
}

interface Desk {
  readonly node: Node
  readonly folder: string
  close(): Promise<void>
}

/** A node without its own follower, so that what is measured is one look. */
async function openDesk(): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'shield-bench-'))
  const cluster = await startCluster({ folder, durable: true })
  await ensureDatabase(cluster.url('postgres'), 'shield_th')
  await migrate(cluster.url('shield_th'))
  const node = await buildNode(
    {
      mode: 'training',
      databaseUrl: undefined,
      dataFolder: folder,
      node: 'th',
      port: 0,
      origin: 'http://localhost',
      oidc: [],
      logLevel: 'error',
    },
    cluster.url('shield_th'),
    { search: true },
  )
  await addDemonstrationPeople(node)
  return {
    node,
    folder,
    close: async () => {
      await closeNode(node)
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Watches as analysts make them, of numbers that no record states. */
async function watchNumbers(node: Node): Promise<void> {
  const analyst = people[0]
  if (!analyst) throw new Error('the world has no people')
  for (let n = 0; n < watchCount; n += 1)
    await node.database.pool.query(
      `insert into watch (id, person_id, organisation, is_shared, kind, property, words, norm, purpose, reference, delivery, zone, made_at, ends_at)
       values ($1, $2, $3, true, 'identifier', 18, $4, $4, 'investigation', 'bench', 'at-once', 'UTC', now(), now() + interval '90 days')`,
      [newId(), analyst.id, analyst.organisation, `+99999${String(n).padStart(7, '0')}`],
    )
}

async function timed({ node, folder }: Desk, file: FileToMeasure, sourceName: string): Promise<Timed> {
  const analyst = people[0]
  if (!analyst) throw new Error('the world has no people')
  const path = join(folder, `${newId()}.csv`)
  await writeFile(path, file.content)
  const done = await importFile(node, {
    path,
    fileName: file.name,
    format: file.format,
    mapping: file.mapping,
    sourceName,
    organisation: analyst.organisation,
    marking: templateMarking('agency', {
      node: 'th',
      organisation: analyst.organisation,
      organisationKind: 'police',
    }),
    purpose: 'investigation',
  })
  if (done.state !== 'done') throw new Error(`${file.name} could not be imported: ${done.state}`)
  await node.search.upToDate()
  const from = performance.now()
  await followLeads(node)
  const seconds = (performance.now() - from) / 1000
  const counted = await node.database.pool.query<{ statements: number; leads: number }>(
    `select (select count(*) from statement st join entity e on e.id = st.entity_id join source s on s.id = e.source_id where s.name = $1) as statements,
            (select count(*) from lead) as leads`,
    [sourceName],
  )
  return { seconds, statements: counted.rows[0]?.statements ?? 0, leads: counted.rows[0]?.leads ?? 0 }
}
