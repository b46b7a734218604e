import type { ReceiptCode, ReleaseMessage } from '@shield/contract'

import { auditAll } from '#audit/index.ts'
import type { Visit } from '../../context.ts'
import type { Arrived, Outcome } from '../../peer/index.ts'
import { findAgreement } from './agreement.ts'
import type { StoredAgreement } from './agreement.ts'
import { hideAfter, takenBack } from './hide.ts'
import { isLeft } from './leave.ts'
import { isCovered, isMeantFor, isTheirs, isWhole, speaksForItself } from './lawful.ts'
import { isKeptTooLong } from './retention.ts'
import { writePackages } from './write-package.ts'

/** Takes releases of a partner, or says of each why not; those behind one that is refused go on. */
export async function accept(
  visit: Visit,
  from: string,
  messages: readonly Arrived<'release'>[],
): Promise<readonly Outcome[]> {
  const books = await readBooks(
    visit,
    from,
    messages.map(({ body }) => body),
  )
  const accepted: ReleaseMessage[] = []
  const outcomes = messages.map(({ body, created }): Outcome => {
    const code = refusalOf(body, { from, to: visit.node.name, created, books })
    if (code !== undefined) return { state: 'refused', code, about: body.release }
    // What comes a second time among these is known by then.
    books.known.add(body.release)
    accepted.push(body)
    return { state: 'applied', about: body.release }
  })
  if (accepted.length > 0) await keep(visit, from, accepted)
  return outcomes
}

/** What decides about a release, read once for all that come together. */
interface Books {
  readonly known: Set<string>
  readonly takenBack: ReadonlySet<string>
  readonly agreements: ReadonlyMap<string, StoredAgreement | undefined>
  /** Organisations that the partner may own things for. */
  readonly owners: ReadonlySet<string>
  /** Releases of what a third node owns, which it has let this partner pass on to us. */
  readonly left: ReadonlySet<string>
}

async function readBooks(visit: Visit, from: string, bodies: readonly ReleaseMessage[]): Promise<Books> {
  const releases = bodies.map((body) => body.release)
  const known = await visit.tx.client.query<{ id: string }>(
    'select id from release where id = any($1::uuid[])',
    [releases],
  )
  const agreements = new Map<string, StoredAgreement | undefined>()
  for (const id of new Set(bodies.map((body) => body.agreement)))
    agreements.set(id, await findAgreement(visit, id))
  const owners = new Set<string>()
  const left = new Set<string>()
  for (const body of bodies) {
    const { organisation, package: contents, release } = body
    const owner = contents.marking.node
    if (await speaksForItself(visit, owner, organisation)) owners.add(organisation)
    if (owner !== from && (await isLeft(visit, from, body))) left.add(release)
  }
  return {
    ...{ known: new Set(known.rows.map((row) => row.id)), agreements, owners, left },
    takenBack: await takenBack(visit, from, releases),
  }
}

interface Between {
  readonly from: string
  readonly to: string
  /** When its owner signed it. */
  readonly created: Date
  readonly books: Books
}

function refusalOf(body: ReleaseMessage, { from, to, created, books }: Between): ReceiptCode | undefined {
  if (books.known.has(body.release)) return 'KNOWN'
  if (books.takenBack.has(body.release)) return 'TAKEN-BACK'
  if (!isWhole(body.package)) return 'SCHEMA-INVALID'
  const agreement = books.agreements.get(body.agreement)
  if (!agreement?.inForce || agreement.peer !== from) return 'NO-AGREEMENT'
  // In force now, and when it was signed: what was written outside of its time is not made lawful by waiting.
  const signedOn = created.toISOString().slice(0, 10)
  if (signedOn < agreement.body.validFrom || signedOn > agreement.body.validUntil) return 'NO-AGREEMENT'
  if (isKeptTooLong(body.expiresOn, agreement.body, created)) return 'RETENTION-REFUSED'
  const isTheirOwn = isTheirs(body, from, to)
  if (!isCovered(body, agreement.body) || !isMeantFor(body, to)) return 'CATEGORY-REFUSED'
  if (!isTheirOwn && !books.left.has(body.release))
    return body.leave === undefined ? 'CATEGORY-REFUSED' : 'NOT-OWNER'
  return books.owners.has(body.organisation) ? undefined : 'NOT-OWNER'
}

async function keep(visit: Visit, from: string, bodies: readonly ReleaseMessage[]): Promise<void> {
  const written = await writePackages(visit, bodies)
  await visit.tx.client.query(
    `insert into release (direction, state, reason, peer, id, agreement_id, organisation, purpose, legal_basis, expires_on, package, marking_id, batch_id,
       consent, leave, onward, chain)
     select 'in', 'applied', '', $1, t.id, t.agreement, t.organisation, t.purpose, t.basis, t.expires, t.package::jsonb, t.marking, t.batch,
       t.consent::jsonb, t.leave, array(select jsonb_array_elements_text(t.onward::jsonb)), array(select jsonb_array_elements_text(t.chain::jsonb))
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::date[], $8::text[], $9::integer[], $10::bigint[],
         $11::text[], $12::text[], $13::text[], $14::text[])
       as t (id, agreement, organisation, purpose, basis, expires, package, marking, batch, consent, leave, onward, chain)`,
    [
      from,
      bodies.map((body) => body.release),
      bodies.map((body) => body.agreement),
      bodies.map((body) => body.organisation),
      bodies.map((body) => body.purpose),
      bodies.map((body) => body.legalBasis),
      bodies.map((body) => body.expiresOn ?? null),
      bodies.map((body) => JSON.stringify(body.package)),
      written.map((one) => one.marking),
      written.map((one) => one.batch),
      bodies.map((body) => (body.consent ? JSON.stringify(body.consent) : null)),
      bodies.map((body) => body.leave ?? null),
      bodies.map((body) => JSON.stringify(body.onward ?? [])),
      bodies.map((body) => JSON.stringify(body.chain ?? [])),
    ],
  )
  await hideAfter(visit, ...bodies)
  await auditAll(
    visit,
    bodies.map(({ release }) => ({ action: 'release.received', object: release, detail: { from } })),
  )
}
