import { randomBytes } from 'node:crypto'

import type { MakePlace, ShelterPlace } from '@shield/contract'
import { personCode } from '@shield/core'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { templateMarking } from '../../marking-template.ts'
import { mayDo } from '../../permit.ts'
import { faultAt, notFound } from '../../problem.ts'
import { askVault } from '../protection/index.ts'

interface PlaceRow {
  readonly id: string
  readonly name: string
  readonly capacity: number
  readonly taken: number
  readonly has_address: boolean
}

/** Houses of the reader's organisation; nobody else learns that there is one. */
const own = `select p.id, p.name, p.capacity, p.address_id is not null as has_address,
    (select count(*)::int from shelter_stay s where s.place_id = p.id and s.out_at is null) as taken
  from shelter_place p where p.organisation = $1 and visible($2, p.marking_id)`

export async function listPlaces(ctx: Context): Promise<{ items: ShelterPlace[]; can: string[] }> {
  const found = await ctx.tx.client.query<PlaceRow>(`${own} order by p.name limit 500`, [
    ctx.actor.organisation,
    ctx.visible,
  ])
  await audit(ctx, { action: 'place.listed', detail: { count: found.rows.length } })
  return {
    items: found.rows.map((row) => viewPlace(ctx, row)),
    can: mayDo(ctx, 'protection.work', 'node').allow ? ['placeMake'] : [],
  }
}

/** Adds a house. Its address is sealed under a code of its own: a name that tells where it is has no place here. */
export async function makePlace(ctx: Context, { name, capacity, address }: MakePlace): Promise<ShelterPlace> {
  const { node, organisation, organisationKind, person } = ctx.actor
  const block = templateMarking('protection', { node, organisation, organisationKind })
  const marking = await ctx.node.markings.intern(ctx.tx, block)
  const id = newId()
  const code = personCode(randomBytes(11))
  const made = await ctx.tx.client.query(
    `insert into shelter_place (id, organisation, marking_id, name, capacity, vault_code, address_id, made_at, made_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (organisation, name) do nothing`,
    [
      ...[id, organisation, marking, name.trim(), capacity, code],
      ...[address === undefined ? null : await sealAddress(ctx, code, address), ctx.now, person],
    ],
  )
  if (made.rowCount === 0)
    throw faultAt('/name', { en: 'a house of this name is there already', th: 'มีบ้านพักชื่อนี้แล้ว' })
  await audit(ctx, { action: 'place.made', object: id })
  const has_address = address !== undefined
  return viewPlace(ctx, { id, name: name.trim(), capacity, taken: 0, has_address })
}

export async function resizePlace(ctx: Context, id: string, capacity: number): Promise<ShelterPlace> {
  const found = await ctx.tx.client.query<PlaceRow>(`${own} and p.id = $3 for update of p`, [
    ctx.actor.organisation,
    ctx.visible,
    id,
  ])
  const row = found.rows[0]
  if (!row) throw notFound()
  await ctx.tx.client.query('update shelter_place set capacity = $2 where id = $1', [id, capacity])
  await audit(ctx, { action: 'place.resized', object: id })
  return viewPlace(ctx, { ...row, capacity })
}

async function sealAddress(ctx: Context, code: string, address: string): Promise<string> {
  const [sealed] = await askVault(ctx, (vault, asker) =>
    vault.seal(asker, [{ code, part: 'place', body: Buffer.from(address.trim()) }]),
  )
  return sealed?.id ?? ''
}

function viewPlace(ctx: Context, { has_address: hasAddress, ...row }: PlaceRow): ShelterPlace {
  return { ...row, hasAddress, can: mayDo(ctx, 'protection.work', 'node').allow ? ['placeResize'] : [] }
}
