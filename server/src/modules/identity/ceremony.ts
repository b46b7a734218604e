import { newId } from '#store/identifier.ts'
import type { Visit } from '../../context.ts'
import { Problem } from '../../problem.ts'

export type CeremonyKind = 'passkey-register' | 'passkey-sign-in' | 'passkey-step-up' | 'oidc'

const minutesValid = 5

/** Notes that a sign-in or registration has begun; those that nobody finished in time go. */
export async function beginCeremony(
  visit: Visit,
  begun: {
    readonly kind: CeremonyKind
    readonly state: Readonly<Record<string, string>>
    readonly person?: string
  },
): Promise<string> {
  await visit.tx.db.deleteFrom('ceremony').where('expires_at', '<=', visit.now).execute()
  const id = newId()
  await visit.tx.db
    .insertInto('ceremony')
    .values({
      id,
      kind: begun.kind,
      person_id: begun.person ?? null,
      state: JSON.stringify(begun.state),
      expires_at: new Date(visit.now.getTime() + minutesValid * 60_000),
    })
    .execute()
  return id
}

/** A ceremony is over by being asked for, refused or not, so that no challenge serves twice. */
export async function endCeremony(
  visit: Visit,
  kind: CeremonyKind,
  id: string,
): Promise<{
  readonly challenge: string
  readonly person: string | null
  readonly state: Readonly<Record<string, string>>
}> {
  const ended = await visit.tx.db
    .deleteFrom('ceremony')
    .where('id', '=', id)
    .where('kind', '=', kind)
    .where('expires_at', '>', visit.now)
    .returning(['state', 'person_id'])
    .executeTakeFirst()
  if (!ended) throw new Problem('secret-refused')
  const state = ended.state as Readonly<Record<string, string>>
  return { challenge: state['challenge'] ?? '', person: ended.person_id, state }
}
