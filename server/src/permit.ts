import type { Marking } from '@shield/core'

import type { Context } from './context.ts'
import type { Action, Decision } from './policy/index.ts'
import { Problem, notFound } from './problem.ts'

/** May this actor do this to this block, for the stated purpose? */
export function mayDo(
  ctx: Pick<Context, 'node' | 'actor' | 'purpose'>,
  action: Action,
  resource: Marking | 'node',
  secondPerson = false,
): Decision {
  return ctx.node.policy.decide({ actor: ctx.actor, action, resource, purpose: ctx.purpose, secondPerson })
}

/** Refuses what the policy refuses: content that may not be seen as if it did not exist, anything else in the policy's words. */
export function permit(ctx: Context, action: Action, resource: Marking | 'node', secondPerson = false): void {
  const decision = mayDo(ctx, action, resource, secondPerson)
  if (decision.allow) return
  if (resource !== 'node' && !mayDo(ctx, 'content.read', resource).allow) throw notFound()
  if (!secondPerson && mayDo(ctx, action, resource, true).allow)
    throw new Problem('second-person-needed', decision.because)
  throw new Problem('not-allowed', decision.because)
}
