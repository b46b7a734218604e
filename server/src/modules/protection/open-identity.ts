import type { PersonIdentity } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { getPerson } from './person.ts'
import { openForReason } from './seal-words.ts'
import { notShared, partsFor } from './share.ts'

export interface OpenedIdentity {
  readonly identity: PersonIdentity
  readonly sealedAt: string
  readonly erasedBefore: boolean
}

/** Opens who somebody is. The vault notes it, and so does the audit with the reason, before the answer leaves. */
export async function openIdentity(ctx: Context, code: string, reason: string): Promise<OpenedIdentity> {
  const person = await getPerson(ctx, code)
  const parts = await partsFor(ctx, person)
  if (parts !== 'all' && !parts.has('identity')) throw new Problem('not-allowed', notShared)
  if (!person.identity_id) throw new Problem('conflict', nothingSealed)
  const id = person.identity_id
  const [opened] = await openForReason(ctx, code, { ids: [id], reason })
  if (!opened?.body) throw new Problem('conflict', opened?.lost === 'erased' ? erased : nothingSealed)
  await audit(ctx, { action: 'identity.opened', object: code, detail: { part: 'identity' } })
  return {
    identity: JSON.parse(Buffer.from(opened.body).toString('utf8')) as PersonIdentity,
    sealedAt: person.identity_at?.toISOString() ?? '',
    erasedBefore: person.erased_before,
  }
}

const nothingSealed = { en: 'Nothing is known yet of who this is', th: 'ยังไม่มีข้อมูลว่าบุคคลนี้คือใคร' }
const erased = { en: 'This person was erased and stays so', th: 'ข้อมูลบุคคลนี้ถูกลบแล้วและไม่นำกลับมา' }
