import { audit } from '#audit/index.ts'
import type { Visit } from '../../context.ts'
import { openStates, outlasts } from './agreement-model.ts'
import { lockVersion } from './agreement-version.ts'
import type { VersionRow } from './agreement-version.ts'
import { applyStand } from './apply-stand.ts'
import type { Stand } from './apply-stand.ts'

/** Both sides have signed a version: it is the agreement from now on, or gives way to the one of its number that was proposed first. */
export async function putInForce(visit: Visit, id: string): Promise<void> {
  const row = await lockVersion(visit, id)
  if (!row) throw new Error('no such version of an agreement')
  const { tx, now } = visit
  const rival = await tx.client.query<{ id: string; version: number }>(
    `select id, version from agreement_version where agreement_id = $1 and state = 'in-force' for update`,
    [row.agreement_id],
  )
  const known = rival.rows[0]
  const givesWay =
    known !== undefined &&
    (known.version > row.version || (known.version === row.version && outlasts(known.id, id)))
  if (givesWay) {
    await tx.client.query(
      `update agreement_version set state = case when $3 then 'replaced' else 'overtaken' end, agreed_at = $2 where id = $1`,
      [id, now, known.version > row.version],
    )
    return
  }
  if (known !== undefined)
    await tx.client.query(
      `update agreement_version set state = case when version < $2 then 'replaced' else 'overtaken' end where id = $1`,
      [known.id, row.version],
    )
  await tx.client.query(
    `update agreement_version set state = 'overtaken' where agreement_id = $1 and version <= $2 and state = any($3) and id <> $4`,
    [row.agreement_id, row.version, openStates, id],
  )
  await tx.client.query(`update agreement_version set state = 'in-force', agreed_at = $2 where id = $1`, [
    id,
    now,
  ])
  await write(visit, row)
  await audit(visit, {
    action: 'agreement.in-force',
    object: row.agreement_id,
    detail: { version: row.version },
  })
}

async function write(visit: Visit, { body, peer, id }: VersionRow): Promise<void> {
  const { rows } = await visit.tx.client.query<{ early_number: number | null; early_stand: string | null }>(
    `insert into agreement (id, peer, version, body, valid_from, valid_until, ours, theirs)
     select v.agreement_id, v.peer, v.version, v.body, $2, $3, jsonb_build_object('jws', v.ours), jsonb_build_object('jws', v.theirs)
     from agreement_version v where v.id = $1
     on conflict (id) do update set version = excluded.version, body = excluded.body, valid_from = excluded.valid_from,
       valid_until = excluded.valid_until, ours = excluded.ours, theirs = excluded.theirs
     returning (select early_number from agreement_version where id = $1), (select early_stand from agreement_version where id = $1)`,
    [id, body.validFrom, body.validUntil],
  )
  const [early] = rows
  if (early?.early_number != null && early.early_stand !== null)
    await applyStand(visit, peer, {
      agreement: body.id,
      number: early.early_number,
      stand: early.early_stand as Stand,
    })
}
