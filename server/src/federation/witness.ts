import type { KeyObject } from 'node:crypto'

import type { Checkpoint } from '@shield/contract'

import { audit, auditOrigin, openCheckpoint, proveConsistency, verifyConsistency } from '#audit/index.ts'
import type { Visit } from '../context.ts'
import { cosign, cosignedAt } from './cosignature.ts'
import { keyEventsOf } from './key-copy.ts'
import { currentKey, keyOfJwk } from './key-log.ts'

/** No more often than this a head goes along: a proof reads some hundreds of rows. */
const restMs = 60_000

interface Showing {
  readonly peer: string
  /** Nothing where the partner has cosigned a moment ago; a hello shows it always. */
  readonly rests: boolean
}

/** Where our audit log stands, with the proof that it contains what the partner cosigned last. */
export async function ownCheckpoint(visit: Visit, { peer, rests }: Showing): Promise<Checkpoint | undefined> {
  const { tx, now } = visit
  const head = await newestHead(visit)
  const last = await lastCosigned(visit, peer)
  if (!head) return undefined
  if (!last) return { note: head.note }
  const isRecent = last.size === head.size || now.getTime() - last.at.getTime() < restMs
  if (rests && last.size <= head.size && isRecent) return undefined
  // Set back to a backup: there is no proof, and the partner will say where it has seen us.
  if (last.size >= head.size) return { note: head.note, from: last.size }
  const proof = await proveConsistency(tx, last.size, head.size)
  return { note: head.note, from: last.size, proof: proof.map((hash) => hash.toString('base64')) }
}

async function newestHead({
  tx,
}: Visit): Promise<{ readonly size: number; readonly note: string } | undefined> {
  return tx.db
    .selectFrom('audit_checkpoint')
    .select(['size', 'note'])
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
}

async function lastCosigned(
  { tx }: Visit,
  peer: string,
): Promise<{ readonly size: number; readonly at: Date } | undefined> {
  const found = await tx.client.query<{ size: number; at: Date }>(
    'select size, at from cosignature where peer = $1 order by size desc limit 1',
    [peer],
  )
  return found.rows[0]
}

/** How many events our audit log has by its newest head. */
export async function ownLogSize(visit: Visit): Promise<number> {
  return (await newestHead(visit))?.size ?? 0
}

/** Up to where this node has cosigned the log of a partner, as it stands by the newest decision. */
export async function witnessedOf(
  visit: Visit,
  peer: string,
): Promise<{ readonly size: number; readonly at: Date } | undefined> {
  const last = await visit.tx.client.query<{ size: number; at: Date }>(
    'select size, at from witnessed where peer = $1 order by id desc limit 1',
    [peer],
  )
  return last.rows[0]
}

interface Told {
  readonly peer: string
  readonly checkpoint: Checkpoint | undefined
  /** An answer to what we just asked, so that a smaller log is no late head but a log that was set back. */
  readonly isFresh: boolean
}

export interface Witnessed {
  /** Our cosignature, when we have one to give. */
  readonly cosignature?: string
  /** Up to where we have seen the log of the partner. */
  readonly witnessed?: number
}

/**
 * Looks at the head of a partner's audit. It is cosigned when it is the same log grown further; two heads that contradict are
 * never both cosigned (C2SP tlog-witness): the second is kept as proof.
 */
export async function witness(visit: Visit, told: Told): Promise<Witnessed> {
  const { peer, checkpoint } = told
  const known = await lastWitnessed(visit, peer)
  if (!checkpoint) return known ? seen(known) : {}
  const key = await auditKeyOf(visit, peer)
  const head = key && openOrNone(checkpoint.note, { origin: auditOrigin(peer), key })
  if (!head) return {}
  if (!known) return keepWitnessed(visit, { peer, note: checkpoint.note, size: head.size })
  const before = openCheckpoint(known.note, { origin: auditOrigin(peer), key })
  if (head.size < before.size) {
    if (told.isFresh) await noteFault(visit, { peer, fault: 'rollback', note: checkpoint.note })
    return seen(known)
  }
  if (head.size === before.size) {
    if (!head.root.equals(before.root)) await noteFault(visit, { peer, fault: 'fork', note: checkpoint.note })
    const isOld = visit.now.getTime() - known.at.getTime() > restMs
    const isStill = head.root.equals(before.root) && isOld
    return isStill ? keepWitnessed(visit, { peer, note: known.note, size: head.size }) : seen(known)
  }
  // Its proof begins elsewhere, after a lost answer perhaps: it hears from where, and comes again.
  if (checkpoint.from !== before.size) return seen(known)
  const proof = (checkpoint.proof ?? []).map((hash) => Buffer.from(hash, 'base64'))
  if (!verifyConsistency(before, head, proof)) {
    await noteFault(visit, { peer, fault: 'fork', note: checkpoint.note })
    return seen(known)
  }
  return keepWitnessed(visit, { peer, note: checkpoint.note, size: head.size })
}

/** What was cosigned last, once more: an answer may have been lost. */
function seen({ size, cosignature }: { readonly size: number; readonly cosignature: string }): Witnessed {
  return { witnessed: size, cosignature }
}

interface Kept {
  readonly peer: string
  readonly note: string
  readonly size: number
}

async function keepWitnessed(visit: Visit, { peer, note, size }: Kept): Promise<Witnessed> {
  const { tx, node, now } = visit
  const cosignature = cosign(note, node.name, { key: node.keys.audit, at: now })
  await tx.db.insertInto('witnessed').values({ peer, size, note, cosignature, at: now }).execute()
  await audit(visit, { action: 'witness.cosigned', detail: { peer, size } })
  return { cosignature, witnessed: size }
}

async function noteFault(
  visit: Visit,
  {
    peer,
    fault,
    note,
  }: { readonly peer: string; readonly fault: 'fork' | 'rollback'; readonly note: string },
): Promise<void> {
  const known = await visit.tx.client.query('select 1 from witness_fault where peer = $1 and note = $2', [
    peer,
    note,
  ])
  if (known.rowCount !== 0) return
  await visit.tx.db.insertInto('witness_fault').values({ peer, fault, note, at: visit.now }).execute()
  await audit(visit, { action: 'witness.fault', detail: { peer, fault } })
  visit.node.log.error({ peer, fault }, 'the audit log of a partner contradicts what this node has cosigned')
}

async function lastWitnessed({ tx }: Visit, peer: string) {
  return tx.db
    .selectFrom('witnessed')
    .select(['size', 'note', 'cosignature', 'at'])
    .where('peer', '=', peer)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

async function auditKeyOf(visit: Visit, peer: string): Promise<KeyObject | undefined> {
  const current = currentKey(await keyEventsOf(visit, peer), 'audit')
  return current && keyOfJwk(current.jwk)
}

function openOrNone(note: string, verifier: Parameters<typeof openCheckpoint>[1]) {
  try {
    return openCheckpoint(note, verifier)
  } catch {
    return undefined
  }
}

interface Heard {
  readonly peer: string
  readonly said: { readonly cosignature?: string; readonly witnessed?: number }
}

/**
 * Keeps a partner's cosignature of our head of that size. When the partner has seen more of our log than there is, or another
 * history of it, this database was set back to a backup: a fault of our own, which is said until somebody has looked at it.
 */
export async function noteWitnessed(visit: Visit, { peer, said }: Heard): Promise<void> {
  const { tx } = visit
  const { cosignature, witnessed } = said
  if (witnessed === undefined) return
  const size = (await newestHead(visit))?.size ?? 0
  if (witnessed > size)
    return noteFault(visit, { peer, fault: 'rollback', note: `${ownLog}${witnessed} events` })
  const key = await auditKeyOf(visit, peer)
  if (!key || cosignature === undefined) return
  const head = await tx.db
    .selectFrom('audit_checkpoint')
    .select('note')
    .where('size', '=', witnessed)
    .executeTakeFirst()
  const at = head && cosignedAt(head.note, cosignature, { node: peer, key })
  if (!at)
    return noteFault(visit, { peer, fault: 'fork', note: `${ownLog}another history of ${witnessed} events` })
  await tx.client.query(
    'insert into cosignature (peer, size, text, at) values ($1, $2, $3, $4) on conflict (peer, size) do update set text = $3, at = $4',
    [peer, witnessed, cosignature, at],
  )
}

/** How the note of a fault begins that is of this node's own log; what the partner has seen of it follows. */
const ownLog = 'own log: seen by the partner: '

export interface WitnessFault {
  readonly peer: string
  readonly fault: 'fork' | 'rollback'
  readonly at: Date
  /** Of this node's own log: what the partner has seen of it. */
  readonly own?: string
}

/** Logs that contradict what was cosigned, this node's own among them, until they are cosigned again. */
export async function witnessFaultsOf({ tx }: Visit): Promise<readonly WitnessFault[]> {
  const found = await tx.client.query<WitnessFault & { readonly note: string }>(
    `select peer, fault, note, at from witness_fault f
     where not exists (select 1 from witnessed w where w.peer = f.peer and w.at > f.at and f.note not like $1)
       and not exists (select 1 from cosignature c where c.peer = f.peer and c.at > f.at and f.note like $1)
     order by id`,
    [`${ownLog}%`],
  )
  return found.rows.map(({ peer, fault, note, at }) => ({
    ...{ peer, fault, at },
    ...(note.startsWith(ownLog) ? { own: note.slice(ownLog.length) } : {}),
  }))
}

/**
 * Witnesses the log of a partner from the newest head it contradicted us with: the decision of a person who has asked the partner.
 * Gives the size; undefined where there is nothing to decide.
 */
export async function acceptLog(visit: Visit, peer: string): Promise<number | undefined> {
  const found = await visit.tx.client.query<{ note: string }>(
    'select note from witness_fault where peer = $1 and note not like $2 order by id desc limit 1',
    [peer, `${ownLog}%`],
  )
  const isOpen = (await witnessFaultsOf(visit)).some(
    (fault) => fault.peer === peer && fault.own === undefined,
  )
  const key = await auditKeyOf(visit, peer)
  const note = found.rows[0]?.note
  const head =
    isOpen && key && note !== undefined ? openOrNone(note, { origin: auditOrigin(peer), key }) : undefined
  if (!head || note === undefined) return undefined
  await keepWitnessed(visit, { peer, note, size: head.size })
  await audit(visit, { action: 'witness.accepted', detail: { peer, size: head.size } })
  return head.size
}

const longestUnsealedMs = 24 * 3_600_000

/** Partners have seen more of this node's audit than it holds: what it believes of the exchange may be old. */
export async function isSetBack(visit: Visit): Promise<boolean> {
  return (await setBackSince(visit)) !== undefined
}

/** When the first of them said so. */
export async function setBackSince(visit: Visit): Promise<Date | undefined> {
  return (await witnessFaultsOf(visit)).find((fault) => fault.own !== undefined)?.at
}

/**
 * Why nothing new is handed over now: partners have seen more of this node's audit than it holds, or none has witnessed it for a
 * day. A node that no partner has ever witnessed is not held up: it has just joined.
 */
export async function unsealedBecause(visit: Visit): Promise<'set back' | 'not witnessed' | undefined> {
  if (await isSetBack(visit)) return 'set back'
  const found = await visit.tx.client.query<{ at: Date | null }>('select max(at) as at from cosignature')
  const newest = found.rows[0]?.at ?? undefined
  const isLate = newest !== undefined && visit.now.getTime() - newest.getTime() > longestUnsealedMs
  return isLate ? 'not witnessed' : undefined
}

/** Cosignatures of this node's heads that are right, newest first, with the heads they are of. */
export async function cosignaturesOf(
  visit: Visit,
): Promise<
  readonly { readonly peer: string; readonly size: number; readonly at: Date; readonly isRight: boolean }[]
> {
  const found = await visit.tx.client.query<{
    peer: string
    size: number
    text: string
    at: Date
    note: string | null
  }>(
    `select distinct on (c.peer) c.peer, c.size, c.text, c.at, h.note from cosignature c
     left join audit_checkpoint h on h.size = c.size order by c.peer, c.size desc`,
  )
  return Promise.all(
    found.rows.map(async ({ peer, size, text, at, note }) => {
      const key = await auditKeyOf(visit, peer)
      const isRight =
        note !== null && key !== undefined && cosignedAt(note, text, { node: peer, key }) !== undefined
      return { peer, size, at, isRight }
    }),
  )
}
