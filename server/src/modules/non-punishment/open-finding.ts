import type { PersonIdentity } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { openForReason } from '../protection/index.ts'
import { actsOf, getFinding } from './finding.ts'
import type { PunishmentDetails } from './make-finding.ts'

/** As it was sealed: JSON keeps no undefined. */
type Sealed = { [K in keyof PunishmentDetails]?: NonNullable<PunishmentDetails[K]> }

interface OpenedFinding extends Sealed {
  readonly identity?: PersonIdentity
  /** Words of the acts, by the act. */
  readonly said: { readonly act: string; readonly text: string }[]
}

/** Opens who it is, what is held against the person, and the reasons given so far. The vault notes it, and so does the audit. */
export async function openFinding(ctx: Context, id: string, reason: string): Promise<OpenedFinding> {
  const row = await getFinding(ctx, id)
  const acts = await actsOf(ctx, id)
  const person = await ctx.tx.client.query<{ identity_id: string | null }>(
    'select identity_id from protected_person where code = $1',
    [row.code],
  )
  const identityId = person.rows[0]?.identity_id ?? undefined
  const said = acts.flatMap((act) => (act.words_id === null ? [] : [{ act: act.id, words: act.words_id }]))
  const ids = [identityId, row.details_id, ...said.map(({ words }) => words)].filter(
    (one) => one !== undefined && one !== null,
  )
  const opened = ids.length === 0 ? [] : await openForReason(ctx, row.code, { ids, reason })
  const textOf = (sealed: string | null | undefined): string | undefined => {
    const body = opened.find((one) => one.id === sealed)?.body
    return body && Buffer.from(body).toString('utf8')
  }
  await audit(ctx, { action: 'punishment.opened', object: id })
  const [identity, details] = [textOf(identityId), textOf(row.details_id)]
  return {
    ...(details === undefined ? {} : (JSON.parse(details) as Sealed)),
    ...(identity === undefined ? {} : { identity: JSON.parse(identity) as PersonIdentity }),
    said: said.flatMap(({ act, words }) => {
      const text = textOf(words)
      return text === undefined ? [] : [{ act, text }]
    }),
  }
}
