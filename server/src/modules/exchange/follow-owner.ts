import { strictest } from '@shield/core'
import type { PackageParts, ReleasePackage } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Visit } from '../../context.ts'
import { bookItems } from './book-items.ts'
import type { ChosenRow } from './choose.ts'
import { closed, comparePackages, keysOf, statementKey, within } from './compare-packages.ts'
import { packageStatement } from './package-statement.ts'
import { takeBack } from './take-back.ts'
import { tellVersion } from './tell-version.ts'
import type { ReleaseRow } from './view.ts'

const ownerTook = 'Its owner took it back'

interface Passed extends Pick<
  ReleaseRow,
  | 'id'
  | 'peer'
  | 'agreement_id'
  | 'organisation'
  | 'state'
  | 'purpose'
  | 'legal_basis'
  | 'version'
  | 'expires_on'
  | 'package'
  | 'onward'
  | 'consent'
  | 'passed_from'
> {
  /** It went by a leave that was asked for, not by one that stood. */
  readonly is_asked: boolean
}

async function passedOn({ tx }: Visit, releases: readonly string[]): Promise<readonly Passed[]> {
  const found = await tx.client.query<Passed>(
    `select r.id, r.peer, r.agreement_id, r.organisation, r.state, r.purpose, r.legal_basis, r.version, r.expires_on, r.package,
       r.onward, r.consent, r.passed_from, exists (select 1 from permission q where q.release_id = r.id and q.direction = 'out') as is_asked
     from release r where r.passed_from = any($1::uuid[]) and r.direction = 'out' and r.state in ('waiting', 'approved', 'sent', 'applied')
     order by r.id for update of r`,
    [releases],
  )
  return found.rows
}

/** What its owner takes back is taken back from everybody we passed it on to. */
export async function takeBackOnward(visit: Visit, releases: readonly string[]): Promise<void> {
  const passed = await passedOn(visit, releases)
  if (passed.length > 0) await takeBack(visit, passed, { reason: ownerTook })
}

interface Now {
  /** The release by which we hold it, and what it holds and lets pass on from now on. */
  readonly release: string
  readonly package: ReleasePackage
  readonly expiresOn: string | undefined
  readonly onward: readonly string[]
  /** The batch that wrote it here. */
  readonly batch: number
}

/**
 * Whoever we passed it on to holds from now on what its owner still says, handled as strictly and for no longer; what the owner
 * added waits for a person to pass it on. Where nothing is left, or the owner lets that node have it no more, it is taken back.
 */
export async function followOwner(visit: Visit, now: Now): Promise<void> {
  for (const passed of await passedOn(visit, [now.release])) {
    const known = keysOf(passed.package)
    const parts = closed(within(now.package, (key) => known.has(key)))
    const isBarred = !passed.is_asked && !now.onward.includes(passed.peer)
    // What has not left yet was chosen from rows that stand no more: it is to be chosen anew.
    if (parts.entities.length === 0 || isBarred || ['waiting', 'approved'].includes(passed.state))
      await takeBack(visit, [passed], { reason: ownerTook })
    else await tellOnward(visit, passed, { now, parts })
  }
}

async function tellOnward(
  visit: Visit,
  passed: Passed,
  { now, parts }: { readonly now: Now; readonly parts: PackageParts },
): Promise<void> {
  const theirs = passed.package.marking
  const owner = { ...now.package.marking, case: '' }
  // Audience and ground are those of the agreement it was passed on under; all else as strict as its owner says.
  const { releasedTo, notReleasedTo, agreement, legalBasis } = theirs
  const ground = { releasedTo, notReleasedTo, agreement, legalBasis }
  const marking = { ...strictest(theirs, { ...owner, ...ground }), ...ground }
  const last = [passed.expires_on ?? undefined, now.expiresOn]
    .filter((day) => day !== undefined)
    .toSorted()[0]
  const before = { package: passed.package, expiresOn: passed.expires_on ?? undefined }
  const after = { package: { ...parts, marking }, expiresOn: last }
  const { acts } = comparePackages(before, after)
  const version = acts.length === 0 ? passed.version : passed.version + 1
  await rebook(visit, passed.id, { parts, batch: now.batch, version })
  if (acts.length === 0) return
  await visit.tx.client.query(
    `insert into release_amendment (id, release_id, version, acts, state, created_at) values ($1, $2, $3, $4, 'sent', $5)`,
    [newId(), passed.id, version, acts, visit.now],
  )
  const own = await visit.node.markings.intern(visit.tx, now.package.marking)
  await tellVersion(visit, passed, { version, acts, ...after, marking: own })
  await audit(visit, {
    action: 'release.amended',
    object: passed.id,
    detail: { version, acts: acts.join(' '), to: passed.peer },
  })
}

interface Rebooked {
  readonly parts: PackageParts
  readonly batch: number
  readonly version: number
}

/** The same values are other rows since their owner's newer version. */
async function rebook(visit: Visit, release: string, { parts, batch, version }: Rebooked): Promise<void> {
  const { client } = visit.tx
  const keys = keysOf(parts)
  const values = await client.query<ChosenRow & { readonly key: string }>(
    `select st.id, st.entity_id, e.key, st.property, st.value, st.grade, st.valid_from, st.valid_until, st.marking_id
     from record rec join statement st on st.record_id = rec.id join entity e on e.id = st.entity_id where rec.batch_id = $1`,
    [batch],
  )
  const links = await client.query<{ wire: string }>(
    'select l.wire from record rec join link l on l.record_id = rec.id where rec.batch_id = $1 and l.key = any($2)',
    [batch, parts.links.map((one) => one.link)],
  )
  await bookItems(visit, release, {
    version,
    statements: values.rows
      .filter((row) => keys.has(statementKey(row.key, packageStatement(row))))
      .map((row) => ({ entity: row.entity_id, id: row.id, as: row.key })),
    links: links.rows.map((row) => row.wire),
  })
}
