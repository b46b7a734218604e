import { chosen, textOf } from '../../ui/url.ts'

/** What the address of the exports holds: the request that is looked for. */
export interface ExportsUrl {
  readonly export?: string
}

export function exportsOf(raw: Record<string, unknown>): ExportsUrl {
  return chosen({ export: textOf(raw['export']) })
}
