import { chosen, oneOf } from '../../ui/url.ts'

export const panelStates = ['open', 'untold', 'told'] as const
export type PanelState = (typeof panelStates)[number]

/** Panels that sit; decided and not told yet; told. */
export interface PanelsUrl {
  readonly state?: PanelState
}

export function panelsOf(raw: Record<string, unknown>): PanelsUrl {
  return chosen({ state: oneOf(raw['state'], panelStates) })
}
