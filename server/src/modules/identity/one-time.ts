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

const firstAdministrators = 2

/** A secret with which one of the first two administrators registers a passkey, once. Nobody else ever gets one. */
export async function createSetUpSecret(visit: Visit, person: string): Promise<string> {
  await visit.tx.client.query('select pg_advisory_xact_lock(7438012)')
  const found = await visit.tx.client.query<{ count: number; holds: boolean; is_first: boolean }>(
    `select count(distinct s.person_id), coalesce(bool_or(s.person_id = $1), false) as holds,
       exists (select 1 from role_grant g where g.person_id = $1 and g.role = 'administrator'
               and g.approved_at is not null and g.revoked_at is null and g.proposed_by is null)
         and not exists (select 1 from passkey k where k.person_id = $1) as is_first
     from one_time_secret s where s.kind = 'set-up'`,
    [person],
  )
  const row = found.rows[0]
  if (!row?.is_first || (!row.holds && row.count >= firstAdministrators))
    throw new Problem('not-allowed', {
      en: 'Only the first two administrators set a node up',
      th: 'เฉพาะผู้ดูแลระบบสองคนแรกเท่านั้นที่ตั้งค่าโหนดได้',
    })
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

/** Whose unspent secret this is. Wrong, used and expired ones are refused alike. */
export async function holderOf(visit: Visit, kind: 'set-up', secret: string): Promise<string> {
  const found = await visit.tx.db
    .selectFrom('one_time_secret')
    .select('person_id')
    .where('secret_hash', '=', secretHash(secret))
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('expires_at', '>', visit.now)
    .executeTakeFirst()
  if (!found) throw new Problem('secret-refused')
  return found.person_id
}

/** Whose secret this is, by its hash; it is spent by asking. */
export async function spendSecret(
  visit: Visit,
  kind: 'demonstration' | 'set-up',
  hash: Buffer,
): Promise<string> {
  const spent = await visit.tx.db
    .updateTable('one_time_secret')
    .set({ used_at: visit.now })
    .where('secret_hash', '=', hash)
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
  const person = await spendSecret(visit, 'demonstration', secretHash(secret))
  return startSession(visit, { person, method: 'demonstration' })
}

/** Ends the session at once: the next request with its token finds nothing. */
export async function endSession(ctx: Context): Promise<void> {
  await ctx.tx.db.updateTable('session').set({ revoked_at: ctx.now }).where('id', '=', ctx.session).execute()
  await audit(ctx, { action: 'session.ended', object: ctx.session })
}
