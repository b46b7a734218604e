import { consentPurposeNames } from '@shield/core'
import type { ConsentPurpose } from '@shield/core'

import { chosen, oneOf } from '../../ui/url.ts'

/** The ledger of a person, or one purpose that is being asked about. */
export interface ConsentUrl {
  readonly purpose?: ConsentPurpose
}

export function consentOf(raw: Record<string, unknown>): ConsentUrl {
  return chosen({ purpose: oneOf(raw['purpose'], consentPurposeNames) })
}
