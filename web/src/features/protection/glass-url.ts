import { chosen, textOf } from '../../ui/url.ts'

export interface GlassUrl {
  readonly use?: string
}

export function glassOf(raw: Record<string, unknown>): GlassUrl {
  return chosen({ use: textOf(raw['use'], 40) })
}
