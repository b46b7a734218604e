import { mostSought } from '@shield/contract'
import type { SeekPerson, Sought } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { Problem, faultAt } from '../../problem.ts'
import type { BlindValue } from '../../vault-door.ts'
import { askVault } from './ask-vault.ts'
import { blindOf } from './blind-values.ts'
import { seen } from './seen.ts'

/** Questions of one officer in 24 hours: a shelter that receives people asks about a few of them. */
const mostADay = 20
/** So many in vain in 24 hours look like fishing. */
const vainAlarm = 10

/**
 * Is somebody known here? Asked by digests, answered with codes of those the asker may see anyway. Somebody who is not
 * here and somebody of another house are one answer, of one length, by the same statements.
 */
export async function seekPerson(ctx: Context, sought: SeekPerson): Promise<Sought> {
  const values = valuesOf(sought, ctx.node.name.toUpperCase())
  const asked = await askedToday(ctx)
  if (asked >= mostADay) throw new Problem('too-many', oftenEnough)
  const hits = await askVault(ctx, (vault, asker) => vault.find(asker, values))
  const visible = await ctx.tx.client.query<{ code: string }>(
    `select p.code from protected_person p where ${seen} and p.code = any($4) order by p.code`,
    [ctx.visible, ctx.actor.organisation, ctx.now, hits.map(({ code }) => code)],
  )
  const isTooWide = visible.rows.length > mostSought
  const found = isTooWide ? [] : visible.rows
  await ctx.tx.client.query(
    `insert into protected_seek (id, person_id, organisation, asked_at, why, kinds, found, is_too_wide)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[newId(), ctx.actor.person, ctx.actor.organisation, ctx.now, sought.why],
      ...[[...new Set(values.map(({ kind }) => kind))], found.length, isTooWide],
    ],
  )
  await audit(ctx, { action: 'protected.sought', detail: { why: sought.why, found: found.length } })
  return {
    found: found.map(({ code }) => ({
      code,
      fits: fitsOf(values, hits.find((hit) => hit.code === code)?.fits ?? []),
    })),
    isTooWide,
    left: mostADay - asked - 1,
  }
}

function fitsOf(values: readonly BlindValue[], fits: readonly number[]): Sought['found'][number]['fits'] {
  const kinds = new Set(fits.map((at) => values[at]?.kind))
  return (['document', 'phone', 'name'] as const).filter((kind) => kinds.has(kind))
}

/** What is asked by. A telephone is shared, and a name without a year is half a country: neither is enough alone. */
function valuesOf({ documents, phones, name, year }: SeekPerson, country: string): readonly BlindValue[] {
  const values = blindOf(
    {
      names: name === undefined ? [] : [{ text: name, kind: 'given' }],
      ...(year === undefined ? {} : { born: year }),
      citizenships: [],
      documents: documents.map((one) => ({ ...one, kind: 'other', holds: 'unknown' })),
      phones,
    },
    country,
  )
  const has = (kind: BlindValue['kind']): boolean => values.some((value) => value.kind === kind)
  if (has('document') || has('name')) return values
  throw faultAt(has('phone') ? '/name' : '/documents', tooLittle, 'enough')
}

async function askedToday(ctx: Context): Promise<number> {
  await ctx.tx.client.query('select pg_advisory_xact_lock(7438042, hashtext($1))', [ctx.actor.person])
  const found = await ctx.tx.client.query<{ count: number }>(
    `select count(*)::int as count from protected_seek where person_id = $1 and asked_at > $2::timestamptz - interval '24 hours'`,
    [ctx.actor.person, ctx.now],
  )
  return found.rows[0]?.count ?? 0
}

export interface Fishing {
  readonly person: string
  readonly times: number
  readonly at: Date
}

/** Who asked in vain so often in a day that oversight should ask why. */
export async function waitingFishing(ctx: Context): Promise<readonly Fishing[]> {
  if (!mayDo(ctx, 'audit.read', 'node').allow) return []
  const found = await ctx.tx.client.query<Fishing>(
    `select person_id as person, count(*)::int as times, max(asked_at) as at from protected_seek
     where asked_at > $1::timestamptz - interval '24 hours' and found = 0
     group by person_id having count(*) >= ${vainAlarm} order by max(asked_at) desc limit 20`,
    [ctx.now],
  )
  return found.rows
}

const tooLittle = {
  en: 'Give a document with its issuer, or the whole name with the year of birth; a telephone alone is not enough',
  th: 'โปรดระบุเอกสารพร้อมประเทศที่ออก หรือชื่อเต็มพร้อมปีเกิด หมายเลขโทรศัพท์อย่างเดียวไม่พอ',
}
const oftenEnough = {
  en: 'You have asked as often as one person asks in a day',
  th: 'คุณสอบถามครบจำนวนต่อวันแล้ว',
}
