import { createHash } from 'node:crypto'

import type { PackContents } from '@shield/contract'
import type { Words } from '@shield/core'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { Problem, faultAt } from '../../problem.ts'
import { boardContents, checkChosen, heardContents } from './fill-pack.ts'
import type { Contents } from './fill-pack.ts'
import { nameOf } from './find-pack.ts'
import { offlineRules } from './rules.ts'

interface Device {
  readonly device: string
  readonly proof: string
}

const hourMs = 3_600_000

/** A board goes along on a device until the time is over, or somebody has the device wiped. */
export async function takeBoard(
  ctx: Context,
  arrival: string,
  { device, proof }: Device,
): Promise<PackContents> {
  return takePack(ctx, {
    kind: 'arrival',
    arrival,
    device,
    proof,
    contents: await boardContents(ctx, arrival),
  })
}

/** Those whom the taker hears go along, and those they name to hear; nobody else does. */
export async function takeHeard(
  ctx: Context,
  { device, proof, codes: chosen = [] }: Device & { readonly codes?: readonly string[] },
): Promise<PackContents> {
  await checkChosen(ctx, chosen)
  const contents = await heardContents(ctx, { chosen, before: [] })
  return takePack(ctx, { kind: 'interview', chosen, device, proof, contents })
}

interface Taking extends Device {
  readonly kind: 'arrival' | 'interview'
  readonly arrival?: string
  readonly chosen?: readonly string[]
  readonly contents: Contents
}

async function takePack(
  ctx: Context,
  { kind, arrival, chosen = [], device, proof, contents }: Taking,
): Promise<PackContents> {
  const rules = await offlineRules(ctx)
  const hash = Buffer.from(proof, 'base64url')
  if (hash.length !== 32)
    throw faultAt('/proof', { en: 'send SHA-256 as base64url', th: 'โปรดส่งค่า SHA-256 แบบ base64url' })
  await fewEnough(ctx, rules.mostPacks)
  const id = newId()
  const expiresAt = new Date(ctx.now.getTime() + hoursOf(rules, kind) * hourMs)
  await ctx.tx.client.query(
    `insert into device_pack (id, kind, arrival_id, device, secret_hash, codes, person_id, organisation, taken_at, expires_at, seen_at, chosen)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $9, $11)`,
    [
      ...[id, kind, arrival ?? null, device.trim(), hash, contents.people.map(({ code }) => code)],
      ...[ctx.actor.person, ctx.actor.organisation, ctx.now, expiresAt, chosen],
    ],
  )
  await audit(ctx, { action: 'pack.taken', object: id, detail: { count: contents.people.length } })
  return {
    ...contents,
    ...{ id, kind, device: device.trim(), rules },
    holder: { id: ctx.actor.person, name: await holderName(ctx) },
    takenAt: ctx.now.toISOString(),
    expiresAt: expiresAt.toISOString(),
    now: ctx.now.toISOString(),
  }
}

export function hoursOf(rules: PackContents['rules'], kind: 'arrival' | 'interview'): number {
  return kind === 'arrival' ? rules.arrivalHours : rules.interviewDays * 24
}

export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** Two takings of one person at once wait for each other: the most is the most. */
async function fewEnough(ctx: Context, most: number): Promise<void> {
  await ctx.tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 7438065))', [ctx.actor.person])
  const found = await ctx.tx.client.query<{ count: number }>(
    `select count(*)::int as count from device_pack where person_id = $1 and wiped_at is null and expires_at > $2`,
    [ctx.actor.person, ctx.now],
  )
  if ((found.rows[0]?.count ?? 0) >= most)
    throw new Problem('conflict', {
      en: `You carry people on ${most} devices or browsers already. Have one wiped first, under “Devices”`,
      th: `คุณนำข้อมูลไปกับอุปกรณ์หรือเบราว์เซอร์ ${most} เครื่องแล้ว โปรดสั่งลบเครื่องหนึ่งก่อนที่หน้า “อุปกรณ์”`,
    })
}

async function holderName(ctx: Context): Promise<Words> {
  const found = await ctx.tx.client.query<{ name_en: string; name_th: string }>(
    'select name_en, name_th from person where id = $1',
    [ctx.actor.person],
  )
  const [row] = found.rows
  if (!row) throw new Error('who acts is there')
  return nameOf(row)
}
