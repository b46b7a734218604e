import {
  ByNode,
  CompareKeys,
  FlowQuery,
  FlowReply,
  PartnersReply,
  PartnerView,
  SettleKeys,
} from './partners.ts'
import { route } from './route.ts'
import { Reason, Strict } from './shape.ts'

const Because = Strict({ reason: Reason })

/** Partners of this node: how it stands with each, and what goes which way. */
export const partnersRoutes = {
  partnerList: route('partnerList', { summary: 'Partners and their health', reply: PartnersReply }),
  partnerSuspend: route('partnerSuspend', {
    summary: 'Suspend a partner: nothing ordinary goes or is taken in',
    params: ByNode,
    body: Because,
    reply: PartnerView,
  }),
  partnerResume: route('partnerResume', {
    summary: 'End the suspension of a partner',
    params: ByNode,
    body: Because,
    reply: PartnerView,
  }),
  partnerTry: route('partnerTry', { summary: 'Try a partner now', params: ByNode, reply: PartnerView }),
  partnerAcceptLog: route('partnerAcceptLog', {
    summary: 'Witness the audit log of a partner anew after it was set back',
    params: ByNode,
    body: Because,
    reply: PartnerView,
  }),
  partnerCompareKeys: route('partnerCompareKeys', {
    summary: 'Propose which history of its keys counts, by the digits that the partner has read out',
    params: ByNode,
    body: CompareKeys,
    reply: PartnerView,
  }),
  partnerSettleKeys: route('partnerSettleKeys', {
    summary: 'Agree to what was proposed about its keys, as a second person, or drop it',
    params: ByNode,
    body: SettleKeys,
    reply: PartnerView,
  }),
  flowRead: route('flowRead', {
    summary: 'Releases by partner and period',
    query: FlowQuery,
    reply: FlowReply,
  }),
} as const
