import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { expandGraph, openGraph } from './expand.ts'
import { exportChart } from './export-chart.ts'
import { findPaths } from './find-paths.ts'
import { groupNodes } from './group-nodes.ts'

export { openGraphDoor } from './follow-graph.ts'

export const graphRoutes: readonly Served[] = [
  serve(routes.graphOpen, 'graph.expand', (ctx, { body }) => openGraph(ctx, body)),
  serve(routes.graphExpand, 'graph.expand', (ctx, { body }) => expandGraph(ctx, body)),
  serve(routes.graphPaths, 'graph.expand', (ctx, { body }) => findPaths(ctx, body)),
  serve(routes.graphCommunities, 'graph.expand', (ctx, { body }) => groupNodes(ctx, body)),
  serve(routes.graphExport, 'graph.expand', (ctx, { body }) => exportChart(ctx, body)),
]
