import { complete } from './serve.ts'
import type { Served } from './serve.ts'
import { auditRoutes } from './modules/oversight/index.ts'
import { exchangeRoutes } from './modules/exchange/index.ts'
import { figuresRoutes } from './modules/figures/index.ts'
import { giveOutRoutes } from './modules/give-out/index.ts'
import { graphRoutes } from './modules/graph/index.ts'
import { identityRoutes } from './modules/identity/index.ts'
import { intakeRoutes } from './modules/intake/index.ts'
import { leadsRoutes } from './modules/leads/index.ts'
import { linkingRoutes } from './modules/linking/index.ts'
import { matchingRoutes } from './modules/matching/index.ts'
import { nonPunishmentRoutes } from './modules/non-punishment/index.ts'
import { noticeRoutes } from './modules/notice/index.ts'
import { outletRoutes } from './modules/outlet/index.ts'
import { partnersRoutes } from './modules/partners/index.ts'
import { registryRoutes } from './modules/registry/index.ts'
import { glassRoutes } from './modules/break-glass/index.ts'
import { complaintRoutes } from './modules/complaints/index.ts'
import { careRoutes } from './modules/care/index.ts'
import { consentRoutes } from './modules/consent/index.ts'
import { determinationRoutes } from './modules/determination/index.ts'
import { interviewRoutes } from './modules/interview/index.ts'
import { protectionRoutes } from './modules/protection/index.ts'
import { evacuationRoutes } from './modules/evacuation/index.ts'
import { offlineRoutes } from './modules/offline/index.ts'
import { requestsRoutes } from './modules/requests/index.ts'
import { subjectRoutes } from './modules/subject/index.ts'
import { retentionRoutes } from './modules/retention/index.ts'
import { returnsRoutes } from './modules/returns/index.ts'
import { searchRoutes } from './modules/search/index.ts'
import { wordsRoutes } from './modules/words/index.ts'
import { feedRoutes } from './modules/taxii/index.ts'

/** Every route that is on the air: all of the contract's, each once. */
export const served: readonly Served[] = complete([
  ...identityRoutes,
  ...noticeRoutes,
  ...registryRoutes,
  ...linkingRoutes,
  ...searchRoutes,
  ...figuresRoutes,
  ...giveOutRoutes,
  ...graphRoutes,
  ...leadsRoutes,
  ...intakeRoutes,
  ...feedRoutes,
  ...outletRoutes,
  ...exchangeRoutes,
  ...partnersRoutes,
  ...matchingRoutes,
  ...protectionRoutes,
  ...complaintRoutes,
  ...careRoutes,
  ...consentRoutes,
  ...glassRoutes,
  ...subjectRoutes,
  ...interviewRoutes,
  ...wordsRoutes,
  ...determinationRoutes,
  ...evacuationRoutes,
  ...offlineRoutes,
  ...nonPunishmentRoutes,
  ...requestsRoutes,
  ...retentionRoutes,
  ...returnsRoutes,
  ...auditRoutes,
])
