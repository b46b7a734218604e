import { audit } from '#audit/index.ts'
import type { Node } from '../../context.ts'
import { inVisit } from '../../peer/index.ts'
import { endShares } from '../protection/index.ts'

/** Shares looked at in one transaction; the rest is done at the next turn. */
const atOnce = 200

/**
 * By the clock: a share whose time is over ends, so that the handling of the person names the organisation no more. Nobody
 * could read by it since its last minute (`seen`); this writes that down. Run twice it does nothing more.
 */
export async function endExpiredShares(node: Node): Promise<void> {
  await inVisit(node, async (visit) => {
    const found = await visit.tx.client.query<{ id: string; code: string; organisation: string }>(
      `select s.id, s.code, s.organisation from person_share s join protected_person p on p.code = s.code
       where s.ended_at is null and s.ends_at <= $1 order by s.ends_at, s.id limit ${atOnce}
       for no key update of p skip locked`,
      [visit.now],
    )
    for (const { id, code, organisation } of found.rows) {
      const ended = await endShares(visit, code, { share: id, because: 'expired' })
      if (ended > 0)
        await audit(visit, { action: 'share.ended', object: code, organisation, detail: { expired: true } })
    }
  })
}
