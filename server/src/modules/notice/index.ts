import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { readWork } from './read-work.ts'

export const noticeRoutes: readonly Served[] = [
  serve(routes.workRead, 'work.read', (ctx, { query }) => readWork(ctx, query.names ?? false)),
]
