import type { FeedView, MakeFeed } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import { checkOutside } from '../../ask-outside.ts'
import type { Context } from '../../context.ts'
import { templateMarking, templatesOf } from '../../marking-template.ts'
import { wrapSecret } from '../../node-secret.ts'
import { mayDo, permit } from '../../permit.ts'
import { Problem } from '../../problem.ts'
import { getFeed, viewFeed } from './view-feed.ts'

const everyHour = 60

const hints = {
  marking: { en: 'Choose who may see it.', th: 'เลือกว่าใครเห็นข้อมูลนี้ได้' },
  url: {
    en: 'This node may not ask there. Whoever runs it allows hosts (SHIELD_OUTBOUND_HOSTS).',
    th: 'โหนดนี้ไม่ได้รับอนุญาตให้ติดต่อที่อยู่นี้ ผู้ดูแลเครื่องเป็นผู้อนุญาต (SHIELD_OUTBOUND_HOSTS)',
  },
} as const

/** Begins to pull a collection of another TAXII server, or the folder of a MISP feed, from its beginning, at once. */
export async function makeFeed(ctx: Context, input: MakeFeed): Promise<FeedView> {
  const { actor, node, now } = ctx
  if (!templatesOf(actor.organisationKind, actor.cases).includes(input.marking)) throw faultOf('marking')
  const marking = templateMarking(input.marking, actor)
  permit(ctx, 'content.write', marking)
  // Nobody brings in what the stated purpose would hide from himself.
  const reading = mayDo(ctx, 'content.read', marking)
  if (!reading.allow) throw new Problem('not-allowed', reading.because)
  const checked = await checkOutside(node.config.outbound, input.url)
  // A host that does not answer today may answer when it is pulled.
  if ('fault' in checked && checked.fault !== 'unreachable') throw faultOf('url')
  const id = newId()
  const { user, secret } = input
  const credential = secret === undefined ? undefined : wrapSecret(node, JSON.stringify({ user, secret }))
  await ctx.tx.client.query(
    `insert into feed (id, organisation, marking_id, source_name, purpose, url, credential, every_minutes, state, next_pull, created_by, created_at, kind)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'active', $9, $10, $9, $11)`,
    [
      ...[
        id,
        actor.organisation,
        await node.markings.intern(ctx.tx, marking),
        input.sourceName.trim(),
        ctx.purpose,
      ],
      ...[new URL(input.url).href, credential ?? null, input.everyMinutes ?? everyHour, now, actor.person],
      input.kind ?? 'taxii',
    ],
  )
  await audit(ctx, { action: 'feed.added', object: id })
  // The marking may be a block nobody had before this transaction: the view needs its bit.
  const visible = node.visibility.of(actor, ctx.purpose, await node.markings.all(ctx.tx))
  return viewFeed(ctx, await getFeed({ ...ctx, visible }, id))
}

function faultOf(pointer: keyof typeof hints): Problem {
  const hint = hints[pointer]
  return new Problem('body-invalid', hint, [{ pointer, rule: 'field', hint }])
}
