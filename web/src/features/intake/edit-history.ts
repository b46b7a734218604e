import { edited } from './mapping.ts'
import type { Change, Draft } from './mapping.ts'

/** The draft now, what it was before, and what was undone. */
export interface EditHistory {
  readonly past: readonly Draft[]
  readonly now: Draft
  readonly future: readonly Draft[]
}

export type Step =
  | { readonly step: 'change'; readonly change: Change }
  | { readonly step: 'replace'; readonly draft: Draft }
  | { readonly step: 'undo' }
  | { readonly step: 'redo' }

const longest = 200

export function startHistory(now: Draft): EditHistory {
  return { past: [], now, future: [] }
}

/** A change that changes nothing leaves no step to undo. */
export function walked(history: EditHistory, step: Step): EditHistory {
  const { past, now, future } = history
  switch (step.step) {
    case 'change':
    case 'replace': {
      const next = step.step === 'change' ? edited(now, step.change) : step.draft
      return next === now ? history : { past: [...past, now].slice(-longest), now: next, future: [] }
    }
    case 'undo': {
      const before = past.at(-1)
      return before ? { past: past.slice(0, -1), now: before, future: [now, ...future] } : history
    }
    case 'redo': {
      const [after, ...rest] = future
      return after ? { past: [...past, now], now: after, future: rest } : history
    }
  }
}
