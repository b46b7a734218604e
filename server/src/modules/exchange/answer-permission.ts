import type { PackageParts, PermissionAnswer, PermissionView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { post } from '../../peer/index.ts'
import { permit } from '../../permit.ts'
import { Problem } from '../../problem.ts'
import { closed } from './compare-packages.ts'
import { signLeave } from './leave.ts'
import { narrowWaiting } from './narrow-waiting.ts'
import { getPermission, viewPermission } from './permissions.ts'
import type { PermissionRow } from './permissions.ts'

/** The originator's word: all of it may go, a part, or nothing, with the reason. It is final. */
export async function answerPermission(
  ctx: Context,
  id: string,
  input: PermissionAnswer,
): Promise<PermissionView> {
  const row = await getPermission(ctx, id)
  const block = ctx.node.markings.block(row.marking_id)
  permit(ctx, 'content.leave', block, row.asked_by !== ctx.actor.person)
  if (row.state !== 'asked' || row.direction === 'out') throw new Problem('conflict')
  const granted = grantedOf(row.package, input)
  const { purposes } = block
  await ctx.tx.client.query(
    `update permission set state = $2, granted = $3, answer = $4, answered_by = $5, answered_at = $6 where id = $1`,
    [
      ...[id, input.answer, granted ? JSON.stringify(granted) : null, input.reason.trim()],
      ...[ctx.actor.person, ctx.now],
    ],
  )
  await audit(ctx, { action: 'permission.answered', object: id, detail: { answer: input.answer } })
  if (row.direction === 'in') await reply(ctx, row, { input, granted, purposes })
  else if (input.answer === 'narrowed' && granted) await narrowWaiting(ctx, row.release_id, granted)
  return viewPermission(ctx, await getPermission(ctx, id))
}

const notNarrower = {
  en: 'Choose a part of what was asked, with a value in it at least',
  th: 'โปรดเลือกบางส่วนของที่ขอ โดยมีอย่างน้อยหนึ่งค่า',
}

/** What may go of what was asked; undefined, nothing. */
function grantedOf(asked: PackageParts, { answer, granted }: PermissionAnswer): PackageParts | undefined {
  if (answer === 'refused') return undefined
  if (answer === 'granted') return asked
  const values = new Set(granted?.values.map(({ entity, at }) => `${entity}:${at}`))
  const parts = closed({
    entities: asked.entities.map((one) => ({
      ...one,
      statements: one.statements.filter((_, at) => values.has(`${one.entity}:${at}`)),
    })),
    links: asked.links.filter((one) => granted?.links.includes(one.link)),
  })
  const count = ({ entities, links }: PackageParts): number =>
    links.length + entities.reduce((sum, one) => sum + one.statements.length, 0)
  if (parts.entities.length === 0 || count(parts) === count(asked))
    throw new Problem('body-invalid', notNarrower)
  return parts
}

interface Answer {
  readonly input: PermissionAnswer
  readonly granted: PackageParts | undefined
  readonly purposes: readonly PermissionRow['purpose'][]
}

/** Tells the node that asked, with our signed leave for exactly what may go and to whom. */
async function reply(ctx: Context, row: PermissionRow, { input, granted, purposes }: Answer): Promise<void> {
  const { peer } = row
  if (peer === null) throw new Error('a permission of another node has no node')
  const held = await ctx.tx.db
    .selectFrom('release')
    .select('expires_on')
    .where('id', '=', row.release_id)
    .executeTakeFirstOrThrow()
  const leave =
    granted &&
    (await signLeave(ctx, {
      ...{ organisation: row.organisation, release: row.release_id, by: peer, to: [row.recipient] },
      ...{ purposes, until: held.expires_on ?? undefined, parts: granted },
    }))
  await post(ctx, {
    ...{ peer, kind: 'permission-reply', about: row.id },
    body: {
      ...{ permission: row.id, answer: input.answer, reason: input.reason.trim() },
      ...(granted ? { package: granted } : {}),
      ...(leave === undefined ? {} : { leave }),
    },
  })
}
