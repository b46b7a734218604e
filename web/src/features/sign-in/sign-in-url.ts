import { chosen, textOf } from '../../ui/url.ts'

/** What the address of the sign-in holds: where to go afterwards. Only a path of this app counts. */
export interface SignInUrl {
  readonly next?: string
}

export function signInOf(raw: Record<string, unknown>): SignInUrl {
  const next = textOf(raw['next'], 2000)
  return chosen({ next: next !== undefined && /^\/(?![/\\])/.test(next) ? next : undefined })
}
