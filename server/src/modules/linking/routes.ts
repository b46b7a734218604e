import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { answerQuestion } from './answer-question.ts'
import { askOwner } from './ask-owner.ts'
import { listCandidates } from './list-candidates.ts'
import { readPair } from './read-pair.ts'
import { readShared } from './read-shared.ts'
import { viewCluster } from './view-cluster.ts'
import { listQuestions, viewQuestion } from './view-question.ts'
import { weighThreshold } from './weigh-threshold.ts'

export const linkingRoutes: readonly Served[] = [
  serve(routes.candidateList, 'search.run', (ctx, { query }) => listCandidates(ctx, query)),
  serve(routes.candidateThreshold, 'search.run', (ctx, { query }) => weighThreshold(ctx, query)),
  serve(routes.pairRead, 'content.read', (ctx, { query }) => readPair(ctx, query)),
  serve(routes.questionMake, 'content.judge', (ctx, { body }) => askOwner(ctx, body), {
    again: viewQuestion,
  }),
  serve(routes.questionList, 'search.run', (ctx, { query }) => listQuestions(ctx, query.waiting ?? false)),
  serve(routes.questionAnswer, 'content.judge', (ctx, { params, body }) =>
    answerQuestion(ctx, params.id, body.answer),
  ),
  serve(routes.clusterRead, 'content.read', (ctx, { params }) => viewCluster(ctx, params.id)),
  serve(routes.sharedRead, 'content.read', (ctx, { params }) => readShared(ctx, params.id)),
]
