import { kinds, properties } from '@shield/core'
import type { KindName, PropertyName, Words } from '@shield/core'
import type { AgreementBody, AgreementView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context, Visit } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { openStates, termsOf } from './agreement-model.ts'
import { countExceeding } from './count-exceeding.ts'
import { putInForce } from './put-in-force.ts'
import { isSameAgreement, readSigned, readTheirs } from './sign-agreement.ts'

export interface NewPeer {
  readonly node: string
  readonly name: Words
  /** Where the partner listens: http://127.0.0.1:8081. */
  readonly address: string
  readonly publicKey: object
  /** X25519; absent, it tells it in its first hello. */
  readonly encryptionKey?: object
}

/** Makes a partner node known, or its new address; the key of a known partner is never replaced so. */
export async function addPeer(visit: Visit, peer: NewPeer): Promise<void> {
  await visit.tx.client.query(
    `insert into peer (node, name_en, name_th, address, public_key, encryption_key) values ($1, $2, $3, $4, $5, $6)
     on conflict (node) do update set address = excluded.address`,
    [
      ...[peer.node, peer.name.en, peer.name.th, peer.address, JSON.stringify(peer.publicKey)],
      peer.encryptionKey ? JSON.stringify(peer.encryptionKey) : null,
    ],
  )
  await audit(visit, { action: 'peer.added', detail: { peer: peer.node } })
}

/** Keeps an agreement that was signed on both sides outside of the nodes. Throws when either signature does not fit. */
export async function addAgreement(
  visit: Visit,
  body: AgreementBody,
  signatures: { readonly ours: string; readonly theirs: string },
): Promise<void> {
  const { node, tx, now } = visit
  const peer = body.parties.find((party) => party !== node.name) ?? ''
  const isSigned =
    isSameAgreement(body, await readSigned(signatures.ours, node.keys.envelope.publicKey)) &&
    isSameAgreement(body, await readTheirs(visit, peer, signatures.theirs))
  if (!isSigned) throw new Error('the agreement is not signed by both sides')
  const id = newId()
  await tx.client.query(
    `insert into agreement_version (id, agreement_id, peer, version, direction, state, body, ours, theirs, made_at)
     values ($1, $2, $3, $4, 'out', 'sent', $5, $6, $7, $8)`,
    [id, body.id, peer, body.version, JSON.stringify(body), signatures.ours, signatures.theirs, now],
  )
  await putInForce(visit, id)
  await audit(visit, { action: 'agreement.signed', object: body.id, detail: { version: body.version } })
}

export interface StoredAgreement {
  readonly body: AgreementBody
  readonly peer: string
  readonly inForce: boolean
}

/** Both sides let it run, neither has ended it, the partner is not suspended, and the day is in it. */
const runs = (now: string): string =>
  `(a.suspended_at is null and a.their_suspended_at is null and a.ended_at is null and p.suspended_at is null
    and ${now}::date between a.valid_from and a.valid_until)`

/** An agreement with a partner, in force or not; undefined when there is none of that id. */
export async function findAgreement(visit: Visit, id: string): Promise<StoredAgreement | undefined> {
  const found = await visit.tx.client.query<StoredAgreement & { body: AgreementBody }>(
    `select a.body, a.peer, ${runs('$2')} as "inForce"
     from agreement a join peer p on p.node = a.peer where a.id = $1`,
    [id, visit.now],
  )
  return found.rows[0]
}

/** Every agreement that is in force now. */
export async function agreementsInForce(visit: Visit): Promise<readonly StoredAgreement[]> {
  const found = await visit.tx.client.query<{ id: string }>('select id from agreement order by id')
  const all = []
  for (const { id } of found.rows) all.push(await findAgreement(visit, id))
  return all.flatMap((one) => (one?.inForce === true ? [one] : []))
}

/** How many agreements with each partner run now, and how many that have not ended do not. */
export async function countAgreements({
  tx,
  now,
}: Visit): Promise<ReadonlyMap<string, { readonly inForce: number; readonly stopped: number }>> {
  const found = await tx.client.query<{ peer: string; inForce: number; stopped: number }>(
    `select a.peer, count(*) filter (where ${runs('$1')}) as "inForce",
       count(*) filter (where a.ended_at is null and a.valid_until >= $1::date and not ${runs('$1')}) as stopped
     from agreement a join peer p on p.node = a.peer group by a.peer`,
    [now],
  )
  return new Map(found.rows.map(({ peer, ...counts }) => [peer, counts]))
}

interface Row {
  readonly body: AgreementBody
  readonly peer: string
  readonly in_force: boolean
  readonly suspended_at: Date | null
  readonly suspended_reason: string | null
  readonly their_suspended_at: Date | null
  readonly ended_at: Date | null
  readonly ended_by: string | null
  readonly name_en: string
  readonly name_th: string
  readonly has_open: boolean
}

/** Agreements of this node. */
export async function listAgreements(ctx: Context): Promise<{ items: AgreementView[] }> {
  const found = await ctx.tx.client.query<Row>(
    `select a.body, a.peer, a.suspended_at, a.suspended_reason, a.their_suspended_at, a.ended_at, a.ended_by, p.name_en, p.name_th,
       ${runs('$1')} as in_force,
       exists (select 1 from agreement_version v where v.agreement_id = a.id and v.state = any($2)) as has_open
     from agreement a join peer p on p.node = a.peer order by a.created_at, a.id`,
    [ctx.now, openStates],
  )
  const exceeding = await countExceeding(ctx)
  await audit(ctx, { action: 'agreement.read' })
  return {
    items: found.rows.map((row) => {
      const { count } = exceeding.find((one) => one.agreement === row.body.id) ?? {}
      return { ...viewOf(ctx, row), ...(count === undefined ? {} : { exceeding: count }) }
    }),
  }
}

function viewOf(ctx: Context, row: Row): AgreementView {
  return {
    ...{ id: row.body.id, version: row.body.version, ...termsOf(row.body) },
    peer: { node: row.peer, name: { en: row.name_en, th: row.name_th } },
    inForce: row.in_force,
    ...(row.suspended_at === null
      ? {}
      : { suspendedAt: row.suspended_at.toISOString(), suspendedReason: row.suspended_reason ?? '' }),
    ...(row.their_suspended_at === null ? {} : { theirSuspendedAt: row.their_suspended_at.toISOString() }),
    ...(row.ended_at === null
      ? {}
      : {
          endedAt: row.ended_at.toISOString(),
          endedBy: row.ended_by === ctx.node.name ? ('us' as const) : ('them' as const),
        }),
    can: canOf(ctx, row),
  }
}

function canOf(ctx: Context, { ended_at, suspended_at, has_open }: Row): string[] {
  if (ended_at !== null) return []
  return [
    ...(mayDo(ctx, 'agreement.stop', 'node').allow
      ? [suspended_at === null ? 'agreement.suspend' : 'agreement.resume', 'agreement.end']
      : []),
    ...(mayDo(ctx, 'agreement.propose', 'node').allow && !has_open ? ['agreement.propose'] : []),
  ]
}

/** Every kind and property: for an agreement that covers all there is. */
export const everyKind = Object.keys(kinds) as KindName[]
export const everyProperty = Object.keys(properties) as PropertyName[]
