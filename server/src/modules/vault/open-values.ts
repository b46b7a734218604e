import { vaultLimits } from '@shield/contract'
import type { SealedPart } from '@shield/contract'

import { VaultFault } from '../../vault-door.ts'
import type { OpenedValue, SealedValue } from '../../vault-door.ts'
import { decrypt, unwrapKey } from './cipher.ts'
import { raiseAlarms } from './canary.ts'
import { checkOpening } from './limits.ts'
import type { Vault, VaultVisit } from './open-vault.ts'
import { aboutOf } from './seal-values.ts'

/** Purposes that open identities; where somebody is sheltered is opened for protection alone. */
const purposesOf: Readonly<Record<SealedPart, readonly string[]>> = {
  identity: ['victim-protection', 'consular-return', 'oversight'],
  contact: ['victim-protection', 'consular-return'],
  family: ['victim-protection', 'consular-return'],
  photo: ['victim-protection', 'consular-return'],
  words: ['victim-protection', 'consular-return', 'oversight'],
  place: ['victim-protection'],
}

interface SealedRow {
  readonly id: string
  readonly code: string
  readonly part: SealedPart
  readonly wrapped_key: Buffer
  readonly body: Buffer
}

/** A value whose opening was noted: what is sealed, or why there is nothing. */
export interface Noted {
  readonly value: SealedValue
  readonly row?: SealedRow
}

/** Notes who opens what, under the limits. Throws VaultFault; then nothing is noted and nothing opened. */
export async function noteOpening(
  visit: VaultVisit,
  values: readonly SealedValue[],
): Promise<readonly Noted[]> {
  const { tx, asker, at, vault } = visit
  if (values.length > vaultLimits.values)
    throw new VaultFault('too-large', `at most ${vaultLimits.values} values at once`)
  const found = await tx.client.query<SealedRow>(
    'select id, code, part, wrapped_key, body from vault.sealed where id = any($1::uuid[])',
    [values.map(({ id }) => id)],
  )
  const rows = new Map(found.rows.map((row) => [row.id, row]))
  const noted = values.map((value) => {
    const row = rows.get(value.id)
    return row?.code === value.code ? { value, row } : { value }
  })
  const opened = noted.flatMap(({ row }) => row ?? [])
  if (opened.some(({ part }) => !purposesOf[part].includes(asker.purpose)))
    throw new VaultFault('purpose', 'this is not opened for the stated purpose')
  if (opened.length === 0) return noted
  const codes = [...new Set(opened.map(({ code }) => code))]
  await checkOpening(tx.client, asker, { codes, limits: vault.limits, at })
  const kept = await tx.client.query<{ id: number; code: string }>(
    `insert into vault.opening (code, sealed_id, part, person, organisation, purpose, reference, at)
     select n.code, n.id, n.part, $4, $5, $6, $7, $8 from unnest($1::text[], $2::uuid[], $3::text[]) n(code, id, part)
     returning id, code`,
    [
      opened.map(({ code }) => code),
      opened.map(({ id }) => id),
      opened.map(({ part }) => part),
      asker.person,
      asker.organisation,
      asker.purpose,
      asker.reference,
      at,
    ],
  )
  await raiseAlarms(visit, kept.rows)
  return noted
}

/** Opens one value after its opening is on the disk. */
export async function openBody(vault: Vault, { value, row }: Noted): Promise<OpenedValue> {
  const held = vault.shelf.has(value.code)
  if (held === 'destroyed') return { ...value, lost: 'erased' }
  if (!row || held === undefined) return { ...value, lost: 'missing' }
  const about = aboutOf(vault.node, row)
  using personKey = await vault.shelf.keyOf(row.code)
  using key = unwrapKey(personKey, row.wrapped_key, `key|${about}`)
  return { ...value, body: decrypt(key, row.body, about) }
}
