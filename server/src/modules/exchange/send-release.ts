import type { ReleaseMessage } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Visit } from '../../context.ts'
import { post } from '../../peer/index.ts'
import { signLeave } from './leave.ts'
import type { ReleaseRow } from './view.ts'

type Sent = Pick<
  ReleaseRow,
  | 'id'
  | 'peer'
  | 'agreement_id'
  | 'purpose'
  | 'legal_basis'
  | 'expires_on'
  | 'package'
  | 'onward'
  | 'consent'
  | 'passed_from'
>

/** Puts a release in the partner's queue; from now on it is on its way. */
export async function sendRelease(visit: Visit, release: Sent): Promise<void> {
  await post(visit, {
    ...{ peer: release.peer, kind: 'release', about: release.id },
    body: await tellingOf(visit, release),
  })
  await visit.tx.db.updateTable('release').set({ state: 'sent' }).where('id', '=', release.id).execute()
  await audit(visit, { action: 'release.sent', object: release.id, detail: { peer: release.peer } })
}

/** What a release tells, whole: its package, its ground, and by whose leave it may go further. */
export async function tellingOf(visit: Visit, release: Sent): Promise<ReleaseMessage> {
  const { expires_on: expiresOn, consent } = release
  return {
    ...{ release: release.id, agreement: release.agreement_id, purpose: release.purpose },
    organisation: release.package.marking.organisation,
    legalBasis: release.legal_basis,
    ...(expiresOn === null ? {} : { expiresOn }),
    package: release.package,
    ...(consent === null ? {} : { consent }),
    ...(await onwardOf(visit, release)),
  }
}

async function onwardOf(
  visit: Visit,
  release: Sent,
): Promise<Pick<ReleaseMessage, 'onward' | 'chain' | 'leave'>> {
  if (release.passed_from !== null) return passedOn(visit, release)
  if (release.onward.length === 0) return {}
  const leave = await signLeave(visit, {
    ...{ organisation: release.package.marking.organisation, release: release.id, by: release.peer },
    ...{ to: release.onward, purposes: release.package.marking.purposes, parts: release.package },
    until: release.expires_on ?? undefined,
  })
  return { onward: [...release.onward], leave }
}

/** Of what another owns: the leave it goes by, as it was asked for or stood already, and the nodes it came through. */
async function passedOn(
  { tx, node }: Visit,
  release: Sent,
): Promise<Pick<ReleaseMessage, 'chain' | 'leave'>> {
  const found = await tx.client.query<{ standing: string | null; asked: string | null; chain: string[] }>(
    `select i.leave as standing, i.chain, (select q.leave from permission q where q.release_id = $1 and q.direction = 'out'
       and q.state in ('granted', 'narrowed') order by q.asked_at desc limit 1) as asked
     from release i where i.id = $2`,
    [release.id, release.passed_from],
  )
  const row = found.rows[0]
  const leave = row?.asked ?? row?.standing ?? undefined
  const chain = [...(row?.chain.length ? row.chain : [release.package.marking.node]), node.name]
  return { chain, ...(leave === undefined ? {} : { leave }) }
}
