import type { CaseReleaseOffice } from '@shield/contract'
import { giveOutPurposeNames, giveOutPurposes } from '@shield/core'
import type { Words } from '@shield/core'
import type { Static } from 'typebox'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { notFound } from '../../problem.ts'

/** Organisations that cases can be given to, and for what. */
export async function listOffices(
  ctx: Context,
): Promise<{ items: Static<typeof CaseReleaseOffice>[]; can: string[] }> {
  const found = await ctx.tx.client.query<{
    code: string
    node: string
    kind: string
    en: string
    th: string
  }>(
    'select code, node, kind, name_en as en, name_th as th from organisation where code <> $1 order by code limit 500',
    [ctx.actor.organisation],
  )
  await audit(ctx, { action: 'case.offices' })
  return {
    items: found.rows
      .map(({ code, node, kind, en, th }) => ({
        ...{ code, name: { en, th } },
        purposes: giveOutPurposeNames.filter(
          (purpose) =>
            (giveOutPurposes[purpose].kinds as readonly string[]).includes(kind) &&
            (node !== ctx.node.name) === (purpose === 'transfer-abroad'),
        ),
      }))
      .filter(({ purposes }) => purposes.length > 0),
    can: mayDo(ctx, 'case.give', 'node').allow ? ['caseReleasePreview'] : [],
  }
}

export async function nameOf(ctx: Context, organisation: string): Promise<Words> {
  const found = await ctx.tx.client.query<{ en: string; th: string }>(
    'select name_en as en, name_th as th from organisation where code = $1',
    [organisation],
  )
  return found.rows[0] ?? Promise.reject(notFound())
}
