import { Type } from 'typebox'

import {
  CaseFile,
  CaseFileReport,
  CaseRelease,
  CaseReleaseAsk,
  CaseReleaseFormat,
  CaseReleaseOffice,
  CaseReleasePreview,
  CaseReleaseQuery,
  CaseReleaseReason,
  CaseReleaseRow,
  CaseReleaseTold,
} from './give-out.ts'
import { route } from './route.ts'
import { ById, Can, Page, PageQuery, Strict } from './shape.ts'

/** Cases by the Human Trafficking Case Data Standard, out to a named organisation and in from one. */
export const giveOutRoutes = {
  caseFileCheck: route('caseFileCheck', {
    summary: 'What of a file of cases would be taken, and what to mend; nothing of it is kept',
    params: ById,
    body: CaseFile,
    reply: CaseFileReport,
  }),
  caseFileTake: route('caseFileTake', {
    summary: 'Take a file of cases to a board, sealed; what was taken before stays as it is',
    params: ById,
    body: CaseFile,
    reply: CaseFileReport,
  }),
  caseReleaseOffices: route('caseReleaseOffices', {
    summary: 'Organisations that cases can be given to, and for what',
    reply: Strict({ items: Type.Array(CaseReleaseOffice), can: Can }),
  }),
  caseReleasePreview: route('caseReleasePreview', {
    summary: 'Who would go and who stays out by which rule, and what becomes of each field; nothing leaves',
    query: CaseReleaseQuery,
    reply: CaseReleasePreview,
  }),
  caseReleaseAsk: route('caseReleaseAsk', {
    summary: 'Give out one case, or ask a second person to let several go; what goes is fixed now',
    body: CaseReleaseAsk,
    reply: CaseRelease,
  }),
  caseReleaseList: route('caseReleaseList', {
    summary: 'The register of cases that left, newest first',
    query: Strict(PageQuery),
    reply: Page(CaseReleaseRow),
  }),
  caseReleaseRead: route('caseReleaseRead', {
    summary: 'One release: who went by which code, and whom to tell since',
    params: ById,
    reply: CaseRelease,
  }),
  caseReleaseAgree: route('caseReleaseAgree', {
    summary: 'Let them go as the second person',
    params: ById,
    body: CaseReleaseReason,
    reply: CaseRelease,
  }),
  caseReleaseRefuse: route('caseReleaseRefuse', {
    summary: 'Refuse it as the second person',
    params: ById,
    body: CaseReleaseReason,
    reply: CaseRelease,
  }),
  caseReleaseFile: route('caseReleaseFile', {
    summary: 'The file, without whoever took the consent back or whose consent has ended',
    params: ById,
    body: CaseReleaseFormat,
    transfer: 'download',
  }),
  caseReleaseTold: route('caseReleaseTold', {
    summary: 'Write down that the recipient was told to delete what was taken back',
    params: ById,
    body: CaseReleaseTold,
    reply: CaseRelease,
  }),
} as const
