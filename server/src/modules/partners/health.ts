import type { Lane } from '@shield/contract'

import type { Visit } from '../../context.ts'
import {
  cosignaturesOf,
  differenceOf,
  keyEventsOf,
  keysInUse,
  openForksOf,
  ownLogSize,
  witnessedOf,
} from '../../federation/index.ts'
import type { Difference, KeyFork, KeyInUse } from '../../federation/index.ts'

interface Waits {
  readonly waiting: number
  /** Of these: sent, and no receipt yet. */
  readonly unanswered: number
  readonly oldest: Date | null
}

export interface PartnerHealth {
  readonly node: string
  readonly name: { readonly en: string; readonly th: string }
  readonly address: string
  readonly protocol: number | null
  readonly seenAt: Date | null
  readonly skewMs: number | null
  readonly breaker: 'closed' | 'half-open' | 'open'
  readonly fault: string | null
  readonly failedAt: Date | null
  readonly tryAt: Date | null
  readonly incarnation: { readonly theirs: number; readonly ours: number }
  readonly suspended:
    | { readonly at: Date; readonly by: string | null; readonly reason: string | null }
    | undefined
  readonly queue: Readonly<Record<Lane, Waits>>
  /** Messages of it that could not be read. */
  readonly quarantined: number
  /** Keys it works with; none for a partner without a key log. */
  readonly keys: readonly KeyInUse[]
  readonly keyLog: { readonly size: number; readonly takenAt: Date | undefined }
  /** The other history of its keys that it told last, until two people have settled which counts. */
  readonly fork: (KeyFork & Difference) | undefined
  /** Of our audit log: up to where it has cosigned, and how many events came since. */
  readonly cosigned: { readonly size: number; readonly at: Date; readonly since: number } | undefined
  /** Of its audit log: up to where we have. */
  readonly witnessed: { readonly size: number; readonly at: Date } | undefined
}

/** Whose messages are counted: of one organisation, with those of the node itself; undefined for all. */
export interface CountedFor {
  readonly organisation: string
  readonly visible: Uint8Array
}

interface Row {
  readonly node: string
  readonly name_en: string
  readonly name_th: string
  readonly address: string
  readonly protocol: number | null
  readonly seen_at: Date | null
  readonly skew_ms: number | null
  readonly breaker: PartnerHealth['breaker']
  readonly fault: string | null
  readonly failed_at: Date | null
  readonly try_at: Date | null
  readonly incarnation: number
  readonly own_incarnation: number
  readonly suspended_at: Date | null
  readonly suspended_by: string | null
  readonly suspended_reason: string | null
  readonly urgent: Waits & { readonly oldest: string | null }
  readonly ordinary: Waits & { readonly oldest: string | null }
  readonly quarantined: number
  readonly log_size: number
  readonly log_taken_at: Date | null
}

const ofNode = `('members', 'agreement-stand', 'agreement-proposal', 'agreement-answer')`

/**
 * Of the message `m` (outbox or inbox): it is the node's, or of the organisation `$1`, or speaks of what its reader sees by `$2`.
 * Where `$1` is null all are counted. How much another organisation exchanges is its own.
 */
export const isCounted = (m: string): string => `($1::text is null or ${m}.kind in ${ofNode} or exists (
  select 1 from (select case when ${m}.about ~ '^[0-9a-f-]{36}$' then ${m}.about::uuid end as id) as about
  where exists (select 1 from release r where r.id = about.id and (r.organisation = $1 or visible($2, r.marking_id)))
    or exists (select 1 from request q where q.id = about.id and q.organisation = $1)
    or exists (select 1 from match_ask a where a.id = about.id and a.organisation = $1)))`

const waits = (lane: Lane): string => `(select jsonb_build_object('waiting', count(*),
    'unanswered', count(*) filter (where o.number is not null), 'oldest', min(o.created_at))
  from outbox o where o.peer = p.node and o.lane = '${lane}' and o.answered_at is null and ${isCounted('o')}) as ${lane}`

/** How it stands with each partner, from what this node has noted; nobody is asked. */
export async function partnersHealth(visit: Visit, of?: CountedFor): Promise<readonly PartnerHealth[]> {
  const found = await visit.tx.client.query<Row>(
    `select p.*, ${waits('urgent')}, ${waits('ordinary')},
       (select count(*) from inbox i where i.peer = p.node and i.state = 'quarantined' and ${isCounted('i')}) as quarantined,
       k.size as log_size, k.taken_at as log_taken_at
     from peer p cross join lateral (select count(*) as size, max(k.taken_at) as taken_at from peer_key k where k.peer = p.node
       and k.branch = (select max(branch) from peer_key where peer = p.node)) as k order by p.node`,
    [of?.organisation ?? null, Buffer.from(of?.visible ?? [0])],
  )
  const cosigned = await cosignaturesOf(visit)
  const size = await ownLogSize(visit)
  const all: PartnerHealth[] = []
  for (const row of found.rows) {
    const own = cosigned.find((one) => one.peer === row.node && one.isRight)
    all.push({
      ...healthOf(row),
      fork: await forkOf(visit, row.node),
      keys: keysInUse(await keyEventsOf(visit, row.node), visit.now),
      cosigned: own && { size: own.size, at: own.at, since: Math.max(0, size - own.size) },
      witnessed: await witnessedOf(visit, row.node),
    })
  }
  return all
}

/** What was told last; where something was compared, that. */
async function forkOf(visit: Visit, peer: string): Promise<PartnerHealth['fork']> {
  const open = await openForksOf(visit, peer)
  const fork = open.find((one) => one.proposal) ?? open[0]
  return fork && { ...fork, ...(await differenceOf(visit, peer, fork)) }
}

function healthOf(row: Row): Omit<PartnerHealth, 'keys' | 'fork' | 'cosigned' | 'witnessed'> {
  const { node, address, protocol, breaker, fault, suspended_at: at } = row
  return {
    ...{ node, name: { en: row.name_en, th: row.name_th }, address, protocol, breaker, fault },
    ...{ seenAt: row.seen_at, skewMs: row.skew_ms, failedAt: row.failed_at, tryAt: row.try_at },
    incarnation: { theirs: row.incarnation, ours: row.own_incarnation },
    suspended: at === null ? undefined : { at, by: row.suspended_by, reason: row.suspended_reason },
    queue: { urgent: waitsOf(row.urgent), ordinary: waitsOf(row.ordinary) },
    quarantined: row.quarantined,
    keyLog: { size: row.log_size, takenAt: row.log_taken_at ?? undefined },
  }
}

function waitsOf({ waiting, unanswered, oldest }: Row['urgent']): Waits {
  return { waiting, unanswered, oldest: oldest === null ? null : new Date(oldest) }
}
