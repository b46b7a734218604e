import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { FastifyInstance } from 'fastify'
import { organisations, people } from '@shield/world'
import type { DemonstrationPerson } from '@shield/world'
import type { Purpose } from '@shield/core'

import { buildNode, closeNode } from './build-node.ts'
import type { Config } from './config.ts'
import type { Node } from './context.ts'
import { createApp } from './http/app.ts'
import { addOrganisation, addPerson, startSession } from './modules/identity/index.ts'
import type { Served } from './serve.ts'
import { newId } from '#store/identifier.ts'
import { createTestDatabase } from '#store/testing.ts'

export interface TestNode {
  readonly node: Node
  readonly app: FastifyInstance
  readonly url: string
  /** Headers of a signed-in person; `index` of the demonstration's people (0 is the analyst of th-aht). */
  signIn(person: Pick<DemonstrationPerson, 'id'>, purpose?: Purpose): Promise<Record<string, string>>
  /** Lets time pass on the node's clock. */
  pass(time: { readonly minutes: number }): void
  close(): Promise<void>
}

/** A whole node without a port: real database, real policy, real search thread; ask it through `app.inject`. */
export async function createTestNode(
  name: 'th' | 'ph' = 'th',
  overrides: Partial<Config> = {},
  served?: readonly Served[],
): Promise<TestNode> {
  const database = await createTestDatabase()
  const dataFolder = await mkdtemp(join(tmpdir(), 'shield-node-'))
  const config: Config = {
    mode: 'training',
    databaseUrl: database.url,
    dataFolder,
    node: name,
    port: 0,
    origin: 'http://localhost:8080',
    oidc: [],
    logLevel: 'error',
    ...overrides,
  }
  let ahead = 0
  const now = (): Date => new Date(Date.now() + ahead)
  const node = await buildNode(config, database.url, { search: true, connections: 8, now })
  const app = await createApp(node, served ?? (await import('./served.ts')).served)
  await node.database.inTransaction(async (tx) => {
    const visit = { tx, node, now: now(), requestId: newId() }
    for (const organisation of organisations) await addOrganisation(visit, organisation)
    const own = organisations.filter((one) => one.node === config.node).map((one) => one.code)
    for (const person of people.filter((one) => own.includes(one.organisation)))
      await addPerson(visit, person)
  })
  return {
    node,
    app,
    url: database.url,
    signIn: async (person, purpose) =>
      node.database.inTransaction(async (tx) => {
        const visit = { tx, node, now: now(), requestId: newId() }
        const token = await startSession(visit, { person: person.id, method: 'demonstration' })
        return { authorization: `Bearer ${token}`, ...(purpose === undefined ? {} : { purpose }) }
      }),
    pass: ({ minutes }) => {
      ahead += minutes * 60_000
    },
    close: async () => {
      await app.close()
      await closeNode(node)
      await database.drop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
