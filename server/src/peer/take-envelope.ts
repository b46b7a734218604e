import type { Answer, Envelope, Receipt } from '@shield/contract'

import type { Tx } from '#store/database.ts'
import type { Visit } from '../context.ts'
import { decideMessages } from './decide-message.ts'
import type { Decided } from './decide-message.ts'
import { refusedSkewMs } from './skew.ts'

/** Of an ordinary envelope no more is done in one transaction: the urgent lane waits for the partner's row no longer than this. */
const longestMs = 500

type Taken = Pick<Answer, 'incarnation' | 'expected' | 'receipts' | 'fault'>

/**
 * Takes the messages of an envelope, each once and in the order of its stream: inbox, what a module does with it, and the
 * stream's place are written in one transaction. What was taken before is answered again and not done again.
 */
export async function takeEnvelope(visit: Visit, envelope: Envelope, text: string): Promise<Taken> {
  const { tx } = visit
  // The lock keeps a partner's envelopes in line over both lanes: a recall never passes the release it takes back half-way.
  const peer = await tx.db
    .selectFrom('peer')
    .select(['incarnation', 'suspended_at'])
    .where('node', '=', envelope.from)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  const last = await lastTaken(tx, envelope, peer.incarnation)
  const { incarnation } = peer
  const fault = faultOf(envelope, { now: visit.now, incarnation, expected: last + 1 })
  if (fault) return { incarnation, expected: last + 1, receipts: [], fault }
  const earlier = await earlierReceipts(tx, envelope)
  const isBarred = peer.suspended_at !== null && envelope.lane === 'ordinary'
  const receipts: Receipt[] = []
  let at = last
  let isKept = false
  const from = performance.now()
  const isLate = (): boolean => envelope.lane === 'ordinary' && performance.now() - from > longestMs
  for (let index = 0; index < envelope.messages.length;) {
    const number = envelope.first + index
    const known = earlier.get(envelope.messages[index]?.id ?? '')
    // A number that was taken under another id: the sender was set back to a backup and does not know it yet.
    if (number <= at && !known) return { incarnation, expected: at + 1, receipts, fault: 'incarnation' }
    if (known) {
      receipts.push(known)
      at = Math.max(at, number)
      index += 1
      continue
    }
    if (receipts.length > 0 && isLate()) break
    if (!isKept) await keepEnvelope(visit, envelope, text)
    isKept = true
    const messages = runFrom(envelope.messages, index, earlier)
    const run = await decideMessages(visit, { envelope, messages, isBarred, isLate })
    await keepMessages(tx, { envelope, number, run })
    for (const one of run) {
      const receipt = receiptOf(one.message, one)
      earlier.set(one.message, receipt)
      receipts.push(receipt)
    }
    at = number + run.length - 1
    index += run.length
  }
  if (at > last)
    await tx.client.query(`update stream set last = $3 where peer = $1 and direction = 'in' and lane = $2`, [
      envelope.from,
      envelope.lane,
      at,
    ])
  return { incarnation, expected: at + 1, receipts }
}

/** The messages from a place on that are new and of one kind, each once: what is done together. */
function runFrom(
  messages: Envelope['messages'],
  index: number,
  earlier: ReadonlyMap<string, Receipt>,
): Envelope['messages'] {
  const ids = new Set<string>()
  let end = index
  for (const kind = messages[index]?.kind; end < messages.length; end += 1) {
    const next = messages[end]
    if (next?.kind !== kind || earlier.has(next?.id ?? '') || ids.has(next?.id ?? '')) break
    ids.add(next?.id ?? '')
  }
  return messages.slice(index, end)
}

interface Standing {
  readonly now: Date
  readonly incarnation: number
  readonly expected: number
}

/** Why an envelope is not taken, its signature being right. What is urgent is taken whatever the clocks say. */
function faultOf(envelope: Envelope, { now, incarnation, expected }: Standing): Answer['fault'] {
  if (envelope.incarnation !== incarnation) return 'incarnation'
  if (envelope.first > expected) return 'gap'
  if (envelope.lane === 'urgent') return undefined
  if (new Date(envelope.created).getTime() > now.getTime() + refusedSkewMs) return 'clock'
  return new Date(envelope.expires) <= now ? 'expired' : undefined
}

/** The last number taken of this lane; a stream that is new here, or of a new incarnation, begins at none. */
async function lastTaken(tx: Tx, { from, lane }: Envelope, incarnation: number): Promise<number> {
  const found = await tx.client.query<{ last: number }>(
    `insert into stream (peer, direction, lane, incarnation) values ($1, 'in', $2, $3)
     on conflict (peer, direction, lane) do update set incarnation = $3,
       last = case when stream.incarnation = $3 then stream.last else 0 end returning last`,
    [from, lane, incarnation],
  )
  return found.rows[0]?.last ?? 0
}

/** What became of those of its messages that were taken before, by their id. */
async function earlierReceipts(tx: Tx, { from, messages }: Envelope): Promise<Map<string, Receipt>> {
  const found = await tx.client.query<{
    message: string
    state: Receipt['state']
    code: Receipt['code'] | null
    digest: Buffer | null
  }>(
    'select message_id as message, state, code, digest from inbox where peer = $1 and message_id = any($2::uuid[])',
    [from, messages.map((one) => one.id)],
  )
  return new Map(
    found.rows.map(({ message, state, code, digest }) => [
      message,
      { message, digest: digest?.toString('base64url') ?? '', state, ...(code ? { code } : {}) },
    ]),
  )
}

async function keepEnvelope(visit: Visit, envelope: Envelope, text: string): Promise<void> {
  await visit.tx.db
    .insertInto('inbox_envelope')
    .values({ peer: envelope.from, id: envelope.id, text, received_at: visit.now })
    .onConflict((one) => one.doNothing())
    .execute()
}

interface ToKeep {
  readonly envelope: Envelope
  /** Of the first. */
  readonly number: number
  readonly run: readonly Decided[]
}

async function keepMessages(tx: Tx, { envelope, number, run }: ToKeep): Promise<void> {
  await tx.client.query(
    `insert into inbox (peer, lane, incarnation, envelope_id, number, message_id, kind, state, code, about, digest)
     select $1, $2, $3, $4, $5 + t.place - 1, t.message, t.kind, t.state, t.code, t.about, t.digest
     from unnest($6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[], $11::bytea[])
       with ordinality as t (message, kind, state, code, about, digest, place)`,
    [
      ...[envelope.from, envelope.lane, envelope.incarnation, envelope.id, number],
      run.map((one) => one.message),
      run.map((one) => one.kind),
      run.map((one) => one.state),
      run.map((one) => one.code ?? null),
      run.map((one) => one.about ?? ''),
      run.map((one) => one.digest),
    ],
  )
}

function receiptOf(message: string, { digest, state, code }: Decided): Receipt {
  return { message, digest: digest.toString('base64url'), state, ...(code === undefined ? {} : { code }) }
}
