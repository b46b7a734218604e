import type { Context, Visit } from '../../context.ts'
import type { PersonRow } from './person.ts'

export interface ShareRow {
  readonly id: string
  readonly organisation: string
  readonly entry_id: string
  readonly parts: readonly string[]
  readonly begun_at: Date
  readonly ends_at: Date | null
  readonly ended_at: Date | null
  readonly ended_because: string | null
}

interface Sharing {
  readonly id: string
  readonly organisation: string
  readonly entry: string
  readonly parts: readonly string[]
  readonly endsAt?: string | undefined
}

/** Lets an organisation see a person: the handling names it from now on, and the share says what of. */
export async function startShare(ctx: Context, person: PersonRow, sharing: Sharing): Promise<void> {
  await ctx.tx.client.query(
    `insert into person_share (id, code, organisation, entry_id, parts, begun_at, ends_at, by_person)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      sharing.id,
      person.code,
      sharing.organisation,
      sharing.entry,
      sharing.parts,
      ctx.now,
      sharing.endsAt ?? null,
      ctx.actor.person,
    ],
  )
  await followShares(ctx, person.code)
}

type Ending = { readonly entry: string } | { readonly share: string } | { readonly panelOf: string }

/** Ends shares; gives how many. In the same transaction the handling of the person names the organisation no more. */
export async function endShares(
  ctx: Visit,
  code: string,
  {
    because,
    ...which
  }: Ending & {
    readonly because: 'withdrawn' | 'expired' | 'taken-back' | 'declined' | 'done'
  },
): Promise<number> {
  const ended = await ctx.tx.client.query(
    `update person_share set ended_at = $3, ended_because = $4
     where code = $1 and ended_at is null and ${columnOf(which)}`,
    [code, Object.values(which)[0], ctx.now, because],
  )
  if ((ended.rowCount ?? 0) > 0) await followShares(ctx, code)
  return ended.rowCount ?? 0
}

function columnOf(which: Ending): string {
  if ('entry' in which) return 'entry_id = $2'
  // What a panel was let in for is what was told, and nothing else.
  return 'share' in which ? 'id = $2' : `organisation = $2 and parts = '{interview}'`
}

/** The handling of a person names exactly those who care and those who were let in. */
async function followShares(ctx: Visit, code: string): Promise<void> {
  const found = await ctx.tx.client.query<{ marking_id: number; carers: string[]; let_in: string[] }>(
    `select p.marking_id, p.carers, coalesce((select array_agg(distinct s.organisation) from person_share s
       where s.code = p.code and s.ended_at is null), '{}') as let_in
     from protected_person p where p.code = $1`,
    [code],
  )
  const row = found.rows[0]
  if (!row) throw new Error('a person that was read is there')
  const block = ctx.node.markings.block(row.marking_id)
  const audiences = block.releasedTo.filter((one) => one.startsWith('node:'))
  const releasedTo = [...audiences, ...row.carers, ...row.let_in].filter((one) => one !== block.organisation)
  const marking = await ctx.node.markings.intern(ctx.tx, { ...block, releasedTo })
  await ctx.tx.client.query(
    'update protected_person set marking_id = $2, version = version + 1, changed_at = $3 where code = $1',
    [code, marking, ctx.now],
  )
}

/** All shares of a person, the ended ones too. */
export async function findShares(ctx: Context, code: string): Promise<readonly ShareRow[]> {
  const found = await ctx.tx.client.query<ShareRow>(
    `select id, organisation, entry_id, parts, begun_at, ends_at, ended_at, ended_because from person_share
     where code = $1 order by begun_at, id`,
    [code],
  )
  return found.rows
}

/** What of a person the reader's organisation may open: everything of whom it cares for, else what its shares name. */
export async function partsFor(ctx: Context, person: PersonRow): Promise<'all' | ReadonlySet<string>> {
  if (person.carers.includes(ctx.actor.organisation)) return 'all'
  const found = await ctx.tx.client.query<{ part: string }>(
    `select distinct unnest(parts) as part from person_share
     where code = $1 and organisation = $2 and ended_at is null and (ends_at is null or ends_at > $3)`,
    [person.code, ctx.actor.organisation, ctx.now],
  )
  return new Set(found.rows.map(({ part }) => part))
}

export const notShared = {
  en: 'The person agreed that you help, not that you learn who they are',
  th: 'บุคคลนี้ยินยอมให้คุณช่วยเหลือ แต่ไม่ได้ยินยอมให้ทราบว่าเป็นใคร',
}
