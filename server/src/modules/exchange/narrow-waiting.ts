import { strictest } from '@shield/core'
import type { PackageParts, ReleasePackage } from '@shield/contract'

import type { Visit } from '../../context.ts'
import { findAgreement } from './agreement.ts'
import { keysOf, statementKey } from './compare-packages.ts'
import { travelling } from './package.ts'
import { packageStatement } from './package-statement.ts'

interface Booked {
  readonly entity_wire: string
  readonly statement_id: number
  readonly told_as: string
  readonly property: number
  readonly value: string
  readonly grade: number
  readonly valid_from: string | null
  readonly valid_until: string | null
  readonly marking_id: number
}

/** A release that has not left holds only what its originator lets go: its books, its package and its handling. */
export async function narrowWaiting(visit: Visit, release: string, granted: PackageParts): Promise<void> {
  const { tx, node } = visit
  await node.markings.all(tx)
  const keys = keysOf(granted)
  const booked = await tx.client.query<Booked>(
    `select rs.entity_wire, rs.statement_id, rs.told_as, st.property, st.value, st.grade, st.valid_from, st.valid_until, st.marking_id
     from release_statement rs join entity e on e.wire = rs.entity_wire join statement st on st.entity_id = e.id and st.id = rs.statement_id
     where rs.release_id = $1 and rs.until is null`,
    [release],
  )
  const stays = booked.rows.filter((row) => keys.has(statementKey(row.told_as, packageStatement(row))))
  const links = await keepLinks(visit, release, granted)
  const ids = [...new Set([...stays, ...links].map((row) => row.marking_id))]
  const [first, ...rest] = ids.map((id) => node.markings.block(id))
  const found = await tx.client.query<{ agreement_id: string; peer: string }>(
    'select agreement_id, peer from release where id = $1',
    [release],
  )
  const row = found.rows[0]
  const agreement = row && (await findAgreement(visit, row.agreement_id))
  if (!first || !agreement) throw new Error('a permission left nothing of a release')
  const marking = rest.reduce(strictest, first)
  const contents: ReleasePackage = { ...granted, marking: travelling(marking, agreement.body, row.peer) }
  await tx.client.query(
    `update release_statement rs set until = 1 where release_id = $1 and until is null and (entity_wire, statement_id) not in (
       select * from unnest($2::uuid[], $3::bigint[]))`,
    [release, stays.map((one) => one.entity_wire), stays.map((one) => one.statement_id)],
  )
  await tx.client.query('update release set package = $2, marking_id = $3 where id = $1', [
    ...[release, JSON.stringify(contents), await node.markings.intern(tx, marking)],
  ])
}

/** Ends the links that may not go; gives the handling of those that may. */
async function keepLinks(
  { tx }: Visit,
  release: string,
  { links }: PackageParts,
): Promise<readonly { readonly marking_id: number }[]> {
  const kept = await tx.client.query<{ link_wire: string; marking_id: number }>(
    `select rl.link_wire, l.marking_id from release_link rl join link l on l.wire = rl.link_wire
     where rl.release_id = $1 and rl.until is null and (l.wire::text = any($2) or l.key = any($2))`,
    [release, links.map((one) => one.link)],
  )
  await tx.client.query(
    'update release_link set until = 1 where release_id = $1 and until is null and link_wire <> all($2::uuid[])',
    [release, kept.rows.map((row) => row.link_wire)],
  )
  return kept.rows
}
