import type { Manifest, PersonIdentity } from '@shield/contract'
import { isChild } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { openForReason } from '../protection/index.ts'
import { getBatch } from './batch.ts'
import { returnFrom } from './find-return.ts'
import type { ReturnCase } from './find-return.ts'

type Travelling = ReturnCase & { readonly health: string; readonly until: string | null }

/** Who travels, by name: opened one by one for a reason at the moment it is made, and kept nowhere. */
export async function makeManifest(ctx: Context, id: string, reason: string): Promise<Manifest> {
  const batch = await getBatch(ctx, id)
  const found = await ctx.tx.client.query<Travelling>(
    `select x.*, h.state as health, d.until from (${returnFrom}) x
     join return_track h on h.case_id = x.id and h.track = 'health' join return_track d on d.case_id = x.id and d.track = 'document'
     where x.id in (select case_id from return_batch_person where batch_id = $4 and state in ('on', 'departed')) order by x.code limit 200`,
    [ctx.visible, ctx.actor.organisation, ctx.now, id],
  )
  const rows: Manifest['rows'] = []
  for (const row of found.rows) {
    const identity = await identityOf(ctx, row, reason)
    const document = identity?.documents.find(({ kind }) => kind === 'passport') ?? identity?.documents[0]
    rows.push({
      code: row.code,
      name: identity?.names[0]?.text ?? '',
      born: identity?.born ?? '',
      document: document ? `${document.issuer} ${document.number}` : '',
      ...(row.until === null ? {} : { until: row.until }),
      withEscort: row.health === 'with-escort',
      isChild: isChild(row.triage),
    })
  }
  await audit(ctx, { action: 'batch.manifest', object: id, detail: { people: rows.length } })
  return { route: batch.route, leavesAt: batch.leaves_at.toISOString(), rows }
}

async function identityOf(
  ctx: Context,
  { code, identity_id: id }: ReturnCase,
  reason: string,
): Promise<PersonIdentity | undefined> {
  if (id === null) return undefined
  const [opened] = await openForReason(ctx, code, { ids: [id], reason })
  if (!opened?.body) return undefined
  await audit(ctx, { action: 'identity.opened', object: code, detail: { part: 'identity' } })
  return JSON.parse(Buffer.from(opened.body).toString('utf8')) as PersonIdentity
}
