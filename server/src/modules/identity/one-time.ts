import { audit } from '#audit/index.ts'
import type { Context, Visit } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { newSecret, secretHash, startSession } from './session.ts'

const hoursValid = 24

/** A link that signs a demonstration person in once; TRAINING only. */
export async function createDemonstrationLink(visit: Visit, person: string): Promise<string> {
  if (visit.node.config.mode !== 'training') throw new Problem('not-allowed')
  return createSecret(visit, 'demonstration', person)
}

/** A secret with which one of the first administrators registers a passkey, once. */
export async function createSetUpSecret(visit: Visit, person: string): Promise<string> {
  return createSecret(visit, 'set-up', person)
}

async function createSecret(visit: Visit, kind: 'demonstration' | 'set-up', person: string): Promise<string> {
  const secret = newSecret()
  await visit.tx.db
    .insertInto('one_time_secret')
    .values({
      secret_hash: secretHash(secret),
      kind,
      person_id: person,
      expires_at: new Date(visit.now.getTime() + hoursValid * 3_600_000),
    })
    .execute()
  return secret
}

/** Whose secret this is; it is spent by asking. Wrong, used and expired ones are refused alike. */
export async function spendSecret(
  visit: Visit,
  kind: 'demonstration' | 'set-up',
  secret: string,
): Promise<string> {
  const spent = await visit.tx.db
    .updateTable('one_time_secret')
    .set({ used_at: visit.now })
    .where('secret_hash', '=', secretHash(secret))
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('expires_at', '>', visit.now)
    .returning('person_id')
    .executeTakeFirst()
  if (!spent) throw new Problem('secret-refused')
  return spent.person_id
}

/** Signs in by a demonstration link; gives the session's token. */
export async function signInByLink(visit: Visit, secret: string): Promise<string> {
  if (visit.node.config.mode !== 'training') throw new Problem('secret-refused')
  const person = await spendSecret(visit, 'demonstration', secret)
  return startSession(visit, { person, method: 'demonstration' })
}

/** Ends the session at once: the next request with its token finds nothing. */
export async function endSession(ctx: Context): Promise<void> {
  await ctx.tx.db.updateTable('session').set({ revoked_at: ctx.now }).where('id', '=', ctx.session).execute()
  await audit(ctx, { action: 'session.ended', object: ctx.session })
}
