import { AgreedExport, ExportRequest } from './export.ts'
import { route } from './route.ts'
import { ById, Page, PageQuery, Reason, Strict } from './shape.ts'

const Because = Strict({ reason: Reason })

/** Files for other tools, at once or when a second person has agreed. */
export const exportRoutes = {
  exportRun: route('exportRun', { summary: 'Export', body: ExportRequest, transfer: 'download' }),
  exportAsk: route('exportAsk', {
    summary: 'Ask a second person to agree to an export of what is confidential',
    body: ExportRequest,
    reply: AgreedExport,
  }),
  exportAskList: route('exportAskList', {
    summary: 'Exports that wait, or waited, for a second person',
    query: Strict(PageQuery),
    reply: Page(AgreedExport),
  }),
  exportApprove: route('exportApprove', {
    summary: 'Agree to an export as the second person',
    params: ById,
    body: Because,
    reply: AgreedExport,
  }),
  exportRefuse: route('exportRefuse', {
    summary: 'Refuse an export',
    params: ById,
    body: Because,
    reply: AgreedExport,
  }),
  exportWithdraw: route('exportWithdraw', {
    summary: 'Withdraw a request for an export that still waits',
    params: ById,
    body: Because,
    reply: AgreedExport,
  }),
  exportTake: route('exportTake', {
    summary: 'Take the file that was agreed to, once',
    params: ById,
    transfer: 'download',
  }),
} as const
