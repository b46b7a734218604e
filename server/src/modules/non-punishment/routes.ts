import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { addOffence } from './add-offence.ts'
import { askCarers } from './ask-carers.ts'
import { assessOffence } from './assess-offence.ts'
import { followOutcome } from './follow-outcome.ts'
import { listFindings } from './list-findings.ts'
import { listOffences } from './list-offences.ts'
import { openFinding } from './open-finding.ts'
import { readPunishmentFigures } from './read-figures.ts'
import { reportOutcome } from './report-outcome.ts'
import { listOfPerson, reportPunishment } from './report-punishment.ts'
import { secondOffence } from './second-offence.ts'
import { takePunishmentList } from './take-list.ts'
import { readFinding } from './view-finding.ts'

export const nonPunishmentRoutes: readonly Served[] = [
  serve(routes.punishmentList, 'punishment.assess', (ctx, { query }) => listFindings(ctx, query)),
  serve(routes.punishmentListTake, 'punishment.assess', (ctx, { body }) => takePunishmentList(ctx, body)),
  serve(routes.punishmentOffences, 'punishment.read', (ctx) => listOffences(ctx)),
  serve(routes.punishmentFigures, 'punishment.figures', (ctx) => readPunishmentFigures(ctx)),
  serve(routes.punishmentRead, 'punishment.read', (ctx, { params }) => readFinding(ctx, params.id)),
  serve(routes.punishmentOpen, 'punishment.assess', (ctx, { params, body }) =>
    openFinding(ctx, params.id, body.reason),
  ),
  serve(routes.punishmentOffence, 'punishment.assess', (ctx, { params, body }) =>
    addOffence(ctx, params.id, body),
  ),
  serve(routes.punishmentAssess, 'punishment.assess', (ctx, { params, body }) =>
    assessOffence(ctx, params, body),
  ),
  serve(routes.punishmentSecond, 'punishment.assess', (ctx, { params, body }) =>
    secondOffence(ctx, params, body),
  ),
  serve(routes.punishmentOutcome, 'punishment.assess', (ctx, { params, body }) =>
    reportOutcome(ctx, params.id, body),
  ),
  serve(routes.punishmentFollow, 'punishment.read', (ctx, { params, body }) =>
    followOutcome(ctx, params.id, body),
  ),
  serve(routes.punishmentAsk, 'punishment.assess', (ctx, { params, body }) =>
    askCarers(ctx, params.id, body.id),
  ),
  serve(routes.punishmentOf, 'punishment.read', (ctx, { params }) => listOfPerson(ctx, params.code)),
  serve(routes.punishmentReport, 'protection.work', (ctx, { params, body }) =>
    reportPunishment(ctx, params.code, body),
  ),
]
