import { vaultLimits } from '@shield/contract'

import { VaultFault } from '../../vault-door.ts'
import type { BlindFound, BlindValue } from '../../vault-door.ts'
import { checkQuestion } from './limits.ts'
import type { VaultVisit } from './open-vault.ts'
import { tagOf } from './seal-values.ts'

/** A question that fits more than this is fishing: who fits best is answered, and no more. */
const mostFound = 20

/** Whose values have the same digests, those who fit most first. Throws VaultFault. */
export async function findBlind(
  visit: VaultVisit,
  values: readonly BlindValue[],
): Promise<readonly BlindFound[]> {
  const { tx, asker, at, vault } = visit
  if (values.length > vaultLimits.compared)
    throw new VaultFault('too-large', `at most ${vaultLimits.compared} values a question`)
  await checkQuestion(tx.client, asker, { limits: vault.limits, at })
  const tags = values.map((value) => tagOf(vault, value))
  const found = await tx.client.query<{ code: string; fits: number[] }>(
    `select b.code, array_agg(distinct n.place::int - 1 order by n.place::int - 1) as fits
     from unnest($1::bytea[]) with ordinality n(tag, place) join vault.blind b on b.tag = n.tag
     group by b.code order by count(distinct n.place) desc, b.code limit $2`,
    [tags, mostFound],
  )
  await tx.client.query(
    `insert into vault.question (person, organisation, purpose, reference, count, found, at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [asker.person, asker.organisation, asker.purpose, asker.reference, values.length, found.rows.length, at],
  )
  return found.rows
}
