import type { Words } from '@shield/core'

import type { OrganisationHere } from '../api/wire.ts'

interface Named {
  readonly organisationsHere: readonly OrganisationHere[]
}

/** Names of organisations of this node; what is elsewhere stands as it was written. */
export function namesOf(
  codes: readonly string[],
  { organisationsHere }: Named,
  say: (words: Words) => string,
): readonly string[] {
  return codes.map((code) => nameOf(code, { organisationsHere }, say))
}

export function nameOf(code: string, { organisationsHere }: Named, say: (words: Words) => string): string {
  const known = organisationsHere.find((one) => one.code === code)
  return known ? say(known.name) : code
}
