import type { Tx } from '#store/database.ts'
import type { VaultState } from '../../vault-door.ts'
import type { VaultLimits } from './limits.ts'

/** What files and custodian tell of the vault; the rest stands in the database. */
export type VaultSeen = Pick<VaultState, 'custody' | 'generation' | 'since' | 'people' | 'damaged'>

interface Rows {
  readonly erased: number
  readonly opened: number
  readonly alarms: number
  readonly copied_at: Date | null
  readonly copied_generation: number | null
  readonly shared_generation: number | null
  readonly people_since: number
  readonly erased_since: number
}

/** How the vault stands: counts and clocks, and nobody. */
export async function readState(
  tx: Tx,
  seen: VaultSeen,
  { limits, now }: { readonly limits: VaultLimits; readonly now: () => Date },
): Promise<VaultState> {
  const found = await tx.client.query<Rows>(
    `with copy as (select max(at) as at, max(generation) as generation from vault.act where kind = 'copied')
     select (select count(*)::int from vault.erasure) as erased,
       (select count(distinct code)::int from vault.opening where at > $1::timestamptz - interval '1 hour') as opened,
       (select count(*)::int from vault.alarm where looked_at is null) as alarms,
       copy.at as copied_at, copy.generation as copied_generation,
       (select max(generation) from vault.act where kind = 'shared') as shared_generation,
       (select count(*)::int from (select 1 from vault.sealed group by code having min(sealed_at) > copy.at) s) as people_since,
       (select count(*)::int from vault.erasure where erased_at > copy.at) as erased_since
     from copy`,
    [now()],
  )
  const row = found.rows[0]
  if (!row) throw new Error('counts have one row')
  return {
    ...seen,
    erased: row.erased,
    openedThisHour: row.opened,
    stopsAt: limits.peoplePerHour,
    alarms: row.alarms,
    ...(row.shared_generation === null ? {} : { sharedGeneration: row.shared_generation }),
    ...(row.copied_at === null
      ? {}
      : {
          copy: {
            at: row.copied_at.toISOString(),
            generation: row.copied_generation ?? 0,
            peopleSince: row.people_since,
            erasedSince: row.erased_since,
          },
        }),
  }
}
