import { isGrade, isPurpose, kinds, properties, recalledTwin, ungraded } from '@shield/core'
import type { PropertyName, Purpose, StatedValue } from '@shield/core'
import { ReleasePackage } from '@shield/contract'
import { clean } from '@shield/formats'
import Ajv from 'ajv/dist/2020.js'

import { audit } from '#audit/index.ts'
import { enqueue } from '#store/enqueue.ts'
import { newId } from '#store/identifier.ts'
import type { Node, Visit } from '../../context.ts'
import { createBatchWriter, undoRecords } from '../registry/index.ts'
import { findAgreement } from './agreement.ts'
import type { Message } from './envelope.ts'

export type Outcome = 'applied' | 'recalled' | 'refused'

const isPackage = new Ajv.default({ strict: false }).compile<ReleasePackage>(ReleasePackage)

interface ReleaseBody {
  readonly release: string
  readonly agreement: string
  readonly organisation: string
  readonly purpose: Purpose
  readonly legalBasis: string
  readonly expiresOn?: string
  readonly package: ReleasePackage
}

/** Does what a partner's message says, in the transaction that notes its arrival. What does not fit is refused and changes nothing. */
export async function applyMessage(
  visit: Visit,
  message: Message,
): Promise<{ readonly outcome: Outcome; readonly release: string }> {
  const body = message.body as unknown as { readonly release?: unknown }
  const release = typeof body.release === 'string' && /^[0-9a-f-]{36}$/.test(body.release) ? body.release : ''
  if (release === '') return { outcome: 'refused', release }
  if (message.kind === 'recall') {
    await hide(visit, release, { from: message.from })
    // What never arrived, was refused, or is hidden already is not here: that is all the owner wants to hear.
    return { outcome: 'recalled', release }
  }
  if (message.kind !== 'release') return { outcome: 'refused', release }
  return { outcome: await accept(visit, message.from, body as unknown as ReleaseBody), release }
}

async function accept(visit: Visit, from: string, body: ReleaseBody): Promise<Outcome> {
  const { tx, node } = visit
  const refuse = async (rule: string): Promise<Outcome> => {
    await audit(visit, { action: 'envelope.refused', object: body.release, detail: { rule, from } })
    return 'refused'
  }
  const known = await tx.db
    .selectFrom('release')
    .select('id')
    .where('id', '=', body.release)
    .executeTakeFirst()
  if (known) return refuse('known-release')
  if (await isTakenBack(visit, from, body.release)) return refuse('recalled')
  const agreement = /^[0-9a-f-]{36}$/.test(String(body.agreement))
    ? await findAgreement(visit, body.agreement)
    : undefined
  if (!agreement?.inForce || agreement.peer !== from) return refuse('agreement')
  const contents = body.package
  if (!isPackage(contents) || !isLawful(contents, body, from, node.name, agreement.body))
    return refuse('package')
  if (!(await speaksForItself(visit, from, body.organisation))) return refuse('organisation')
  const marking = await node.markings.intern(tx, contents.marking)
  const batch = await openBatch(visit, from, body, marking)
  const writer = createBatchWriter(tx, batch, { markingOf: () => marking, grade: ungraded })
  await writer.write([
    {
      key: body.release,
      version: '',
      body: contents as never,
      entities: [{ key: contents.entity, kind: contents.kind, values: contents.statements.map(valueOf) }],
      links: [],
      place: {},
    },
  ])
  await tx.db
    .insertInto('release')
    .values({
      id: body.release,
      direction: 'in',
      peer: from,
      agreement_id: body.agreement,
      organisation: body.organisation,
      state: 'applied',
      purpose: body.purpose,
      legal_basis: body.legalBasis,
      reason: '',
      expires_on: body.expiresOn ?? null,
      package: JSON.stringify(contents),
      marking_id: marking,
      batch_id: batch.id,
    })
    .execute()
  if (body.expiresOn !== undefined)
    await enqueue(
      tx,
      'exchange.expire',
      { release: body.release },
      { key: `expire:${body.release}`, at: endOf(body.expiresOn) },
    )
  await audit(visit, { action: 'release.received', object: body.release, detail: { from } })
  return 'applied'
}

/** The first moment after a last day, by the clock both nodes share. */
function endOf(day: string): Date {
  const end = new Date(`${day}T00:00:00Z`)
  end.setUTCDate(end.getUTCDate() + 1)
  return end
}

/** Hides what came in when its last day is over. Nobody has to ask for it, and no partner has to be reached. */
export async function expireRelease(node: Node, { release }: { readonly release: string }): Promise<void> {
  await node.database.inTransaction(async (tx) => {
    const visit: Visit = { tx, node, now: node.now(), requestId: newId() }
    const found = await tx.db
      .selectFrom('release')
      .select(['peer', 'expires_on'])
      .where('id', '=', release)
      .where('direction', '=', 'in')
      .executeTakeFirst()
    if (!found?.expires_on || visit.now < endOf(found.expires_on)) return
    await hide(visit, release, { from: found.peer, rule: 'expired' })
  })
}

/** The partner may speak for itself alone, to us alone, and of what was agreed. */
function isLawful(
  contents: ReleasePackage,
  body: ReleaseBody,
  from: string,
  to: string,
  agreement: {
    readonly kinds: readonly string[]
    readonly properties: readonly string[]
    readonly purposes: readonly string[]
  },
): boolean {
  const { marking } = contents
  return (
    marking.node === from &&
    marking.organisation === body.organisation &&
    !marking.recalled &&
    marking.releasedTo.length === 1 &&
    marking.releasedTo[0] === `node:${to}` &&
    marking.purposes.every((purpose) => agreement.purposes.includes(purpose)) &&
    isPurpose(body.purpose) &&
    agreement.purposes.includes(body.purpose) &&
    typeof body.legalBasis === 'string' &&
    Object.hasOwn(kinds, contents.kind) &&
    agreement.kinds.includes(contents.kind) &&
    contents.statements.every(
      (one) => Object.hasOwn(properties, one.property) && agreement.properties.includes(one.property),
    ) &&
    (body.expiresOn === undefined || /^\d{4}-\d{2}-\d{2}$/.test(body.expiresOn))
  )
}

function valueOf(one: ReleasePackage['statements'][number]): StatedValue {
  const cleaned = clean(one.property as PropertyName, one.value)
  return {
    property: one.property as PropertyName,
    value: one.value,
    norm: 'norm' in cleaned ? cleaned.norm : '',
    grade: isGrade(one.grade) ? one.grade : ungraded,
    ...(one.from === undefined ? {} : { from: one.from }),
    ...(one.until === undefined ? {} : { until: one.until }),
  }
}

/** An organisation of this node, or of a third, is not a partner's to own things for. */
async function speaksForItself(visit: Visit, from: string, organisation: string): Promise<boolean> {
  const known = await visit.tx.db
    .selectFrom('organisation')
    .select('node')
    .where('code', '=', organisation)
    .executeTakeFirst()
  return known === undefined || known.node === from
}

async function isTakenBack(visit: Visit, from: string, release: string): Promise<boolean> {
  const found = await visit.tx.db
    .selectFrom('recalled_release')
    .select('release_id')
    .where('peer', '=', from)
    .where('release_id', '=', release)
    .executeTakeFirst()
  return found !== undefined
}

/** A source for what an organisation of a partner releases, and a batch for this envelope: undoing it is hiding it. */
async function openBatch(
  visit: Visit,
  from: string,
  body: ReleaseBody,
  marking: number,
): Promise<{ readonly id: number; readonly source: number }> {
  const { tx } = visit
  const name = `Released by ${body.organisation}`
  // One source whatever the marking: two releases of one entity are two records of it. The partner's row is locked, so nobody races.
  const known = await tx.db
    .selectFrom('source')
    .select('id')
    .where('organisation', '=', body.organisation)
    .where('name', '=', name)
    .where('origin_node', '=', from)
    .executeTakeFirst()
  const source =
    known ??
    (await tx.db
      .insertInto('source')
      .values({
        wire: newId(),
        organisation: body.organisation,
        name,
        origin_node: from,
        marking_id: marking,
      })
      .returning('id')
      .executeTakeFirstOrThrow())
  const batch = await tx.db
    .insertInto('batch')
    .values({
      wire: newId(),
      source_id: source.id,
      organisation: body.organisation,
      marking_id: marking,
      file_name: body.release,
      format: 'release',
      state: 'done',
      purpose: body.purpose,
      finished_at: visit.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id: batch.id, source: source.id }
}

/** Hides a release at once: its rows move to the recalled twin of their block, which nobody reads. */
async function hide(
  visit: Visit,
  id: string,
  why: { readonly from: string; readonly rule?: 'expired' },
): Promise<void> {
  const { tx, node } = visit
  await tx.client.query(
    'insert into recalled_release (peer, release_id) values ($1, $2) on conflict do nothing',
    [why.from, id],
  )
  const release = await tx.db
    .selectFrom('release')
    .select(['batch_id', 'marking_id', 'state'])
    .where('id', '=', id)
    .where('peer', '=', why.from)
    .where('direction', '=', 'in')
    .forUpdate()
    .executeTakeFirst()
  if (!release || release.state === 'recalled' || release.batch_id === null) return
  await node.markings.all(tx)
  const twin = await node.markings.intern(tx, recalledTwin(node.markings.block(release.marking_id)))
  await undoRecords(tx, release.batch_id)
  await tx.client.query(
    'update statement set marking_id = $2 where record_id in (select id from record where batch_id = $1)',
    [release.batch_id, twin],
  )
  await tx.client.query('update record set marking_id = $2 where batch_id = $1', [release.batch_id, twin])
  await tx.client.query(`update batch set state = 'undone', undone_at = $2, marking_id = $3 where id = $1`, [
    release.batch_id,
    visit.now,
    twin,
  ])
  await tx.client.query(
    `update release set state = 'recalled', recalled_at = $2, marking_id = $3,
       package = jsonb_build_object('entity', package->'entity', 'kind', package->'kind', 'statements', '[]'::jsonb, 'marking', package->'marking')
     where id = $1`,
    [id, visit.now, twin],
  )
  await audit(visit, { action: 'release.hidden', object: id, detail: { ...why } })
}
