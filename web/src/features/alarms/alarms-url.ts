import { chosen, textOf } from '../../ui/url.ts'

export interface AlarmsUrl {
  readonly alarm?: string
}

export function alarmsOf(raw: Record<string, unknown>): AlarmsUrl {
  return chosen({ alarm: textOf(raw['alarm']) })
}
