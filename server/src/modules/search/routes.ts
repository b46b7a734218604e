import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { listAgreed, viewAgreed } from './agreed-rows.ts'
import { askExport } from './ask-export.ts'
import { approveExport, refuseExport, withdrawExport } from './decide-export.ts'
import { exportEntities } from './export.ts'
import { runSearch, suggestNames } from './run-search.ts'
import { takeExport } from './take-export.ts'

export const searchRoutes: readonly Served[] = [
  serve(routes.searchRun, 'search.run', (ctx, { query }) => runSearch(ctx, query)),
  serve(routes.searchSuggest, 'search.run', (ctx, { query }) => suggestNames(ctx, query.q)),
  serve(routes.exportRun, 'search.run', (ctx, { body }) => exportEntities(ctx, body)),
  serve(routes.exportAsk, 'export.agree', (ctx, { body }) => askExport(ctx, body), { again: viewAgreed }),
  serve(routes.exportAskList, 'export.agree', (ctx, { query }) => listAgreed(ctx, query)),
  serve(routes.exportApprove, 'export.agree', (ctx, { params, body }) =>
    approveExport(ctx, params.id, body.reason),
  ),
  serve(routes.exportRefuse, 'export.agree', (ctx, { params, body }) =>
    refuseExport(ctx, params.id, body.reason),
  ),
  serve(routes.exportWithdraw, 'export.agree', (ctx, { params, body }) =>
    withdrawExport(ctx, params.id, body.reason),
  ),
  serve(routes.exportTake, 'export.agree', (ctx, { params }) => takeExport(ctx, params.id)),
]
