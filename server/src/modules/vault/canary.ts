import type { Tx } from '#store/database.ts'
import type { VaultVisit } from './open-vault.ts'
import { digest } from './ring.ts'
import type { Secret } from './secret.ts'

/** Makes the codes canaries: invented people whom nobody has reason to open. Which they are, the database does not tell. */
export async function layCanaries(
  tx: Tx,
  blindKey: Secret,
  { codes, at }: { readonly codes: readonly string[]; readonly at: Date },
): Promise<void> {
  await tx.client.query(
    'insert into vault.canary (tag, laid_at) select unnest($1::bytea[]), $2 on conflict do nothing',
    [codes.map((code) => canaryTag(blindKey, code)), at],
  )
}

/** An alarm for each opening of a canary, in the transaction that notes the opening. */
export async function raiseAlarms(
  { tx, vault, at, asker }: VaultVisit,
  openings: readonly { readonly id: number; readonly code: string }[],
): Promise<void> {
  const tags = openings.map(({ code }) => canaryTag(vault.shelf.ring.blindKey, code))
  const found = await tx.client.query<{ tag: Buffer }>(
    'select tag from vault.canary where tag = any($1::bytea[])',
    [tags],
  )
  const laid = new Set(found.rows.map(({ tag }) => tag.toString('hex')))
  const alarming = openings.filter((_, index) => laid.has(tags[index]?.toString('hex') ?? ''))
  if (alarming.length === 0) return
  await tx.client.query('insert into vault.alarm (opening_id, at) select unnest($1::bigint[]), $2', [
    alarming.map(({ id }) => id),
    at,
  ])
  vault.log.error({ person: asker.person, openings: alarming.length }, 'a canary of the vault was opened')
}

function canaryTag(blindKey: Secret, code: string): Buffer {
  return digest(blindKey, 'canary', code)
}
