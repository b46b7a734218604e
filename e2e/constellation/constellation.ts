import { execFile, fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import type { AgreementBody } from '@shield/contract'
import type { Json } from '@shield/core'
import pg from 'pg'

import { buildNode, closeNode } from '../../server/src/build-node.ts'
import type { Config } from '../../server/src/config.ts'
import type { Node } from '../../server/src/context.ts'
import { findOwnKeys, keyPlace } from '../../server/src/federation/index.ts'
import {
  addAgreement,
  addPeer,
  everyKind,
  everyProperty,
  signAgreement,
} from '../../server/src/modules/exchange/index.ts'
import { newId } from '../../server/src/store/identifier.ts'
import { ensureDatabase, migrate } from '../../server/src/store/migrate.ts'
import { startMortalCluster } from './cluster.ts'
import type { MortalCluster } from './cluster.ts'
import type { Act, Done, NodeOrder, Order } from './node.ts'
import { openWay } from './proxy.ts'
import type { Way } from './proxy.ts'

/** Several real nodes, each a process with a database of its own, and between every two a way that can be spoilt. */
export interface Constellation {
  readonly names: readonly string[]
  readonly cluster: MortalCluster
  /** `th>ph`: the way of what th sends to ph. */
  readonly ways: ReadonlyMap<string, Way>
  readonly agreements: ReadonlyMap<string, string>
  /** Has a node do these; what is not answered because it died is not known to have happened. */
  act(node: string, acts: readonly Act[]): Promise<readonly Done[]>
  /** Has a node take back many releases in one act. */
  recall(node: string, releases: readonly string[]): Promise<void>
  ahead(node: string, ms: number): void
  signal(node: string, signal: NodeJS.Signals): void
  /** kill -9, or nothing where it is dead; `start` brings it back with the data it had. */
  kill(node: string): Promise<void>
  start(node: string): Promise<void>
  /** "federation rotate": a new key to sign with, from the node's next start on. */
  rotateKey(node: string): Promise<void>
  /** As the owner of a node's database. */
  query<T extends object>(node: string, sql: string, values?: readonly unknown[]): Promise<T[]>
  close(): Promise<void>
}

interface Ticket {
  readonly node: string
  readonly resolve: (done: readonly Done[]) => void
}

interface Member {
  readonly config: Config
  child: ChildProcess | undefined
  port: number
  aheadMs: number
}

export async function openConstellation(
  names: readonly string[],
  random: () => number,
): Promise<Constellation> {
  const folder = await mkdtemp(join(tmpdir(), 'shield-constellation-'))
  const cluster = await startMortalCluster(folder)
  const members = new Map<string, Member>(
    names.map((name) => [name, { config: configOf(folder, name), child: undefined, port: 0, aheadMs: 0 }]),
  )
  const member = (name: string): Member => members.get(name) ?? fail(`no node ${name}`)
  const ways = new Map<string, Way>()
  for (const from of names)
    for (const to of names.filter((one) => one !== from)) {
      const target = (): string => `http://127.0.0.1:${member(to).port}`
      ways.set(`${from}>${to}`, await openWay({ from, to, target, random }))
    }
  const agreements = await makeBooks(names, { cluster, ways, config: (name) => member(name).config })
  const tickets = new Map<number, Ticket>()
  let ticket = 0
  const start = async (name: string): Promise<void> => {
    const one = member(name)
    const child = fork(fileURLToPath(new URL('node.ts', import.meta.url)), [], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // A test runner's own settings are not for the node.
      execArgv: [],
      env: Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('NODE_TEST'))),
    })
    one.child = child
    const ready = Promise.withResolvers<undefined>()
    child.on('message', (told: { port?: number; ticket?: number; done?: readonly Done[] }) => {
      if (told.port !== undefined) {
        one.port = told.port
        ready.resolve(undefined)
      } else tickets.get(told.ticket ?? 0)?.resolve(told.done ?? [])
    })
    child.once('exit', (code, signal) => {
      ready.reject(new Error(`node ${name} ended: ${code} ${signal}`))
      for (const one of tickets.values()) if (one.node === name) one.resolve([])
    })
    const order: NodeOrder = { config: one.config, url: cluster.url(databaseOf(name)), aheadMs: one.aheadMs }
    child.send(order)
    await ready.promise
  }
  const kill = async (name: string): Promise<void> => {
    const { child } = member(name)
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }
  const tell = async (name: string, order: (own: number) => Order): Promise<readonly Done[]> => {
    const { child } = member(name)
    if (!child?.connected) return []
    const own = (ticket += 1)
    const answered = new Promise<readonly Done[]>((resolve) => {
      tickets.set(own, { node: name, resolve })
    })
    child.send(order(own), () => undefined)
    const done = await answered
    tickets.delete(own)
    return done
  }
  await Promise.all(names.map(start))
  return {
    names,
    cluster,
    ways,
    agreements,
    start,
    kill,
    act: (name, acts) => tell(name, (own) => ({ do: 'act', ticket: own, acts })),
    recall: async (name, releases) => {
      await tell(name, (own) => ({ do: 'recall', ticket: own, releases }))
    },
    ahead: (name, ms) => {
      member(name).aheadMs = ms
      const { child } = member(name)
      if (child?.connected) child.send({ do: 'ahead', ms } satisfies Order, () => undefined)
    },
    signal: (name, signal) => void member(name).child?.kill(signal),
    rotateKey: (name) => rotateKey(member(name).config),
    query: (name, sql, values) => query(cluster.url(databaseOf(name)), sql, values),
    close: async () => {
      for (const name of names) await kill(name)
      for (const way of ways.values()) await way.close()
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const databaseOf = (name: string): string => `shield_${name}`

function fail(because: string): never {
  throw new Error(because)
}

function configOf(folder: string, node: string): Config {
  return {
    ...{ mode: 'training', databaseUrl: undefined, dataFolder: join(folder, node), node, port: 0 },
    ...{ origin: 'http://localhost', oidc: [], logLevel: 'silent' },
  }
}

async function query<T extends object>(
  url: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<T>(sql, [...values])).rows
  } finally {
    await client.end()
  }
}

interface Books {
  readonly cluster: MortalCluster
  readonly ways: ReadonlyMap<string, Way>
  readonly config: (name: string) => Config
}

/** Databases, keys, partners and an agreement of every two, by the modules' own functions. */
async function makeBooks(
  names: readonly string[],
  { cluster, ways, config }: Books,
): Promise<ReadonlyMap<string, string>> {
  const nodes: Node[] = []
  for (const name of names) {
    await ensureDatabase(cluster.url('postgres'), databaseOf(name))
    await migrate(cluster.url(databaseOf(name)))
    nodes.push(
      await buildNode(config(name), cluster.url(databaseOf(name)), { search: false, connections: 2 }),
    )
  }
  const agreements = new Map<string, string>()
  for (const [at, one] of nodes.entries())
    for (const other of nodes.slice(at + 1)) {
      const body = agreementOf(one.name, other.name)
      const signed = new Map(
        await Promise.all([one, other].map(async (node) => [node, await signAgreement(node, body)] as const)),
      )
      for (const [own, peer] of [
        [one, other],
        [other, one],
      ] as const) {
        agreements.set(`${own.name}>${peer.name}`, body.id)
        await own.database.inTransaction(async (tx) => {
          const visit = { tx, node: own, now: own.now(), requestId: newId() }
          await addPeer(visit, {
            node: peer.name,
            name: { en: peer.name, th: peer.name },
            address: ways.get(`${own.name}>${peer.name}`)?.address ?? '',
            publicKey: peer.keys.envelope.publicKey.export({ format: 'jwk' }),
          })
          // As one who joins a federation is known: by the key that signs its key log.
          await tx.db
            .updateTable('peer')
            .set({ identity: JSON.stringify(await identityOf(peer)) })
            .where('node', '=', peer.name)
            .execute()
          await addAgreement(visit, body, { ours: signed.get(own) ?? '', theirs: signed.get(peer) ?? '' })
        })
      }
    }
  for (const node of nodes) await closeNode(node)
  return agreements
}

async function identityOf({ config }: Node): Promise<Json> {
  const own = await findOwnKeys(keyPlace(config))
  return own?.identity ?? fail(`no keys of ${config.node}`)
}

function agreementOf(one: string, other: string): AgreementBody {
  return {
    ...{ id: newId(), version: 1, parties: [one, other], kinds: everyKind, properties: everyProperty },
    title: { en: `${one} and ${other}`, th: `${one} และ ${other}` },
    purposes: ['investigation'],
    legalBasis: 'Article 1 of an invented agreement',
    onward: false,
    validFrom: '2020-01-01',
    validUntil: '2099-12-31',
  }
}

async function rotateKey({ dataFolder, node }: Config): Promise<void> {
  const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url))
  await promisify(execFile)(process.execPath, [main, 'federation', 'rotate', '--key', 'envelope'], {
    env: { ...process.env, SHIELD_DATA: dataFolder, SHIELD_NODE: node },
  })
}
