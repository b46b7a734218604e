import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { streamChanges } from './stream-changes.ts'

export const outletRoutes: readonly Served[] = [
  serve(routes.changesFollow, 'search.run', (ctx, { query }) => streamChanges(ctx, query)),
]
