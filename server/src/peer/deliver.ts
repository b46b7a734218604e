import { Answer, lanes } from '@shield/contract'
import type { Envelope, Lane } from '@shield/contract'
import type { KeyObject } from 'node:crypto'

import { newId } from '#store/identifier.ts'
import type { Node, Visit } from '../context.ts'
import { isSetBack, noteWitnessed, ownCheckpoint } from '../federation/index.ts'
import { compile } from './check-body.ts'
import { deliverOne } from './deliver-one.ts'
import { decrypt, encryptFor, openSigned, signContent } from './envelope.ts'
import { encryptionKeyOf } from './key-of.ts'
import { noteSkew } from './learn.ts'
import { meet } from './meet.ts'
import { noteAnswer } from './note-answer.ts'
import { Undelivered, inVisit, send } from './send.ts'
import { isRefused, skewOf } from './skew.ts'
import { takeBatch } from './take-batch.ts'
import type { Batch } from './take-batch.ts'

/** An envelope is signed anew whenever it is sent, so an old one is good for nothing: a day bridges any slow way. */
const goodForMs = 24 * 3_600_000
const isAnswer = compile(Answer)

/** Sends everything that waits for a partner, urgent first. Throws Undelivered at the first envelope that does not arrive. */
export async function deliverOutbox(
  node: Node,
  { peer }: { readonly peer: string },
  signal: AbortSignal,
): Promise<void> {
  if ((await wayTo(node, peer)).meet) await meet(node, peer, signal)
  for (const lane of lanes) await deliverStream(node, { peer, lane }, signal)
}

interface Stream {
  readonly peer: string
  readonly lane: Lane
}

/**
 * Sends what waits in a stream and keeps its receipts, one envelope under way at a time. The next is made while the partner takes
 * the last, and goes while what it answered is noted: each has something to do while the other works.
 */
export async function deliverStream(node: Node, stream: Stream, signal: AbortSignal): Promise<void> {
  let noting = Promise.resolve()
  try {
    for (let next = await makeReady(node, stream); next && !signal.aborted;) {
      if (next === 'single') {
        if (!(await deliverOne(node, stream.peer, signal))) return
        next = await makeReady(node, stream)
        continue
      }
      const { envelope } = next
      const last = envelope.first + envelope.messages.length - 1
      const [sent, made] = await Promise.allSettled([ask(node, next, signal), makeReady(node, stream, last)])
      if (sent.status === 'rejected') throw sent.reason
      const { answer } = sent.value
      await noting
      noting = noteIt(node, sent.value)
      noting.catch(() => undefined)
      const isWhole = answer.fault === undefined && answer.receipts.length === envelope.messages.length
      if (isWhole && made.status === 'fulfilled' && !isRefused(sent.value.skewMs)) next = made.value
      else {
        await noting
        next = await makeReady(node, stream)
      }
    }
  } finally {
    await noting
  }
}

interface Ready {
  readonly envelope: Envelope
  readonly url: string
  readonly body: string
}

/** The next envelope of a stream, signed and encrypted, of what comes behind a number; `single`: the partner speaks protocol 1. */
async function makeReady(
  node: Node,
  { peer, lane }: Stream,
  after = 0,
): Promise<Ready | 'single' | undefined> {
  const way = await wayTo(node, peer)
  if (way.protocol === 1) return 'single'
  const { key } = way
  if (!key) throw new Undelivered('no key to encrypt for it')
  const batch = await inVisit(node, async (visit) =>
    (await isHeld(visit, lane)) ? undefined : takeBatch(visit.tx, { peer, lane, after }),
  )
  if (!batch) return undefined
  // Our clock or the partner's is wrong, and nobody knows whose: what is signed now would say a false time.
  if (lane === 'ordinary' && isRefused(way.skewMs)) throw new Undelivered('clock')
  const checkpoint = await inVisit(node, (visit) => ownCheckpoint(visit, { peer, rests: true }))
  const envelope = { ...envelopeOf(node, { peer, lane, batch }), ...(checkpoint ? { checkpoint } : {}) }
  const body = await encryptFor(key, await signContent(node, envelope))
  return { envelope, url: `${way.address}/peer/v2/envelopes`, body }
}

/**
 * A node that was set back to a backup may tell again what it has taken back since: until partners have witnessed it anew nothing
 * ordinary leaves it. What takes back and corrects goes on.
 */
export async function isHeld(visit: Visit, lane: Lane): Promise<boolean> {
  return lane === 'ordinary' && isSetBack(visit)
}

interface Asked {
  readonly envelope: Envelope
  readonly answer: Answer
  /** The answer as it was signed. */
  readonly text: string
  readonly skewMs: number
}

async function ask(node: Node, { envelope, url, body }: Ready, signal: AbortSignal): Promise<Asked> {
  const asked = node.now()
  const text = await send(node, { url, peer: envelope.to, body, signal })
  const had = node.now()
  const { signed, answer } = await inVisit(node, (visit) => readAnswer(visit, { text, envelope }))
  return { envelope, answer, text: signed, skewMs: skewOf(new Date(answer.created), asked, had) }
}

async function noteIt(node: Node, { skewMs, ...answered }: Asked): Promise<void> {
  const peer = answered.answer.from
  const fault = await inVisit(node, async (visit) => {
    const { skew_ms: before } = await visit.tx.db
      .selectFrom('peer')
      .select('skew_ms')
      .where('node', '=', peer)
      .executeTakeFirstOrThrow()
    await noteSkew(visit, { peer, before, skewMs })
    await noteWitnessed(visit, { peer, said: answered.answer })
    return noteAnswer(visit, answered)
  })
  if (fault !== undefined) throw new Undelivered(fault)
}

async function readAnswer(
  visit: Visit,
  { text, envelope }: { readonly text: string; readonly envelope: Envelope },
): Promise<{ readonly signed: string; readonly answer: Answer }> {
  const signed = await decrypt(visit.node, text)
  const content = signed === undefined ? undefined : await openSigned(visit, signed)
  if (signed === undefined || !isAnswer(content)) throw new Undelivered('answer')
  const answer = content as unknown as Answer
  if (answer.from !== envelope.to || answer.answers !== envelope.id) throw new Undelivered('answer')
  return { signed, answer }
}

interface ToSend extends Stream {
  readonly batch: Batch
  /** How long it may be under way. */
  readonly lastsMs?: number
}

/** The content of an envelope for a batch; who signs and encrypts it sends it, or puts it in a file. */
export function envelopeOf(node: Node, { peer, lane, batch, lastsMs = goodForMs }: ToSend): Envelope {
  const now = node.now()
  return {
    ...{ protocol: 2, minReadable: 2, id: newId(), from: node.name, to: peer, lane },
    ...{ incarnation: batch.incarnation, first: batch.first },
    created: now.toISOString(),
    expires: new Date(now.getTime() + lastsMs).toISOString(),
    messages: [...batch.messages],
  }
}

interface Way {
  readonly address: string
  readonly key: KeyObject | undefined
  readonly protocol: number | null
  readonly skewMs: number | null
  readonly meet: boolean
}

function wayTo(node: Node, peer: string): Promise<Way> {
  return inVisit(node, async (visit) => {
    const found = await visit.tx.db
      .selectFrom('peer')
      .select(['address', 'protocol', 'skew_ms as skewMs', 'meet'])
      .where('node', '=', peer)
      .executeTakeFirstOrThrow()
    return { ...found, key: await encryptionKeyOf(visit, peer) }
  })
}
