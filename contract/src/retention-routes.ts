import { Type } from 'typebox'

import { ByCode } from './protection.ts'
import {
  DecideErasure,
  ErasureRow,
  ErasureView,
  OverdueRow,
  PlaceHold,
  RetentionRow,
  RetentionRules,
  RetentionView,
  clockStates,
  erasureGrounds,
  erasureStates,
  overdueStates,
} from './retention.ts'
import { route } from './route.ts'
import { ById, Id, OneOf, Page, PageQuery, Reason, Strict } from './shape.ts'

/** How long people in care are kept, what stops that, and how it ends. */
export const retentionRoutes = {
  erasureDecide: route('erasureDecide', {
    summary: 'Another person agrees that somebody is erased, or refuses on a named ground',
    params: ById,
    body: DecideErasure,
    reply: ErasureView,
  }),
  erasureFile: route('erasureFile', {
    summary: 'The certificate with its signature and its place in the audit, to be checked without this node',
    params: ById,
    transfer: 'download',
  }),
  erasureList: route('erasureList', {
    summary: 'Proposals, refusals and certificates, newest first',
    query: Strict({ ...PageQuery, state: Type.Optional(OneOf(erasureStates)) }),
    reply: Page(ErasureRow),
  }),
  erasurePropose: route('erasurePropose', {
    summary: 'Propose that somebody is erased, because the day has come or the person asks for it',
    params: ByCode,
    body: Strict({ id: Id, ground: OneOf(erasureGrounds), reason: Reason }),
    reply: RetentionView,
  }),
  erasureRead: route('erasureRead', {
    summary: 'One erasure with its certificate and the reports of partners',
    params: ById,
    reply: ErasureView,
  }),
  holdPlace: route('holdPlace', {
    summary: 'Stop the clock of a person until a day; while it stands nobody erases the person',
    params: ByCode,
    body: PlaceHold,
    reply: RetentionView,
  }),
  holdRelease: route('holdRelease', {
    summary: 'End a hold before its day',
    params: ById,
    body: Strict({ reason: Reason }),
    reply: RetentionView,
  }),
  holdReview: route('holdReview', {
    summary: 'Look at a hold again: it stands until another day',
    params: ById,
    body: Strict({ until: Type.String({ format: 'date' }) }),
    reply: RetentionView,
  }),
  holdWords: route('holdWords', {
    summary: 'Why there is a hold, opened for a reason that is kept',
    params: ById,
    body: Strict({ reason: Reason }),
    reply: Strict({ words: Type.String(), released: Type.Optional(Type.String()) }),
  }),
  overdueHold: route('overdueHold', {
    summary:
      'Oversight stops the erasing of somebody who should be erased, until a day; only oversight ends it',
    params: ByCode,
    body: PlaceHold,
    reply: Strict({}),
  }),
  overdueList: route('overdueList', {
    summary:
      'For oversight: codes of people who should have been erased by now, or whose erasing it has stopped',
    query: Strict({ ...PageQuery, state: Type.Optional(OneOf(overdueStates)) }),
    reply: Page(OverdueRow),
  }),
  overdueRelease: route('overdueRelease', {
    summary: 'Oversight ends its own hold before its day',
    params: ById,
    body: Strict({ reason: Reason }),
    reply: Strict({}),
  }),
  retentionList: route('retentionList', {
    summary: 'People whose day has come or comes soon, the longest waiting first',
    query: Strict({ limit: PageQuery.limit, state: Type.Optional(OneOf(clockStates)) }),
    reply: Page(RetentionRow),
  }),
  retentionRead: route('retentionRead', {
    summary: 'The clock of one person, holds and proposals',
    params: ByCode,
    reply: RetentionView,
  }),
  retentionRules: route('retentionRules', {
    summary: 'How long people in care are kept here, by which rules and from where',
    reply: RetentionRules,
  }),
} as const
