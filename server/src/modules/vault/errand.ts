import type { Client, Database } from '#store/database.ts'
import { loggable } from '../../loggable.ts'
import { CustodyFault } from './custody.ts'
import { noteAct } from './note-act.ts'
import type { Vault } from './open-vault.ts'

export const errandChannel = 'vault_errand'

export type Errand = { readonly kind: 'rotate' } | { readonly kind: 'copy'; readonly folder: string }

interface ErrandRow {
  readonly id: number
  readonly kind: Errand['kind']
  readonly folder: string | null
  readonly by: string
}

/** How far an errand is. */
export interface ErrandState {
  readonly done: number
  readonly of: number
  readonly isOver: boolean
  readonly fault: string | undefined
}

/** Asks the process that has the keys; gives the number to follow it by. */
export async function askErrand(client: Client, errand: Errand, by: string): Promise<number> {
  const folder = errand.kind === 'copy' ? errand.folder : null
  const made = await client.query<{ id: number }>(
    'insert into vault.errand (kind, folder, by, asked_at) values ($1, $2, $3, now()) returning id',
    [errand.kind, folder, by],
  )
  await client.query('select pg_notify($1, $2)', [errandChannel, ''])
  return made.rows[0]?.id ?? 0
}

export async function errandState(database: Database, id: number): Promise<ErrandState> {
  const found = await database.pool.query<{
    done: number
    of: number
    ended: boolean
    fault: string | null
  }>('select done, of, ended_at is not null as ended, fault from vault.errand where id = $1', [id])
  const { done = 0, of = 0, ended = false, fault = null } = found.rows[0] ?? {}
  return { done, of, isOver: ended, fault: fault ?? undefined }
}

/** Nobody waits for it any longer. */
export async function dropErrand(database: Database, id: number): Promise<void> {
  await database.pool.query(
    `update vault.errand set ended_at = now(), fault = 'nobody waited for it' where id = $1 and ended_at is null`,
    [id],
  )
}

/** Does what is asked, the oldest first. What fails is told to who asked and not tried again. */
export async function doErrands(vault: Vault): Promise<void> {
  for (;;) {
    const found = await vault.database.pool.query<ErrandRow>(
      'select id, kind, folder, by from vault.errand where ended_at is null order by id limit 1',
    )
    const [errand] = found.rows
    if (!errand) return
    const fault = await doErrand(vault, errand).then(
      () => undefined,
      (error: unknown) => wordsOf(vault, errand, error),
    )
    await endErrand(vault, errand, fault)
  }
}

async function doErrand({ shelf, database }: Vault, { id, folder }: ErrandRow): Promise<void> {
  if (folder !== null) return shelf.copy(folder)
  let last: Promise<unknown> = Promise.resolve()
  let told = 0
  await shelf.rotate((done, of) => {
    if (Date.now() - told < tellMs && done < of) return
    told = Date.now()
    const tell = () =>
      database.pool.query('update vault.errand set done = $2, of = $3 where id = $1', [id, done, of])
    // One after the other, so that the last word is the last; how far it is may be missed, not what is done.
    last = last.then(tell).catch(() => undefined)
  })
  await last
}

const tellMs = 500

async function endErrand(
  vault: Vault,
  { id, kind, by }: ErrandRow,
  fault: string | undefined,
): Promise<void> {
  const at = vault.now()
  await vault.database.inTransaction(async ({ client }) => {
    await client.query('update vault.errand set ended_at = $2, fault = $3 where id = $1', [
      id,
      at,
      fault ?? null,
    ])
    if (fault !== undefined) return
    const generation = vault.shelf.ring.now.number
    await noteAct(client, { kind: kind === 'copy' ? 'copied' : 'rotated', generation, by, at })
  })
}

const fileFaults: Readonly<Record<string, string>> = {
  EACCES: 'the process of the vault may not write there',
  EPERM: 'the process of the vault may not write there',
  ENOSPC: 'the disk is full',
  ENOENT: 'the folder above it is not there',
  ENOTDIR: 'it is in the way of a file',
  EROFS: 'the disk is read-only',
}

function wordsOf({ log }: Vault, { id, kind }: ErrandRow, error: unknown): string {
  log.error({ errand: id, kind, ...loggable(error) }, 'an errand of the vault failed')
  if (error instanceof CustodyFault) return error.message
  return (
    fileFaults[(error as NodeJS.ErrnoException).code ?? ''] ?? 'it failed: the log of the vault says where'
  )
}
