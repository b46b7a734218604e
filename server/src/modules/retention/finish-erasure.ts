import type { ErasureCertificate } from '@shield/contract'
import { erasedKinds, stayingKinds } from '@shield/core'
import type { ErasedKind, StayingKind } from '@shield/core'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Node } from '../../context.ts'
import type { Erasure } from '../../vault-door.ts'
import { countOut } from './clear-person.ts'
import { dayOf } from './clock.ts'
import { digestOf, signCertificate } from './certificate.ts'
import { erasureColumns, erasureOf } from './view.ts'
import type { ErasureTableRow } from './view.ts'

interface Clearing extends ErasureTableRow {
  readonly releases: readonly string[]
  readonly packs: readonly string[]
}

/**
 * Has the vault destroy the key, and certifies it. After a stop between the two, or before either, it begins again: a key that is
 * destroyed is destroyed, and there is one certificate. While the vault is away the job waits and comes again.
 */
export async function finishErasure(node: Node, { erasure }: { readonly erasure: string }): Promise<void> {
  const row = await node.database.inTransaction(async ({ client }) => {
    const found = await client.query<Clearing>(
      `select ${erasureColumns} where e.id = $1 and e.state = 'clearing'`,
      [erasure],
    )
    return found.rows[0]
  })
  if (!row) return
  const errand = {
    ...{ person: row.decided_by ?? 'node', organisation: row.decided_organisation ?? row.organisation },
    ...{ purpose: 'victim-protection' as const, reference: `erasure ${erasure}` },
  }
  // Reasons of emergency looks that were never confirmed lie under codes of their own.
  const looks = await node.database.pool.query<{ code: string }>(
    'select sealed_under as code from break_glass where code = $1 and sealed_under is not null',
    [row.code],
  )
  for (const { code } of looks.rows) await node.vault.erase(errand, code)
  await certify(node, row, await node.vault.erase(errand, row.code))
}

async function certify(node: Node, row: Clearing, destroyed: Erasure): Promise<void> {
  await node.database.inTransaction(async (tx) => {
    const visit = { tx, node, now: node.now(), requestId: newId() }
    const standing = await tx.client.query(
      `select 1 from erasure where id = $1 and state = 'clearing' for no key update`,
      [row.id],
    )
    if (standing.rowCount === 0) return
    // What another hand wrote while the person was being taken out goes too.
    const counts = await countOut(visit, { erasure: row.id, today: dayOf(visit.now) })
    const released = await tx.client.query<{ release: string; peer: string }>(
      'select id as release, peer from release where id = any($1::uuid[]) order by id',
      [row.releases],
    )
    const { id, code, ground, proposed, decided } = erasureOf(row)
    if (!decided) throw new Error('an erasure that is cleared was decided')
    const certificate: ErasureCertificate = {
      ...{ id, node: node.name, code, ground, proposed, decided },
      ...(row.clock ? { clock: row.clock } : {}),
      keyDestroyedAt: destroyed.erasedAt,
      erased: erasedOf({ ...counts, sealed: destroyed.values }),
      stays: Object.keys(stayingKinds) as StayingKind[],
      recalled: released.rows,
      devices: row.packs.length,
      certifiedAt: visit.now.toISOString(),
    }
    const line = await audit(visit, {
      ...{ action: 'erasure.certified', object: code, organisation: decided.organisation },
      detail: { erasure: id, digest: digestOf(certificate) },
    })
    await tx.client.query(
      `update erasure set state = 'erased', certificate = $2, signature = $3, audit_id = $4 where id = $1`,
      [id, JSON.stringify(certificate), signCertificate(node, certificate), line],
    )
  })
}

function erasedOf(counts: Readonly<Record<string, number>>): ErasureCertificate['erased'] {
  return (Object.keys(erasedKinds) as ErasedKind[]).flatMap((kind) => {
    const count = Number(counts[kind] ?? 0)
    return count > 0 ? [{ kind, count }] : []
  })
}
