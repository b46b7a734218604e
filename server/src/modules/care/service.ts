import type { ServiceEntry, ServiceQuery, ServiceRow } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { Problem, faultAt, notFound } from '../../problem.ts'

interface ServiceRecord {
  readonly id: string
  readonly version: number
  readonly body: ServiceEntry
  readonly changed_at: Date
}

interface Directory {
  readonly items: ServiceRow[]
  readonly receivers: { code: string; name: { en: string; th: string } }[]
  readonly can: string[]
}

/** The directory by key: who helps with what, where, in which language. */
export async function listServices(ctx: Context, query: ServiceQuery): Promise<Directory> {
  const found = await ctx.tx.client.query<ServiceRecord>(
    `select id, version, body, changed_at from service
     where ($1::text is null or kind = $1) and ($2::text is null or body->'languages' ? $2) order by key limit $3`,
    [query.kind ?? null, query.language ?? null, query.limit ?? 500],
  )
  const receivers = await ctx.tx.client.query<{ code: string; en: string; th: string }>(
    `select code, name_en as en, name_th as th from organisation
     where node = $1 and kind in ('social', 'ngo') order by code limit 500`,
    [ctx.node.name],
  )
  await audit(ctx, { action: 'service.listed', detail: { count: found.rows.length } })
  return {
    items: found.rows.map(viewService),
    receivers: receivers.rows.map(({ code, en, th }) => ({ code, name: { en, th } })),
    can: mayDo(ctx, 'protection.work', 'node').allow ? ['serviceMake', 'serviceChange', 'serviceLoad'] : [],
  }
}

export async function makeService(ctx: Context, entry: ServiceEntry): Promise<ServiceRow> {
  await checkReceiver(ctx, entry, '/organisation')
  const made = await addService(ctx, entry)
  if (!made) throw faultAt('/key', { en: 'this key is taken: choose another', th: 'รหัสนี้ถูกใช้แล้ว โปรดใช้รหัสอื่น' })
  await audit(ctx, { action: 'service.made', object: made })
  return viewService(await getService(ctx, made))
}

/** A new version stands; what was sent before names the version it was sent under. */
export async function changeService(
  ctx: Context,
  id: string,
  { seenVersion, entry }: { readonly seenVersion: number; readonly entry: ServiceEntry },
): Promise<ServiceRow> {
  const row = await getService(ctx, id, { lock: true })
  if (row.version !== seenVersion) throw new Problem('state-changed')
  if (entry.key !== row.body.key)
    throw faultAt('/entry/key', { en: 'a key stays what it is', th: 'รหัสเปลี่ยนไม่ได้' })
  await checkReceiver(ctx, entry, '/entry/organisation')
  await writeVersion(ctx, { id, version: row.version + 1, entry })
  await audit(ctx, { action: 'service.changed', object: id })
  return viewService(await getService(ctx, id))
}

interface Version {
  readonly version: number
  readonly at: string
  readonly by: string
  readonly organisation: string
  readonly entry: ServiceEntry
}

export async function listVersions(ctx: Context, id: string): Promise<{ items: Version[] }> {
  await getService(ctx, id)
  const found = await ctx.tx.client.query<Omit<Version, 'at' | 'entry'> & { at: Date; body: ServiceEntry }>(
    `select v.version, v.at, n.name_en as by, v.organisation, v.body from service_version v
     join person n on n.id = v.person_id where v.service_id = $1 order by v.version desc limit 500`,
    [id],
  )
  await audit(ctx, { action: 'service.read', object: id })
  return {
    items: found.rows.map(({ at, body, ...rest }) => ({ ...rest, at: at.toISOString(), entry: body })),
  }
}

/** The id of the new service; undefined where the key is taken. */
export async function addService(ctx: Context, entry: ServiceEntry): Promise<string | undefined> {
  const id = newId()
  const made = await ctx.tx.client.query(
    `insert into service (id, key, kind, body, changed_at) values ($1, $2, $3, $4, $5) on conflict (key) do nothing`,
    [id, entry.key, entry.kind, JSON.stringify(entry), ctx.now],
  )
  if (made.rowCount === 0) return undefined
  await noteVersion(ctx, { id, version: 1, entry })
  return id
}

interface NewVersion {
  readonly id: string
  readonly version: number
  readonly entry: ServiceEntry
}

export async function writeVersion(ctx: Context, { id, version, entry }: NewVersion): Promise<void> {
  await ctx.tx.client.query(
    'update service set version = $2, kind = $3, body = $4, changed_at = $5 where id = $1',
    [id, version, entry.kind, JSON.stringify(entry), ctx.now],
  )
  await noteVersion(ctx, { id, version, entry })
}

async function noteVersion(ctx: Context, { id, version, entry }: NewVersion): Promise<void> {
  await ctx.tx.client.query(
    `insert into service_version (service_id, version, body, at, person_id, organisation) values ($1, $2, $3, $4, $5, $6)`,
    [id, version, JSON.stringify(entry), ctx.now, ctx.actor.person, ctx.actor.organisation],
  )
}

/** Organisations of this node to which a package can be sent. */
export async function receiverCodes(ctx: Context): Promise<ReadonlySet<string>> {
  const found = await ctx.tx.client.query<{ code: string }>(
    `select code from organisation where node = $1 and kind in ('social', 'ngo')`,
    [ctx.node.name],
  )
  return new Set(found.rows.map(({ code }) => code))
}

export const noReceiver = {
  en: 'choose a social service or shelter of this node, or leave it empty',
  th: 'โปรดเลือกหน่วยงานสังคมหรือสถานพักพิงของโหนดนี้ หรือเว้นว่างไว้',
}

async function checkReceiver(ctx: Context, entry: ServiceEntry, pointer: string): Promise<void> {
  if (entry.organisation === undefined || (await receiverCodes(ctx)).has(entry.organisation)) return
  throw faultAt(pointer, noReceiver, 'known')
}

async function getService(
  ctx: Context,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<ServiceRecord> {
  const found = await ctx.tx.client.query<ServiceRecord>(
    `select id, version, body, changed_at from service where id = $1 ${lock ? 'for update' : ''}`,
    [id],
  )
  return found.rows[0] ?? Promise.reject(notFound())
}

function viewService({ id, version, body, changed_at: at }: ServiceRecord): ServiceRow {
  return { ...body, id, version, changedAt: at.toISOString() }
}
