import { newId } from '#store/identifier.ts'
import type { Node } from './context.ts'

interface NewHit {
  readonly entity: string | undefined
  readonly record: string | undefined
  readonly marking: string | undefined
  readonly agreement: string
}

/** The partner found the person's car and asks for more; no other person here has it. */
export async function addHit(node: Node, { entity, record, marking, agreement }: NewHit): Promise<string> {
  const [hit, ticket] = [newId(), newId()]
  const { pool } = node.database
  await pool.query(
    `insert into statement (entity_id, property, value, norm, record_id, marking_id, grade) 
     select $1, 36, $2, $2, $3, $4, grade from statement where entity_id = $1 limit 1`,
    [entity, `CAR${entity}`, record, marking],
  )
  await pool.query(
    `insert into match_ticket (id, peer, agreement_id, ticket, person, organisation, case_reference, purpose, count, at)
     values ($1, 'ph', $2, '', gen_random_uuid(), 'ph-wdk', 'PH-1', 'investigation', 1, now())`,
    [ticket, agreement],
  )
  await pool.query(
    `insert into match_disclosure (id, direction, peer, ticket, agreement_id, identifier, epoch, norm, token, summary, at, due_at)
     values ($1, 'in', 'ph', $2, $3, 'plate', '2026-01', $4, '', 'for the matrix', now(), now() + interval '48 hours')`,
    [hit, ticket, agreement, `CAR${entity}`],
  )
  return hit
}

/** The desk has asked the partner about a number, which was found. */
export async function addMatch(
  node: Node,
  { agreement, proposer }: { readonly agreement: string; readonly proposer: string },
): Promise<string> {
  const id = newId()
  await node.database.pool.query(
    `insert into match_ask (id, agreement_id, peer, organisation, by_person, purpose, case_reference, legal_basis, reason, ticket, root, audit_id, state, at)
     values ($1, $2, 'ph', 'th-aht', $3, 'investigation', 'TH-1', 'Article 1', 'for the matrix', '', '', $1, 'answered', now())`,
    [id, agreement, proposer],
  )
  await node.database.pool.query(
    `insert into match_element (ask_id, number, identifier, value, epoch, output, hit_at) values ($1, 0, 'phone', '+999 81 000 0000', '2026-01', decode(repeat('00', 32), 'hex'), now())`,
    [id],
  )
  return id
}

/** The desk asks the partner for something. */
export async function addRequest(
  node: Node,
  { agreement, proposer }: { readonly agreement: string; readonly proposer: string },
): Promise<string> {
  const id = newId()
  await node.database.pool.query(
    `insert into request (id, direction, peer, organisation, other_organisation, agreement_id, kind, urgency, purpose, legal_basis,
       case_reference, asked, text, state, by_person, at, due_at)
     values ($1, 'out', 'ph', 'th-aht', 'ph-wdk', $2, 'information', 'routine', 'investigation', 'Article 1', 'TH-1', '[]',
       'for the matrix', 'waiting', $3, now(), now() + interval '3 days')`,
    [id, agreement, proposer],
  )
  return id
}

/** A new agreement that the proposer wrote for the partner. */
export async function addVersion(
  node: Node,
  { agreement, proposer }: { readonly agreement: string; readonly proposer: string },
): Promise<string> {
  const id = newId()
  await node.database.pool.query(
    `insert into agreement_version (id, agreement_id, peer, version, direction, state, body, made_at, first_by, first_at, first_reason)
     select $1, $3::uuid, 'ph', 1, 'out', 'proposed', body || jsonb_build_object('id', $3::uuid), now(), $4, now(), 'for the matrix'
     from agreement where id = $2`,
    [id, agreement, newId(), proposer],
  )
  return id
}
