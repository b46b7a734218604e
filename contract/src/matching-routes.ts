import { ReleasePreview } from './exchange.ts'
import {
  AnswerHit,
  CheckMatch,
  DiscloseMatch,
  HitQuery,
  HitView,
  MakeMatch,
  MatchCheck,
  MatchOpening,
  MatchPartner,
  MatchRow,
  MatchTicketRow,
  MatchView,
  PreviewHit,
} from './matching.ts'
import { route } from './route.ts'
import { ById, Nothing, Page, PageQuery, Reason, Strict } from './shape.ts'

/** Private matching: what two nodes both hold, without either showing what it holds. */
export const matchingRoutes = {
  matchPartners: route('matchPartners', {
    summary: 'Partners that let identifiers be matched, and what is left of the quota',
    reply: Page(MatchPartner),
  }),
  matchResume: route('matchResume', {
    summary: 'Go on answering a partner after its questions were looked at',
    params: ById,
    body: Strict({ reason: Reason }),
    reply: MatchPartner,
  }),
  matchMake: route('matchMake', {
    summary: 'Ask a partner whether it holds identifiers, without showing them',
    body: MakeMatch,
    reply: MatchView,
  }),
  matchCheck: route('matchCheck', {
    summary: 'How values would be compared, which are left out and why; nothing is asked',
    body: CheckMatch,
    reply: MatchCheck,
  }),
  matchList: route('matchList', {
    summary: 'Questions of the own organisation',
    query: Strict(PageQuery),
    reply: Page(MatchRow),
  }),
  matchRead: route('matchRead', { summary: 'One question with its result', params: ById, reply: MatchView }),
  matchEndWatch: route('matchEndWatch', {
    summary: 'End a watch before its day',
    params: ById,
    body: Nothing,
    reply: MatchView,
  }),
  matchDisclose: route('matchDisclose', {
    summary: 'Ask the owner of a hit for more',
    params: ById,
    body: DiscloseMatch,
    reply: MatchView,
  }),
  matchTickets: route('matchTickets', {
    summary: 'Tickets of this node, for oversight',
    query: Strict(PageQuery),
    reply: Page(MatchTicketRow),
  }),
  matchOpen: route('matchOpen', {
    summary: 'Open a ticket: the values it was for, with what ties them to it',
    params: ById,
    reply: MatchOpening,
  }),
  hitList: route('hitList', {
    summary: 'Hits of partners that a person here has to answer',
    query: HitQuery,
    reply: Page(HitView),
  }),
  hitPreview: route('hitPreview', {
    summary: 'Exactly what the partner will see as core data',
    params: ById,
    body: PreviewHit,
    reply: ReleasePreview,
  }),
  hitAnswer: route('hitAnswer', {
    summary: 'Answer a hit: core data, a contact, a refusal, or neither yes nor no',
    params: ById,
    body: AnswerHit,
    reply: HitView,
  }),
} as const
