import type { RequestActName, RequestState } from '@shield/contract'

/** Whose act it is: of who asks (out) or of who is asked (in). */
export type Side = 'out' | 'in'

interface Rule {
  readonly side: Side
  readonly from: readonly RequestState[]
  /** Undefined: it stays as it is. */
  readonly to: RequestState | undefined
}

const open: readonly RequestState[] = ['sent', 'seen', 'accepted', 'answered-in-part']

const rules: Readonly<Record<RequestActName, Rule>> = {
  accept: { side: 'in', from: ['sent', 'seen'], to: 'accepted' },
  refuse: { side: 'in', from: open, to: 'refused' },
  'answer-part': { side: 'in', from: open, to: 'answered-in-part' },
  answer: { side: 'in', from: open, to: 'closed' },
  // What the police may not give another, a court may: who asked says that it goes that way now.
  'mutual-legal-assistance': { side: 'out', from: [...open, 'refused'], to: 'mutual-legal-assistance' },
  withdraw: { side: 'out', from: [...open, 'waiting', 'refused', 'mutual-legal-assistance'], to: 'closed' },
  chase: { side: 'out', from: open, to: undefined },
}

/** Not an act of a person: the partner's node refused the message, by the code that stands as its text. */
export const notTaken = 'not-taken'

/** The state after an act, or undefined where that side cannot do it now. */
export function stateAfter(state: RequestState, act: RequestActName, side: Side): RequestState | undefined {
  const rule = rules[act]
  if (rule.side !== side || !rule.from.includes(state)) return undefined
  return rule.to ?? state
}

export function actsFor(state: RequestState, side: Side): readonly RequestActName[] {
  return (Object.keys(rules) as RequestActName[]).filter((act) => stateAfter(state, act, side) !== undefined)
}

export function isOpen(state: RequestState): boolean {
  return open.includes(state)
}

/** Whose turn it is, seen from one side. */
export function turnOf(state: RequestState, side: Side): 'us' | 'them' | 'nobody' {
  if (state === 'waiting') return 'us'
  if (isOpen(state)) return side === 'in' ? 'us' : 'them'
  // A refusal asks who asked to go another way or to let it be.
  if (state === 'refused') return side === 'out' ? 'us' : 'them'
  return 'nobody'
}
