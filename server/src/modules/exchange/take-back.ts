import { auditAll } from '#audit/index.ts'
import type { Visit } from '../../context.ts'
import { postAll } from '../../peer/index.ts'
import { withdrawPermissions } from './ask-permission.ts'

interface Standing {
  readonly id: string
  readonly peer: string
  /** `waiting` was never told, and is taken back at once. */
  readonly state: string
}

interface Why {
  /** Absent, its owner has, and we only pass it on. */
  readonly by?: string
  readonly reason: string
  /** The one act that takes many back, where it is one. */
  readonly order?: string
}

/** Takes releases of ours back in one act, however many: their partners are told, proposals to change them are dropped. */
export async function takeBack(
  visit: Visit,
  releases: readonly Standing[],
  { by, reason, order }: Why,
): Promise<void> {
  const { tx, now } = visit
  const ids = releases.map((one) => one.id)
  await withdrawPermissions(visit, ids)
  await tx.client.query(
    `update release_amendment set state = 'dropped' where release_id = any($1::uuid[]) and state = 'waiting'`,
    [ids],
  )
  await tx.client.query(
    `update release set state = case when state in ('waiting', 'approved') then 'recalled' else 'recalling' end,
       recalled_by = $2, recalled_at = $3, recall_reason = $4, recall_order_id = $5 where id = any($1::uuid[])`,
    [ids, by ?? null, now, reason, order ?? null],
  )
  await postAll(
    visit,
    releases
      .filter((one) => one.state !== 'waiting' && one.state !== 'approved')
      .map(({ id, peer }) => ({ peer, kind: 'recall', body: { release: id }, about: id })),
  )
  await auditAll(
    visit,
    ids.map((object) => ({ action: 'release.recalled', object })),
  )
}
