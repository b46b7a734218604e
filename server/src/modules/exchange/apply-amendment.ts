import type { AmendMessage, ReceiptCode, ReleasePackage } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Visit } from '../../context.ts'
import { acknowledge } from '../../peer/index.ts'
import type { Outcome } from '../../peer/index.ts'
import { findAgreement } from './agreement.ts'
import { comparePackages, narrowed } from './compare-packages.ts'
import type { Holding } from './compare-packages.ts'
import { hideAfter, hideBatches, isTakenBack } from './hide.ts'
import { followOwner } from './follow-owner.ts'
import { isCovered, isMeantFor, isTheirs, isWhole } from './lawful.ts'
import { isLeft } from './leave.ts'
import { writePackage } from './write-package.ts'

interface Told {
  readonly id: string
  readonly from: string
  readonly body: AmendMessage
}

interface Held {
  readonly version: number
  readonly agreement_id: string
  readonly organisation: string
  readonly expires_on: string | null
  readonly package: Holding['package']
  readonly marking_id: number
  readonly batch_id: number
}

/**
 * Brings what we hold to the version its owner tells. The newest stands, whatever came first; a recall outlives all.
 * What takes back is done whether or not an agreement is in force; nothing is added that none covers.
 */
export async function amend(visit: Visit, { id, from, body }: Told): Promise<Outcome> {
  const about = body.release
  const refuse = (code: ReceiptCode): Outcome => ({ state: 'refused', code, about })
  if (await isTakenBack(visit, from, body.release)) return refuse('TAKEN-BACK')
  const held = await findHeld(visit, from, body.release)
  if (!held) {
    await keepEarly(visit, { id, from, body })
    return { state: 'accepted', about }
  }
  if (body.version <= held.version) return refuse('KNOWN')
  const isOfIt =
    body.agreement === held.agreement_id &&
    body.organisation === held.organisation &&
    isOfTheSame(held.package, body.package)
  if (!isWhole(body.package)) return refuse('SCHEMA-INVALID')
  // Passed on, it stays the owner's that it was; what is added to it needs that owner's word again.
  const isTheirOwn = isTheirs(body, from, visit.node.name)
  const isPassedOn = !isTheirOwn && body.package.marking.node === held.package.marking.node
  if (!isOfIt || !(isTheirOwn || isPassedOn) || !isMeantFor(body, visit.node.name)) return refuse('NOT-OWNER')
  const agreement = await findAgreement(visit, held.agreement_id)
  const before = { package: held.package, expiresOn: held.expires_on ?? undefined }
  const isFree = comparePackages(before, body).isNarrower
  const barred: ReceiptCode | undefined = isFree
    ? undefined
    : !agreement?.inForce
      ? 'NO-AGREEMENT'
      : isPassedOn && !(await isLeft(visit, from, body))
        ? 'NOT-OWNER'
        : isCovered(body, agreement.body)
          ? undefined
          : 'CATEGORY-REFUSED'
  await hold(visit, held, { body, holding: barred ? narrowed(before, body) : body })
  await audit(visit, {
    action: 'release.amended',
    object: body.release,
    detail: { from, version: body.version, acts: body.acts.join(' ') },
  })
  return { state: 'applied', about, ...(barred === undefined ? {} : { code: barred }) }
}

/** What was one kind of thing in an older version stays it. */
function isOfTheSame(old: ReleasePackage, now: ReleasePackage): boolean {
  const kinds = new Map(old.entities.map((one) => [one.entity, one.kind]))
  return now.entities.every((one) => (kinds.get(one.entity) ?? one.kind) === one.kind)
}

/** Does what came before its release, now that this is here; each word in the order of its number. */
export async function amendEarly(visit: Visit, from: string, releases: readonly string[]): Promise<void> {
  const early = await visit.tx.client.query<{ message_id: string; body: AmendMessage }>(
    `with gone as (
       delete from early_amendment e using release r
       where e.peer = $1 and e.release_id = any($2::uuid[]) and r.id = e.release_id and r.peer = $1 and r.direction = 'in'
         and r.state = 'applied' and r.batch_id is not null
       returning e.release_id, e.version, e.message_id, e.body)
     select message_id, body from gone order by array_position($2::uuid[], release_id), version`,
    [from, releases],
  )
  for (const { message_id: message, body } of early.rows) {
    const { state, code } = await amend(visit, { id: message, from, body })
    if (state === 'accepted') continue
    await acknowledge(visit, from, { message, state, ...(code === undefined ? {} : { code }) })
  }
}

async function findHeld(visit: Visit, from: string, release: string): Promise<Held | undefined> {
  const found = await visit.tx.client.query<Held>(
    `select version, agreement_id, organisation, expires_on, package, marking_id, batch_id from release
     where id = $1 and peer = $2 and direction = 'in' and state = 'applied' and batch_id is not null for update`,
    [release, from],
  )
  return found.rows[0]
}

async function keepEarly(visit: Visit, { id, from, body }: Told): Promise<void> {
  await visit.tx.client.query(
    `insert into early_amendment (peer, release_id, version, message_id, body, at) values ($1, $2, $3, $4, $5, $6)
     on conflict (peer, release_id, version) do nothing`,
    [from, body.release, body.version, id, JSON.stringify(body), visit.now],
  )
}

interface ToHold {
  readonly body: AmendMessage
  readonly holding: Holding
}

/** What is held from now on; what was held before is hidden like a recalled release. */
async function hold(visit: Visit, held: Held, { body, holding }: ToHold): Promise<void> {
  const { tx } = visit
  await hideBatches(visit, [{ id: held.batch_id, marking: held.marking_id }])
  const { batch, marking } = await writePackage(visit, { ...body, package: holding.package })
  await tx.client.query(
    `update release set version = $2, package = $3, marking_id = $4, batch_id = $5, expires_on = $6, onward = $7, leave = $8 where id = $1`,
    [
      ...[body.release, body.version, JSON.stringify(holding.package), marking, batch],
      ...[holding.expiresOn ?? null, body.onward ?? [], body.leave ?? null],
    ],
  )
  await tx.client.query(
    `insert into release_amendment (id, release_id, version, acts, state, created_at) values ($1, $2, $3, $4, 'applied', $5)`,
    [newId(), body.release, body.version, body.acts, visit.now],
  )
  await hideAfter(visit, { release: body.release, expiresOn: holding.expiresOn })
  await followOwner(visit, {
    ...{ release: body.release, ...holding, expiresOn: holding.expiresOn, batch },
    onward: body.onward ?? [],
  })
}
