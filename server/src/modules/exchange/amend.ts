import { canonicalJson } from '@shield/core'
import type { Json } from '@shield/core'
import type {
  AmendAct,
  ReleaseAmend,
  ReleaseAmendDraft,
  ReleaseAmendPreview,
  ReleaseView,
} from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context, Visit } from '../../context.ts'
import type { Noted } from '../../peer/index.ts'
import { permit, permitRelease } from '../../permit.ts'
import { Problem } from '../../problem.ts'
import { membersOf } from '../registry/index.ts'
import { findAgreement } from './agreement.ts'
import { bookItems } from './book-items.ts'
import { comparePackages } from './compare-packages.ts'
import type { Difference } from './compare-packages.ts'
import { prepareRelease } from './package.ts'
import type { Held, Prepared } from './package.ts'
import { permitTakingBack } from './release.ts'
import { lastDay } from './retention.ts'
import { tellVersion } from './tell-version.ts'
import { getRelease, isGiven, viewOf } from './view.ts'
import type { ReleaseRow } from './view.ts'

interface PreparedAmendment {
  readonly prepared: Prepared
  readonly difference: Difference
  readonly expiresOn: string | undefined
}

/** What a newer version would change, before anything is decided. */
export async function previewAmendment(
  ctx: Context,
  id: string,
  draft: ReleaseAmendDraft,
): Promise<ReleaseAmendPreview> {
  const release = await getOwn(ctx, id)
  const { prepared, difference } = await prepareAmendment(ctx, release, draft)
  await audit(ctx, { action: 'release.previewed', object: id, shown: [...release.entities] })
  const { package: contents, secondPerson, because, refused, left, edges } = prepared
  const { acts, added, taken } = difference
  return { package: contents, acts, added, taken, secondPerson, because, refused, left, edges }
}

/**
 * Tells the partner a newer version of a release: what is left out is taken back there, what is added is shown there.
 * What only takes back goes at once, whatever became of the agreement; what adds is a release like any other.
 */
export async function amendRelease(ctx: Context, id: string, input: ReleaseAmend): Promise<ReleaseView> {
  const release = await getOwn(ctx, id)
  if (input.expiresOn !== undefined && input.expiresOn <= ctx.now.toISOString().slice(0, 10))
    throw new Problem('body-invalid', undefined, [
      { pointer: '/expiresOn', rule: 'future', hint: 'give a day after today; to end it now, recall it' },
    ])
  const { prepared, difference, expiresOn } = await prepareAmendment(ctx, release, input)
  const no = prepared.refused[0] ?? prepared.left[0]
  if (no) throw new Problem('not-allowed', no.because)
  if (prepared.asks) throw new Problem('not-allowed', asksOwner)
  if (difference.acts.length === 0) throw new Problem('body-invalid', nothingChanges)
  if (!difference.isNarrower) permit(ctx, 'exchange.release', 'node')
  await dropWaiting(ctx, id)
  const version = release.version + 1
  const waits = prepared.secondPerson
  await ctx.tx.client.query(
    `insert into release_amendment (id, release_id, version, acts, state, reason, package, expires_on, draft, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[newId(), id, version, difference.acts, waits ? 'waiting' : 'sent', input.reason],
      ...[JSON.stringify(prepared.package), expiresOn ?? null, waits ? JSON.stringify(input) : null],
      ...[ctx.actor.person, ctx.now],
    ],
  )
  await audit(ctx, {
    action: waits ? 'release.amendment-proposed' : 'release.amended',
    object: id,
    shown: input.entities.map((one) => one.entity),
    detail: { version, acts: difference.acts.join(' ') },
  })
  if (!waits) await tell(ctx, release, { version, acts: difference.acts, prepared, expiresOn })
  return viewOf(ctx, await getRelease(ctx, id))
}

interface Waiting {
  readonly id: string
  readonly version: number
  readonly acts: AmendAct[]
  readonly package: Json
  readonly expires_on: string | null
  readonly created_by: string | null
  readonly draft: ReleaseAmendDraft
}

/** Approves somebody else's newer version, which then goes. The policy is asked again, for the approver and for today. */
export async function approveAmendment(ctx: Context, id: string, reason: string): Promise<ReleaseView> {
  const release = await getOwn(ctx, id)
  const found = await ctx.tx.client.query<Waiting>(
    `select a.id, a.version, a.acts, a.package, a.expires_on, a.created_by, a.draft
     from release_amendment a where a.release_id = $1 and a.state = 'waiting' for update`,
    [id],
  )
  const waiting = found.rows[0]
  const isSecond = waiting?.created_by !== ctx.actor.person
  permit(ctx, 'exchange.approve', 'node', isSecond)
  if (!waiting) throw new Problem('conflict')
  const { entities, stubs = [], links = [] } = waiting.draft
  const { prepared } = await prepareAmendment(ctx, release, {
    ...{ entities, stubs, links },
    ...(waiting.expires_on === null ? {} : { expiresOn: waiting.expires_on }),
  })
  // What would go is not what was proposed.
  const isSame = canonicalJson(prepared.package as unknown as Json) === canonicalJson(waiting.package)
  if (prepared.refused.length + prepared.left.length > 0 || !isSame) throw new Problem('state-changed')
  permitRelease(
    ctx,
    prepared.markingIds.map((one) => ctx.node.markings.block(one)),
    { secondPerson: isSecond, byLeave: release.permission !== null && isGiven(release.permission) },
  )
  await ctx.tx.client.query(
    `update release_amendment set state = 'sent', draft = null, approved_by = $2, approved_at = $3 where id = $1`,
    [waiting.id, ctx.actor.person, ctx.now],
  )
  const { version, acts } = waiting
  await audit(ctx, { action: 'release.amendment-approved', object: id, detail: { version, reason } })
  await tell(ctx, release, { version, acts, prepared, expiresOn: waiting.expires_on ?? undefined })
  return viewOf(ctx, await getRelease(ctx, id))
}

/** A proposal that was overtaken, by another or by a recall. */
export async function dropWaiting({ tx }: Visit, release: string): Promise<void> {
  await tx.client.query(
    `update release_amendment set state = 'dropped' where release_id = $1 and state = 'waiting'`,
    [release],
  )
}

/** What the partner says became of a version. */
export async function noteAmendment({ tx }: Visit, receipt: Noted<'amend'>): Promise<void> {
  if (!['accepted', 'applied', 'refused'].includes(receipt.state)) return
  await tx.client.query(
    `update release_amendment set state = $3, code = $4 where release_id = $1 and version = $2 and state in ('sent', 'accepted')`,
    [receipt.body.release, receipt.body.version, receipt.state, receipt.code ?? null],
  )
}

const asksOwner = {
  en: 'What needs its originator’s word goes in a release of its own',
  th: 'สิ่งที่ต้องขออนุญาตเจ้าของข้อมูล ให้ทำเป็นการส่งมอบแยกต่างหาก',
}
const nothingChanges = {
  en: 'This version says what the last one says',
  th: 'ฉบับนี้เหมือนกับฉบับล่าสุดทุกประการ',
}

async function getOwn(ctx: Context, id: string): Promise<ReleaseRow> {
  const release = await getRelease(ctx, id, true)
  permitTakingBack(ctx, release)
  if (!['sent', 'applied'].includes(release.state)) throw new Problem('conflict')
  return release
}

async function prepareAmendment(
  ctx: Context,
  release: ReleaseRow,
  draft: ReleaseAmendDraft,
): Promise<PreparedAmendment> {
  const held = await heldOf(ctx, release.id)
  const { agreement_id: agreement, purpose } = release
  const prepared = await prepareRelease(ctx, { ...draft, agreement, purpose }, held)
  const asked = draft.expiresOn ?? release.expires_on ?? undefined
  const last = lastDay(prepared.agreement, release.created_at)
  const expiresOn = last !== undefined && (asked ?? '9999-12-31') > last ? last : asked
  const before = { package: release.package, expiresOn: release.expires_on ?? undefined }
  const difference = comparePackages(before, { package: prepared.package, expiresOn })
  if (!difference.isNarrower && !(await findAgreement(ctx, agreement))?.inForce)
    throw new Problem('agreement-missing')
  const judged = await judgedSince(ctx, release, held)
  return { prepared, difference: { ...difference, acts: [...difference.acts, ...judged] }, expiresOn }
}

async function heldOf(
  ctx: Context,
  release: string,
): Promise<Held & { readonly entities: readonly number[] }> {
  const values = await ctx.tx.client.query<{ entity: number; id: number }>(
    `select e.id as entity, rs.statement_id as id from release_statement rs join entity e on e.wire = rs.entity_wire
     where rs.release_id = $1 and rs.until is null`,
    [release],
  )
  const links = await ctx.tx.client.query<{ wire: string }>(
    'select link_wire as wire from release_link where release_id = $1 and until is null',
    [release],
  )
  return {
    entities: values.rows.map((row) => row.entity),
    statements: new Set(values.rows.map((row) => `${row.entity}:${row.id}`)),
    links: new Set(links.rows.map((row) => row.wire)),
  }
}

/** What was judged here since the partner was told: values that are another's after all, and two things that are one. */
async function judgedSince(
  ctx: Context,
  release: ReleaseRow,
  { entities }: { readonly entities: readonly number[] },
): Promise<AmendAct[]> {
  if (release.passed_from !== null) return []
  const found = await ctx.tx.client.query<{ id: number }>(
    'select id from entity where wire = any($1::uuid[]) and any_visible($2, markings)',
    [release.package.entities.map((one) => one.entity), Buffer.from(ctx.visible)],
  )
  const members = [
    ...(
      await membersOf(
        ctx,
        found.rows.map((row) => row.id),
      )
    ).values(),
  ]
  const isApart = entities.some((entity) => !members.some((all) => all.includes(entity)))
  const isOne = new Set(members.flat()).size < members.flat().length
  return [...(isApart ? ['unmerge' as const] : []), ...(isOne ? ['merge' as const] : [])]
}

interface ToTell {
  readonly version: number
  readonly acts: readonly AmendAct[]
  readonly prepared: Prepared
  readonly expiresOn: string | undefined
}

async function tell(
  ctx: Context,
  release: ReleaseRow,
  { version, acts, prepared, expiresOn }: ToTell,
): Promise<void> {
  const marking = await ctx.node.markings.intern(ctx.tx, prepared.marking)
  await tellVersion(ctx, release, { version, acts, package: prepared.package, expiresOn, marking })
  await bookItems(ctx, release.id, { ...prepared, version })
}
