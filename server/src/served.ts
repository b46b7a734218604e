import { complete } from './serve.ts'
import type { Served } from './serve.ts'
import { auditRoutes } from './modules/oversight/index.ts'
import { exchangeRoutes } from './modules/exchange/index.ts'
import { graphRoutes } from './modules/graph/index.ts'
import { identityRoutes } from './modules/identity/index.ts'
import { intakeRoutes } from './modules/intake/index.ts'
import { leadsRoutes } from './modules/leads/index.ts'
import { linkingRoutes } from './modules/linking/index.ts'
import { noticeRoutes } from './modules/notice/index.ts'
import { registryRoutes } from './modules/registry/index.ts'
import { searchRoutes } from './modules/search/index.ts'

/** Every route that is on the air: all of the contract's, each once. */
export const served: readonly Served[] = complete([
  ...identityRoutes,
  ...noticeRoutes,
  ...registryRoutes,
  ...linkingRoutes,
  ...searchRoutes,
  ...graphRoutes,
  ...leadsRoutes,
  ...intakeRoutes,
  ...exchangeRoutes,
  ...auditRoutes,
])
