import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { actOnLead, assignLead } from './act-on-lead.ts'
import { answerAsk, askAbout } from './ask-about.ts'
import { endWatch, pauseWatch, resumeWatch } from './change-watch.ts'
import { listLeads, readPrecision } from './list-leads.ts'
import { listWatches, viewWatch } from './list-watches.ts'
import { makeWatch } from './make-watch.ts'
import { listColleagues, readLead } from './read-lead.ts'
import { listTickets } from './tickets.ts'

export const leadsRoutes: readonly Served[] = [
  serve(routes.watchList, 'lead.work', (ctx) => listWatches(ctx)),
  serve(routes.watchMake, 'lead.work', (ctx, { body }) => makeWatch(ctx, body), { again: viewWatch }),
  serve(routes.watchPause, 'lead.work', (ctx, { params }) => pauseWatch(ctx, params.id)),
  serve(routes.watchResume, 'lead.work', (ctx, { params }) => resumeWatch(ctx, params.id)),
  serve(routes.watchEnd, 'lead.work', (ctx, { params }) => endWatch(ctx, params.id)),
  serve(routes.leadList, 'lead.work', (ctx, { query }) => listLeads(ctx, query)),
  serve(routes.leadPrecision, 'lead.work', (ctx) => readPrecision(ctx)),
  serve(routes.leadRead, 'lead.work', (ctx, { params }) => readLead(ctx, params.id)),
  serve(routes.leadAct, 'lead.work', (ctx, { params, body }) => actOnLead(ctx, params.id, body)),
  serve(routes.leadColleagues, 'lead.work', (ctx, { params }) => listColleagues(ctx, params.id)),
  serve(routes.leadAssign, 'lead.work', (ctx, { params, body }) => assignLead(ctx, params.id, body.person)),
  serve(routes.ticketList, 'ticket.work', (ctx) => listTickets(ctx)),
  serve(routes.ticketAsk, 'ticket.work', (ctx, { params, body }) => askAbout(ctx, params.id, body.reason)),
  serve(routes.ticketAnswer, 'ticket.work', (ctx, { params, body }) => answerAsk(ctx, params.id, body)),
]
