import { randomBytes } from 'node:crypto'

import type { ComplaintRow } from '@shield/contract'
import { personCode } from '@shield/core'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Visitor } from '../../serve.ts'
import { hashOf, newComeBack } from './come-back.ts'
import { permitComplaint } from './often.ts'
import { sealSaid } from './sealed-words.ts'

/** Takes a complaint of somebody whom nothing names: no session is made, no address kept, and the code is shown once. */
export async function makeComplaint(
  visitor: Visitor,
  { about, text }: { readonly about: ComplaintRow['about']; readonly text: string },
): Promise<{ comeBack: string }> {
  permitComplaint(visitor)
  const [id, code, comeBack] = [newId(), personCode(randomBytes(11)), newComeBack()]
  const words = await sealSaid(visitor, { id, code }, text)
  await visitor.tx.client.query(
    'insert into complaint (id, come_back, code, about, state, at, changed_at) values ($1, $2, $3, $4, $5, $6, $6)',
    [id, hashOf(comeBack), code, about, 'new', visitor.now],
  )
  await visitor.tx.client.query(
    'insert into complaint_said (id, complaint_id, words_id, at) values ($1, $2, $3, $4)',
    [newId(), id, words, visitor.now],
  )
  await audit({ ...plain(visitor) }, { action: 'complaint.made', object: id })
  return { comeBack }
}

/** What the audit may know of a visitor: nothing of who it is. */
export function plain({
  tx,
  node,
  now,
  requestId,
}: Visitor): Pick<Visitor, 'tx' | 'node' | 'now' | 'requestId'> {
  return { tx, node, now, requestId }
}
