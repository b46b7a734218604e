import { findingStates, punishments } from '@shield/core'
import type { FindingState, Punishment } from '@shield/core'

import { chosen, oneOf } from '../../ui/url.ts'

export interface FindingsUrl {
  readonly punishment?: Punishment
  readonly state?: FindingState
  readonly only?: 'late' | 'open'
  readonly view?: 'list'
}

export function findingsOf(raw: Record<string, unknown>): FindingsUrl {
  return chosen({
    punishment: oneOf(raw['punishment'], punishments),
    state: oneOf(raw['state'], findingStates),
    only: oneOf(raw['only'], ['late', 'open'] as const),
    view: oneOf(raw['view'], ['list'] as const),
  })
}
