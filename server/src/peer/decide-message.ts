import type { Json } from '@shield/core'
import { messageKinds } from '@shield/contract'
import type { Envelope, EnvelopeMessage, Lane, MessageKind, ReceiptCode } from '@shield/contract'
import pg from 'pg'

import { auditAll } from '#audit/index.ts'
import type { Audited } from '#audit/index.ts'
import type { Visit } from '../context.ts'
import { loggable } from '../loggable.ts'
import { unstorableAt } from '../storable.ts'
import { digestOf, formOf, readForm } from './check-body.ts'
import type { Arrived, Handled, Outcome } from './handled.ts'

export interface Decided extends Omit<Outcome, 'state'> {
  readonly message: string
  readonly kind: string
  readonly digest: Buffer
  readonly state: Outcome['state'] | 'quarantined'
}

interface ToDecide {
  readonly envelope: Pick<Envelope, 'from' | 'lane' | 'created'>
  /** In the order of their numbers; those that are done together are of one kind. */
  readonly messages: readonly EnvelopeMessage[]
  /** The sender is suspended, and this is of the lane that stops for it. */
  readonly isBarred: boolean
  /** Whether it is time to let others have their turn: what is not begun by then is left for the next envelope. */
  readonly isLate?: () => boolean
}

/** Has a module do what a message says, or says why not. */
export async function decideMessage(
  visit: Visit,
  { message, ...told }: Omit<ToDecide, 'messages'> & { readonly message: EnvelopeMessage },
): Promise<Decided> {
  const [decided] = await decideMessages(visit, { ...told, messages: [message] })
  if (!decided) throw new Error('a message was not decided')
  return decided
}

/** Decides a run of messages, or as many of its first as there is time for. Whatever they are, the messages behind them go on. */
export async function decideMessages(
  visit: Visit,
  { envelope, messages, isBarred, isLate = () => false }: ToDecide,
): Promise<readonly Decided[]> {
  const checked = messages.map((message) => check(visit, message, { lane: envelope.lane, isBarred }))
  const fit = checked.flatMap(({ fits }) => (fits ? [fits] : []))
  const outcomes = await applyAllOrHalves(
    visit,
    fit.map((one) => arrivedOf(envelope, one)),
    isLate,
  )
  const decided: Decided[] = []
  let done = 0
  for (const { message, digest, refused } of checked) {
    const outcome = refused ?? outcomes[done++]
    if (!outcome) break
    decided.push({ ...outcome, message: message.id, kind: message.kind, digest })
  }
  await auditAll(
    visit,
    decided.map((one) => eventOf(envelope.from, one)),
  )
  return decided
}

interface Checked {
  readonly message: EnvelopeMessage
  readonly digest: Buffer
  readonly refused?: Outcome
  readonly fits?: Fitting
}

type Fitting = EnvelopeMessage & { readonly kind: MessageKind }

/** What is refused before any module sees it. */
function check(
  visit: Visit,
  message: EnvelopeMessage,
  { lane, isBarred }: { readonly lane: Lane; readonly isBarred: boolean },
): Checked {
  const told = message as EnvelopeMessage & { readonly body: Json }
  if (unstorableAt(told.body) !== undefined)
    return { message, digest: Buffer.alloc(0), refused: { state: 'refused', code: 'VALUE-REFUSED' } }
  const digest = digestOf(told)
  const refuse = (code: ReceiptCode): Checked => ({ message, digest, refused: { state: 'refused', code } })
  const { kind } = message
  const form = isKind(kind) ? formOf(kind, message.schema) : undefined
  if (!isKind(kind) || !form) return refuse('SCHEMA-UNKNOWN')
  if (messageKinds[kind].lane !== lane) return refuse('SCHEMA-INVALID')
  if (isBarred) return refuse('SUSPENDED')
  if (message.expires !== undefined && new Date(message.expires) <= visit.now) return refuse('EXPIRED')
  const body = readForm(form, told.body)
  return body === undefined ? refuse('SCHEMA-INVALID') : { message, digest, fits: { ...message, kind, body } }
}

function arrivedOf({ from, lane, created }: ToDecide['envelope'], { id, kind, body }: Fitting): Arrived {
  return { id, from, lane, created: new Date(created), kind, body: body as Arrived['body'] }
}

function eventOf(from: string, { message, kind, digest, state, code }: Decided): Audited {
  return {
    action:
      state === 'quarantined'
        ? 'message.quarantined'
        : state === 'refused'
          ? 'message.refused'
          : 'message.taken',
    object: message,
    detail: {
      ...{ from, kind: isKind(kind) ? kind : 'unknown', state },
      digest: digest.toString('base64url'),
      ...(code === undefined ? {} : { code }),
    },
  }
}

interface Quarantined {
  readonly state: 'quarantined'
  readonly code: 'QUARANTINED'
  readonly about?: string
}

/**
 * Classes of SQLSTATE after which another try may well succeed (connection, transaction, disk or memory full, stopping
 * server, lock): the whole envelope comes again. Any other fault is the message's own.
 */
const passing = /^(08|25|40|53|57P|58|55P03)/

/**
 * Does a run together where its module can. What throws is rolled back and done in halves, down to the one message that
 * can't be done: seven times half the work for one such message in a hundred, where one by one would be twenty times.
 */
async function applyAllOrHalves(
  visit: Visit,
  messages: readonly Arrived[],
  isLate: () => boolean,
): Promise<readonly (Outcome | Quarantined)[]> {
  const [first] = messages
  if (!first) return []
  const handled = visit.node.messages.get(first.kind)
  if (messages.length === 1) return [await applyOrQuarantine(visit, handled, first)]
  if (handled?.applyAll) {
    const { applyAll } = handled
    const outcomes = await inSavepoint(visit, () => applyAll(visit, messages as readonly never[]))
    if ('done' in outcomes) return outcomes.done
  }
  const middle = handled?.applyAll ? messages.length >> 1 : 1
  const before = await applyAllOrHalves(visit, messages.slice(0, middle), isLate)
  if (before.length < middle || isLate()) return before
  return [...before, ...(await applyAllOrHalves(visit, messages.slice(middle), isLate))]
}

async function applyOrQuarantine(
  visit: Visit,
  handled: Handled | undefined,
  message: Arrived,
): Promise<Outcome | Quarantined> {
  const outcome = await inSavepoint(visit, () => {
    if (!handled) throw new Error(`nobody handles ${message.kind}`)
    return handled.apply(visit, message as never)
  })
  if ('done' in outcome) return outcome.done
  const { error } = outcome
  // A value that is no value here, or that breaks a rule of a table.
  if (error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? ''))
    return { state: 'refused', code: 'VALUE-REFUSED' }
  visit.node.log.error({ kind: message.kind, ...loggable(error) }, 'a message of a partner is in quarantine')
  return { state: 'quarantined', code: 'QUARANTINED' }
}

/** Does something, or nothing of it. Throws what will pass, so that the whole transaction comes again. */
async function inSavepoint<T>(
  { tx: { client } }: Visit,
  act: () => Promise<T>,
): Promise<{ readonly done: T } | { readonly error: unknown }> {
  await client.query('savepoint message')
  try {
    const done = await act()
    await client.query('release savepoint message')
    return { done }
  } catch (error) {
    if (error instanceof pg.DatabaseError && passing.test(error.code ?? '')) throw error
    // A connection that broke, or anything else that is not the message's fault, shows here and ends the transaction.
    await client.query('rollback to savepoint message')
    await client.query('release savepoint message')
    return { error }
  }
}

function isKind(kind: string): kind is MessageKind {
  return Object.hasOwn(messageKinds, kind)
}
