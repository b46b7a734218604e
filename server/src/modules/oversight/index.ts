import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { answerAlarm } from './answer-alarm.ts'
import { listAlarms } from './list-alarms.ts'
import { listAudit, readCheckpoint, readProof, readTrail } from './read-audit.ts'

export const auditRoutes: readonly Served[] = [
  serve(routes.entityTrail, 'content.trail', (ctx, { params, query }) => readTrail(ctx, params.id, query)),
  serve(routes.auditList, 'audit.read', (ctx, { query }) => listAudit(ctx, query)),
  serve(routes.auditCheckpoint, 'audit.verify', (ctx, { query }) => readCheckpoint(ctx, query)),
  serve(routes.alarmList, 'alarm.answer', (ctx) => listAlarms(ctx)),
  serve(routes.alarmAnswer, 'alarm.answer', (ctx, { params, body }) => answerAlarm(ctx, params.id, body)),
  serve(routes.auditProof, 'audit.read', (ctx, { params }) => readProof(ctx, params.id)),
]

export { waitingVaultAlarms } from './list-alarms.ts'
