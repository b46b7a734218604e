import type { FigureAsk, FigureRelease } from '@shield/contract'
import { releaseBounds } from '@shield/core'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { Problem, faultAt } from '../../problem.ts'
import { holdBackFigure } from './hold-back.ts'
import { countFigure } from './preview-figure.ts'
import { addRelease, findReleased } from './register.ts'
import { readRelease } from './view-release.ts'

/** Asks a second person to let a figure go. What it would show is fixed now, and shown to them as it would leave. */
export async function askRelease(
  ctx: Context,
  { reason, ...ask }: FigureAsk & { readonly reason: string },
): Promise<FigureRelease> {
  await checkRecipients(ctx, ask)
  const { tables } = await countFigure(ctx, ask)
  const released = await findReleased(ctx, [...(tables[0]?.placed.keys() ?? [])])
  const found = holdBackFigure(tables, released, ask.audience)
  if (found.state === 'refused') throw new Problem('conflict', refusalWords(found.refused, ask))
  const id = newId()
  await addRelease(ctx, { id, ask, reason }, found.tables)
  await audit(ctx, {
    action: 'figure.asked',
    object: id,
    detail: { figure: ask.figure, audience: ask.audience },
  })
  return readRelease(ctx, id)
}

async function checkRecipients(ctx: Context, { audience, recipients }: FigureAsk): Promise<void> {
  if ((audience === 'partner') !== recipients.length > 0)
    throw faultAt('/recipients', {
      en: 'name whom it is for; a public figure is for nobody in particular',
      th: 'โปรดระบุผู้รับ ตัวเลขสาธารณะไม่ต้องระบุผู้รับ',
    })
  const known = await ctx.tx.client.query<{ code: string }>(
    'select code from organisation where node = $1 and code = any($2::text[])',
    [ctx.node.name, recipients],
  )
  const unknown = recipients.findIndex((code) => !known.rows.some((row) => row.code === code))
  if (unknown >= 0)
    throw faultAt(`/recipients/${unknown}`, {
      en: 'choose organisations of this node',
      th: 'โปรดเลือกหน่วยงานของโหนดนี้',
    })
}

/** Why a figure can't be released, in words that say what to do. */
export function refusalWords(
  { because, people }: { readonly because: 'few' | 'isolated' | 'known'; readonly people?: number },
  { audience }: Pick<FigureAsk, 'audience'>,
): { en: string; th: string } {
  const bound = releaseBounds[audience]
  if (because === 'few')
    return {
      en: `Fewer than ${bound} people are counted: choose more months`,
      th: `มีผู้ถูกนับน้อยกว่า ${bound} คน โปรดเลือกช่วงเดือนที่ยาวขึ้น`,
    }
  if (because === 'isolated')
    return {
      en: `The difference to a figure released before would be ${people ?? 0} people: wait until there are ${bound} more, or choose other months`,
      th: `ผลต่างกับตัวเลขที่เผยแพร่แล้วจะเหลือเพียง ${people ?? 0} คน โปรดรอให้ครบ ${bound} คน หรือเลือกเดือนอื่น`,
    }
  return {
    en: 'With figures released before, a number under the bound could be computed: choose another figure or other months',
    th: 'เมื่อนำไปรวมกับตัวเลขที่เผยแพร่แล้วจะคำนวณจำนวนที่ต่ำกว่าเกณฑ์ได้ โปรดเลือกตัวเลขหรือเดือนอื่น',
  }
}
