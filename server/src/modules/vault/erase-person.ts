import type { Database } from '#store/database.ts'
import type { Erasure } from '../../vault-door.ts'
import type { VaultVisit } from './open-vault.ts'
import type { KeyShelf } from './shelf.ts'

/**
 * Notes that a person is erased, keeps the digests so that a later import is told, and deletes what was sealed.
 * The key is destroyed after this has committed; a stop between the two is made good by `eraseNoted`.
 */
export async function noteErasure({ tx, asker, at }: VaultVisit, code: string): Promise<Erasure> {
  await tx.client.query(
    `insert into vault.tombstone (tag, erased_at) select distinct tag, $2::timestamptz from vault.blind where code = $1
     on conflict do nothing`,
    [code, at],
  )
  const gone = await tx.client.query('delete from vault.sealed where code = $1', [code])
  const noted = await tx.client.query<{ erased_at: Date; values: number }>(
    `insert into vault.erasure (code, erased_at, erased_by, organisation, reference, "values")
     values ($1, $2, $3, $4, $5, $6)
     on conflict (code) do update set "values" = vault.erasure."values" + excluded."values"
     returning erased_at, "values"`,
    [code, at, asker.person, asker.organisation, asker.reference, gone.rowCount ?? 0],
  )
  const row = noted.rows[0]
  if (!row) throw new Error('an erasure has one row')
  return { code, erasedAt: row.erased_at.toISOString(), values: row.values }
}

/** Destroys again what the database knows as erased: after a stop, or where an older copy of the keys was put back. */
export async function eraseNoted(database: Database, shelf: KeyShelf): Promise<void> {
  const found = await database.pool.query<{ code: string }>('select code from vault.erasure')
  for (const { code } of found.rows) if (shelf.has(code) !== 'destroyed') await shelf.destroy(code)
}
