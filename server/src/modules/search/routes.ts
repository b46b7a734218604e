import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { exportEntities } from './export.ts'
import { runSearch, suggestNames } from './run-search.ts'

export const searchRoutes: readonly Served[] = [
  serve(routes.searchRun, 'search.run', (ctx, { query }) => runSearch(ctx, query)),
  serve(routes.searchSuggest, 'search.run', (ctx, { query }) => suggestNames(ctx, query.q)),
  serve(routes.exportRun, 'search.run', (ctx, { body }) => exportEntities(ctx, body)),
]
