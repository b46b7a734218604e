import { VaultFault } from '../../vault-door.ts'
import type { Lifting } from '../../vault-door.ts'
import type { VaultVisit } from './open-vault.ts'

const longestMs = 24 * 3_600_000

/** Lets an officer, or the whole node, open more persons until a moment within a day. */
export async function lift({ tx, at, asker }: VaultVisit, lifting: Lifting): Promise<void> {
  const until = Date.parse(lifting.until)
  if (!(until > at.getTime() && until <= at.getTime() + longestMs))
    throw new VaultFault('too-large', 'a limit is lifted for at most 24 hours')
  if (lifting.askedBy === asker.person) throw new VaultFault('purpose', 'a second person lifts a limit')
  await tx.client.query(
    `insert into vault.lifting (person, people, until, reason, asked_by, approved_by, at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [lifting.person, lifting.people, lifting.until, lifting.reason, lifting.askedBy, asker.person, at],
  )
}
