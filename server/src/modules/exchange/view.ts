import { receiptCodes } from '@shield/contract'
import type { Consent, Flow, RecallReport, ReceiptCode, ReleasePackage, ReleaseView } from '@shield/contract'
import { calledBy } from '@shield/core'
import type { Purpose, Words } from '@shield/core'

import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { notFound } from '../../problem.ts'
import { exceeds } from './exceeds.ts'

interface AmendmentRow {
  readonly version: number
  readonly acts: ReleaseView['amendments'][number]['acts']
  readonly state: ReleaseView['amendments'][number]['state']
  readonly code: ReceiptCode | null
  readonly reason: string
  readonly package: ReleasePackage | null
  readonly at: string
  readonly created_by: string | null
  readonly by: Words | null
  readonly approved_at: string | null
  readonly approver: Words | null
}

interface PermissionRow {
  readonly id: string
  readonly state: NonNullable<ReleaseView['permission']>['state']
  readonly organisation: string
  readonly peer: string | null
  readonly asked_at: string
  readonly due_at: string
  readonly chased: number
  readonly answer: string | null
  readonly answered_at: string | null
  readonly by: Words | null
}

/** Its originator has said yes, to all or to a part. */
export function isGiven({ state }: Pick<PermissionRow, 'state'>): boolean {
  return state === 'granted' || state === 'narrowed'
}

export interface ReleaseRow {
  readonly id: string
  readonly direction: 'out' | 'in'
  readonly peer: string
  readonly peer_en: string
  readonly peer_th: string
  readonly agreement_id: string
  readonly organisation: string
  readonly state: ReleaseView['state']
  readonly purpose: Purpose
  readonly legal_basis: string
  readonly reason: string
  readonly expires_on: string | null
  readonly package: ReleasePackage
  readonly version: number
  readonly amendments: readonly AmendmentRow[]
  readonly is_behind: boolean
  readonly report: Pick<RecallReport, 'places' | 'complete'> | null
  readonly reported_at: Date | null
  readonly marking_id: number
  readonly is_visible: boolean
  readonly entities: readonly string[]
  readonly onward: readonly string[]
  readonly chain: readonly string[]
  readonly leave: string | null
  readonly passed_from: string | null
  readonly consent: Consent | null
  readonly permission: PermissionRow | null
  readonly created_by: string | null
  readonly created_at: Date
  readonly by_en: string | null
  readonly by_th: string | null
  readonly approved_at: Date | null
  readonly approval_reason: string | null
  readonly approver_en: string | null
  readonly approver_th: string | null
  readonly recalled_at: Date | null
  readonly recall_reason: string | null
  readonly receipts: readonly {
    readonly state: ReleaseView['receipts'][number]['state']
    readonly at: string
    readonly reason: string | null
  }[]
}

/** Words of two languages, or null where nobody did it. */
const nameOf = (person: string): string =>
  `case when ${person}.id is null then null else jsonb_build_object('en', ${person}.name_en, 'th', ${person}.name_th) end`
const amendments = `coalesce((select jsonb_agg(jsonb_build_object('version', m.version, 'acts', m.acts, 'state', m.state, 'code', m.code,
    'reason', m.reason, 'package', case when m.state = 'waiting' then m.package end, 'at', m.created_at, 'created_by', m.created_by,
    'by', ${nameOf('mc')}, 'approved_at', m.approved_at, 'approver', ${nameOf('ma')}) order by m.version)
  from release_amendment m left join person mc on mc.id = m.created_by left join person ma on ma.id = m.approved_by
  where m.release_id = r.id and m.state <> 'dropped'), '[]')`
const told = `array(select (one->>'entity')::uuid from jsonb_array_elements(r.package->'entities') as one)`
// Taken back here, of an entity that is another's after all, or of two that are one. What is another owner's follows that owner.
const behind = `(r.direction = 'out' and r.state in ('sent', 'applied') and r.passed_from is null and (exists (
  select 1 from release_statement rs join entity e on e.wire = rs.entity_wire join statement st on st.entity_id = e.id and st.id = rs.statement_id
  where rs.release_id = r.id and rs.until is null and (st.retracted_at is not null
    or e.canonical not in (select canonical from entity where wire = any(${told}))))
  or exists (select 1 from release_link rl join link l on l.wire = rl.link_wire where rl.release_id = r.id and rl.until is null and l.retracted_at is not null)
  or (select count(distinct canonical) < count(*) from entity where wire = any(${told}))))`
const ours = `case when r.passed_from is null then ${told}
  else array(select distinct entity_wire from release_statement where release_id = r.id and until is null) end`
const received = `array(select e.wire from entity e where e.id in (
    select st.entity_id from record rec join statement st on st.record_id = rec.id where rec.batch_id = r.batch_id and st.retracted_at is null)
  order by array_position(${told}::text[], e.key))`
const permission = `(select jsonb_build_object('id', q.id, 'state', q.state, 'organisation', q.organisation, 'peer', q.peer, 'asked_at', q.asked_at,
    'due_at', q.due_at, 'chased', q.chased, 'answer', q.answer, 'answered_at', q.answered_at, 'by', ${nameOf('qa')})
  from permission q left join person qa on qa.id = q.answered_by where q.release_id = r.id and q.direction in ('out', 'own') order by q.asked_at desc limit 1)`
const columns = `r.id, r.direction, r.peer, p.name_en as peer_en, p.name_th as peer_th, r.agreement_id, r.organisation, r.state, r.purpose,
  r.legal_basis, r.reason, r.expires_on, r.package, r.marking_id, visible($1, r.marking_id) as is_visible, r.created_by, r.created_at,
  c.name_en as by_en, c.name_th as by_th, r.approved_at, r.approval_reason, a.name_en as approver_en, a.name_th as approver_th, r.recalled_at, r.recall_reason,
  case when r.direction = 'out' then ${ours} else ${received} end as entities, r.onward, r.chain, r.leave, r.passed_from, r.consent, ${permission} as permission,
  coalesce((select jsonb_agg(jsonb_build_object('state', t.state, 'at', t.at, 'reason', t.reason) order by t.at, t.id) from receipt t
            where t.about = r.id::text and t.state in ('accepted', 'applied', 'recalled', 'refused', 'seen', 'acted', 'declined')
              and not exists (select 1 from outbox o where o.message_id = t.message_id and o.kind in ('amend', 'recall-report'))
              and not exists (select 1 from inbox i where i.peer = t.peer and i.message_id = t.message_id and i.kind in ('amend', 'recall-report'))), '[]') as receipts,
  r.version, ${amendments} as amendments, ${behind} as is_behind, w.report || jsonb_build_object('complete', w.complete) as report, w.at as reported_at`
const tables = `release r left join recall_report w on w.release_id = r.id join peer p on p.node = r.peer left join person c on c.id = r.created_by left join person a on a.id = r.approved_by`
// A recalled release stays, as a line without content, in the books of those who hand over and could read it before.
const condition = `(visible($1, r.marking_id) or (visible($2, r.marking_id) and r.state = 'recalled'))`

const wasTold = `exists (select 1 from outbox o where o.about = r.id::text and o.kind = 'release')`
/** When a release counts as one of each flow; null where it is none. The list of a number and the number itself are of these. */
export const flowTimes: Readonly<Record<Flow, string>> = {
  sent: `case when r.direction = 'out' and r.state not in ('draft', 'waiting') and ${wasTold} then coalesce(r.approved_at, r.created_at) end`,
  received: `case when r.direction = 'in' then r.created_at end`,
  recalled: `case when r.direction = 'out' and r.state in ('recalling', 'recalled') and ${wasTold} then r.recalled_at end`,
  refused: `case when r.direction = 'out' and r.state = 'refused' then coalesce(r.approved_at, r.created_at) end`,
}
const flowTime = `case $12::text ${Object.entries(flowTimes)
  .map(([flow, time]) => `when '${flow}' then ${time}`)
  .join(' ')} else r.created_at end`

/** Which releases this person may see, as values of `visibleReleases` (`$1`, `$2`) in a query that calls them `r`. */
export const visibleReleases = condition
export async function seenBy(ctx: Context): Promise<readonly [Buffer, Buffer]> {
  return [Buffer.from(ctx.visible), await recalledFor(ctx)]
}

function keepsBooks(ctx: Context): boolean {
  return mayDo(ctx, 'exchange.recall', 'node').allow
}

/** Bit n: marking n is recalled, and its reader before that is asking. */
async function recalledFor(ctx: Context): Promise<Buffer> {
  const stored = keepsBooks(ctx) ? await ctx.node.markings.all(ctx.tx) : []
  const bits = Buffer.alloc(((stored.at(-1)?.id ?? 0) >> 3) + 1)
  for (const { id, block } of stored)
    if (block.recalled && mayDo(ctx, 'content.read', { ...block, recalled: false }).allow)
      bits[id >> 3] = (bits[id >> 3] ?? 0) | (1 << (id & 7))
  return bits
}

export async function getRelease(ctx: Context, id: string, lock = false): Promise<ReleaseRow> {
  const found = await ctx.tx.client.query<ReleaseRow>(
    `select ${columns} from ${tables} where ${condition} and r.id = $3 ${lock ? 'for update of r' : ''}`,
    [
      Buffer.from(ctx.node.visibility.of(ctx.actor, ctx.purpose, await ctx.node.markings.all(ctx.tx))),
      await recalledFor(ctx),
      id,
    ],
  )
  const row = found.rows[0]
  if (!row) throw notFound()
  return row
}

interface Filter {
  readonly direction?: string | undefined
  readonly state?: string | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
  /** Recalls that were told and have no complete report. */
  readonly unfinished?: boolean
  /** A newer version waits for a second person. */
  readonly amending?: boolean
  readonly peer?: string | undefined
  readonly agreement?: string | undefined
  /** Of the own organisation, and allowed no more by the agreement as it is in force. */
  readonly exceeding?: boolean | undefined
  /** Of a number of the flows: what it counts; then the times are those by which it counts. */
  readonly flow?: Flow | undefined
  readonly since?: string | undefined
  readonly before?: string | undefined
  /** Those of which the partner holds a value of one of these entities now. */
  readonly holding?: readonly string[]
}

/** Releases in and out, newest first. */
export async function findReleases(
  ctx: Context,
  filter: Filter,
): Promise<{ readonly rows: readonly ReleaseRow[]; readonly next: string | undefined }> {
  const limit = filter.limit ?? 50
  const before = /^[0-9a-f-]{36}$/.test(filter.cursor ?? '') ? filter.cursor : null
  const found = await ctx.tx.client.query<ReleaseRow>(
    `select ${columns} from ${tables} where ${condition} and ($3::uuid is null or r.id < $3)
       and ($4::text is null or r.direction = $4) and ($5::text is null or r.state = $5)
       and (not $7 or (r.state in ('recalling', 'recalled') and w.complete is not true
         and exists (select 1 from outbox o where o.about = r.id::text and o.kind = 'recall')))
       and (not $8 or exists (select 1 from release_amendment m where m.release_id = r.id and m.state = 'waiting'))
       and ($9::uuid[] is null or (r.state in ('sent', 'applied', 'recalling') and exists (
         select 1 from release_statement rs where rs.release_id = r.id and rs.until is null and rs.entity_wire = any($9))))
       and ($10::text is null or r.peer = $10) and ($11::uuid is null or r.agreement_id = $11)
       and ${flowTime} >= $13::timestamptz and ${flowTime} < $14::timestamptz
       and (not $15 or (r.organisation = $16 and ${exceeds}))
     order by r.id desc limit $6`,
    [
      ...(await seenBy(ctx)),
      before,
      filter.direction ?? null,
      filter.state ?? null,
      limit + 1,
      filter.unfinished ?? false,
      filter.amending ?? false,
      filter.holding ?? null,
      ...[filter.peer ?? null, filter.agreement ?? null, filter.flow ?? null],
      ...[filter.since ?? '-infinity', filter.before ?? 'infinity'],
      ...[filter.exceeding ?? false, ctx.actor.organisation],
    ],
  )
  const rows = found.rows.slice(0, limit)
  return { rows, next: found.rows.length > limit ? rows.at(-1)?.id : undefined }
}

export function viewOf(ctx: Context, row: ReleaseRow): ReleaseView {
  const name = row.is_visible ? calledBy(row.package.entities[0]?.statements ?? []) : undefined
  const isOwn = row.direction === 'out' && isOurs(ctx, row)
  const can = [
    ...(row.state === 'waiting' &&
    row.created_by !== ctx.actor.person &&
    (row.permission === null || isGiven(row.permission)) &&
    mayDo(ctx, 'exchange.approve', 'node', true).allow
      ? ['exchange.approve']
      : []),
    ...(isOwn && ['waiting', 'sent', 'applied'].includes(row.state) && keepsBooks(ctx)
      ? ['exchange.recall']
      : []),
    ...(isOwn && ['sent', 'applied'].includes(row.state) && keepsBooks(ctx) ? ['exchange.amend'] : []),
    ...(isOwn &&
    row.amendments.some((one) => one.state === 'waiting' && one.created_by !== ctx.actor.person) &&
    mayDo(ctx, 'exchange.approve', 'node', true).allow
      ? ['exchange.approve-amendment']
      : []),
    ...(isUnanswered(row) && keepsBooks(ctx) ? ['exchange.answer'] : []),
    ...(isOwn && isUnfinished(row) && keepsBooks(ctx) ? ['recall.again'] : []),
  ]
  const shows = row.is_visible && (row.direction === 'out' || row.state !== 'recalled')
  return {
    id: row.id,
    direction: row.direction,
    peer: { node: row.peer, name: { en: row.peer_en, th: row.peer_th } },
    agreement: row.agreement_id,
    organisation: row.organisation,
    state: row.state,
    purpose: row.purpose,
    legalBasis: row.legal_basis,
    reason: row.is_visible ? row.reason : '',
    ...(row.expires_on === null ? {} : { expiresOn: row.expires_on }),
    caption: name ?? '',
    version: row.version,
    amendments: row.amendments.map((one) => amendmentOf(one, shows)),
    isBehind: row.is_behind,
    ...(row.report === null || row.reported_at === null
      ? {}
      : { report: { ...row.report, at: row.reported_at.toISOString() } }),
    entities: shows ? [...row.entities] : [],
    onward: [...row.onward],
    chain: [...row.chain],
    ...(row.consent === null ? {} : { consent: row.consent }),
    ...(row.permission === null ? {} : { permission: permissionOf(row.permission, shows) }),
    ...(shows ? { package: row.package } : {}),
    createdAt: row.created_at.toISOString(),
    ...(row.by_en === null ? {} : { createdBy: { en: row.by_en, th: row.by_th ?? row.by_en } }),
    ...(row.approved_at === null ? {} : { approvedAt: row.approved_at.toISOString() }),
    ...(row.approver_en === null
      ? {}
      : { approvedBy: { en: row.approver_en, th: row.approver_th ?? row.approver_en } }),
    ...(row.approval_reason === null || !row.is_visible ? {} : { approvalReason: row.approval_reason }),
    ...(row.recalled_at === null ? {} : { recalledAt: row.recalled_at.toISOString() }),
    ...(row.recall_reason === null || !row.is_visible ? {} : { recallReason: row.recall_reason }),
    receipts: row.receipts.map(({ state, at, reason }) => ({
      ...{ state, at: new Date(at).toISOString() },
      ...(reason === null || !row.is_visible ? {} : { reason }),
    })),
    ...(isUnanswered(row)
      ? { answerDueAt: new Date(row.created_at.getTime() + answerMs).toISOString() }
      : {}),
    can,
  }
}

/** Whoever handed it over, and whoever owns it, take it back. */
export function isOurs(
  { actor, node }: Context,
  row: Pick<ReleaseRow, 'organisation' | 'marking_id'>,
): boolean {
  return [row.organisation, node.markings.block(row.marking_id).organisation].includes(actor.organisation)
}

function permissionOf(row: PermissionRow, shows: boolean): NonNullable<ReleaseView['permission']> {
  const { id, state, organisation, chased, answer, by } = row
  return {
    ...{ id, state, organisation, chased },
    askedAt: new Date(row.asked_at).toISOString(),
    dueAt: new Date(row.due_at).toISOString(),
    ...(answer === null || !shows ? {} : { answer }),
    ...(row.answered_at === null ? {} : { answeredAt: new Date(row.answered_at).toISOString() }),
    ...(by === null ? {} : { by }),
  }
}

/** A working week: who hands over something wants to know whether it was of use. */
const answerMs = 7 * 86_400_000

function isUnanswered({ direction, state, receipts }: ReleaseRow): boolean {
  return (
    direction === 'in' &&
    state === 'applied' &&
    !receipts.some((one) => one.state === 'acted' || one.state === 'declined')
  )
}

/** Told to the partner, and not known to be hidden everywhere there. */
function isUnfinished({ state, receipts, report }: ReleaseRow): boolean {
  return state === 'recalling' || (state === 'recalled' && receipts.length > 0 && report?.complete !== true)
}

function amendmentOf(one: AmendmentRow, shows: boolean): ReleaseView['amendments'][number] {
  return {
    ...{ version: one.version, acts: one.acts, state: one.state, reason: shows ? one.reason : '' },
    at: new Date(one.at).toISOString(),
    ...(one.code === null ? {} : { because: receiptCodes[one.code].words }),
    ...(one.package === null || !shows ? {} : { package: one.package }),
    ...(one.by === null ? {} : { by: one.by }),
    ...(one.approved_at === null ? {} : { approvedAt: new Date(one.approved_at).toISOString() }),
    ...(one.approver === null ? {} : { approvedBy: one.approver }),
  }
}

/** What waits for this person's approval, and what came in lately. */
export async function waitingReleases(
  ctx: Context,
): Promise<{ decide: { id: string; at: Date }[]; received: { id: string; at: Date }[] }> {
  const waiting = await findReleases(ctx, { direction: 'out', state: 'waiting', limit: 20 })
  const amending = await findReleases(ctx, { direction: 'out', amending: true, limit: 20 })
  const received = await findReleases(ctx, { direction: 'in', state: 'applied', limit: 20 })
  const brief = (row: ReleaseRow): { id: string; at: Date } => ({ id: row.id, at: row.created_at })
  return {
    decide: [
      ...waiting.rows.filter((row) => viewOf(ctx, row).can.includes('exchange.approve')),
      ...amending.rows.filter((row) => viewOf(ctx, row).can.includes('exchange.approve-amendment')),
    ].map(brief),
    received: received.rows.map(brief),
  }
}
