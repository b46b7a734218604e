import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem, notFound } from '../../problem.ts'
import { openForReason } from '../protection/index.ts'
import { getCared } from './write-consent.ts'

interface Said {
  readonly given: string | null
  readonly withdrawn: string | null
}

/** What the person said when they agreed, and when they took it back. A reason is kept as sealed as the words. */
export async function openConsentWords(
  ctx: Context,
  { code, id }: { readonly code: string; readonly id: string },
  reason: string,
): Promise<{ given?: string; withdrawn?: string }> {
  await getCared(ctx, code)
  const found = await ctx.tx.client.query<Said>(
    `select e.words_id as given, w.words_id as withdrawn from consent_entry e
     left join consent_withdrawal w on w.entry_id = e.id where e.id = $1 and e.code = $2`,
    [id, code],
  )
  const said = found.rows[0]
  if (!said) throw notFound()
  const ids = [said.given, said.withdrawn].filter((one) => one !== null)
  if (ids.length === 0) throw new Problem('conflict', noWords)
  const opened = await openForReason(ctx, code, { ids, reason })
  await audit(ctx, { action: 'consent.words', object: code })
  const textOf = (sealed: string | null): string | undefined => {
    const body = opened.find((one) => one.id === sealed)?.body
    return body && Buffer.from(body).toString('utf8')
  }
  const [given, withdrawn] = [textOf(said.given), textOf(said.withdrawn)]
  return { ...(given === undefined ? {} : { given }), ...(withdrawn === undefined ? {} : { withdrawn }) }
}

const noWords = { en: 'No words were written to this', th: 'ไม่มีบันทึกถ้อยคำของรายการนี้' }
