import { ActOnRequest, MakeRequest, RequestPartner, RequestQuery, RequestView } from './requests.ts'
import { route } from './route.ts'
import { ById, Page, Reason, Strict } from './shape.ts'

/** Requests between nodes for information and for action. */
export const requestsRoutes = {
  requestList: route('requestList', {
    summary: 'Requests out and in, with whose turn it is and until when',
    query: RequestQuery,
    reply: Page(RequestView),
  }),
  requestPartners: route('requestPartners', {
    summary: 'Organisations of partners that may be asked, and under which agreement',
    reply: Page(RequestPartner),
  }),
  requestMake: route('requestMake', {
    summary: 'Ask a partner for information or for action',
    body: MakeRequest,
    reply: RequestView,
  }),
  requestRead: route('requestRead', {
    summary: 'One request with its life',
    params: ById,
    reply: RequestView,
  }),
  requestApprove: route('requestApprove', {
    summary: 'Let a request of a colleague go',
    params: ById,
    body: Strict({ reason: Reason }),
    reply: RequestView,
  }),
  requestAct: route('requestAct', {
    summary: 'Accept, refuse, answer, hand to mutual legal assistance, withdraw or chase',
    params: ById,
    body: ActOnRequest,
    reply: RequestView,
  }),
  requestPack: route('requestPack', {
    summary: 'The request as a page to print for mutual legal assistance',
    params: ById,
    transfer: 'download',
  }),
} as const
