import { routes } from '@shield/contract'

import { serve, serveSignedOut } from '../../serve.ts'
import type { Served, Visitor } from '../../serve.ts'
import { listPeople } from './list-people.ts'
import { beginOidc, finishOidc } from './oidc.ts'
import { endSession, signInByLink } from './one-time.ts'
import { answerPasskey, answerSetUp, askPasskey, askSetUp } from './passkey.ts'
import { readSession, statePurpose } from './read-session.ts'
import { approveRole, proposeRole, revokeRole } from './role-grant.ts'
import { endHeldSession } from './session.ts'

/** The browser goes on with a new token; the one it had, somebody else's perhaps, ends. */
async function enter(visitor: Visitor, token: string): Promise<undefined> {
  if (visitor.held !== undefined) await endHeldSession(visitor, visitor.held)
  visitor.setSession(token)
}

export const identityRoutes: readonly Served[] = [
  serve(routes.sessionRead, 'session.self', (ctx) => readSession(ctx)),
  serve(routes.sessionPurpose, 'session.self', (ctx, { body }) => statePurpose(ctx, body)),
  serve(routes.sessionEnd, 'session.self', async (ctx) => {
    await endSession(ctx)
    ctx.setSession(undefined)
    return undefined
  }),
  serveSignedOut(routes.signInWays, async ({ node }) => ({
    node: node.name,
    training: node.config.mode === 'training',
    oidc: node.config.oidc.map(({ id, name }) => ({ id, name })),
  })),
  serveSignedOut(routes.signInDemonstration, async (visitor, { body }) =>
    enter(visitor, await signInByLink(visitor, body.secret)),
  ),
  serveSignedOut(routes.passkeyAsk, (visitor) => askPasskey(visitor)),
  serveSignedOut(routes.passkeyAnswer, async (visitor, { body }) =>
    enter(visitor, await answerPasskey(visitor, body.ceremony, body.answer)),
  ),
  serveSignedOut(routes.setUpAsk, (visitor, { body }) => askSetUp(visitor, body.secret)),
  serveSignedOut(routes.setUpAnswer, async (visitor, { body }) =>
    enter(visitor, await answerSetUp(visitor, body.ceremony, body.answer)),
  ),
  serveSignedOut(routes.oidcBegin, async (visitor, { params }) => ({
    location: await beginOidc(visitor, params.provider),
  })),
  serveSignedOut(routes.oidcFinish, async (visitor, { params, query }) => {
    await enter(visitor, await finishOidc(visitor, params.provider, query))
    return { location: '/' }
  }),
  serve(routes.peopleList, 'people.read', (ctx, { query }) => listPeople(ctx, query)),
  serve(
    routes.roleGrantPropose,
    'role.grant',
    async (ctx, { params, body }) => {
      await proposeRole(ctx, params.id, body)
      return undefined
    },
    { again: async () => undefined },
  ),
  serve(routes.roleGrantApprove, 'people.read', async (ctx, { params }) => {
    await approveRole(ctx, params.id)
    return undefined
  }),
  serve(routes.roleGrantRevoke, 'role.revoke', async (ctx, { params }) => {
    await revokeRole(ctx, params.id)
    return undefined
  }),
]
