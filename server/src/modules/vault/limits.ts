import type { Client } from '#store/database.ts'
import { VaultFault } from '../../vault-door.ts'
import type { VaultAsker } from '../../vault-door.ts'

/** What the vault gives out before a second person has lifted a limit. */
export interface VaultLimits {
  /** Different persons that one officer opens in 24 hours. */
  readonly peoplePerOfficer: number
  /** Different persons that the node opens in an hour. */
  readonly peoplePerHour: number
  /** Blind questions of one officer in an hour. */
  readonly questionsPerHour: number
}

/** security.md §7: an officer works with a few people a day; whoever opens more is copying a list. */
export const usualLimits: VaultLimits = { peoplePerOfficer: 30, peoplePerHour: 200, questionsPerHour: 60 }

/** Throws VaultFault `too-many` where these persons would be more than may be opened. Others of the officer wait until this ends. */
export async function checkOpening(
  client: Client,
  { person }: VaultAsker,
  {
    codes,
    limits,
    at,
  }: { readonly codes: readonly string[]; readonly limits: VaultLimits; readonly at: Date },
): Promise<void> {
  await lockOfficer(client, person)
  const found = await client.query<{ own: number; node: number; own_limit: number; node_limit: number }>(
    `select
       (select count(distinct code)::int from (
          select code from vault.opening where person = $1 and at > $3::timestamptz - interval '24 hours'
          union all select unnest($2::text[])) o) as own,
       (select count(distinct code)::int from (
          select code from vault.opening where at > $3::timestamptz - interval '1 hour'
          union all select unnest($2::text[])) o) as node,
       coalesce((select max(people) from vault.lifting where person = $1 and until > $3), $4)::int as own_limit,
       coalesce((select max(people) from vault.lifting where person is null and until > $3), $5)::int as node_limit`,
    [person, codes, at, limits.peoplePerOfficer, limits.peoplePerHour],
  )
  const counted = found.rows[0]
  if (!counted) throw new Error('counts have one row')
  if (counted.own > counted.own_limit)
    throw new VaultFault('too-many', `one officer opens ${counted.own_limit} persons in 24 hours`)
  if (counted.node > counted.node_limit)
    throw new VaultFault('too-many', `the node opens ${counted.node_limit} persons in an hour`)
}

/** Throws VaultFault `too-many` where an officer asks too often. */
export async function checkQuestion(
  client: Client,
  { person }: VaultAsker,
  { limits, at }: { readonly limits: VaultLimits; readonly at: Date },
): Promise<void> {
  await lockOfficer(client, person)
  const found = await client.query<{ count: number }>(
    `select count(*)::int as count from vault.question where person = $1 and at > $2::timestamptz - interval '1 hour'`,
    [person, at],
  )
  if ((found.rows[0]?.count ?? 0) >= limits.questionsPerHour)
    throw new VaultFault('too-many', `one officer asks ${limits.questionsPerHour} times an hour`)
}

async function lockOfficer(client: Client, person: string): Promise<void> {
  await client.query('select pg_advisory_xact_lock(7438040, hashtext($1))', [person])
}
