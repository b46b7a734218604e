import { markingText, strictest } from '@shield/core'
import type { ReleasePackage } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Node, Visit } from '../../context.ts'
import { findAgreement } from './agreement.ts'
import { dropWaiting } from './amend.ts'
import { travelling } from './package.ts'
import { tellVersion } from './tell-version.ts'
import type { ReleaseRow } from './view.ts'

interface Followed extends Pick<
  ReleaseRow,
  | 'id'
  | 'peer'
  | 'agreement_id'
  | 'organisation'
  | 'state'
  | 'purpose'
  | 'legal_basis'
  | 'version'
  | 'expires_on'
  | 'onward'
  | 'consent'
  | 'passed_from'
> {
  readonly package: ReleasePackage
  readonly marking_id: number
  readonly markings: number[]
}

/**
 * The books on what went out are handled as strictly as the values they hold: when those are raised, the release follows, and
 * the partner is told to handle what it holds as strictly. Nothing is loosened along; what leaves is changed by people alone.
 */
export async function followMarking(node: Node): Promise<void> {
  await node.database.inTransaction(async (tx) => {
    const visit: Visit = { tx, node, now: node.now(), requestId: newId() }
    await node.markings.all(tx)
    const found = await tx.client.query<Followed>(
      `select r.id, r.peer, r.agreement_id, r.organisation, r.state, r.purpose, r.legal_basis, r.version, r.expires_on, r.package, r.onward, r.consent, r.passed_from,
         r.marking_id, array_agg(distinct st.marking_id) as markings from release r join lateral (
         select s.marking_id from release_statement rs join entity e on e.wire = rs.entity_wire
           join statement s on s.entity_id = e.id and s.id = rs.statement_id where rs.release_id = r.id and rs.until is null
         union all select l.marking_id from release_link rl join link l on l.wire = rl.link_wire where rl.release_id = r.id and rl.until is null) st on true
       where r.direction = 'out' and r.passed_from is null group by r.id having bool_or(st.marking_id <> r.marking_id)`,
    )
    for (const row of found.rows) await follow(visit, row)
  })
}

async function follow(visit: Visit, row: Followed): Promise<void> {
  const { tx, node } = visit
  const block = node.markings.block(row.marking_id)
  const now = row.markings.map((one) => node.markings.block(one)).reduce(strictest, block)
  if (markingText(now) === markingText(block)) return
  const marking = await node.markings.intern(tx, now)
  await tx.db.updateTable('release').set({ marking_id: marking }).where('id', '=', row.id).execute()
  const agreement = await findAgreement(visit, row.agreement_id)
  if (!agreement || !['sent', 'applied'].includes(row.state)) return
  const told = travelling(now, agreement.body, row.peer)
  if (markingText(told) === markingText(row.package.marking)) return
  const version = row.version + 1
  await dropWaiting(visit, row.id)
  await tx.client.query(
    `insert into release_amendment (id, release_id, version, acts, state, created_at) values ($1, $2, $3, '{remark}', 'sent', $4)`,
    [newId(), row.id, version, visit.now],
  )
  await tellVersion(visit, row, {
    ...{ version, acts: ['remark'], package: { ...row.package, marking: told }, marking },
    expiresOn: row.expires_on ?? undefined,
  })
  await audit(visit, {
    action: 'release.amended',
    object: row.id,
    detail: { version, acts: 'remark', to: row.peer },
  })
}
