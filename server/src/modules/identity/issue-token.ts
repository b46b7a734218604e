import type { Purpose } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Visit } from '../../context.ts'
import { startSession } from './session.ts'

/** A bearer for scripts, good for an hour at most and audited by its session. */
export async function issueToken(
  visit: Visit,
  token: { readonly person: string; readonly purpose: Purpose; readonly reference: string },
): Promise<string> {
  await audit(visit, { action: 'token.issued', object: token.person, detail: { purpose: token.purpose } })
  return startSession(visit, { ...token, method: 'token', hours: 1 })
}
