import { chosen, textOf } from '../../ui/url.ts'

/** What the address of the sign-in holds: where to go afterwards (only a path of this app counts), and why a provider's sign-in failed. */
export interface SignInUrl {
  readonly next?: string
  /** The code of the node's refusal. */
  readonly refused?: string
}

export function signInOf(raw: Record<string, unknown>): SignInUrl {
  const next = textOf(raw['next'], 2000)
  return chosen({
    next: next !== undefined && /^\/(?![/\\])/.test(next) ? next : undefined,
    refused: textOf(raw['refused'], 40),
  })
}
