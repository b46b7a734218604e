import { newId } from '#store/identifier.ts'
import { vaultLimits } from '@shield/contract'

import { VaultFault } from '../../vault-door.ts'
import type { BlindValue, Sealed, ToSeal } from '../../vault-door.ts'
import { encrypt, keyBytes, wrapKey } from './cipher.ts'
import type { Vault, VaultVisit } from './open-vault.ts'
import { digest } from './ring.ts'
import { Secret } from './secret.ts'

interface Row {
  readonly id: string
  readonly wrapped: Buffer
  readonly body: Buffer
  readonly tags: readonly Buffer[]
}

/** Seals values under keys of their own, each wrapped by the key of its person. Throws VaultFault. */
export async function sealValues(visit: VaultVisit, values: readonly ToSeal[]): Promise<readonly Sealed[]> {
  const { vault } = visit
  if (values.length > vaultLimits.values)
    throw new VaultFault('too-large', `at most ${vaultLimits.values} values at once`)
  if (values.some(({ body }) => body.length > vaultLimits.body))
    throw new VaultFault('too-large', `a value has at most ${vaultLimits.body} bytes`)
  const codes = [...new Set(values.map(({ code }) => code))]
  if (codes.some((code) => vault.shelf.has(code) === 'destroyed'))
    throw new VaultFault('erased', 'the person was erased')
  await vault.shelf.admit(codes)
  const keys = await keysOf(vault, codes)
  const rows = values.flatMap((value) => {
    const key = keys.get(value.code)
    return key ? [sealOne(vault, value, key)] : []
  })
  for (const key of keys.values()) key[Symbol.dispose]()
  await write(visit, values, rows)
  const before = await erasedBefore(
    visit,
    rows.flatMap(({ tags }) => tags),
  )
  return rows.map(({ id, tags }) =>
    tags.some((tag) => before.has(tag.toString('hex'))) ? { id, erasedBefore: true } : { id },
  )
}

async function keysOf(vault: Vault, codes: readonly string[]): Promise<ReadonlyMap<string, Secret>> {
  const found = await Promise.all(codes.map(async (code) => [code, await vault.shelf.keyOf(code)] as const))
  return new Map(found)
}

function sealOne(vault: Vault, value: ToSeal, personKey: Secret): Row {
  const id = newId()
  using key = Secret.random(keyBytes)
  const about = aboutOf(vault.node, { ...value, id })
  const wrapped = wrapKey(personKey, key, `key|${about}`)
  const body = encrypt(key, value.body, about)
  return { id, wrapped, body, tags: (value.blind ?? []).map((one) => tagOf(vault, one)) }
}

/** What a value is bound to: another node, person, id or part opens nothing. */
export function aboutOf(
  node: string,
  { code, id, part }: { readonly code: string; readonly id: string; readonly part: string },
): string {
  return `${node}|${code}|${id}|${part}`
}

export function tagOf(vault: Vault, { kind, value }: BlindValue): Buffer {
  return digest(vault.shelf.ring.blindKey, `blind ${kind}`, value)
}

async function write(
  { tx, asker, at }: VaultVisit,
  values: readonly ToSeal[],
  rows: readonly Row[],
): Promise<void> {
  await tx.client.query(
    `insert into vault.sealed (id, code, part, wrapped_key, body, sealed_by, organisation, sealed_at)
     select n.id, n.code, n.part, n.wrapped, n.body, $6, $7, $8
     from unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[], $5::bytea[]) n(id, code, part, wrapped, body)`,
    [
      rows.map(({ id }) => id),
      values.map(({ code }) => code),
      values.map(({ part }) => part),
      rows.map(({ wrapped }) => wrapped),
      rows.map(({ body }) => body),
      asker.person,
      asker.organisation,
      at,
    ],
  )
  const tagged = rows.flatMap(({ id, tags }, index) =>
    tags.map((tag) => ({ id, tag, code: values[index]?.code ?? '' })),
  )
  if (tagged.length === 0) return
  await tx.client.query(
    `insert into vault.blind (tag, code, sealed_id) select * from unnest($1::bytea[], $2::text[], $3::uuid[])
     on conflict do nothing`,
    [tagged.map(({ tag }) => tag), tagged.map(({ code }) => code), tagged.map(({ id }) => id)],
  )
}

async function erasedBefore({ tx }: VaultVisit, tags: readonly Buffer[]): Promise<ReadonlySet<string>> {
  if (tags.length === 0) return new Set()
  const found = await tx.client.query<{ tag: Buffer }>(
    'select tag from vault.tombstone where tag = any($1::bytea[])',
    [tags],
  )
  return new Set(found.rows.map(({ tag }) => tag.toString('hex')))
}
