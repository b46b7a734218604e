import { Envelope, envelopeLimits } from '@shield/contract'
import type { FastifyInstance } from 'fastify'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Node, Visit } from '../context.ts'
import { certifiedBy, isRevoked, keyEventsOf, witness } from '../federation/index.ts'
import type { Certified } from '../federation/index.ts'
import { compile } from './check-body.ts'
import { decrypt, encryptFor, openSigned, signContent } from './envelope.ts'
import { readHello, writeHello } from './hello.ts'
import { encryptionKeyOf } from './key-of.ts'
import { learnUnasked } from './learn.ts'
import { receiveOne } from './receive-one.ts'
import { takeEnvelope } from './take-envelope.ts'

interface Reply {
  readonly status: number
  readonly text: string
}

const nothing: Reply = { status: 403, text: '' }
const isEnvelope = compile(Envelope)
/** Seen within this time, a partner's row is not written again. */
const freshMs = 10_000

interface Knocking {
  /** Who it says it is; of no worth. */
  readonly from: string
  /** Who has shown a certificate of the federation; nobody at the door without TLS. */
  readonly certified: Certified | undefined
}

type Door = (visit: Visit, text: string, knocking: Knocking) => Promise<Reply>

/** The door for partner nodes. What is not right changes nothing and is answered without a reason. */
export function registerPeerRoutes(app: FastifyInstance, node: Node): void {
  app.addContentTypeParser(
    'application/jose',
    { parseAs: 'string', bodyLimit: envelopeLimits.textBytes },
    (_request, body, done) => done(null, body),
  )
  const doors: Readonly<Record<string, Door>> = {
    '/peer/v2/hello': answerHello,
    '/peer/v2/envelopes': receive,
    '/peer/v1/envelopes': (visit, text, { from, certified }) =>
      receiveOne(visit, certified?.node ?? from, text),
  }
  for (const [path, door] of Object.entries(doors))
    app.post(path, { bodyLimit: envelopeLimits.textBytes }, async (request, reply) => {
      const { body, headers, id, raw } = request
      const certified = certifiedBy(raw.socket)
      const from = String(headers['shield-node'] ?? '')
      const { status, text } =
        typeof body === 'string'
          ? await node.database.inTransaction((tx) =>
              admit({ tx, node, now: node.now(), requestId: id }, { from, certified }, (visit, knocking) =>
                door(visit, body, knocking),
              ),
            )
          : nothing
      return reply
        .code(status)
        .header('content-type', status === 200 ? 'application/jose' : 'text/plain')
        .send(text)
    })
}

/** A certificate whose key was revoked is none, however long it would be valid. */
async function admit(
  visit: Visit,
  knocking: Knocking,
  open: (visit: Visit, knocking: Knocking) => Promise<Reply>,
): Promise<Reply> {
  const { certified } = knocking
  if (certified && isRevoked(await keyEventsOf(visit, certified.node), certified.kid)) return refuse(visit)
  return open(visit, knocking)
}

/** A member speaks for itself alone: what it brings of another is refused, its signature being as right as can be. */
function isOfAnother(from: string, { certified }: Knocking): boolean {
  return certified !== undefined && certified.node !== from
}

async function refuse(visit: Visit): Promise<Reply> {
  await audit(visit, { action: 'envelope.refused', detail: { rule: 'signature' } })
  return nothing
}

/** A partner says who it is and where its streams stand; it hears the same of us. */
async function answerHello(visit: Visit, text: string, knocking: Knocking): Promise<Reply> {
  const hello = await readHello(visit, text)
  if (!hello || hello.answers !== undefined || isOfAnother(hello.from, knocking)) return refuse(visit)
  await learnUnasked(visit, hello)
  const { from: peer, checkpoint } = hello
  const witnessed = await witness(visit, { peer, checkpoint, isFresh: false })
  const own = await writeHello(visit, { peer, answers: hello.id, witnessed })
  return { status: 200, text: own.text }
}

/** Opens what came, does it, and gives the answer for its sender alone. */
async function receive(visit: Visit, text: string, knocking: Knocking): Promise<Reply> {
  const signed = await decrypt(visit.node, text)
  const content = signed === undefined ? undefined : await openSigned(visit, signed)
  if (signed === undefined || !isEnvelope(content)) return refuse(visit)
  const envelope = content as unknown as Envelope
  const key = await encryptionKeyOf(visit, envelope.from)
  if (!key || isOfAnother(envelope.from, knocking)) return refuse(visit)
  if (envelope.lane === 'urgent') visit.node.urgency.note()
  const answer = await answerTo(visit, envelope, signed)
  return { status: 200, text: await encryptFor(key, answer) }
}

/** Takes an envelope whose signature is right, by whatever way it came, and gives the signed answer. */
export async function answerTo(visit: Visit, envelope: Envelope, signed: string): Promise<string> {
  const { node, now } = visit
  const answer = {
    ...{ protocol: 2, minReadable: 2, id: newId(), from: node.name, to: envelope.from },
    created: now.toISOString(),
    answers: envelope.id,
    ...(await takeEnvelope(visit, envelope, signed)),
    ...(await witness(visit, { peer: envelope.from, checkpoint: envelope.checkpoint, isFresh: false })),
  }
  const text = await signContent(node, answer)
  if (answer.receipts.length > 0) await keepAnswer(visit, answer, text)
  await noteSeen(visit, envelope.from)
  return text
}

/** Who speaks to us can be spoken to: it is tried again at once. */
async function noteSeen(visit: Visit, peer: string): Promise<void> {
  await visit.tx.client.query(
    `update peer set seen_at = $2, protocol = greatest(protocol, 2), try_at = null,
       breaker = case breaker when 'open' then 'half-open' else breaker end
     where node = $1 and (seen_at is null or seen_at < $3 or try_at is not null)`,
    [peer, visit.now, new Date(visit.now.getTime() - freshMs)],
  )
}

interface Ours {
  readonly id: string
  readonly to: string
  readonly receipts: readonly { readonly message: string }[]
}

/** Our own signed word is kept like the partner's, with the receipts that stand in it for the first time. */
async function keepAnswer(visit: Visit, answer: Ours, text: string): Promise<void> {
  const { tx } = visit
  await tx.db
    .insertInto('answer')
    .values({ id: answer.id, direction: 'out', peer: answer.to, text, at: visit.now })
    .execute()
  await tx.client.query(
    `insert into receipt (id, direction, peer, message_id, about, state, code, digest, answer_id, at)
     select gen_random_uuid(), 'out', i.peer, i.message_id, i.about, i.state, i.code, i.digest, $3, $4
     from inbox i where i.peer = $1 and i.message_id = any($2::uuid[]) on conflict (direction, peer, message_id, state) do nothing`,
    [answer.to, answer.receipts.map((one) => one.message), answer.id, visit.now],
  )
}
