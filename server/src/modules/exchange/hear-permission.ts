import type { PackageParts } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Visit } from '../../context.ts'
import type { Arrived, Outcome } from '../../peer/index.ts'
import { isClosed, keysOf } from './compare-packages.ts'
import { readLeave, saidOf } from './leave.ts'
import { narrowWaiting } from './narrow-waiting.ts'

/** A partner that holds something of ours asks whether it may pass it on. Told again, it is the same question with a later clock. */
export async function hearAsk(visit: Visit, { from, body }: Arrived<'permission-ask'>): Promise<Outcome> {
  const { tx, now } = visit
  const about = body.permission
  if (body.withdrawn) {
    await tx.client.query(
      `update permission set state = 'withdrawn' where id = $1 and peer = $2 and direction = 'in' and state = 'asked'`,
      [body.permission, from],
    )
    return { state: 'applied', about }
  }
  const found = await tx.client.query<{ organisation: string; package: PackageParts }>(
    `select package->'marking'->>'organisation' as organisation, package from release
     where id = $1 and peer = $2 and direction = 'out' and state in ('sent', 'applied') and passed_from is null`,
    [body.release, from],
  )
  const ours = found.rows[0]
  // It asks about what we gave it, and about nothing else.
  if (!ours || !isClosed(body.package) || !keysOf(body.package).isSubsetOf(keysOf(ours.package)))
    return { state: 'refused', code: 'NOT-OWNER', about }
  const kept = await tx.client.query<{ again: boolean }>(
    `insert into permission (id, direction, release_id, peer, organisation, recipient, purpose, reason, package, state, asked_at, due_at)
     values ($1, 'in', $2, $3, $4, $5, $6, $7, $8, 'asked', $9, $10)
     on conflict (id) do update set due_at = excluded.due_at, chased = permission.chased + 1
       where permission.peer = excluded.peer and permission.direction = 'in' and permission.state = 'asked'
     returning chased > 0 as again`,
    [
      ...[body.permission, body.release, from, ours.organisation, body.recipient, body.purpose, body.reason],
      ...[JSON.stringify(body.package), now, body.dueAt],
    ],
  )
  if (kept.rowCount === 0) return { state: 'refused', code: 'KNOWN', about }
  await audit(visit, { action: 'permission.heard', object: body.permission, detail: { from } })
  return { state: 'applied', about }
}

interface Waiting {
  readonly release_id: string
  readonly recipient: string
  readonly organisation: string
  readonly package: PackageParts
}

/** The owner's answer. A yes counts when it is signed, for whom we asked, and covers what it says may go. */
export async function hearReply(visit: Visit, { from, body }: Arrived<'permission-reply'>): Promise<Outcome> {
  const { tx, now, node } = visit
  const about = body.permission
  const found = await tx.client.query<Waiting>(
    `select release_id, recipient, organisation, package from permission
     where id = $1 and peer = $2 and direction = 'out' and state = 'asked' for update`,
    [body.permission, from],
  )
  const asked = found.rows[0]
  if (!asked) return { state: 'refused', code: 'KNOWN', about }
  const granted = body.answer === 'refused' ? undefined : (body.package ?? { entities: [], links: [] })
  if (granted) {
    const leave = body.leave === undefined ? undefined : await readLeave(visit, from, body.leave)
    const isGood =
      leave?.by === node.name &&
      leave.organisation === asked.organisation &&
      leave.to.includes(asked.recipient) &&
      granted.entities.length > 0 &&
      isClosed(granted) &&
      keysOf(granted).isSubsetOf(keysOf(asked.package)) &&
      saidOf(granted).isSubsetOf(new Set(leave.said))
    if (!isGood) return { state: 'refused', code: 'CONTRADICTS', about }
  }
  await tx.client.query(
    `update permission set state = $2, granted = $3, answer = $4, leave = $5, answered_at = $6 where id = $1`,
    [
      ...[body.permission, body.answer, granted ? JSON.stringify(granted) : null, body.reason],
      ...[body.leave ?? null, now],
    ],
  )
  if (body.answer === 'narrowed' && granted) await narrowWaiting(visit, asked.release_id, granted)
  await audit(visit, {
    action: 'permission.answered',
    object: body.permission,
    detail: { from, answer: body.answer },
  })
  return { state: 'applied', about }
}
