import type { Context } from '../../context.ts'
import { endConsent } from '../exchange/index.ts'
import { wipeCarriers } from '../offline/index.ts'
import type { PersonRow } from '../protection/index.ts'
import { dayOf } from './clock.ts'

/** Counts of what was taken from the tables, by kind (core/retention `erasedKinds`). */
export type Counts = Readonly<Record<string, number>>

/**
 * Takes a person out of the tables: releases that rest on an agreement of the person are recalled, devices that carry the person
 * are told to go blank, every row goes, and the code is moved to the recalled twin of its block, so that whoever asks for it
 * gets the answer of a code that nobody has. The vault is not asked here: its part can't be taken back, so it comes last.
 */
export async function clearPerson(
  ctx: Context,
  { erasure, person }: { readonly erasure: string; readonly person: PersonRow },
): Promise<void> {
  const { code } = person
  const entries = await ctx.tx.client.query<{ id: string }>('select id from consent_entry where code = $1', [
    code,
  ])
  const references = entries.rows.map(({ id }) => id)
  for (const reference of references)
    await endConsent(ctx, { reference }, { by: ctx.actor.person, reason: ended })
  // What was never told to anybody is taken back without a word, and nobody reports of it.
  const releases = await ctx.tx.client.query<{ id: string }>(
    `select id from release where consent->>'reference' = any($1::text[]) and direction = 'out'
     and state in ('recalling', 'recalled') and exists (
       select 1 from outbox o where o.about = release.id::text and o.kind = 'release') order by id`,
    [references],
  )
  const packs = await wipeCarriers(ctx, code)
  await countOut(ctx, { erasure, today: dayOf(ctx.now) })
  const block = ctx.node.markings.block(person.marking_id)
  const marking = await ctx.node.markings.intern(ctx.tx, { ...block, recalled: true })
  await ctx.tx.client.query('update protected_person set marking_id = $2 where code = $1', [code, marking])
  await ctx.tx.client.query(
    `update erasure set releases = $2, packs = $3, arrived_month = to_char($4::timestamptz at time zone 'UTC', 'YYYY-MM'),
       standing = $5 where id = $1`,
    [erasure, releases.rows.map(({ id }) => id), packs, person.arrived_at, person.standing],
  )
}

/** Empties the tables of a person and adds what was there to the counts; done twice it is done once. */
export async function countOut(
  { tx }: Pick<Context, 'tx'>,
  { erasure, today }: { readonly erasure: string; readonly today: string },
): Promise<Counts> {
  const found = await tx.client.query<{ counts: Counts }>(
    `with gone as (select erase_person($1, $2) as counts)
     update erasure e set counts = (
       select coalesce(jsonb_object_agg(kind, n), '{}') from (
         select kind, sum(n::int) as n from (
           select key as kind, value as n from jsonb_each_text(coalesce(e.counts, '{}'))
           union all select key, value from gone, jsonb_each_text(gone.counts)) each group by kind) summed)
     from gone where e.id = $1 returning e.counts`,
    [erasure, today],
  )
  return found.rows[0]?.counts ?? {}
}

/** Read by officers of the exchange, here and abroad: not that somebody was erased. */
const ended = 'The ground it rested on has ended · ฐานที่ใช้ส่งมอบสิ้นสุดแล้ว'
