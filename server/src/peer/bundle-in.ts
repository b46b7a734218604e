import { Answer, Envelope, lanes } from '@shield/contract'

import type { Node, Visit } from '../context.ts'
import { noteWitnessed } from '../federation/index.ts'
import type { Bundle } from './bundle-file.ts'
import { compile } from './check-body.ts'
import { decrypt, encryptFor, openSigned } from './envelope.ts'
import { encryptionKeyOf } from './key-of.ts'
import { noteAnswer } from './note-answer.ts'
import { answerTo } from './receive.ts'
import { inVisit } from './send.ts'

const isEnvelope = compile(Envelope)
const isAnswer = compile(Answer)

export interface TakenIn {
  /** Envelopes or answers that were right. */
  readonly taken: number
  /** Those that were not meant for this node, or not signed by who sent the file. */
  readonly refused: number
  /** What goes back to the sender: an answer for each envelope. */
  readonly answers: readonly string[]
  /** Messages for which there is a receipt, by what became of them. */
  readonly states: Readonly<Record<string, number>>
  /** Why envelopes were not taken: numbers before them are missing, or they are too old. */
  readonly faults: readonly string[]
}

interface Opened {
  readonly signed: string
  readonly content: unknown
}

/** Does what a file of envelopes says, in the order of their numbers whatever their order in the file; once, as always. */
export async function takeEnvelopes(node: Node, { from, texts }: Bundle): Promise<TakenIn> {
  const opened = (await Promise.all(texts.map((text) => open(node, text)))).flatMap(({ signed, content }) => {
    const envelope = isEnvelope(content) ? (content as Envelope) : undefined
    return envelope?.from === from ? [{ signed, envelope }] : []
  })
  const placeOf = ({ lane, incarnation, first }: Envelope): readonly number[] => [
    lanes.indexOf(lane),
    incarnation,
    first,
  ]
  const inOrder = opened.toSorted((a, b) => compare(placeOf(a.envelope), placeOf(b.envelope)))
  const answers: Answer[] = []
  const sealed: string[] = []
  for (const { envelope, signed } of inOrder)
    await inVisit(node, async (visit) => {
      const key = await encryptionKeyOf(visit, from)
      if (!key) return
      const answer = await answerTo(visit, envelope, signed)
      sealed.push(await encryptFor(key, answer))
      answers.push(contentOf(answer))
    })
  return told(answers, { answers: sealed, refused: texts.length - answers.length })
}

/** Keeps the receipts of a file that came back. */
export async function takeAnswers(node: Node, { from, texts }: Bundle): Promise<TakenIn> {
  const answers: Answer[] = []
  for (const text of texts) {
    const { signed, content } = await open(node, text)
    const answer = isAnswer(content) ? (content as Answer) : undefined
    if (answer?.from !== from) continue
    await inVisit(node, async (visit) => {
      const envelope = await envelopeAnswered(visit, answer)
      // What could not be taken goes again in the next file: no partner has to be asked for it.
      await noteWitnessed(visit, { peer: from, said: answer })
      const { fault: _fault, ...kept } = answer
      if (envelope) await noteAnswer(visit, { envelope, answer: kept, text: signed })
    })
    answers.push(answer)
  }
  return told(answers, { answers: [], refused: texts.length - answers.length })
}

async function open(node: Node, text: string): Promise<Opened> {
  const signed = await decrypt(node, text)
  if (signed === undefined) return { signed: '', content: undefined }
  return { signed, content: await inVisit(node, (visit) => openSigned(visit, signed)) }
}

/** What we had told, from our own book: a receipt counts for the words it was given for and for no others. */
async function envelopeAnswered(
  { tx, node }: Visit,
  answer: Answer,
): Promise<Parameters<typeof noteAnswer>[1]['envelope'] | undefined> {
  if (answer.receipts.length === 0) return undefined
  const rows = await tx.db
    .selectFrom('outbox')
    .select(['message_id as id', 'kind', 'schema', 'body', 'lane', 'incarnation', 'number'])
    .where('peer', '=', answer.from)
    .where(
      'message_id',
      'in',
      answer.receipts.map((receipt) => receipt.message),
    )
    .orderBy('number')
    .execute()
  const [first] = rows
  if (!first) return undefined
  return {
    ...{ protocol: 2, minReadable: 2, id: answer.answers, from: node.name, to: answer.from },
    ...{
      lane: first.lane as Envelope['lane'],
      incarnation: first.incarnation ?? 1,
      first: first.number ?? 1,
    },
    ...{ created: answer.created, expires: answer.created },
    messages: rows.map(({ id, kind, schema, body }) => ({ id, kind, schema, body })),
  }
}

function contentOf(signed: string): Answer {
  const { payload } = JSON.parse(signed) as { readonly payload: string }
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Answer
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((place, index) => place !== other[index])
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0)
}

function told(answers: readonly Answer[], rest: Pick<TakenIn, 'answers' | 'refused'>): TakenIn {
  const states: Record<string, number> = {}
  for (const { state } of answers.flatMap((answer) => answer.receipts))
    states[state] = (states[state] ?? 0) + 1
  const faults = answers.flatMap(({ fault, expected }) =>
    fault === undefined ? [] : [fault === 'gap' ? `waits for number ${expected}` : fault],
  )
  return { ...rest, taken: answers.length, states, faults }
}
