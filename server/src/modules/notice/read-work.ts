import type { WorkItem, WorkReply } from '@shield/contract'

import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { waitingReleases } from '../exchange/index.ts'
import { waitingGrants } from '../identity/index.ts'
import { findBatches } from '../intake/index.ts'

/** What waits for this person, in queues. Items carry ids and kinds of work; what they are about is read on their own screens. */
export async function readWork(ctx: Context): Promise<WorkReply> {
  const works = mayDo(ctx, 'import.run', 'node').allow
  const releases = mayDo(ctx, 'exchange.read', 'node').allow
    ? await waitingReleases(ctx)
    : { decide: [], received: [] }
  const grants = mayDo(ctx, 'role.approve', 'node', true).allow ? await waitingGrants(ctx) : []
  const running = works ? [...(await batches(ctx, 'running')), ...(await batches(ctx, 'queued'))] : []
  const failed = works ? await batches(ctx, 'failed') : []
  const queue = (
    name: WorkReply['queues'][number]['name'],
    items: WorkItem[],
  ): WorkReply['queues'][number] => ({
    name,
    count: items.length,
    items: items.slice(0, 20),
  })
  return {
    queues: [
      queue('decide', [
        ...releases.decide.map((one) =>
          releaseItem(one, { en: 'A release waits for a second person', th: 'การส่งมอบรอบุคคลที่สอง' }),
        ),
        ...grants.map((grant) => ({
          id: grant.id,
          title: { en: 'A role waits for a second person', th: 'บทบาทรอบุคคลที่สองอนุมัติ' },
          at: grant.at.toISOString(),
          to: '/people',
        })),
      ]),
      queue('running', running),
      queue(
        'received',
        releases.received.map((one) =>
          releaseItem(one, { en: 'Received from a partner', th: 'ได้รับจากหน่วยงานคู่ร่วมมือ' }),
        ),
      ),
      queue('changed', await changedSince(ctx)),
      queue('failed', failed),
    ],
  }
}

function releaseItem(one: { readonly id: string; readonly at: Date }, title: WorkItem['title']): WorkItem {
  return { id: one.id, title, at: one.at.toISOString(), to: `/releases?release=${one.id}` }
}

async function batches(ctx: Context, state: string): Promise<WorkItem[]> {
  const { rows } = await findBatches(ctx, { state, limit: 20 })
  return rows.map((row) => ({
    id: row.wire,
    title: { en: `Import: ${row.source_name}`, th: `นำเข้า: ${row.source_name}` },
    at: row.created_at.toISOString(),
    to: `/import?import=${row.wire}`,
  }))
}

/** Profiles this person opened in the last two weeks of which something visible was stated since. */
async function changedSince(ctx: Context): Promise<WorkItem[]> {
  const found = await ctx.tx.client.query<{ wire: string; at: Date }>(
    `select e.wire, max(st.recorded_at) as at from
       (select i.object, max(i.at) as at from audit_intake i
        where i.person = $1 and i.action = 'entity.read' and i.at > $2::timestamptz - interval '14 days' and i.object <> '' group by i.object) as looked
     join entity e on e.wire = looked.object::uuid
     join statement st on st.entity_id = e.id and st.recorded_at > looked.at and st.retracted_at is null and visible($3, st.marking_id)
     group by e.wire order by at desc limit 20`,
    [ctx.actor.person, ctx.now, Buffer.from(ctx.visible)],
  )
  return found.rows.map((row) => ({
    id: row.wire,
    title: { en: 'Changed since you looked', th: 'เปลี่ยนไปตั้งแต่คุณเปิดดู' },
    at: row.at.toISOString(),
    to: `/entity/${row.wire}`,
  }))
}
