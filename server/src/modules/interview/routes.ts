import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { actOnInterview } from './act-on-interview.ts'
import { beginInterview } from './begin-interview.ts'
import { askSets } from '../words/index.ts'
import { judgeInterview, openWords, readResult } from './judge-interview.ts'
import { settleAnswer } from './settle-answer.ts'
import { listInterviews, readInterview } from './view-interview.ts'

export const interviewRoutes: readonly Served[] = [
  serve(routes.indicatorSets, 'panel.work', (ctx, { query }) => askSets(ctx, query.languages)),
  serve(routes.interviewList, 'panel.work', (ctx, { params }) => listInterviews(ctx, params.code)),
  serve(routes.interviewBegin, 'protection.work', (ctx, { params, body }) =>
    beginInterview(ctx, params.code, body),
  ),
  serve(routes.interviewRead, 'panel.work', (ctx, { params }) => readInterview(ctx, params.id)),
  serve(routes.interviewAct, 'protection.work', (ctx, { params, body }) =>
    actOnInterview(ctx, params.id, body.acts),
  ),
  serve(routes.answerSettle, 'protection.work', (ctx, { params, body }) => settleAnswer(ctx, params, body)),
  serve(routes.interviewJudge, 'protection.work', (ctx, { params, body }) =>
    judgeInterview(ctx, params.id, body),
  ),
  serve(routes.interviewResult, 'panel.work', (ctx, { params }) => readResult(ctx, params.id)),
  serve(routes.interviewWords, 'identity.open', (ctx, { params, body }) =>
    openWords(ctx, params, body.reason),
  ),
]
