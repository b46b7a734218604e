import {
  ActOnLead,
  AnswerAsk,
  AssignLead,
  LeadColleagues,
  LeadPrecision,
  LeadQuery,
  LeadRow,
  LeadView,
  MakeWatch,
  TicketView,
  WatchView,
} from './leads.ts'
import { route } from './route.ts'
import { ById, Nothing, Page, PageQuery, Reason, Strict } from './shape.ts'

const Because = Strict({ reason: Reason })

/** Watches, leads and the tickets of contact desks. */
export const leadsRoutes = {
  watchList: route('watchList', {
    summary: 'What this person and the own desk watch',
    query: Strict(PageQuery),
    reply: Page(WatchView),
  }),
  watchMake: route('watchMake', {
    summary: 'Watch an entity, an identifier or a search for the stated purpose',
    body: MakeWatch,
    reply: WatchView,
  }),
  watchPause: route('watchPause', {
    summary: 'Let a watch rest; what comes meanwhile is told when it goes on',
    params: ById,
    body: Nothing,
    reply: WatchView,
  }),
  watchResume: route('watchResume', {
    summary: 'Let a watch go on',
    params: ById,
    body: Nothing,
    reply: WatchView,
  }),
  watchEnd: route('watchEnd', { summary: 'End a watch', params: ById, body: Nothing, reply: WatchView }),
  leadList: route('leadList', {
    summary: 'Leads for this person and the own desk',
    query: LeadQuery,
    reply: Page(LeadRow),
  }),
  leadPrecision: route('leadPrecision', {
    summary: 'What came of the leads of each rule',
    reply: LeadPrecision,
  }),
  leadRead: route('leadRead', {
    summary: 'One lead with the path that explains it',
    params: ById,
    reply: LeadView,
  }),
  leadAct: route('leadAct', {
    summary: 'Acknowledge a lead, say what was done with it, dismiss it or take it up again',
    params: ById,
    body: ActOnLead,
    reply: LeadView,
  }),
  leadColleagues: route('leadColleagues', {
    summary: 'Colleagues a lead may be given to',
    params: ById,
    reply: LeadColleagues,
  }),
  leadAssign: route('leadAssign', {
    summary: 'Give a lead to a colleague who may see it',
    params: ById,
    body: AssignLead,
    reply: LeadView,
  }),
  ticketList: route('ticketList', {
    summary: 'Numbers of the own organisation on which another one holds something',
    query: Strict(PageQuery),
    reply: Page(TicketView),
  }),
  ticketAsk: route('ticketAsk', {
    summary: 'Ask the other contact desk about a number',
    params: ById,
    body: Because,
    reply: TicketView,
  }),
  ticketAnswer: route('ticketAnswer', {
    summary: 'Answer a contact desk that asks: contact us, or no',
    params: ById,
    body: AnswerAsk,
    reply: TicketView,
  }),
} as const
