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

export interface Given {
  /** Somebody else has asked, and this actor approves. */
  readonly secondPerson: boolean
  /** Whoever owns it lets it go to this recipient. */
  readonly byLeave: boolean
}

/** May what bears this block be handed to a partner, given what others have said to it? */
export function mayRelease(
  ctx: Pick<Context, 'node' | 'actor' | 'purpose'>,
  resource: Marking,
  given: Given,
): Decision {
  return ctx.node.policy.decide({
    ...{ actor: ctx.actor, action: 'content.release', resource, purpose: ctx.purpose },
    ...given,
  })
}

/** Asks the policy again, for the person who acts now, on every block that goes. */
export function permitRelease(ctx: Context, blocks: readonly Marking[], given: Given): void {
  for (const block of blocks) {
    const { allow, because } = mayRelease(ctx, block, given)
    if (allow) continue
    const withSecond = mayRelease(ctx, block, { ...given, secondPerson: true })
    throw new Problem(withSecond.allow ? 'second-person-needed' : 'not-allowed', because)
  }
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
