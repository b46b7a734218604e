import { canonicalJson, kinds, properties } from '@shield/core'
import type { Json, KindName, PropertyName, Purpose, Words } from '@shield/core'
import type { AgreementView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context, Node, Visit } from '../../context.ts'
import { peerKey, sign, unsign } from './envelope.ts'

/** What two nodes have agreed to give each other; each signs the canonical form of this. */
export interface AgreementBody {
  readonly id: string
  readonly version: number
  readonly parties: readonly [string, string]
  readonly title: Words
  readonly kinds: readonly KindName[]
  readonly properties: readonly PropertyName[]
  readonly purposes: readonly Purpose[]
  readonly legalBasis: string
  /** May the receiver hand on. */
  readonly onward: boolean
  readonly validFrom: string
  readonly validUntil: string
}

export interface NewPeer {
  readonly node: string
  readonly name: Words
  /** Where the partner listens: http://127.0.0.1:8081. */
  readonly address: string
  readonly publicKey: object
}

/** Makes a partner node known, or its new address; the key of a known partner is never replaced so. */
export async function addPeer(visit: Visit, peer: NewPeer): Promise<void> {
  await visit.tx.client.query(
    `insert into peer (node, name_en, name_th, address, public_key) values ($1, $2, $3, $4, $5)
     on conflict (node) do update set address = excluded.address`,
    [peer.node, peer.name.en, peer.name.th, peer.address, JSON.stringify(peer.publicKey)],
  )
  await audit(visit, { action: 'peer.added', detail: { peer: peer.node } })
}

export async function signAgreement(node: Node, body: AgreementBody): Promise<string> {
  return sign(node, body as unknown as Json)
}

/** Keeps an agreement with both signatures. Throws when either does not fit. */
export async function addAgreement(
  visit: Visit,
  body: AgreementBody,
  signatures: { readonly ours: string; readonly theirs: string },
): Promise<void> {
  const { node, tx } = visit
  const peer = body.parties.find((party) => party !== node.name) ?? ''
  const known = await tx.db
    .selectFrom('peer')
    .select('public_key')
    .where('node', '=', peer)
    .executeTakeFirstOrThrow()
  const text = canonicalJson(body as unknown as Json)
  const fits = async (signature: string, key: Parameters<typeof unsign>[1]): Promise<boolean> => {
    const content = await unsign(signature, key)
    return content !== undefined && canonicalJson(content) === text
  }
  const isSigned =
    (await fits(signatures.ours, node.keys.envelope.publicKey)) &&
    (await fits(signatures.theirs, peerKey(known.public_key)))
  if (!isSigned) throw new Error('the agreement is not signed by both sides')
  await tx.client.query(
    `insert into agreement (id, peer, version, body, valid_from, valid_until, ours, theirs)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
    [
      ...[body.id, peer, body.version, JSON.stringify(body), body.validFrom, body.validUntil],
      ...[JSON.stringify({ jws: signatures.ours }), JSON.stringify({ jws: signatures.theirs })],
    ],
  )
  await audit(visit, { action: 'agreement.signed', object: body.id })
}

export interface StoredAgreement {
  readonly body: AgreementBody
  readonly peer: string
  readonly inForce: boolean
}

/** An agreement with a partner, in force or not; undefined when there is none of that id. */
export async function findAgreement(visit: Visit, id: string): Promise<StoredAgreement | undefined> {
  const found = await visit.tx.client.query<StoredAgreement & { body: AgreementBody }>(
    `select a.body, a.peer,
       a.suspended_at is null and p.suspended_at is null and $2::date between a.valid_from and a.valid_until as "inForce"
     from agreement a join peer p on p.node = a.peer where a.id = $1`,
    [id, visit.now],
  )
  return found.rows[0]
}

/** Agreements of this node. */
export async function listAgreements(ctx: Context): Promise<{ items: AgreementView[] }> {
  const found = await ctx.tx.client.query<{
    body: AgreementBody
    peer: string
    in_force: boolean
    suspended_at: Date | null
    name_en: string
    name_th: string
  }>(
    `select a.body, a.peer, a.suspended_at, p.name_en, p.name_th,
       a.suspended_at is null and p.suspended_at is null and $1::date between a.valid_from and a.valid_until as in_force
     from agreement a join peer p on p.node = a.peer order by a.created_at, a.id`,
    [ctx.now],
  )
  await audit(ctx, { action: 'agreement.read' })
  return {
    items: found.rows.map((row) => ({
      id: row.body.id,
      version: row.body.version,
      title: row.body.title,
      peer: { node: row.peer, name: { en: row.name_en, th: row.name_th } },
      kinds: [...row.body.kinds],
      properties: [...row.body.properties],
      purposes: [...row.body.purposes],
      legalBasis: row.body.legalBasis,
      onward: row.body.onward,
      validFrom: row.body.validFrom,
      validUntil: row.body.validUntil,
      inForce: row.in_force,
      ...(row.suspended_at === null ? {} : { suspendedAt: row.suspended_at.toISOString() }),
    })),
  }
}

/** Every kind and property: for an agreement that covers all there is. */
export const everyKind = Object.keys(kinds) as KindName[]
export const everyProperty = Object.keys(properties) as PropertyName[]
