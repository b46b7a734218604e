import { linkKinds } from '@shield/core'
import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { makeJudgement, withdrawJudgement } from './judge.ts'
import { listNewest } from './list-newest.ts'
import { changeMarking } from './marking/change-marking.ts'
import { approveChange, refuseChange, withdrawChange } from './marking/decide-change.ts'
import { listChanges, readChange, viewChange } from './marking/view-change.ts'
import { previewMarking } from './marking/weigh.ts'
import { approveProposal, refuseProposal, withdrawProposal } from './decide-proposal.ts'
import { stateOfMade } from './propose-same.ts'
import { listProposals } from './view-proposal.ts'
import { readEntity, readHistory, readLinks, readRecord } from './read-entity.ts'

export const registryRoutes: readonly Served[] = [
  serve(routes.entityRead, 'content.read', (ctx, { params, query }) =>
    readEntity(ctx, params.id, query.retracted),
  ),
  serve(routes.entityLinks, 'content.read', (ctx, { params, query }) =>
    readLinks(ctx, params.id, {
      ...query,
      kind: query.kind === undefined ? undefined : linkKinds[query.kind].number,
    }),
  ),
  serve(routes.entityHistory, 'content.read', (ctx, { params, query }) => readHistory(ctx, params.id, query)),
  serve(routes.entityNewest, 'search.run', (ctx, { query }) => listNewest(ctx, query)),
  serve(routes.recordRead, 'content.read', (ctx, { params }) => readRecord(ctx, params.id)),
  serve(routes.judgementMake, 'content.judge', (ctx, { body }) => makeJudgement(ctx, body), {
    again: async (ctx, id) => ({ id, state: await stateOfMade(ctx, id) }),
  }),
  serve(routes.judgementWithdraw, 'content.judge', async (ctx, { params, body }) => {
    await withdrawJudgement(ctx, params.id, body.reason)
    return undefined
  }),
  serve(routes.proposalList, 'search.run', (ctx, { query }) => listProposals(ctx, query)),
  serve(routes.proposalApprove, 'content.join', (ctx, { params, body }) =>
    approveProposal(ctx, params.id, body.reason),
  ),
  serve(routes.proposalRefuse, 'content.join', (ctx, { params, body }) =>
    refuseProposal(ctx, params.id, body.reason),
  ),
  serve(routes.proposalWithdraw, 'content.judge', (ctx, { params, body }) =>
    withdrawProposal(ctx, params.id, body.reason),
  ),
  serve(routes.markingPreview, 'content.read', (ctx, { body }) => previewMarking(ctx, body)),
  serve(routes.markingChangeMake, 'content.raise', (ctx, { body }) => changeMarking(ctx, body), {
    again: viewChange,
  }),
  serve(routes.markingChangeList, 'content.read', (ctx, { query }) => listChanges(ctx, query.entity)),
  serve(routes.markingChangeRead, 'content.read', (ctx, { params }) => readChange(ctx, params.id)),
  serve(routes.markingChangeApprove, 'content.lower', (ctx, { params, body }) =>
    approveChange(ctx, params.id, body.reason),
  ),
  serve(routes.markingChangeRefuse, 'content.lower', (ctx, { params, body }) =>
    refuseChange(ctx, params.id, body.reason),
  ),
  serve(routes.markingChangeWithdraw, 'content.write', (ctx, { params, body }) =>
    withdrawChange(ctx, params.id, body.reason),
  ),
]
