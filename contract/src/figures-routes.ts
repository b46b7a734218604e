import { Type } from 'typebox'

import {
  CaseFactsView,
  CaseFactsWrite,
  FigureAsk,
  FigurePeopleQuery,
  FigurePerson,
  FigurePreview,
  FigurePreviewQuery,
  FigureReason,
  FigureRelease,
  FigureReleaseRow,
} from './figures.ts'
import { ByCode } from './protection.ts'
import { route } from './route.ts'
import { ById, Can, OneOf, Page, PageQuery, Strict, Words } from './shape.ts'

/** Counts of people: seen inside by who may see the people, and by everybody else only as they were released. */
export const figuresRoutes = {
  figureOffices: route('figureOffices', {
    summary: 'Organisations that a figure can be made for, and what the reader may do here',
    reply: Strict({ items: Type.Array(Strict({ code: Type.String(), name: Words })), can: Can }),
  }),
  figurePreview: route('figurePreview', {
    summary: 'Count, and show what would be held back and why; nothing leaves',
    query: FigurePreviewQuery,
    reply: FigurePreview,
  }),
  figurePeople: route('figurePeople', {
    summary: 'The people behind a number, for who may see them',
    query: FigurePeopleQuery,
    reply: Page(FigurePerson),
  }),
  figureAskRelease: route('figureAskRelease', {
    summary: 'Ask a second person to release a figure; what it would show is fixed now',
    body: Strict({ ...FigureAsk.properties, ...FigureReason.properties }),
    reply: FigureRelease,
  }),
  figureReleaseList: route('figureReleaseList', {
    summary: 'The register: every figure that was released, also those withdrawn since',
    query: Strict(PageQuery),
    reply: Page(FigureReleaseRow),
  }),
  figureReleaseRead: route('figureReleaseRead', {
    summary: 'One release: its definition and its tables',
    params: ById,
    reply: FigureRelease,
  }),
  figureReleaseAgree: route('figureReleaseAgree', {
    summary: 'Release it as the second person',
    params: ById,
    body: FigureReason,
    reply: FigureRelease,
  }),
  figureReleaseRefuse: route('figureReleaseRefuse', {
    summary: 'Refuse it as the second person',
    params: ById,
    body: FigureReason,
    reply: FigureRelease,
  }),
  figureReleaseWithdraw: route('figureReleaseWithdraw', {
    summary: 'Withdraw a release; the register keeps it and says so',
    params: ById,
    body: FigureReason,
    reply: FigureRelease,
  }),
  figureReleaseFile: route('figureReleaseFile', {
    summary: 'A release as a file, with its definition',
    params: ById,
    query: Strict({ format: OneOf(['csv', 'xlsx'] as const) }),
    transfer: 'download',
  }),
  caseFactsRead: route('caseFactsRead', {
    summary: 'What is coded of a case for figures',
    params: ByCode,
    reply: CaseFactsView,
  }),
  caseFactsWrite: route('caseFactsWrite', {
    summary: 'Code a case for figures; what stood there before is kept',
    params: ByCode,
    body: CaseFactsWrite,
    reply: CaseFactsView,
  }),
} as const
