import type pg from 'pg'

/**
 * Ends every way in: sessions, links, credentials of machines (TAXII, MISP, scripts), and orders every device that carries people
 * to be wiped. Done to the node that is left and again to the one that comes back: nobody who was signed in there is here.
 */
export async function endAccess(
  client: pg.ClientBase,
  order: { readonly id: string; readonly at: Date },
): Promise<void> {
  const { id, at } = order
  await client.query('update session set revoked_at = $1 where revoked_at is null', [at])
  await client.query('update client set revoked_at = $1 where revoked_at is null', [at])
  await client.query('update webhook set ended_at = $1 where ended_at is null', [at])
  await client.query('delete from one_time_secret')
  await client.query('delete from ceremony')
  await client.query('delete from evacuation_approval')
  await client.query(
    `update device_pack set wipe_at = $2, wipe_by = e.agreed_by from evacuation e
     where e.id = $1 and wipe_at is null and wiped_at is null`,
    [id, at],
  )
}
