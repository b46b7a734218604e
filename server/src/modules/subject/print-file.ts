import type { PersonIdentity, SubjectPaper } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { openForReason } from '../protection/index.ts'
import { getOwn } from './cared.ts'
import { findDecisions } from './decisions.ts'
import { paperWords } from './paper-words.ts'
import { viewFile } from './read-file.ts'

/** Opens the file for one printing: who the person is, and why each decision was made. Each opening is noted first. */
export async function printFile(
  ctx: Context,
  code: string,
  { language, reason }: { readonly language: string; readonly reason: string },
): Promise<SubjectPaper> {
  const person = await getOwn(ctx, code)
  const decisions = (await findDecisions(ctx, code)).flatMap(({ id, reasons_id: sealed }) =>
    sealed === null ? [] : [{ id, sealed }],
  )
  const sealed = [...(person.identity_id ? [person.identity_id] : []), ...decisions.map((one) => one.sealed)]
  const opened = await openForReason(ctx, code, { ids: sealed, reason })
  const textOf = (id: string | null): string | undefined => {
    const body = opened.find((value) => value.id === id)?.body
    return body && Buffer.from(body).toString('utf8')
  }
  await audit(ctx, { action: 'subject.printed', object: code, detail: { language, opened: opened.length } })
  const identity = textOf(person.identity_id)
  return {
    file: await viewFile(ctx, person),
    ...(identity === undefined ? {} : { identity: JSON.parse(identity) as PersonIdentity }),
    reasons: decisions.flatMap(({ id, sealed: reasons }) => {
      const text = textOf(reasons)
      return text === undefined ? [] : [{ decision: id, text }]
    }),
    ...(await paperWords(language)),
  }
}
