import type { ArrivalAct, BeginInterview, GiveConsent, InterviewAct, RefuseConsent } from '../api/wire.ts'

/** What the node said of an act, in its words; the act waits for somebody to try again or put it right. */
export interface Refused {
  readonly words: string
  readonly at: string
}

/** What was done: at a board, of the ledger, or in an interview. Each carries an id, by which the node does it once. */
export type Deed =
  | { readonly kind: 'arrival'; readonly board: string; readonly site: string; readonly act: ArrivalAct }
  | { readonly kind: 'agreed'; readonly given: GiveConsent }
  | { readonly kind: 'refused'; readonly refusal: RefuseConsent }
  | { readonly kind: 'begun'; readonly begin: BeginInterview }
  | { readonly kind: 'told'; readonly interview: string; readonly act: InterviewAct }

/** One act that was done without the node, in the order it was done. It stays until the node says that it is done. */
export interface Waiting {
  readonly id: string
  readonly order: number
  /** Who did it: it goes under this person's name alone. */
  readonly by: string
  /** Of whom. */
  readonly code: string
  /** When, by the node's clock as far as the device can tell it. */
  readonly at: string
  readonly deed: Deed
  readonly refused?: Refused
}

/** The node said it is done; another hand had answered differently where `conflicts` names something. */
export type Done = Differed<'arrival', ArrivalField> | Differed<'told', string>

type ArrivalField = keyof ArrivalAct['triage']

interface Differed<K, F> {
  readonly kind: K
  readonly id: string
  readonly code: string
  /** Questions of arrival, or of an interview by their code. */
  readonly conflicts: readonly F[]
}

/** What an earlier version of the app wrote: acts of a board alone. */
interface Earlier {
  readonly id: string
  readonly order: number
  readonly by: string
  readonly board: string
  readonly site: string
  readonly act: ArrivalAct
  readonly refused?: Refused
}

/** An outbox is never lost by a newer version: it reads what the one before has written. */
export function readWaiting(kept: Waiting | Earlier): Waiting {
  if ('deed' in kept) return kept
  const { id, order, by, board, site, act, refused } = kept
  const deed: Deed = { kind: 'arrival', board, site, act }
  return { id, order, by, code: act.code, at: act.at, deed, ...(refused ? { refused } : {}) }
}

export function readDone(kept: Done | Omit<Differed<'arrival', ArrivalField>, 'kind'>): Done {
  return 'kind' in kept ? kept : { kind: 'arrival', ...kept }
}

/** The act with the moment it counts from, as the node's clock has it. */
export function dated(deed: Deed, at: string): Deed {
  switch (deed.kind) {
    case 'agreed':
      return { ...deed, given: { ...deed.given, at } }
    case 'refused':
      return { ...deed, refusal: { ...deed.refusal, at } }
    case 'begun':
      return { ...deed, begin: { ...deed.begin, at } }
    case 'arrival':
      return { ...deed, act: { ...deed.act, at } }
    default:
      return { ...deed, act: { ...deed.act, at } }
  }
}

export function idOf(deed: Deed): string {
  switch (deed.kind) {
    case 'agreed':
      return deed.given.id
    case 'refused':
      return deed.refusal.id
    case 'begun':
      return deed.begin.id
    default:
      return deed.act.id
  }
}

/** An act of somebody's goes after all earlier ones of the same person: after one that was refused nothing of hers goes. */
export function sendable(waiting: readonly Waiting[]): readonly Waiting[] {
  const held = new Set<string>()
  return inOrder(waiting).filter(({ code, refused }) => {
    if (refused) held.add(code)
    return !held.has(code)
  })
}

export function inOrder(waiting: readonly Waiting[]): readonly Waiting[] {
  return waiting.toSorted((a, b) => a.order - b.order)
}

/** What goes in one request: acts of one board or of one interview, in their order, as many as the node takes at once. */
export function nextBatch(waiting: readonly Waiting[], most = 50): readonly Waiting[] {
  const ready = sendable(waiting)
  const [first] = ready
  if (first === undefined) return []
  const lane = laneOf(first)
  const other = ready.findIndex((one) => laneOf(one) !== lane)
  return ready.slice(0, Math.min(most, other === -1 ? ready.length : other))
}

function laneOf({ id, deed }: Waiting): string {
  if (deed.kind === 'arrival') return `board ${deed.board}`
  return deed.kind === 'told' ? `interview ${deed.interview}` : `alone ${id}`
}

/** Trying again: what was refused goes with the rest. */
export function again({ id, order, by, code, at, deed }: Waiting): Waiting {
  return { id, order, by, code, at, deed }
}
