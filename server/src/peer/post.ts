import { canonicalJson } from '@shield/core'
import type { Json } from '@shield/core'
import { envelopeLimits, messageKinds } from '@shield/contract'
import type { Kind, Lane, MessageBody, MessageKind } from '@shield/contract'

import { auditAll } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Visit } from '../context.ts'
import { Problem } from '../problem.ts'
import { unsealedBecause } from '../federation/index.ts'
import { digestOf, fitsKind } from './check-body.ts'

interface ToPost<K extends MessageKind> {
  readonly peer: string
  readonly kind: K
  readonly body: MessageBody<K>
  /** Wire id of what it speaks of: its receipts are found by it. */
  readonly about?: string
  /** After this the partner does not apply it any more. */
  readonly expires?: Date
}

/**
 * Tells a partner, in the transaction of the act: what did not happen is never told. Gives the message's id.
 * It has no number yet. Numbers are dense and given by the sender after commit, so acts neither wait for one another
 * nor leave holes when they are rolled back.
 */
export async function post<K extends MessageKind>(visit: Visit, message: ToPost<K>): Promise<string> {
  const [id = ''] = await postAll(visit, [message])
  return id
}

/** Tells many at once, in their order. */
export async function postAll<K extends MessageKind>(
  visit: Visit,
  messages: readonly ToPost<K>[],
): Promise<readonly string[]> {
  if (messages.length === 0) return []
  if (messages.some(({ kind }) => kind === 'release')) await refuseUnsealed(visit)
  const reads = await readsOf(visit, messages)
  const rows = messages.map((message) => rowOf(message, reads.get(message.peer)?.[message.kind]))
  await visit.tx.client.query(
    `insert into outbox (created_at, message_id, peer, lane, kind, schema, about, body, digest, expires_at)
     select $1, t.id, t.peer, t.lane, t.kind, t.schema, t.about, t.body::jsonb, t.digest, t.expires
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::smallint[], $7::text[], $8::text[], $9::bytea[], $10::timestamptz[])
       with ordinality as t (id, peer, lane, kind, schema, about, body, digest, expires, place) order by t.place`,
    [
      visit.now,
      rows.map((row) => row.id),
      rows.map((row) => row.peer),
      rows.map((row) => row.lane),
      rows.map((row) => row.kind),
      rows.map((row) => row.schema),
      rows.map((row) => row.about),
      rows.map((row) => row.text),
      rows.map((row) => row.digest),
      rows.map((row) => row.expires),
    ],
  )
  await auditAll(
    visit,
    rows.map(({ id, peer, kind, digest }) => ({
      action: 'message.posted',
      object: id,
      detail: { to: peer, kind, digest: digest.toString('base64url') },
    })),
  )
  return rows.map((row) => row.id)
}

interface Row extends Omit<ToPost<MessageKind>, 'body' | 'expires' | 'about'> {
  readonly id: string
  readonly lane: Lane
  readonly schema: number
  readonly about: string
  readonly text: string
  readonly digest: Buffer
  readonly expires: Date | null
}

/** What each partner has said that it reads of kinds that were told otherwise before. */
async function readsOf(
  { tx }: Visit,
  messages: readonly Pick<ToPost<MessageKind>, 'peer' | 'kind'>[],
): Promise<ReadonlyMap<string, Readonly<Partial<Record<MessageKind, number>>>>> {
  const peers = new Set(messages.flatMap(({ peer, kind }) => (isChanged(kind) ? [peer] : [])))
  if (peers.size === 0) return new Map()
  const found = await tx.client.query<{ node: string; reads: Partial<Record<MessageKind, number>> }>(
    'select node, reads from peer where node = any($1::text[])',
    [[...peers]],
  )
  return new Map(found.rows.map((row) => [row.node, row.reads]))
}

/** Whether a partner has said that it reads the newest form of a kind. */
export async function readsNewest(visit: Visit, peer: string, kind: MessageKind): Promise<boolean> {
  const reads = await readsOf(visit, [{ peer, kind }])
  return (reads.get(peer)?.[kind] ?? 1) >= messageKinds[kind].schema
}

const isChanged = (kind: MessageKind): boolean => 'before' in messageKinds[kind]

/** In the newest form, or in the one before when the partner has not said that it reads the newest. */
function rowOf(
  { peer, kind, about = '', expires, ...message }: ToPost<MessageKind>,
  reads: number | undefined,
): Row {
  const { lane, schema: newest, before }: Kind = messageKinds[kind]
  // A message of our own that its kind does not know is a fault of the program, not of a partner.
  if (!fitsKind(kind, message.body)) throw new Error(`a message of kind ${kind} has not the form of its kind`)
  const form = before && (reads ?? before.schema) < newest ? before : undefined
  const schema = form?.schema ?? newest
  const body = (form ? form.write(message.body) : message.body) as Json | undefined
  if (body === undefined) throw new Problem('conflict', readsLess)
  const text = canonicalJson(body)
  if (Buffer.byteLength(text) > envelopeLimits.bodyBytes) throw new Problem('too-large')
  const id = newId()
  const digest = digestOf({ id, kind, schema, body })
  return { id, peer, lane, kind, schema, about, text, digest, expires: expires ?? null }
}

const readsLess = {
  en: 'The partner’s node has not said that it reads packages of several entities: it may be of an earlier version. Release one entity at a time',
  th: 'โหนดของหน่วยงานคู่ร่วมมือยังไม่ได้แจ้งว่าอ่านชุดข้อมูลที่มีหลายเอนทิตีได้ อาจเป็นรุ่นก่อนหน้า โปรดส่งมอบทีละเอนทิตี',
}

/** What cannot be shown to anybody later is not done: no new release while the audit has no witness. Reads and recalls go on. */
async function refuseUnsealed(visit: Visit): Promise<void> {
  const because = await unsealedBecause(visit)
  if (because === 'set back')
    throw new Problem('conflict', {
      en: 'This node was set back to a backup: partners have to witness its audit anew first',
      th: 'โหนดนี้ถูกกู้คืนจากข้อมูลสำรอง หน่วยงานคู่ร่วมมือต้องรับรองบันทึกการตรวจสอบใหม่ก่อน',
    })
  if (because === 'not witnessed')
    throw new Problem('conflict', {
      en: 'No partner has witnessed the audit for a day: nothing new is handed over until one does',
      th: 'ไม่มีหน่วยงานคู่ร่วมมือรับรองบันทึกการตรวจสอบมาเกินหนึ่งวัน จึงยังส่งมอบข้อมูลใหม่ไม่ได้',
    })
}
