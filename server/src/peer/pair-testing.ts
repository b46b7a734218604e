import { makePartners } from '../cli/load-demonstration.ts'
import { createTestNode } from '../testing.ts'
import type { TestNode } from '../testing.ts'
import type { Visit } from '../context.ts'
import pg from 'pg'

import { newId } from '#store/identifier.ts'
import { deliverOutbox } from './deliver.ts'
import { inVisit } from './send.ts'
import { post } from './post.ts'
import { registerPeerRoutes } from './receive.ts'

export interface Pair {
  readonly th: TestNode
  readonly ph: TestNode
  close(): Promise<void>
}

/** th and ph as partners over real HTTP, without a sender: a test says when something is sent. */
export async function createPair(): Promise<Pair> {
  const th = await createTestNode('th')
  const ph = await createTestNode('ph')
  for (const one of [th, ph]) registerPeerRoutes(one.app, one.node)
  const addresses = await Promise.all([th, ph].map((one) => one.app.listen({ host: '127.0.0.1', port: 0 })))
  await makePartners([th, ph].map((one, at) => ({ node: one.node, address: addresses[at] ?? '' })))
  return {
    th,
    ph,
    close: async () => {
      await th.close()
      await ph.close()
    },
  }
}

const still = new AbortController().signal

export function deliver(from: TestNode, peer: string): Promise<void> {
  return deliverOutbox(from.node, { peer }, still)
}

/** Tells the partner to take back a release that it never had: the smallest act there is. Gives the message's id. */
export function postRecall(from: TestNode, peer: string, release = newId()): Promise<string> {
  return inVisit(from.node, (visit) => postIn(visit, peer, release))
}

export function postIn(visit: Visit, peer: string, release = newId()): Promise<string> {
  return post(visit, { peer, kind: 'recall', body: { release }, about: release })
}

export async function rows<T extends object>(
  node: TestNode,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  const found = await node.node.database.pool.query<T>(sql, values)
  return found.rows
}

/** As whoever owns the database may: what the node itself can't do. */
export async function asOwner(node: TestNode, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client(node.url)
  await client.connect()
  try {
    for (const one of statements) await client.query(one)
  } finally {
    await client.end()
  }
}

/** What a node holds, as a backup holds it; `back` sets it back to that. */
export async function backup(node: TestNode): Promise<{ back(): Promise<void> }> {
  const tables = ['outbox', 'inbox_envelope', 'inbox', 'answer', 'receipt', 'stream', 'recalled_release']
  await asOwner(node, ...tables.map((name) => `create table kept_${name} as table ${name}`))
  await asOwner(node, `create table kept_peer as select node, own_incarnation, incarnation from peer`)
  return {
    back: () =>
      asOwner(
        node,
        'begin',
        `truncate ${tables.join(', ')}`,
        ...tables.map(
          (name) =>
            `insert into ${name}${name === 'outbox' ? ' overriding system value' : ''} table kept_${name}`,
        ),
        'update peer p set own_incarnation = k.own_incarnation, incarnation = k.incarnation, meet = true from kept_peer k where k.node = p.node',
        'commit',
      ),
  }
}
