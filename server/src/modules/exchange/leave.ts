import { createHash } from 'node:crypto'

import { canonicalJson } from '@shield/core'
import type { Json, Purpose } from '@shield/core'
import { LeaveToPassOn } from '@shield/contract'
import type { PackageParts, ReleaseMessage } from '@shield/contract'

import type { Visit } from '../../context.ts'
import { compileForm, keyOf, sign, unsign } from '../../peer/index.ts'

/** The release of a partner by which we hold something, and what its owner lets us do with it. */
export interface CameBy {
  readonly release: string
  readonly peer: string
  readonly agreement: string
  /** Nodes that it may be passed on to without asking. */
  readonly onward: readonly string[]
  readonly leave: string | undefined
  /** Its last day for us, which is theirs too. */
  readonly until: string | undefined
}

/** The one release by which all of these are held; undefined when they are ours, or came in several. */
export async function cameBy(
  { tx }: Pick<Visit, 'tx'>,
  rows: readonly { readonly record_id: number }[],
): Promise<CameBy | undefined> {
  const records = [...new Set(rows.map((row) => row.record_id))]
  const found = await tx.client.query<{
    id: string
    peer: string
    agreement_id: string
    onward: string[]
    leave: string | null
    expires_on: string | null
    records: number
  }>(
    `select r.id, r.peer, r.agreement_id, r.onward, r.leave, r.expires_on, count(*) as records
     from record rec join release r on r.batch_id = rec.batch_id
     where rec.id = any($1::bigint[]) and r.direction = 'in' and r.state = 'applied' group by r.id`,
    [records],
  )
  const [one] = found.rows
  if (!one || one.records !== records.length) return undefined
  const { id: release, peer, agreement_id: agreement, onward } = one
  return {
    release,
    peer,
    agreement,
    onward,
    leave: one.leave ?? undefined,
    until: one.expires_on ?? undefined,
  }
}

interface ToLeave {
  readonly organisation: string
  /** Our release by which they hold it. */
  readonly release: string
  readonly by: string
  readonly to: readonly string[]
  readonly purposes: readonly Purpose[]
  readonly until: string | undefined
  readonly parts: PackageParts
}

/** Signs that a partner may pass on these things, as they are, to these nodes. */
export function signLeave({ node, now }: Pick<Visit, 'node' | 'now'>, of: ToLeave): Promise<string> {
  const { organisation, release, by, to, purposes, until, parts } = of
  return sign(node, {
    ...{ leave: 1, at: now.toISOString(), node: node.name, organisation, release, by },
    ...{ to: [...to], purposes: [...purposes], said: [...saidOf(parts)] },
    ...(until === undefined ? {} : { until }),
  } as Json)
}

/** What a package says, thing by thing, as its owner signs it: whoever passes on a part can't add to it. */
export function saidOf({ entities, links }: PackageParts): ReadonlySet<string> {
  const digest = (thing: unknown): string =>
    createHash('sha256')
      .update(canonicalJson(thing as Json))
      .digest('base64url')
  return new Set([
    ...entities.flatMap((one) =>
      one.statements.map((statement) => digest([one.entity, one.kind, statement])),
    ),
    ...links.map(digest),
  ])
}

const isLeave = compileForm(LeaveToPassOn)

/** May this partner hand us what another node owns? Only what that node has signed, for us, for this purpose, and no longer. */
export async function isLeft(
  visit: Visit,
  from: string,
  body: Pick<ReleaseMessage, 'leave' | 'package' | 'purpose' | 'expiresOn' | 'organisation'>,
): Promise<boolean> {
  const { node: owner, organisation } = body.package.marking
  if (body.leave === undefined || owner === visit.node.name || organisation !== body.organisation)
    return false
  const leave = await readLeave(visit, owner, body.leave)
  if (!leave) return false
  return (
    leave.organisation === organisation &&
    leave.by === from &&
    leave.to.includes(visit.node.name) &&
    leave.purposes.includes(body.purpose) &&
    (leave.until === undefined || (body.expiresOn !== undefined && body.expiresOn <= leave.until)) &&
    saidOf(body.package).isSubsetOf(new Set(leave.said))
  )
}

/** A leave whose signature is its owner's by the key it had then. */
export async function readLeave(
  visit: Visit,
  owner: string,
  text: string,
): Promise<LeaveToPassOn | undefined> {
  const claimed = claimedTime(text)
  const key = claimed && (await keyOf(visit, owner, owner, claimed))
  const content = key && (await unsign(text, key))
  if (!isLeave(content)) return undefined
  const leave = content as unknown as LeaveToPassOn
  return leave.node === owner ? leave : undefined
}

function claimedTime(text: string): Date | undefined {
  try {
    const { at } = JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString('utf8')) as {
      at?: unknown
    }
    const time = new Date(String(at))
    return Number.isNaN(time.getTime()) ? undefined : time
  } catch {
    return undefined
  }
}
