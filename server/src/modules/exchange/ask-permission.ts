import type { PackageParts } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { enqueue } from '#store/enqueue.ts'
import { newId } from '#store/identifier.ts'
import type { Context, Node, Visit } from '../../context.ts'
import { post } from '../../peer/index.ts'
import type { Prepared } from './package.ts'
import { getRelease } from './view.ts'

/** How long an originator has for its answer before it is asked again. */
const clockMs = 48 * 3_600_000

/** Asks whoever owns it whether it may go: a person of its organisation here, or its node. Until it says yes, nothing goes. */
export async function askPermission(ctx: Context, release: string, prepared: Prepared): Promise<void> {
  const { marking, package: contents, cameBy } = prepared
  const { purpose, reason, peer: recipient } = await getRelease(ctx, release)
  const id = newId()
  const dueAt = new Date(ctx.now.getTime() + clockMs)
  const { entities, links } = contents
  await ctx.tx.client.query(
    `insert into permission (id, direction, release_id, peer, organisation, recipient, purpose, reason, package, state, asked_by, asked_at, due_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'asked', $10, $11, $12)`,
    [
      ...[id, cameBy ? 'out' : 'own', release, cameBy?.peer ?? null, marking.organisation, recipient],
      ...[purpose, reason, JSON.stringify({ entities, links }), ctx.actor.person, ctx.now, dueAt],
    ],
  )
  await audit(ctx, { action: 'permission.asked', object: id, detail: { of: marking.organisation } })
  if (cameBy) await tell(ctx, { id, of: cameBy.release })
  await enqueue(ctx.tx, 'exchange.chase-permission', { permission: id }, { key: `chase:${id}`, at: dueAt })
}

interface Asked {
  readonly peer: string | null
  readonly recipient: string
  readonly purpose: Context['purpose']
  readonly reason: string
  readonly package: PackageParts
  readonly due_at: Date
}

/** Puts the question to the owner's node, or once more, or says that it is not asked any more. */
async function tell(
  visit: Visit,
  { id, of, withdrawn = false }: { readonly id: string; readonly of: string; readonly withdrawn?: boolean },
): Promise<void> {
  const found = await visit.tx.client.query<Asked>(
    'select peer, recipient, purpose, reason, package, due_at from permission where id = $1',
    [id],
  )
  const row = found.rows[0]
  if (!row?.peer) throw new Error('a permission of another node has no node')
  await post(visit, {
    ...{ peer: row.peer, kind: 'permission-ask', about: id },
    body: {
      ...{ permission: id, release: of, recipient: row.recipient, purpose: row.purpose, reason: row.reason },
      ...{ dueAt: row.due_at.toISOString(), package: row.package },
      ...(withdrawn ? { withdrawn: true as const } : {}),
    },
  })
}

/** Asks again when the clock has run out without an answer, and sets it anew. Nobody's silence is a yes. */
export async function chasePermission(
  node: Node,
  { permission: id }: { readonly permission: string },
): Promise<void> {
  await node.database.inTransaction(async (tx) => {
    const visit: Visit = { tx, node, now: node.now(), requestId: newId() }
    const dueAt = new Date(visit.now.getTime() + clockMs)
    const found = await tx.client.query<{ direction: string; passed_from: string | null }>(
      `update permission q set chased = chased + 1, due_at = $3 from release r
       where q.id = $1 and r.id = q.release_id and q.state = 'asked' and q.due_at <= $2 returning q.direction, r.passed_from`,
      [id, visit.now, dueAt],
    )
    const row = found.rows[0]
    if (!row) return
    if (row.direction === 'out' && row.passed_from !== null) await tell(visit, { id, of: row.passed_from })
    await audit(visit, { action: 'permission.chased', object: id })
    await enqueue(tx, 'exchange.chase-permission', { permission: id }, { key: `chase:${id}`, at: dueAt })
  })
}

/** What is taken back is not asked for any more. */
export async function withdrawPermissions(visit: Visit, releases: readonly string[]): Promise<void> {
  const found = await visit.tx.client.query<{ id: string; direction: string; passed_from: string | null }>(
    `update permission q set state = 'withdrawn' from release r
     where r.id = q.release_id and q.release_id = any($1::uuid[]) and q.direction in ('out', 'own') and q.state = 'asked'
     returning q.id, q.direction, r.passed_from`,
    [releases],
  )
  for (const { id, direction, passed_from: of } of found.rows)
    if (direction === 'out' && of !== null) await tell(visit, { id, of, withdrawn: true })
}
