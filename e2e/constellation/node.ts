import { templateMarking } from '../../server/src/modules/intake/index.ts'
import { takeBack } from '../../server/src/modules/exchange/index.ts'
import { post } from '../../server/src/peer/index.ts'
import type { Config } from '../../server/src/config.ts'
import type { Node, Visit } from '../../server/src/context.ts'
import { startNode } from '../../server/src/start-node.ts'
import { newId } from '../../server/src/store/identifier.ts'

/** What a node of the constellation is started with. */
export interface NodeOrder {
  readonly config: Config
  readonly url: string
  readonly aheadMs: number
}

/** What it is told to do: make releases to a partner and take back some, take back many in one act, or move its clock. */
export type Order =
  | { readonly do: 'act'; readonly ticket: number; readonly acts: readonly Act[] }
  | { readonly do: 'recall'; readonly ticket: number; readonly releases: readonly string[] }
  | { readonly do: 'ahead'; readonly ms: number }

export interface Act {
  readonly kind: 'release' | 'recall'
  readonly peer: string
  readonly release: string
  readonly agreement: string
  readonly statements: number
}

export interface Done {
  readonly release: string
  readonly kind: Act['kind']
  readonly peer: string
  /** The message's id; absent when the act failed, and so did not happen. */
  readonly message?: string
}

/**
 * A node as a process of its own, whole as `bin/shield serve` starts it: search, graph, leads and the matching of records follow
 * what comes in while it comes. What a desk does comes by messages.
 */
async function run(): Promise<void> {
  const order = await once()
  let { aheadMs } = order
  const now = (): Date => new Date(Date.now() + aheadMs)
  const { node, port } = await startNode(order.config, order.url, { now })
  process.on('message', (told: Order) => {
    if (told.do === 'ahead') aheadMs = told.ms
    else
      void (told.do === 'act' ? actAll(node, told.acts) : recallAll(node, told.releases)).then((done) =>
        process.send?.({ ticket: told.ticket, done }),
      )
  })
  // Whoever started it is gone: nobody would end it any more.
  process.once('disconnect', () => process.exit())
  process.send?.({ port })
}

function once(): Promise<NodeOrder> {
  return new Promise((resolve) => process.once('message', (order: NodeOrder) => resolve(order)))
}

const atOnce = 4

async function actAll(node: Node, acts: readonly Act[]): Promise<readonly Done[]> {
  const done: Done[] = []
  const left = [...acts]
  const work = async (): Promise<void> => {
    for (let act = left.shift(); act; act = left.shift()) {
      const { kind, peer, release } = act
      const message = await doAct(node, act).catch(() => undefined)
      done.push({ kind, peer, release, ...(message === undefined ? {} : { message }) })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return done
}

function doAct(node: Node, act: Act): Promise<string> {
  return node.database.inTransaction((tx) => {
    const visit: Visit = { tx, node, now: node.now(), requestId: newId() }
    return act.kind === 'release' ? release(visit, act) : recall(visit, act)
  })
}

/** The book of the owner and the message, in one transaction, as the use case writes them. */
async function release(visit: Visit, { peer, release: id, agreement, statements }: Act): Promise<string> {
  const { tx, node } = visit
  const organisation = `${node.name}-desk`
  const own = templateMarking('node', { node: node.name, organisation, organisationKind: 'police' })
  const marking = { ...own, releasedTo: [`node:${peer}`], purposes: ['investigation'] as const }
  const values = Array.from({ length: statements }, (_, at) => ({
    ...(at === 0
      ? { property: 'name' as const, value: `Nobody ${id}` }
      : { property: 'notes' as const, value: `Line ${at} of ${id}` }),
    grade: 'B2',
  }))
  const contents = {
    entities: [{ entity: newId(), kind: 'Person' as const, statements: values }],
    ...{ links: [], marking },
  }
  const told = { purpose: 'investigation' as const, legalBasis: 'Article 1 of an invented agreement' }
  await tx.db
    .insertInto('release')
    .values({
      ...{
        id,
        direction: 'out',
        peer,
        agreement_id: agreement,
        organisation,
        state: 'sent',
        reason: 'constellation',
      },
      ...{ purpose: told.purpose, legal_basis: told.legalBasis, package: JSON.stringify(contents) },
      marking_id: await node.markings.intern(tx, own),
    })
    .execute()
  return post(visit, {
    ...{ peer, kind: 'release', about: id },
    body: { release: id, agreement, organisation, ...told, package: contents as never },
  })
}

/** As a desk takes back all that it released: one act, one transaction. */
async function recallAll(node: Node, releases: readonly string[]): Promise<readonly Done[]> {
  await node.database.inTransaction(async (tx) => {
    const visit: Visit = { tx, node, now: node.now(), requestId: newId() }
    const found = await tx.client.query<{ id: string; peer: string; state: string }>(
      'select id, peer, state from release where id = any($1::uuid[]) order by id for update',
      [releases],
    )
    await takeBack(visit, found.rows, { by: newId(), reason: 'constellation' })
  })
  return []
}

async function recall(visit: Visit, { peer, release: id }: Act): Promise<string> {
  await visit.tx.db.updateTable('release').set({ state: 'recalling' }).where('id', '=', id).execute()
  return post(visit, { peer, kind: 'recall', about: id, body: { release: id } })
}

await run()
