import type { Lane, MessageBody, MessageKind, ReceiptCode, ReceiptState } from '@shield/contract'
import { messageKinds } from '@shield/contract'

import type { Visit } from '../context.ts'

/** A message of a partner, its signature and form already right. */
export interface Arrived<K extends MessageKind = MessageKind> {
  readonly id: string
  readonly from: string
  readonly kind: K
  readonly lane: Lane
  /** When its envelope was signed, by the partner's clock. */
  readonly created: Date
  readonly body: MessageBody<K>
}

/** What became of it here. `about`: wire id of what it spoke of, so that its receipts are found. */
export interface Outcome {
  readonly state: 'accepted' | 'applied' | 'recalled' | 'refused'
  readonly code?: ReceiptCode
  readonly about?: string
}

/** What a partner says became of a message of ours. */
export interface Noted<K extends MessageKind = MessageKind> {
  readonly peer: string
  readonly message: string
  readonly kind: K
  readonly about: string
  /** What we had told. */
  readonly body: MessageBody<K>
  readonly state: ReceiptState
  readonly code?: ReceiptCode
  readonly reason?: string
  readonly at: Date
}

interface Doing<K extends MessageKind> {
  /** Does what it says, in the transaction that notes its arrival. What does not fit is refused and changes nothing. */
  readonly apply: (visit: Visit, message: Arrived<K>) => Promise<Outcome>
  /**
   * Does many of one sender together, to the same end as one after the other; an outcome for each, in their order. What it throws
   * is found out by halves, so that one message nobody can read costs its neighbours nothing.
   */
  readonly applyAll?: (visit: Visit, messages: readonly Arrived<K>[]) => Promise<readonly Outcome[]>
  /** Moves our own book along, in the transaction that keeps the receipt. */
  readonly noted?: (visit: Visit, receipt: Noted<K>) => Promise<void>
  /** Moves it along for many receipts of one partner at once. */
  readonly notedAll?: (visit: Visit, receipts: readonly Noted<K>[]) => Promise<void>
}

/** One kind of message and what a module does with it. */
export interface Handled {
  readonly kind: MessageKind
  readonly apply: (visit: Visit, message: Arrived<never>) => Promise<Outcome>
  readonly applyAll:
    | ((visit: Visit, messages: readonly Arrived<never>[]) => Promise<readonly Outcome[]>)
    | undefined
  readonly noted: ((visit: Visit, receipt: Noted<never>) => Promise<void>) | undefined
  readonly notedAll: ((visit: Visit, receipts: readonly Noted<never>[]) => Promise<void>) | undefined
}

/**
 * How a module takes part in the exchange: `export const messages = [handle('release', { apply, noted }), …]`, gathered in
 * `messages.ts`; the kind, its lane and the schema of its body stand in `contract/src/peer/message.ts`.
 */
export function handle<K extends MessageKind>(kind: K, doing: Doing<K>): Handled {
  const { apply, applyAll, noted, notedAll } = doing as unknown as Omit<Handled, 'kind'>
  return { kind, apply, applyAll, noted, notedAll }
}

export type MessageTable = ReadonlyMap<string, Handled>

/** Every kind of the contract, each handled once. Throws an Error that names what is missing or doubled. */
export function gather(all: readonly Handled[]): MessageTable {
  const faults = Object.keys(messageKinds).flatMap((kind) => {
    const times = all.filter((one) => one.kind === kind).length
    return times === 1 ? [] : [`${kind} is handled ${times} times`]
  })
  if (faults.length > 0) throw new Error(`the messages are not complete: ${faults.join('; ')}`)
  return new Map(all.map((one) => [one.kind, one]))
}
